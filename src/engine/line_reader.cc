#include "engine/line_reader.h"

#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace quoth {
namespace {

constexpr std::size_t kChunkBytes = 1 << 16;

}  // namespace

LineReader::Read LineReader::fill() {
  for (;;) {
    pollfd waits[] = {{fd_, POLLIN, 0}, {stop_.fd(), POLLIN, 0}};
    if (::poll(waits, 2, -1) < 0 && errno != EINTR) break;
    if (stop_.requested()) return Read::stopped;
    if (waits[0].revents == 0) continue;
    buffer_.resize(kChunkBytes);
    at_ = 0;
    const ssize_t n = ::read(fd_, buffer_.data(), buffer_.size());
    buffer_.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    if (n > 0) return Read::line;
    if (n == 0) return Read::end;
    if (errno != EINTR && errno != EAGAIN) break;
  }
  failure_ = errno;
  return Read::failed;
}

LineReader::Read LineReader::next(std::string& line) {
  line.clear();
  bool any = false;
  bool too_long = false;
  for (;;) {
    if (at_ == buffer_.size()) {
      const Read read = fill();
      if (read == Read::end && any) break;
      if (read != Read::line) return read;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t n = std::min(end, buffer_.size()) - at_;
    if (too_long || line.size() + n > limit_) {
      too_long = true;
      line = std::string();
    } else {
      line.append(buffer_, at_, n);
    }
    at_ += n;
    if (end != std::string::npos) {
      ++at_;
      break;
    }
  }
  if (too_long) return Read::too_long;
  if (line.ends_with('\r')) line.pop_back();
  return Read::line;
}

}  // namespace quoth
