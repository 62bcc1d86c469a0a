#include "cli/progress.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "text/columns.h"

namespace quoth {
namespace {

constexpr std::size_t kBarColumns = 24;

void write_to_stderr(std::string_view text) {
  // Nothing can be done about a closed stderr.
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, text.data(), text.size());
}

int terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

Progress::Progress(std::size_t total, bool wanted)
    : total_(total), shown_(wanted && total > 0 && ::isatty(STDERR_FILENO) == 1) {}

void Progress::step(std::string_view what) {
  ++done_;
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - last_drawn_ < std::chrono::milliseconds(100) && done_ < total_) return;
  draw(what, now);
}

void Progress::draw(std::string_view what, Clock::time_point now) {
  const double seconds = std::max(0.001, std::chrono::duration<double>(now - begin_).count());
  const double rate = static_cast<double>(done_) / seconds;
  const std::size_t full = kBarColumns * done_ / total_;
  std::string bar;
  for (std::size_t i = 0; i < kBarColumns; ++i) bar += i < full ? "━" : "─";
  const std::string line =
      fmt::format("{} {}/{}  {:.{}f} files/s  {} left  {}", bar, done_, total_, rate, rate < 10 ? 1 : 0,
                  duration(static_cast<double>(total_ - done_) / rate), what);
  // One write, so that nothing comes between; the last column stays free, or some terminals wrap.
  write_to_stderr("\r" + cut_to_columns(line, terminal_columns() - 1) + "\x1b[K");
  drawn_ = true;
  last_drawn_ = now;
}

void Progress::clear() {
  if (drawn_) write_to_stderr("\r\x1b[K");
  drawn_ = false;
}

}  // namespace quoth
