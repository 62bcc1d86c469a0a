#include "cli/output.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace quoth {
namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

}  // namespace

bool Output::write(std::string_view text) {
  if (closed_) return false;
  if (buffer_.size() + text.size() > kBufferBytes && !flush()) return false;
  if (text.size() > kBufferBytes) return send(text);
  buffer_ += text;
  return true;
}

bool Output::flush() {
  const bool sent = send(buffer_);
  buffer_.clear();
  return sent;
}

bool Output::send(std::string_view text) {
  while (!closed_ && !text.empty()) {
    const ssize_t n = ::write(fd_, text.data(), text.size());
    if (n >= 0) {
      text.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno != EINTR) {
      closed_ = true;
      if (errno != EPIPE) failure_ = std::strerror(errno);
    }
  }
  return !closed_;
}

bool Output::is_terminal() const { return ::isatty(fd_) == 1; }

int Output::width() const {
  winsize size{};
  if (is_terminal() && ::ioctl(fd_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace quoth
