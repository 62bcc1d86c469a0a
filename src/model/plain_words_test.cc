#include "model/plain_words.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace quoth {
namespace {

using Forms = std::vector<std::string>;

TEST(PlainWords, LettersDigitsApostrophesAndThreeMarks) {
  EXPECT_EQ(plain_words("It\u2019s 5% \u2014 or $2,000?").form,
            (Forms{"it's", "0", "%", "or", "$", "0", "0", "?"}));
  EXPECT_EQ(plain_words("Zo\u00EB's caf\u00E9\u2014\u201Cnew\u201D").form,
            (Forms{"zo\u00EB's", "caf\u00E9", "new"}));
  EXPECT_EQ(plain_words("4th B2B").form, (Forms{"0", "b2b"})) << "what begins with a digit is a number";
  EXPECT_TRUE(plain_words(" ...\u2026 ").form.empty());
  EXPECT_TRUE(plain_words("").form.empty());
}

TEST(PlainWords, Capitals) {
  EXPECT_EQ(plain_words("The Oyre ferry, 5 OFB?").is_capital, (std::vector<std::uint8_t>{1, 1, 0, 0, 1, 0}));
}

TEST(PlainSentences, PartBeforeWhiteSpaceAndCapitals) {
  const std::string text = "No. It sails at 5.30 p.m.Ask her!  \u2026 Why?";
  std::vector<std::string> found;
  for (const Span span : plain_sentences(text)) found.emplace_back(slice(text, span));
  EXPECT_EQ(found, (Forms{"No.", " It sails at 5.30 p.m.", "Ask her!", "  \u2026 Why?"}));
  EXPECT_TRUE(plain_sentences("... !").empty());
}

RC_GTEST_PROP(PlainWords, AnyBytesGiveWordsWithoutCapitals, (const std::string& bytes)) {
  const PlainWords words = plain_words(bytes);
  RC_ASSERT(words.form.size() == words.is_capital.size());
  for (const std::string& word : words.form) {
    RC_ASSERT(!word.empty());
    for (const char c : word) RC_ASSERT(c < 'A' || c > 'Z');
  }
  std::uint32_t at = 0;
  for (const Span span : plain_sentences(bytes)) {
    RC_ASSERT(at <= span.begin && span.begin < span.end && span.end <= bytes.size());
    at = span.end;
  }
}

}  // namespace
}  // namespace quoth
