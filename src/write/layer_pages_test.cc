// The pages of the layers, of records made by hand.

#include <gtest/gtest.h>

#include "testing/golden.h"
#include "testing/records.h"
#include "text/display.h"
#include "write/entity_page.h"
#include "write/token_page.h"

namespace quoth {
namespace {

using quoth::testing::make_record;

std::filesystem::path golden(const std::string& name) {
  return std::filesystem::path(QUOTH_SOURCE_DIR) / "tests/golden/pages" / name;
}

Record ferry() {
  Record record = make_record(
      "ferry.txt", "2021-03-04",
      {{"Ann Reed", "Did Mr Hale of the Westhaven Harbour Board close the ferry line last spring?",
        Role::interviewer},
       {"Thomas Hale", "The Board did. I only signed it.", Role::interviewee},
       {"", "Shame on Hale!"}});
  record.meta.title = "The ferry to Östra Holm";
  record.meta.place = "Westhaven";
  record.weights = "aa";
  return record;
}

class Mentions {
 public:
  explicit Mentions(const Record& record) : text_(record.document.text()) {}
  /// The next place of `words` after `from`.
  Mention operator()(std::string_view words, MentionKind kind, std::size_t from = 0) const {
    const std::size_t at = text_.find(words, from);
    EXPECT_NE(at, std::string_view::npos) << words;
    return {make_span(at, at + words.size()), kind, make_span(at, at + words.size()), 0.9f};
  }
  std::size_t place(std::string_view words) const { return text_.find(words); }

 private:
  std::string_view text_;
};

Record with_entities() {
  Record record = ferry();
  const Mentions mention(record);
  using enum MentionKind;
  record.entities = {{"Thomas Hale",
                      EntityType::per,
                      SpeakerId(1u),
                      {mention("Mr Hale", name), mention("I", pronoun, mention.place("I only")),
                       mention("Hale", name, mention.place("Shame"))}},
                     {"Westhaven Harbour Board",
                      EntityType::org,
                      {},
                      {mention("Westhaven Harbour Board", name), mention("The Board", nominal)}},
                     {"Westhaven", EntityType::loc, {}, {mention("Westhaven", name)}},
                     {"Reed", EntityType::per, SpeakerId(0u), {}},
                     {"the ferry line", EntityType::other, {}, {mention("the ferry line", nominal)}}};
  return record;
}

struct Word {
  std::string_view word, lemma, upos, xpos, feats, deprel;
  int head;
};

Record with_tokens() {
  Record record = ferry();
  const std::string_view text = record.document.text();
  const std::vector<Word> words = {
      {"The", "the", "DET", "DT", "Definite=Def|PronType=Art", "det", 1},
      {"Board", "board", "NOUN", "NN", "Number=Sing", "nsubj", 2},
      {"did", "do", "VERB", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "root", -1},
      {".", ".", "PUNCT", ".", "_", "punct", 2},
      {"Shame", "shame", "NOUN", "NN", "Number=Sing", "root", -1},
      {"on", "on", "ADP", "IN", "_", "case", 6},
      {"Hale", "Hale", "PROPN", "NNP", "Number=Sing", "nmod:unmarked", 4},
      {"!", "!", "PUNCT", ".", "_", "punct", 4}};
  Tokens& tokens = record.tokens;
  ColumnWriter lemma(tokens.lemma);
  ColumnWriter upos(tokens.upos), xpos(tokens.xpos), feats(tokens.feats), deprel(tokens.deprel);
  std::size_t at = text.find("The Board");
  for (const Word& w : words) {
    at = text.find(w.word, at);
    tokens.span.push_back(make_span(at, at + w.word.size()));
    at += w.word.size();
    lemma.add(w.lemma);
    upos.add(w.upos);
    xpos.add(w.xpos);
    feats.add(w.feats);
    deprel.add(w.deprel);
    tokens.head.push_back(w.head);
  }
  return record;
}

void expect_narrow(const std::string& page, int columns) {
  std::size_t begin = 0;
  while (begin < page.size()) {
    const std::size_t end = page.find('\n', begin);
    EXPECT_LE(display_columns(std::string_view(page).substr(begin, end - begin)), columns)
        << page.substr(begin, end - begin);
    begin = end + 1;
  }
}

TEST(EntityPage, Golden) {
  const std::string page = render_entities(with_entities(), {});
  testing::expect_golden(golden("entities.txt"), page);
  expect_narrow(page, 80);
  testing::expect_golden(golden("entities_narrow.txt"), render_entities(with_entities(), {.width = 48}));
}

TEST(TokenPage, Golden) {
  const std::string page = render_tokens(with_tokens(), {});
  testing::expect_golden(golden("tokens.txt"), page);
  expect_narrow(page, 80);
}

TEST(LayerPages, SayWhyTheyAreEmpty) {
  Record record = ferry();
  EXPECT_NE(render_tokens(record, {}).find("There are none in it."), std::string::npos);
  record.weights.clear();
  EXPECT_NE(render_entities(record, {}).find("without weights"), std::string::npos);
  record.layers = LayerSet::of(Layer::turns);
  EXPECT_NE(render_entities(record, {}).find("The layer entities was not asked for."), std::string::npos);
}

TEST(LayerPages, ATerminalIsNotDriven) {
  Record record = ferry();
  record.entities = {{"a\x1b[2Jb", EntityType::per, {}, {}}};
  EXPECT_EQ(render_entities(record, {}).find('\x1b'), std::string::npos);
  EXPECT_NE(render_entities(record, {.colour = true}).find("\x1b[1m"), std::string::npos);
}

}  // namespace
}  // namespace quoth
