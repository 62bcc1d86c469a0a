#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace quoth {

/// Closes connections whose other end is too slow: who sends a byte now and then would be served for ever otherwise. Each has until
/// its deadline; past it the socket is shut down, and whoever serves it sees its end.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;

  Patience() : thread_([this] { run(); }) {}
  ~Patience();
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

  /// `socket` has this long from now on.
  void give(int socket, Clock::duration time);
  /// More of it, for `bytes` that came.
  void give_for(int socket, std::size_t bytes);
  /// Nothing is waited for from it. Requires: called before the socket is closed, since its number is another's then.
  void forget(int socket);

  /// For `bytes` of a body, by the slowest line that is waited for.
  static Clock::duration time_for(std::size_t bytes);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable ending_;
  bool ended_ = false;
  std::unordered_map<int, Clock::time_point> deadlines_;
  std::thread thread_;  // last: it uses all the others
};

}  // namespace quoth
