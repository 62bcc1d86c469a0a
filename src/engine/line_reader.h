#pragma once

#include <cstddef>
#include <string>

#include "engine/stop.h"

namespace quoth {

/// The lines of a file descriptor, as they come. Memory is that of the longest line kept.
class LineReader {
 public:
  enum class Read {
    line,      ///< a line without its end, LF or CRLF; the last one needs none
    too_long,  ///< a line longer than the limit, which was passed over
    end,
    stopped,  ///< the stop was requested while waiting for input
    failed,   ///< reading failed, see failure()
  };

  /// Lifetime: keeps a reference to `stop`; does not own `fd`.
  LineReader(int fd, std::size_t limit, const Stop& stop) : fd_(fd), limit_(limit), stop_(stop) {}

  Read next(std::string& line);
  /// Whether something of the next line is there already, so that `next` may not have to wait.
  bool has_line() const { return at_ < buffer_.size(); }
  /// The errno of what failed.
  int failure() const { return failure_; }

 private:
  Read fill();

  int fd_;
  std::size_t limit_;
  const Stop& stop_;
  std::string buffer_;
  std::size_t at_ = 0;  // what of buffer_ was given out
  int failure_ = 0;
};

}  // namespace quoth
