#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::testing {

/// A case of tests/golden/: an input and, beside it, what is expected of it. For an input NAME.EXTENSION that is
/// the file NAME.EXTENSION.expected.
struct GoldenCase {
  std::string name;             ///< the input's file name
  std::filesystem::path input;  ///< where it lies
  std::filesystem::path expected;
};

/// The cases of the folder tests/golden/FOLDER, sorted by name. Fails the running test where there are none, and
/// where an expectation has no input.
std::vector<GoldenCase> golden_cases(std::string_view folder);

/// All bytes of a file. Fails the running test where it cannot be read.
std::string file_bytes(const std::filesystem::path& path);

/// Fails the running test, naming the first line that differs, unless `actual` is the content of the file `expected`.
/// Where the test program was called with --update, it writes the file instead.
void expect_golden(const std::filesystem::path& expected, std::string_view actual);

}  // namespace quoth::testing
