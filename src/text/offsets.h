#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace quoth {

/// Converts byte offsets of a UTF-8 text to code points and UTF-16 units and back, each in time that does not
/// depend on the position: a count is kept for every block of 128 bytes, and one block at most is read.
///
/// Lifetime: keeps a view of the text; the text must outlive it and not move.
class OffsetIndex {
 public:
  /// Requires: valid UTF-8 of at most 4 GiB. O(size).
  explicit OffsetIndex(std::string_view text);

  /// How many code points (UTF-16 units) stand before byte `at`. Requires: at <= size, at a character's start.
  std::uint32_t code_points(std::uint32_t at) const;
  std::uint32_t utf16_units(std::uint32_t at) const;

  /// The byte where code point number `n` begins; the size of the text when there are no more than `n`.
  std::uint32_t byte_of_code_point(std::uint32_t n) const;

 private:
  struct Counts {
    std::uint32_t code_points;
    std::uint32_t utf16_units;
  };

  std::string_view text_;
  std::vector<Counts> blocks_;  // empty for ASCII, where all offsets are the same
};

}  // namespace quoth
