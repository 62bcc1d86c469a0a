#include "text/words.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> keys(std::string_view text) {
  const WordList list = words_of(text);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list.size(); ++i) out.emplace_back(list.key(i));
  return out;
}

TEST(Words, LooksPastCaseAndMarks) {
  EXPECT_THAT(keys("“Well,” she said – “I’m NOT well!”"),
              ElementsAre("well", "she", "said", "i'm", "not", "well"));
  EXPECT_THAT(keys("the members' long-term e-mail"),
              ElementsAre("the", "members", "long", "term", "e", "mail"));
  EXPECT_THAT(keys("soft\u00ADware zero\u200Bwidth"), ElementsAre("software", "zerowidth"));
  EXPECT_THAT(keys(" … – \" "), IsEmpty());
}

TEST(Words, KeepsWhatNumbersAreMadeOf) {
  EXPECT_THAT(keys("1,500 or 1.5, 3½ at 9:30; 2009,2010"),
              ElementsAre("1500", "or", "1.5", "3½", "at", "9:30", "2009", "2010"));
  EXPECT_THAT(keys("£5, -5 degrees, 5%, 2010-2015"),
              ElementsAre("£", "5", "-5", "degrees", "5", "%", "2010", "2015"));
}

TEST(Words, InitialsAreOneWordAndSentencesAreNot) {
  EXPECT_THAT(keys("the U.S. at 5 a.m. J.K. Rook"), ElementsAre("the", "us", "at", "5", "am", "jk", "rook"));
  EXPECT_THAT(keys("the end.Next"), ElementsAre("the", "end", "next"));
}

TEST(Words, DecomposesAndKeepsDiacritics) {
  EXPECT_EQ(keys("CAFÉ"), keys("cafe\u0301"));
  EXPECT_NE(keys("café"), keys("cafe"));
  EXPECT_EQ(without_marks(keys("Café").front()), "cafe");
  EXPECT_THAT(keys("港は"), ElementsAre("港", "は"));
}

TEST(Words, KnowsBracketsAndOmissions) {
  const WordList list = words_of("[T]he [old] quay ... was [...] s[old] . . . now [unclosed");
  std::string shape;
  for (std::size_t i = 0; i < list.size(); ++i) {
    shape += std::string(list.words[i].after_omission ? "..." : "") + (list.words[i].bracketed ? "[" : "") +
             std::string(list.key(i)) + " ";
  }
  EXPECT_EQ(shape, "the [old quay ...was ...sold ...now unclosed ");
}

TEST(Words, KnowsWhatOnlyAHyphenParts) {
  const WordList list = words_of("co-operate, co - operate, co—operate");
  EXPECT_TRUE(list.words[1].joined);
  EXPECT_FALSE(list.words[3].joined);
  EXPECT_FALSE(list.words[5].joined);
}

RC_GTEST_PROP(Words, SpansAreInOrderAndOfTheText, ()) {
  const std::string alphabet = "ab1.,'-[] \n%é…’港\u0301";
  std::string text;
  for (const int n : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 18))) {
    std::size_t at = 0;
    for (int i = 0; i < n && at < alphabet.size(); ++i) at += code_point_at(alphabet, at).length;
    if (at < alphabet.size()) text += alphabet.substr(at, code_point_at(alphabet, at).length);
  }
  const WordList list = words_of(text);
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    RC_ASSERT(list.words[i].span.begin >= end && !list.words[i].span.empty());
    RC_ASSERT(!list.key(i).empty());
    end = list.words[i].span.end;
    // A word by itself is that word again.
    const WordList again = words_of(slice(text, list.words[i].span));
    if (slice(text, list.words[i].span).find_first_of("[]") == std::string_view::npos)
      RC_ASSERT(again.size() == 1 && again.key(0) == list.key(i));
  }
  RC_ASSERT(end <= text.size());
}

}  // namespace
}  // namespace quoth
