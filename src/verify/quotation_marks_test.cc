#include "verify/quotation_marks.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "verify/named_source.h"

namespace quoth {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> words_in_marks(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span : quoted_spans(text)) out.emplace_back(slice(text, span));
  return out;
}

TEST(QuotationMarks, OfAllKinds) {
  EXPECT_THAT(words_in_marks("He said \"no\" and “never”, «jamais» and „nie“ and ``not''."),
              ElementsAre("no", "never", "jamais", "nie", "not"));
  EXPECT_THAT(words_in_marks("‘Don’t,’ she said, ‘the boats’ names are wet.’"),
              ElementsAre("Don’t,", "the boats"));
  EXPECT_THAT(words_in_marks("“We said ‘yes’ to him.”"), ElementsAre("We said ‘yes’ to him."));
  EXPECT_THAT(words_in_marks("a 6\" nail, and “straight\" after curly"), ElementsAre("straight"));
}

TEST(QuotationMarks, GoOverParagraphsThatOpenThemAgain) {
  EXPECT_THAT(words_in_marks("“One.\n\n“Two.” He left."), ElementsAre("One.\n\n“Two."));
  EXPECT_THAT(words_in_marks("“Not closed.\n\nAnother “one” here."), ElementsAre("Not closed.", "one"));
  EXPECT_THAT(words_in_marks(std::string(100, '"')), IsEmpty());
}

std::vector<std::string> sources(std::string_view text) { return named_sources(text, quoted_spans(text)); }

TEST(NamedSource, BesideAWordOfSaying) {
  EXPECT_THAT(sources("“It is shut,” said Ann Reed, the mayor."), ElementsAre("Ann Reed"));
  EXPECT_THAT(sources("Mr. Otto van Pell told the board: “It is shut.”"), ElementsAre("Mr. Otto van Pell"));
  EXPECT_THAT(sources("According to Reed, the pier is “shut”."), ElementsAre("Reed"));
  EXPECT_THAT(sources("“It is,” Reed's lawyer noted."), ElementsAre("")) << "not Reed";
  EXPECT_THAT(sources("The sign read “shut”."), ElementsAre(""));
}

TEST(NamedSource, GoesOnInAParagraphAndThroughPronouns) {
  EXPECT_THAT(sources("“One,” said Reed. “Two.”"), ElementsAre("Reed", "Reed"));
  EXPECT_THAT(sources("“One,” said Reed.\n\n“Two,” she added.\n\n“Three.”"), ElementsAre("Reed", "Reed", ""));
}

}  // namespace
}  // namespace quoth
