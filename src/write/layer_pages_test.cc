// The pages of the layers, of records made by hand.

#include <gtest/gtest.h>

#include "testing/golden.h"
#include "testing/records.h"
#include "text/display.h"
#include "write/entity_page.h"
#include "write/quantity_page.h"
#include "write/stance_page.h"
#include "write/time_page.h"
#include "write/timeline.h"
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

/// A talk in 2021 about a ferry, with times, a report, figures and stances.
Record with_readings() {
  Record record = make_record(
      "ferry.txt", "2021-03-04",
      {{"Ann Reed", "When did the Board close the ferry line, in 1998 or last spring?", Role::interviewer},
       {"Thomas Hale",
        "The auditor said that in August 2008 it lost $2 million. Perhaps 31 February, for ten years.",
        Role::interviewee},
       {"Ann Reed", "It opened in 480 BC, they say, and closes from 2007 to 2009.", Role::interviewer}});
  record.meta.title = "The ferry to Östra Holm";
  record.entities = {{"Harbour Auditor", EntityType::per, {}, {}}};
  const std::string_view text = record.document.text();
  const auto at = [&](std::string_view words) {
    const std::size_t begin = text.find(words);
    EXPECT_NE(begin, std::string_view::npos) << words;
    return make_span(begin, begin + words.size());
  };
  record.times = {{at("1998"), TimeType::date, "1998", TimeMod::none, "", ""},
                  {at("last spring"), TimeType::date, "2020-SP", TimeMod::none, "", ""},
                  {at("August 2008"), TimeType::date, "2008-08", TimeMod::none, "", ""},
                  {at("31 February"), TimeType::date, "", TimeMod::none, "", ""},
                  {at("ten years"), TimeType::duration, "P10Y", TimeMod::approx, "", ""},
                  {at("480 BC"), TimeType::date, "BC0480", TimeMod::none, "", ""},
                  {at("2007 to 2009"), TimeType::date, "2007/2009", TimeMod::none, "2007", "2009"}};
  Quote quote;
  quote.content = {at("in August 2008 it lost $2 million")};
  quote.cue = {at("said")};
  quote.source = {at("The auditor")};
  quote.holder = EntityId(0u);
  record.quotes = {quote};
  Quantity money;
  money.span = at("$2 million");
  money.kind = QuantityKind::money;
  money.value = 2e6;
  money.unit = "USD";
  record.quantities = {money};
  record.stances = {{at("Perhaps"), StanceKind::hedge, at("31 February"), SpeakerId(1u)}};
  return record;
}

TEST(TimePage, Golden) {
  const std::string page = render_times(with_readings(), {});
  testing::expect_golden(golden("times.txt"), page);
  expect_narrow(page, 80);
  expect_narrow(render_times(with_readings(), {.width = 48}), 48);
}

TEST(QuantityPage, Golden) {
  const std::string page = render_quantities(with_readings(), {});
  testing::expect_golden(golden("quantities.txt"), page);
  expect_narrow(page, 80);
}

TEST(StancePage, Golden) {
  const std::string page = render_stances(with_readings(), {});
  testing::expect_golden(golden("stances.txt"), page);
  expect_narrow(page, 80);
}

TEST(Timeline, YearsOnAnAxisAndWhoSaidIt) {
  const std::string page = render_timeline(with_readings(), {});
  testing::expect_golden(golden("timeline.txt"), page);
  expect_narrow(page, 80);
  expect_narrow(render_timeline(with_readings(), {.width = 48}), 48);
  Record record = with_readings();
  record.times.erase(record.times.begin() + 5);  // without the far one
  testing::expect_golden(golden("timeline_near.txt"), render_timeline(record, {.width = 60}));
}

TEST(Timeline, AsCommaSeparatedValuesAndAsJson) {
  testing::expect_golden(golden("timeline.csv"), timeline_csv(with_readings()));
  testing::expect_golden(golden("timeline.json"), timeline_json(with_readings()) + "\n");
}

TEST(Timeline, OfNoTimesIsEmpty) {
  Record record = ferry();
  EXPECT_TRUE(timeline_of(record).empty());
  EXPECT_NE(render_timeline(record, {}).find("0 times"), std::string::npos);
  EXPECT_EQ(timeline_csv(record).find('\n'), timeline_csv(record).size() - 1)
      << "the names of the columns alone";
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
