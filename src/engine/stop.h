#pragma once

#include <atomic>

namespace quoth {

/// A wish that work ends early, and a file descriptor that becomes readable with it, so that who waits for
/// input hears of it too. Safe from any thread and, for `request`, from a signal handler.
class Stop {
 public:
  Stop();
  ~Stop();
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;

  void request() noexcept;
  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }
  int fd() const { return fd_; }

 private:
  std::atomic<bool> requested_{false};
  int fd_;
};

}  // namespace quoth
