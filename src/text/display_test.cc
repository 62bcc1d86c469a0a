#include "text/display.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

TEST(Display, ColumnsOfWideAndJoiningCharacters) {
  EXPECT_EQ(display_columns("café"), 4);
  EXPECT_EQ(display_columns("cafe\u0301"), 4);
  EXPECT_EQ(display_columns("日本"), 4);
  EXPECT_EQ(display_columns("\u200B\u00AD"), 0);
  EXPECT_EQ(display_columns("Привет"), 6);
}

TEST(Display, LinesBreakAtSpacesAndBetweenIdeographs) {
  EXPECT_EQ(line_breaks("one two"), (std::vector<std::uint32_t>{4, 7}));
  EXPECT_EQ(line_breaks("日本"), (std::vector<std::uint32_t>{3, 6}));
  EXPECT_EQ(line_breaks("a\u00A0b"), (std::vector<std::uint32_t>{4}));
  EXPECT_TRUE(line_breaks("").empty());
}

RC_GTEST_PROP(Display, BreaksAreOfCharactersAndEndWithTheText, (const std::u32string& characters)) {
  std::string text;
  for (const char32_t c : characters) append_utf8(text, c);
  const std::vector<std::uint32_t> breaks = line_breaks(text);
  RC_ASSERT(std::is_sorted(breaks.begin(), breaks.end()));
  RC_ASSERT(text.empty() == breaks.empty());
  if (!text.empty()) RC_ASSERT(breaks.back() == text.size());
  for (const std::uint32_t at : breaks) RC_ASSERT((text.c_str()[at] & 0xC0) != 0x80);
}

}  // namespace
}  // namespace quoth
