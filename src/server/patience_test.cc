#include "server/patience.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace quoth {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Two ends of a line.
struct Line {
  Line() { ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends); }
  ~Line() {
    for (const int end : ends) ::close(end);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// Whether it was closed at the other end.
  bool is_closed() const {
    char byte = 0;
    return ::recv(ends[1], &byte, 1, MSG_DONTWAIT) == 0;
  }
  int ends[2] = {};
};

TEST(Patience, EndsWithTheDeadline) {
  Patience patience;
  Line late, in_time, forgotten, given_more;
  patience.give(late.ends[0], milliseconds(1));
  patience.give(in_time.ends[0], seconds(3600));
  patience.give(forgotten.ends[0], milliseconds(1));
  patience.forget(forgotten.ends[0]);
  patience.give(given_more.ends[0], milliseconds(1));
  patience.give_for(given_more.ends[0], 1 << 30);
  char byte = 0;
  EXPECT_EQ(::recv(late.ends[1], &byte, 1, 0), 0);  // waits for the end
  EXPECT_FALSE(in_time.is_closed());
  EXPECT_FALSE(forgotten.is_closed());
  EXPECT_FALSE(given_more.is_closed());
}

TEST(Patience, BytesTakeTheirTime) {
  EXPECT_EQ(Patience::time_for(0), seconds(0));
  EXPECT_GT(Patience::time_for(64 << 20), seconds(600));
}

}  // namespace
}  // namespace quoth
