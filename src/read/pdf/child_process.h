#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth::pdf {

/// An unnamed file in memory that a child process can open by name.
class MemoryFile {
 public:
  /// Errors: pdf.limit where there is no room for it.
  static Result<MemoryFile> of(std::string_view bytes);
  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile();

  int descriptor() const { return descriptor_; }

 private:
  explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
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

/// Runs a program found on the PATH, without a shell, with `file` as its descriptor 3 and nothing to read on
/// its standard input. Leaves no descriptor and no process behind, whatever happens.
/// Errors: pdf.no_tool where there is no such program, pdf.limit where no process can be started.
Result<ChildResult> run_child(const std::vector<std::string>& command, const MemoryFile& file,
                              const ChildLimits& limits);

}  // namespace quoth::pdf
