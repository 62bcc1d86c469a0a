#include "annotate/pipeline.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "model/weights_for_tests.h"

namespace quoth {
namespace {

class Pipeline : public ::testing::Test {
 protected:
  /// Reads `text` as prose, and checks what must hold of every record.
  static Record read(std::string_view text) {
    DocumentBuilder builder;
    builder.text.append_verbatim(text, 0);
    builder.paragraphs = {{{0, builder.text.size()}}};
    Given given;
    given.prose = true;
    ModelSource weights(testing::weights_path(), 2);
    Record record =
        annotate("test", std::move(builder).seal(Format::plain_text, std::string(64, '0'), "talk.txt"), given,
                 LayerSet(), &weights);
    check(record);
    return record;
  }
  static void check(const Record& record) {
    std::vector<Span> phrases;
    for (const Entity& entity : record.entities) {
      ASSERT_FALSE(entity.mentions.empty());
      for (const Mention& mention : entity.mentions) {
        EXPECT_TRUE(mention.phrase.contains(mention.span));
        phrases.push_back(mention.phrase);
      }
    }
    std::sort(phrases.begin(), phrases.end());
    for (std::size_t i = 1; i < phrases.size(); ++i) {
      EXPECT_TRUE(!phrases[i].overlaps(phrases[i - 1]) || phrases[i].contains(phrases[i - 1]) ||
                  phrases[i - 1].contains(phrases[i]))
          << "two that cross";
    }
    for (const Span phrase : phrases) {
      EXPECT_TRUE(std::any_of(record.sentences.span.begin(), record.sentences.span.end(),
                              [&](Span sentence) { return sentence.contains(phrase); }));
    }
  }
  static std::string repeated(std::string_view part, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += part;
    return out;
  }
  void SetUp() override {
    if (testing::weights() == nullptr) GTEST_SKIP() << "there are no weights";
  }
};

TEST_F(Pipeline, AMillionCharactersWithoutASpace) {
  EXPECT_GE(read(repeated("x", 1'000'000)).tokens.size(), 1U);
  EXPECT_GE(read(repeated("a-b.c,", 20'000)).tokens.size(), 1U);
}

TEST_F(Pipeline, MarksAndSymbols) {
  for (const std::string_view text :
       {"\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1EB\U0001F1F7 said \U0001F602!",
        "Ada\u0301 Bra\u0308nno\u0304ch\u0301\u0302\u0303\u0304 said so.",
        "\u202EAda Brannoch\u202C \u200Fsaid\u200E so.", "\u0301\u0301\u0301", "... --- !!! ???", "\"",
        "\u201C\u201C\u201D", "\u00A0\u2003\u3000"}) {
    read(text);
  }
}

TEST_F(Pipeline, AllCapitals) {
  const Record record = read("ADA BRANNOCH SAID THAT SHE WOULD RESIGN. THE FERRY BOARD THANKED HER.");
  EXPECT_EQ(record.meta.language, "en");
  EXPECT_EQ(record.sentences.span.size(), 2U);
}

TEST_F(Pipeline, SpeechRecognitionWithoutPunctuation) {
  const Record record = read(repeated(
      "so i told the harbour master that we need a new ferry and she said yeah we know about it but there is "
      "no money for it this year and i was like okay then who pays for the old one ",
      200));
  EXPECT_GT(record.sentences.span.size(), 10U);
}

TEST_F(Pipeline, TextThatIsNotEnglish) {
  const Record record = read(
      "Le bateau part à neuf heures et nous ne savons pas quand il sera de retour. Il est dans le port.");
  EXPECT_EQ(record.meta.language, "fr");
  ASSERT_FALSE(record.diagnostics.empty());
  EXPECT_EQ(record.diagnostics.back().code, "language.not_english");
  EXPECT_NE(record.diagnostics.back().message.find("French"), std::string::npos);
  EXPECT_EQ(record.sentences.span.size(), 2U);
  EXPECT_EQ(record.tokens.size(), 23U);
  EXPECT_EQ(record.tokens.upos[0], "_");
  EXPECT_TRUE(record.entities.empty());
}

TEST_F(Pipeline, EntitiesOfProse) {
  const Record record =
      read("Ada Brannoch runs the Oyre Ferry Board. Ms Brannoch said that she would leave the board in May.");
  const auto found = std::find_if(record.entities.begin(), record.entities.end(),
                                  [](const Entity& e) { return e.name == "Ada Brannoch"; });
  ASSERT_NE(found, record.entities.end());
  EXPECT_EQ(found->type, EntityType::per);
  EXPECT_GE(found->mentions.size(), 3U);
  EXPECT_FALSE(found->mentions[0].link.has_value());
  EXPECT_TRUE(found->mentions[1].link.has_value());
}

TEST_F(Pipeline, EntitiesThatAreWorks) {
  const Record record = read(
      "Ada Brannoch voted against the Harbour Dues Act. She also read from her novel, \"Low Water\". "
      "Nobody has signed the Treaty of Oyre.");
  std::vector<std::string> works;
  for (const Entity& e : record.entities) {
    if (e.type == EntityType::work) works.push_back(e.name);
  }
  EXPECT_EQ(works.size(), 3U) << fmt::format("{}", fmt::join(works, " | "));
}

}  // namespace
}  // namespace quoth
