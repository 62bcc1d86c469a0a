#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// Standard output, buffered. Nobody reading it any more (`| head`) is no failure: the program then stops
/// quietly.
class Output {
 public:
  explicit Output(int fd) : fd_(fd) {}
  ~Output() { flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// False when no more output is wanted or possible, see failure(); it is for the caller to stop.
  bool write(std::string_view text);
  bool line(std::string_view text) { return write(text) && write("\n"); }
  bool flush();

  bool is_terminal() const;
  /// Columns of the terminal; 80 where it is none.
  int width() const;

  /// Why writing failed, in words; empty when it did not, also where the reader only went away.
  const std::string& failure() const { return failure_; }

 private:
  bool send(std::string_view text);

  int fd_;
  std::string buffer_;
  bool closed_ = false;
  std::string failure_;
};

}  // namespace quoth
