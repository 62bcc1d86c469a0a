#include "testing/golden.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoth::testing {
namespace {

constexpr std::string_view kExpected = ".expected";

bool update = false;

/// The first line in which the two differ, with its number: what a reader wants to see of a long text.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream expected_lines(expected), actual_lines(actual);
  std::string expected_line, actual_line;
  for (int number = 1;; ++number) {
    const bool more_expected = static_cast<bool>(std::getline(expected_lines, expected_line));
    const bool more_actual = static_cast<bool>(std::getline(actual_lines, actual_line));
    if (!more_expected && !more_actual) return "only the end of the last line differs";
    if (more_expected && more_actual && expected_line == actual_line) continue;
    return "line " + std::to_string(number) +
           "\n  expected: " + (more_expected ? expected_line : "(the end)") +
           "\n  actual:   " + (more_actual ? actual_line : "(the end)");
  }
}

}  // namespace

std::vector<GoldenCase> golden_cases(std::string_view folder) {
  const auto root = std::filesystem::path(QUOTH_SOURCE_DIR) / "tests" / "golden" / folder;
  std::vector<GoldenCase> cases;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(root, error)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == kExpected) {
      auto input = path;
      EXPECT_TRUE(std::filesystem::exists(input.replace_extension())) << path << " belongs to no input";
    } else if (entry.is_regular_file()) {
      auto expected = path;
      cases.push_back({path.filename().string(), path, expected += kExpected});
    }
  }
  EXPECT_FALSE(cases.empty()) << "no golden cases in " << root;
  std::ranges::sort(cases, {}, &GoldenCase::name);
  return cases;
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

void expect_golden(const std::filesystem::path& expected, std::string_view actual) {
  if (update) {
    std::filesystem::create_directories(expected.parent_path());
    std::ofstream(expected, std::ios::binary) << actual;
    return;
  }
  if (!std::filesystem::exists(expected)) {
    ADD_FAILURE() << expected << " is missing; call this test program with --update to write it";
    return;
  }
  const std::string wanted = file_bytes(expected);
  EXPECT_TRUE(wanted == actual) << expected << ": " << first_difference(wanted, std::string(actual))
                                << "\n(call this test program with --update to take the actual text)";
}

}  // namespace quoth::testing

/// GoogleTest's main, and one option of ours: --update rewrites the golden files.
int main(int argc, char** argv) {
  ::testing::InitGoogleMock(&argc, argv);
  quoth::testing::update =
      std::any_of(argv + 1, argv + argc, [](std::string_view a) { return a == "--update"; });
  return RUN_ALL_TESTS();
}
