#include "text/offsets.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

std::string random_text() {
  std::string text;
  // Longer than a block of the index, with characters of every length at its edges.
  const auto n = *rc::gen::inRange(0, 700);
  for (int i = 0; i < n; ++i) append_utf8(text, *rc::gen::element<char32_t>('a', ' ', 0xE9, 0x201C, 0x1F600));
  return text;
}

RC_GTEST_PROP(OffsetIndexProperty, AgreesWithCountingFromTheStart, ()) {
  const std::string text = random_text();
  const OffsetIndex index(text);
  std::uint32_t code_points = 0;
  std::uint32_t utf16_units = 0;
  for (std::uint32_t at = 0;; ++code_points) {
    RC_ASSERT(index.code_points(at) == code_points);
    RC_ASSERT(index.utf16_units(at) == utf16_units);
    RC_ASSERT(index.byte_of_code_point(code_points) == at);
    if (at == text.size()) break;
    const CodePoint c = code_point_at(text, at);
    utf16_units += c.value > 0xFFFF ? 2 : 1;
    at += c.length;
  }
  RC_ASSERT(index.byte_of_code_point(code_points + 1) == text.size());
}

TEST(OffsetIndex, KnowsTheEndsOfTextsAsLongAsABlock) {
  for (const std::size_t n : {0u, 1u, 127u, 128u, 129u, 256u}) {
    const std::string ascii(n, 'a');
    EXPECT_EQ(OffsetIndex(ascii).code_points(static_cast<std::uint32_t>(n)), n);
    std::string wide;
    for (std::size_t i = 0; i < n / 4; ++i) wide += "😀";
    const auto size = static_cast<std::uint32_t>(wide.size());
    EXPECT_EQ(OffsetIndex(wide).code_points(size), n / 4);
    EXPECT_EQ(OffsetIndex(wide).utf16_units(size), n / 4 * 2);
  }
}

}  // namespace
}  // namespace quoth
