#include "annotate/quotes/marks.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoth {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The words in marks that close, each led by how deep it lies.
std::vector<std::string> closed(const std::string& text) {
  std::vector<std::string> found;
  for (const Marked& marked : find_marked(text, make_span(0, text.size()))) {
    if (marked.closed) found.push_back(std::to_string(marked.depth) + std::string(slice(text, marked.inner)));
  }
  return found;
}

TEST(Marks, OfEveryShape) {
  EXPECT_THAT(closed("\"One\" “two” „three“ «four» ‘five’ ``six''"),
              ElementsAre("0One", "0two", "0three", "0four", "0five", "0six"));
}

TEST(Marks, UnlikeOnesCloseEachOther) {
  EXPECT_THAT(closed("She wrote, “we counted twice.\" Then she left."), ElementsAre("0we counted twice."));
}

TEST(Marks, ADoubledOneIsOne) { EXPECT_THAT(closed("\"\"Twice,\"\" she said."), ElementsAre("0Twice,")); }

TEST(Marks, ApostrophesAreNone) {
  EXPECT_THAT(closed("It's the Reeds' boat, don't you know, and it is 'em."), IsEmpty());
  EXPECT_THAT(closed("‘It’s the Reeds’ boat,’ he said."), ElementsAre("0It’s the Reeds’ boat,"));
}

TEST(Marks, Nest) {
  EXPECT_THAT(closed("“He said ‘never’ to us,” she said."), ElementsAre("0He said ‘never’ to us,", "1never"));
}

TEST(Marks, AMarkThatOpensAParagraphGoesOn) {
  EXPECT_THAT(closed("“One.\n\n“Two.\n\n“Three,” she said."), ElementsAre("0One.\n\n“Two.\n\n“Three,"));
}

TEST(Marks, AMissingOneLeavesTheOthers) {
  const std::string text = "He said: \"Wait.\n\nShe said: \"Go.\" And left.";
  EXPECT_THAT(closed(text), ElementsAre("0Go."));
  const auto all = find_marked(text, make_span(0, text.size()));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_FALSE(all[0].closed);
  EXPECT_EQ(slice(text, all[0].inner), "Wait.");
}

TEST(Marks, AHundredUnclosedOnesAndDeepOnes) {
  std::string text, deep, ends;
  for (int i = 0; i < 150; ++i) text += "\"word ";
  EXPECT_THAT(closed(text), IsEmpty());
  for (int i = 0; i < 6; ++i) deep += "“a ‘b ", ends += " c’ d”";
  EXPECT_EQ(closed(deep + "x" + ends).size(), 12u);
}

}  // namespace
}  // namespace quoth
