#include "text/words.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoth {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span : words_in(text, make_span(0, text.size()))) out.emplace_back(slice(text, span));
  return out;
}

TEST(Words, ByUnicode) {
  using ::testing::ElementsAre;
  EXPECT_THAT(words("Où est-il ?"), ElementsAre("Où", "est", "-", "il", "?"));
  EXPECT_THAT(words("e\u0301te\u0301  \U0001F468\u200D\U0001F469\u200D\U0001F467!"),
              ElementsAre("e\u0301te\u0301", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "!"));
  EXPECT_THAT(words(" \n\t "), ElementsAre());
  EXPECT_EQ(words(std::string(1'000'000, 'x')).size(), 1U);
}

}  // namespace
}  // namespace quoth
