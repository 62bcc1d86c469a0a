#include "server/patience.h"

#include <sys/socket.h>

namespace quoth {
namespace {

constexpr std::size_t kSlowestBytesPerSecond = 32 << 10;

}  // namespace

Patience::~Patience() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ending_.notify_one();
  thread_.join();
}

void Patience::give(int socket, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  deadlines_[socket] = Clock::now() + time;
}

void Patience::give_for(int socket, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  if (const auto at = deadlines_.find(socket); at != deadlines_.end()) at->second += time_for(bytes);
}

void Patience::forget(int socket) {
  const std::lock_guard lock(mutex_);
  deadlines_.erase(socket);
}

Patience::Clock::duration Patience::time_for(std::size_t bytes) {
  return std::chrono::milliseconds(bytes * 1000 / kSlowestBytesPerSecond);
}

void Patience::run() {
  std::unique_lock lock(mutex_);
  while (!ending_.wait_for(lock, std::chrono::seconds(1), [this] { return ended_; })) {
    const Clock::time_point now = Clock::now();
    std::erase_if(deadlines_, [now](const auto& entry) {
      if (entry.second > now) return false;
      ::shutdown(entry.first, SHUT_RDWR);
      return true;
    });
  }
}

}  // namespace quoth
