#include "server/conditions.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(Conditions, AListNamesItsTags) {
  for (const char* tags : {"\"a\"", "\"b\", \"a\"", "\"b\",\"a\"", " \"a\" ", "W/\"x\", \"a\"", "*"}) {
    EXPECT_TRUE(names_strongly(tags, "\"a\"")) << tags;
    EXPECT_TRUE(names_weakly(tags, "W/\"a\"")) << tags;
  }
  for (const char* tags : {"", "a", "\"ab\"", "\"b\"", "\"a", "x\"a\"", "\"b, \"a\"", "w/\"a\""}) {
    EXPECT_FALSE(names_strongly(tags, "\"a\"")) << tags;
    EXPECT_FALSE(names_weakly(tags, "\"a\"")) << tags;
  }
}

TEST(Conditions, AWeakTagNamesNoBytes) {
  EXPECT_TRUE(names_weakly("W/\"a\"", "\"a\""));
  EXPECT_FALSE(names_strongly("W/\"a\"", "\"a\""));
  EXPECT_FALSE(names_strongly("W/\"a\"", "W/\"a\""));
}

TEST(Conditions, ARangeIsPartOfTheBytes) {
  const auto range = [](std::string_view text) {
    const auto found = byte_range(text, 10);
    return found ? std::pair(static_cast<int>(found->begin), static_cast<int>(found->end))
                 : std::pair(-1, -1);
  };
  EXPECT_EQ(range("bytes=0-3"), std::pair(0, 4));
  EXPECT_EQ(range("bytes=4-"), std::pair(4, 10));
  EXPECT_EQ(range("bytes=9-100"), std::pair(9, 10));
  EXPECT_EQ(range("bytes=-3"), std::pair(7, 10));
  EXPECT_EQ(range("bytes=-30"), std::pair(0, 10));
  EXPECT_EQ(range("bytes=0-18446744073709551615"), std::pair(0, 10));
  for (const char* nothing : {"bytes=10-", "bytes=10-12", "bytes=-0"}) {
    const auto found = byte_range(nothing, 10);
    ASSERT_TRUE(found) << nothing;
    EXPECT_EQ(found->begin, found->end) << nothing;
  }
  for (const char* other : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=3-2", "bytes=0-1,4-5",
                            "lines=0-1", "bytes=0-18446744073709551616", "bytes= 0-1"})
    EXPECT_EQ(range(other), std::pair(-1, -1)) << other;
}

}  // namespace
}  // namespace quoth
