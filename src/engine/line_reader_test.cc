#include "engine/line_reader.h"

#include <array>
#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace quoth {
namespace {

class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~Pipe() {
    ::close(ends_[0]);
    finish();
  }
  int out() const { return ends_[0]; }
  void write(std::string_view text) {
    EXPECT_EQ(::write(ends_[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void finish() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

TEST(LineReader, LinesWithAndWithoutEnds) {
  Pipe pipe;
  Stop stop;
  LineReader reader(pipe.out(), 100, stop);
  pipe.write("one\r\n\nthree\n\rfour");
  pipe.finish();
  std::string line;
  for (const char* expected : {"one", "", "three", "\rfour"}) {
    ASSERT_EQ(reader.next(line), LineReader::Read::line);
    EXPECT_EQ(line, expected);
  }
  EXPECT_EQ(reader.next(line), LineReader::Read::end);
}

TEST(LineReader, ALineAcrossReads) {
  Pipe pipe;
  Stop stop;
  LineReader reader(pipe.out(), 1 << 20, stop);
  const std::string half(50'000, 'x');
  std::thread writer([&] {
    for (int i = 0; i < 4; ++i) pipe.write(half);
    pipe.write("\nend\n");
    pipe.finish();
  });
  std::string line;
  ASSERT_EQ(reader.next(line), LineReader::Read::line);
  EXPECT_EQ(line, half + half + half + half);
  ASSERT_EQ(reader.next(line), LineReader::Read::line);
  EXPECT_EQ(line, "end");
  writer.join();
}

TEST(LineReader, ALineOverTheLimitIsPassedOver) {
  Pipe pipe;
  Stop stop;
  LineReader reader(pipe.out(), 4, stop);
  pipe.write("12345\n1234\n");
  pipe.finish();
  std::string line;
  EXPECT_EQ(reader.next(line), LineReader::Read::too_long);
  ASSERT_EQ(reader.next(line), LineReader::Read::line);
  EXPECT_EQ(line, "1234");
}

TEST(LineReader, AStopEndsTheWait) {
  Pipe pipe;
  Stop stop;
  LineReader reader(pipe.out(), 100, stop);
  std::thread stopper([&] { stop.request(); });
  std::string line;
  EXPECT_EQ(reader.next(line), LineReader::Read::stopped);
  stopper.join();
}

TEST(LineReader, WhatCannotBeReadFails) {
  Stop stop;
  const int write_only = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  LineReader reader(write_only, 100, stop);
  std::string line;
  EXPECT_EQ(reader.next(line), LineReader::Read::failed);
  EXPECT_EQ(reader.failure(), EBADF);
  ::close(write_only);
}

}  // namespace
}  // namespace quoth
