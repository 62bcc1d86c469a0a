#include "record/claim_words.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

const ClaimWords kSailed{{"4000"}, {"oyre"}, {"people", "sail", "ferry"}};

TEST(ClaimWords, TheSameFiguresAndNamesAndMostWords) {
  EXPECT_TRUE(says_the_same(kSailed, kSailed));
  ClaimWords other = kSailed;
  other.words.erase("ferry");
  EXPECT_TRUE(says_the_same(kSailed, other));
  other.words.erase("people");
  EXPECT_FALSE(says_the_same(kSailed, other)) << "one word of three";
  other = kSailed;
  other.figures = {"5000"};
  EXPECT_FALSE(says_the_same(kSailed, other));
  other = kSailed;
  other.names.clear();
  EXPECT_FALSE(says_the_same(kSailed, other));
  other = kSailed;
  other.words.insert("not");
  EXPECT_FALSE(says_the_same(kSailed, other)) << "a denial of it";
}

TEST(ClaimWords, LittleIsNotEnough) {
  const ClaimWords little{{}, {}, {"rain", "fall"}};
  EXPECT_FALSE(says_the_same(little, little));
  EXPECT_FALSE(says_the_same({}, {}));
}

}  // namespace
}  // namespace quoth
