#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/stop.h"

namespace quoth {

/// Does tasks on several threads and hands their results out in the order in which the tasks came, with no
/// more of them in flight than a window holds. The tasks are asked for on a thread of their own: results
/// leave as soon as they are there, also while the next task has yet to arrive.
///
/// Task: `std::function<Answer()>`-like, must not throw; `bytes` is what it holds while it waits.
template <typename Answer>
class OrderedWork {
 public:
  struct Task {
    std::function<Answer()> work;
    std::size_t bytes = 0;
  };

  struct Window {
    unsigned threads = 1;
    std::size_t tasks = 4;        ///< at least `threads`
    std::size_t bytes = 1 << 26;  ///< one task may be larger alone
  };

  /// Runs until `next` returns false or `stop` is requested; in the second case, tasks begun are finished and
  /// handed out up to the first that was not begun. `take` gets every result, in order, on the calling
  /// thread, and `idle` is called there whenever the next one has to be waited for.
  static void run(const Window& window, Stop& stop, const std::function<bool(Task&)>& next,
                  const std::function<void(Answer)>& take, const std::function<void()>& idle) {
    OrderedWork work(window, stop);
    std::thread asking([&] { work.ask(next); });
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < window.threads; ++i) workers.emplace_back([&] { work.serve(); });
    work.hand_out(take, idle);
    asking.join();
    for (std::thread& worker : workers) worker.join();
  }

 private:
  enum class State : char { waiting, begun, done };
  struct Slot {
    Task task;
    State state = State::waiting;
    Answer answer{};
  };

  OrderedWork(const Window& window, Stop& stop) : window_(window), stop_(stop) {}

  void ask(const std::function<bool(Task&)>& next) {
    for (;;) {
      Task task;
      const bool more = !stop_.requested() && next(task) && !stop_.requested();
      std::unique_lock lock(mutex_);
      if (more) {
        room_.wait(lock, [&] { return ended_ || has_room(task.bytes); });
      }
      if (!more || ended_) {
        ended_ = true;
        lock.unlock();
        task_ready_.notify_all();
        answer_ready_.notify_all();
        return;
      }
      bytes_ += task.bytes;
      slots_.push_back(Slot{std::move(task)});
      lock.unlock();
      task_ready_.notify_one();
    }
  }

  bool has_room(std::size_t bytes) const {
    return slots_.empty() || (slots_.size() < window_.tasks && bytes_ + bytes <= window_.bytes);
  }

  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      task_ready_.wait(lock, [&] { return ended_ || n_begun_ < slots_.size(); });
      if (stop_.requested() || n_begun_ == slots_.size()) {
        answer_ready_.notify_one();  // a stop may leave the front slot as it is
        return;
      }
      Slot& slot = slots_[n_begun_++];  // a deque: the slot stays where it is
      slot.state = State::begun;
      lock.unlock();
      Answer answer = slot.task.work();
      slot.task.work = nullptr;
      lock.lock();
      slot.answer = std::move(answer);
      slot.state = State::done;
      if (&slot == &slots_.front()) answer_ready_.notify_one();
    }
  }

  void hand_out(const std::function<void(Answer)>& take, const std::function<void()>& idle) {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (slots_.empty() ? ended_ : stop_.requested() && slots_.front().state == State::waiting) break;
      if (slots_.empty() || slots_.front().state != State::done) {
        lock.unlock();
        idle();
        lock.lock();
        answer_ready_.wait(lock, [&] { return front_settled(); });
        continue;
      }
      Answer answer = std::move(slots_.front().answer);
      bytes_ -= slots_.front().task.bytes;
      slots_.pop_front();
      --n_begun_;
      lock.unlock();
      room_.notify_one();
      take(std::move(answer));
      lock.lock();
    }
    ended_ = true;
    lock.unlock();
    room_.notify_all();
    task_ready_.notify_all();
  }

  bool front_settled() const {
    if (slots_.empty()) return ended_;
    return slots_.front().state == State::done ||
           (stop_.requested() && slots_.front().state == State::waiting);
  }

  const Window window_;
  Stop& stop_;
  std::mutex mutex_;
  std::condition_variable room_, task_ready_, answer_ready_;
  std::deque<Slot> slots_;
  std::size_t n_begun_ = 0;  ///< slots before this one are begun or done
  std::size_t bytes_ = 0;
  bool ended_ = false;  ///< no more tasks come
};

}  // namespace quoth
