#include "cli/context.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

#include "text/display.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// One write a line, so that lines of several programs on one terminal do not mix. Control characters, which
/// a file's name may hold, must not reach the terminal.
void print_error_line(std::string line) {
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  line += '\n';
  // Nothing can be done about a closed stderr.
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, line.data(), line.size());
}

// What the signal handler may touch.
std::atomic<Stop*> to_stop{nullptr};
std::atomic<bool> interrupted{false};

extern "C" void on_interrupt(int signal) {
  interrupted = true;
  to_stop.load()->request();
  std::signal(signal, SIG_DFL);
}

}  // namespace

void Context::report(const Error& error) {
  out.flush();
  print_error_line("quoth: " + to_string(error));
  status = std::max(status, kind_of(error.code).exit_status);
}

void Context::report(const Error& error, std::string_view input) {
  report(error);
  if (!error.at) return;
  std::size_t byte = 0;
  for (std::uint32_t i = 0; i < *error.at && byte < input.size(); ++i)
    byte += code_point_at(input, byte).length;
  print_error_line("  " + std::string(input));
  print_error_line(std::string(static_cast<std::size_t>(2 + display_columns(input.substr(0, byte))), ' ') +
                   "^");
}

void Context::note(std::string_view text) {
  if (quiet) return;
  out.flush();
  print_error_line("quoth: " + std::string(text));
}

Stop& Context::stop_on_interrupt() {
  static Stop stop;
  to_stop = &stop;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  return stop;
}

bool Context::was_interrupted() const { return interrupted; }

bool Context::colour() const {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
  return out.is_terminal() && (no_color == nullptr || *no_color == '\0') && !dumb;
}

}  // namespace quoth
