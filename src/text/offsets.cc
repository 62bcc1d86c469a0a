#include "text/offsets.h"

#include <algorithm>

namespace quoth {
namespace {

constexpr std::uint32_t kBlockBytes = 128;

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }
bool takes_two_units(char byte) { return static_cast<unsigned char>(byte) >= 0xF0; }

}  // namespace

OffsetIndex::OffsetIndex(std::string_view text) : text_(text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return;
  blocks_.reserve(text.size() / kBlockBytes + 1);
  Counts counts{0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlockBytes == 0) blocks_.push_back(counts);
    const std::uint32_t starts = starts_code_point(text[i]);
    counts.code_points += starts;
    counts.utf16_units += starts + takes_two_units(text[i]);
  }
  if (text.size() % kBlockBytes == 0) blocks_.push_back(counts);
}

std::uint32_t OffsetIndex::code_points(std::uint32_t at) const {
  if (blocks_.empty()) return at;
  std::uint32_t n = blocks_[at / kBlockBytes].code_points;
  for (std::uint32_t i = at - at % kBlockBytes; i < at; ++i) n += starts_code_point(text_[i]);
  return n;
}

std::uint32_t OffsetIndex::utf16_units(std::uint32_t at) const {
  if (blocks_.empty()) return at;
  std::uint32_t n = blocks_[at / kBlockBytes].utf16_units;
  for (std::uint32_t i = at - at % kBlockBytes; i < at; ++i) {
    n += starts_code_point(text_[i]) + takes_two_units(text_[i]);
  }
  return n;
}

std::uint32_t OffsetIndex::byte_of_code_point(std::uint32_t n) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (blocks_.empty()) return std::min(n, size);
  // The last block that begins with at most n code points before it. The logarithm is of the text's size, not
  // of the position.
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), n,
                       [](std::uint32_t value, const Counts& c) { return value < c.code_points; });
  const auto block = static_cast<std::uint32_t>(after - blocks_.begin() - 1);
  std::uint32_t seen = blocks_[block].code_points;
  std::uint32_t at = block * kBlockBytes;
  // A block may begin inside a character; its first start is then code point number `seen`.
  for (; at < size; ++at) {
    if (!starts_code_point(text_[at])) continue;
    if (seen == n) return at;
    ++seen;
  }
  return size;
}

}  // namespace quoth
