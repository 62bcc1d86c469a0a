#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace quoth {

/// A progress bar on standard error with the rate and what remains. Draws nothing where that is no terminal.
class Progress {
 public:
  Progress(std::size_t total, bool wanted);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool is_shown() const { return shown_; }
  /// One more is done, and `what` was it. Draws ten times a second at most.
  void step(std::string_view what);
  /// Takes the bar away, so that lines can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(std::string_view what, Clock::time_point now);

  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_drawn_{};
};

}  // namespace quoth
