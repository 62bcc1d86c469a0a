#include "engine/ordered_work.h"

#include <atomic>
#include <chrono>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace quoth {
namespace {

using Work = OrderedWork<int>;

/// What comes out of tasks 0 to n - 1, each of them busy for a while of its own.
std::vector<int> outcome(const Work::Window& window, int n, Stop& stop,
                         const std::function<void(int)>& seen = {}) {
  std::vector<int> answers;
  int asked = 0;
  Work::run(
      window, stop,
      [&](Work::Task& task) {
        if (asked == n) return false;
        task.bytes = 10;
        task.work = [number = asked++] {
          std::this_thread::sleep_for(std::chrono::microseconds(number * 7919 % 300));
          return number;
        };
        return true;
      },
      [&](int answer) {
        answers.push_back(answer);
        if (seen) seen(answer);
      },
      [] {});
  return answers;
}

std::vector<int> numbers(std::size_t n) {
  std::vector<int> all(n);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

TEST(OrderedWork, AnswersComeInOrderForAnyNumberOfThreads) {
  for (const unsigned threads : {1u, 2u, 7u}) {
    Stop stop;
    EXPECT_EQ(outcome({threads, threads, 1 << 20}, 300, stop), numbers(300));
    EXPECT_EQ(outcome({threads, 4 * threads, 25}, 100, stop), numbers(100));
    EXPECT_EQ(outcome({threads, 4, 1}, 0, stop), numbers(0));
  }
}

TEST(OrderedWork, ATaskLargerThanTheWindowGoesAlone) {
  Stop stop;
  EXPECT_EQ(outcome({3, 8, 1}, 20, stop), numbers(20));
}

TEST(OrderedWork, NoMoreInFlightThanTheWindowHolds) {
  Stop stop;
  std::atomic<int> in_flight{0};
  std::atomic<int> most{0};
  int asked = 0;
  Work::run(
      {2, 5, 1 << 20}, stop,
      [&](Work::Task& task) {
        if (asked++ == 200) return false;
        task.work = [&] { return 0; };
        // One more may be asked for than there is room for.
        most = std::max<int>(most, ++in_flight);
        return true;
      },
      [&](int) {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        --in_flight;
      },
      [] {});
  EXPECT_LE(most, 5 + 2);
}

TEST(OrderedWork, AStopKeepsThePrefix) {
  for (int round = 0; round < 50; ++round) {
    Stop stop;
    const std::vector<int> answers = outcome({3, 12, 1 << 20}, 100'000, stop, [&](int answer) {
      if (answer == round * 3) stop.request();
    });
    EXPECT_GT(answers.size(), static_cast<std::size_t>(round * 3));
    EXPECT_LT(answers.size(), 100'000u);
    EXPECT_EQ(answers, numbers(answers.size()));
  }
}

TEST(OrderedWork, AStopFromElsewhereEndsTheRun) {
  for (int round = 0; round < 50; ++round) {
    Stop stop;
    std::thread stopper([&] {
      std::this_thread::sleep_for(std::chrono::microseconds(round * 40));
      stop.request();
    });
    const std::vector<int> answers = outcome({2, 6, 1 << 20}, 100'000, stop);
    EXPECT_EQ(answers, numbers(answers.size()));
    stopper.join();
  }
}

}  // namespace
}  // namespace quoth
