#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace quoth::pdf {

/// A descriptor that is closed at the end of its life.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  /// Above the numbers that a child's own are put at, so that putting one there overwrites no other.
  bool move_above_the_childs();

 private:
  int fd_;
};

/// An unnamed file in memory that a child process can open by name.
class MemoryFile {
 public:
  /// Errors: pdf.limit where there is no room for it.
  static Result<MemoryFile> of(std::string_view bytes);

  int descriptor() const { return descriptor_.get(); }
  /// In bytes.
  std::uint64_t size() const;
  /// The first bytes of it, at most `limit`.
  std::string read(std::uint64_t limit) const;

 private:
  explicit MemoryFile(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

/// What a child may use; it is killed when it goes past any of it.
struct ChildLimits {
  std::chrono::steady_clock::time_point deadline;
  std::chrono::seconds processor_time{0};
  std::uint64_t memory_bytes = 0;
  std::uint64_t output_bytes = 0;
};

struct ChildResult {
  enum class End : std::uint8_t { exited, crashed, over_time, over_output };
  End end = End::exited;
  int exit_status = 0;
  std::string output;
  std::string messages;  ///< the first of what it wrote to standard error
};

/// The name under which a child finds the file that it is given.
inline constexpr std::string_view kChildFile = "/proc/self/fd/3";

/// A program at work. It writes to files in memory, so that nobody has to read along and several may run at once.
/// At the end of its life it is killed, if it still runs: no descriptor and no process is left behind.
class Child {
 public:
  /// Starts a program found on the PATH, without a shell, with `file` as its descriptor 3 and nothing to read on
  /// its standard input.
  /// Errors: pdf.no_tool where there is no such program, pdf.limit where no process can be started.
  static Result<Child> start(const std::vector<std::string>& command, const MemoryFile& file,
                             const ChildLimits& limits);
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();

  /// Waits for its end, or brings it about at the deadline. Requires: called once.
  ChildResult finish();

 private:
  Child(MemoryFile output, MemoryFile messages, Descriptor lifeline, ChildLimits limits)
      : output_(std::move(output)),
        messages_(std::move(messages)),
        lifeline_(std::move(lifeline)),
        limits_(limits) {}
  int wait();

  MemoryFile output_, messages_;
  Descriptor lifeline_;  ///< of a pipe that the child's end closes
  ChildLimits limits_;
  int pid_ = -1;
};

}  // namespace quoth::pdf
