#include "search/search.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "store/people.h"
#include "testing/stores.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_json;
using quoth::testing::make_record;
using quoth::testing::place_of;
using quoth::testing::SaidBy;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

SearchResult find(Store& store, std::string_view query, SearchRequest request = {}) {
  request.query = *parse_query(query);
  const auto result = search(store, request);
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  return result ? *result : SearchResult{};
}

std::vector<std::string> texts(const SearchResult& result) {
  std::vector<std::string> found;
  for (const Hit& hit : result.hits) found.push_back(hit.text);
  return found;
}

Store harbour() {
  Store store = in_memory();
  add(store, make_record("a.txt", "2021-03-04",
                         {{"Ann Reed", "Who closed the harbour?", Role::interviewer},
                          {"Tom Hale", "The Council closed the Hárbour.", Role::interviewee},
                          {"", "Open it!"}}));
  add(store, make_record("b.txt", "2022",
                         {{"Ann Reed", "It is open, the harbour.", Role::interviewee},
                          {"Tom Hale", "So we don't close it again.", Role::interviewer}}));
  return store;
}

TEST(Search, LooksPastCaseAndDiacritics) {
  Store store = harbour();
  EXPECT_THAT(
      texts(find(store, "HARBOUR")),
      ElementsAre("Who closed the harbour?", "The Council closed the Hárbour.", "It is open, the harbour."));
  EXPECT_THAT(texts(find(store, "\"the harbour\" NOT clos*")), ElementsAre("It is open, the harbour."));
  EXPECT_THAT(texts(find(store, "don't")), ElementsAre("So we don't close it again."));
  EXPECT_THAT(texts(find(store, "harb")), IsEmpty());
}

TEST(Search, NamesWhoWhenAndWhere) {
  Store store = harbour();
  const SearchResult result = find(store, "council");
  ASSERT_EQ(result.hits.size(), 1u);
  const Hit& hit = result.hits[0];
  EXPECT_EQ(hit.record, 1);
  EXPECT_EQ(hit.turn, 1);
  EXPECT_EQ(hit.path, "a.txt");
  EXPECT_EQ(hit.date, "2021-03-04");
  EXPECT_EQ(hit.speaker, "Tom Hale");
  EXPECT_EQ(hit.role, "interviewee");
  EXPECT_THAT(hit.matches, ElementsAre(Span{4, 11}));
  EXPECT_THAT(hit.places, ElementsAre(Span{29, 36}));
  EXPECT_EQ(hit.page, std::nullopt);
}

TEST(Search, FiltersBySpeakerRoleAndDate) {
  Store store = harbour();
  EXPECT_THAT(texts(find(store, "harbour", {.speaker = "hale"})),
              ElementsAre("The Council closed the Hárbour."));
  EXPECT_THAT(texts(find(store, "the", {.speaker = "Ann Reed", .role = Role::interviewee})),
              ElementsAre("It is open, the harbour."));
  EXPECT_THAT(texts(find(store, "it", {.role = Role::interviewer})),
              ElementsAre("So we don't close it again."));
  EXPECT_THAT(texts(find(store, "open", {.from = "2021-04"})), ElementsAre("It is open, the harbour."));
  EXPECT_THAT(texts(find(store, "open", {.to = "2021-03"})), ElementsAre("Open it!"));
  EXPECT_THAT(texts(find(store, "open", {.to = "2021-03-03"})), IsEmpty());
  EXPECT_THAT(texts(find(store, "open", {.from = "2022-07-01", .to = "2022-07-02"})),
              ElementsAre("It is open, the harbour."))
      << "a year alone may be any day of it";
  SearchRequest request{.query = *parse_query("open"), .from = "last week"};
  EXPECT_EQ(search(store, request).error().code, ErrorCode::usage_invalid);
  request = {.query = *parse_query("open"), .speaker = "nobody"};
  EXPECT_EQ(search(store, request).error().code, ErrorCode::person_not_found);
}

Quantity figure(const Record& record, std::string_view words, QuantityKind kind, double low, double high) {
  Quantity q;
  q.span = place_of(record, words);
  q.kind = kind;
  if (low == high) {
    q.value = low;
  } else {
    q.low = low;
    q.high = high;
  }
  return q;
}

Store budget() {
  Store store = in_memory();
  Record record = make_record("c.txt", "2023",
                              {{"Ann Reed", "It cost $2 billion.", Role::interviewer},
                               {"Tom Hale", "No, 40 to 60 percent of $5, perhaps.", Role::interviewee},
                               {"Ann Reed", "He denied it, and they deny it.", Role::interviewer}});
  record.quantities = {figure(record, "$2 billion", QuantityKind::money, 2e9, 2e9),
                       figure(record, "40 to 60 percent", QuantityKind::range, 40, 60),
                       figure(record, "$5", QuantityKind::money, 5, 5)};
  record.quantities[1].unit = "percent";
  record.entities = {{"Harbour Board", EntityType::org, {}, {}}};
  record.stances = {{place_of(record, "No"), StanceKind::denial, place_of(record, "40"), SpeakerId(1u)},
                    {place_of(record, "perhaps"), StanceKind::hedge, place_of(record, "40"), SpeakerId(1u)},
                    {place_of(record, "denied"), StanceKind::denial, place_of(record, "it,"), SpeakerId(1u)},
                    {place_of(record, "deny"), StanceKind::denial, place_of(record, "it."), EntityId(0u)}};
  add(store, record);
  return store;
}

TEST(Search, FindsFiguresBySize) {
  Store store = budget();
  EXPECT_THAT(texts(find(store, "money:>1e9")), ElementsAre("It cost $2 billion."));
  EXPECT_THAT(texts(find(store, "money:>2e9")), IsEmpty());
  EXPECT_THAT(texts(find(store, "money:>=2bn")), ElementsAre("It cost $2 billion."));
  EXPECT_EQ(find(store, "money:any").hits.size(), 2u);
  EXPECT_EQ(find(store, "percent:50..70").hits.size(), 1u) << "the upper end lies between";
  EXPECT_EQ(find(store, "percent:41..59").hits.size(), 0u);
  EXPECT_EQ(find(store, "quantity:<10").hits.size(), 1u);
  EXPECT_EQ(find(store, "money:any NOT money:>1e9").hits.size(), 1u);
  EXPECT_EQ(find(store, "number:any").hits.size(), 0u);
  const Hit hit = find(store, "money:5").hits.at(0);
  ASSERT_EQ(hit.matches.size(), 1u);
  EXPECT_EQ(slice(hit.text, hit.matches[0]), "$5");
}

TEST(Search, FindsTimesHoweverTheyAreSaid) {
  Store store = in_memory();
  Record record = make_record("d.txt", "2018-07-14",
                              {{"Ann Reed", "It sank in August 2008.", Role::interviewer},
                               {"Tom Hale", "That summer, no; ten years ago, yes.", Role::interviewee},
                               {"Ann Reed", "It was built in 1979, for twenty years.", Role::interviewer}});
  const auto time = [&](std::string_view words, TimeType type, std::string value) {
    record.times.push_back({place_of(record, words), type, std::move(value), TimeMod::none, "", ""});
  };
  time("August 2008", TimeType::date, "2008-08");
  time("That summer", TimeType::date, "2008-SU");
  time("ten years ago", TimeType::date, "2008");
  time("1979", TimeType::date, "1979");
  time("twenty years", TimeType::duration, "P20Y");
  add(store, record);
  EXPECT_EQ(find(store, "time:2008-08").hits.size(), 2u);
  EXPECT_EQ(find(store, "time:2008-12").hits.size(), 1u) << "only a year has December in it";
  EXPECT_EQ(find(store, "time:2007..2009").hits.size(), 2u);
  EXPECT_EQ(find(store, "time:1970..1980").hits.size(), 1u);
  EXPECT_EQ(find(store, "time:197").hits.size(), 1u) << "a decade";
  EXPECT_EQ(find(store, "time:2010..2018").hits.size(), 0u) << "a length of time has no days";
  EXPECT_THAT(texts(find(store, "sank time:2008-08-17")), ElementsAre("It sank in August 2008."));
  const Hit hit = find(store, "time:1979").hits.at(0);
  ASSERT_EQ(hit.matches.size(), 1u);
  EXPECT_EQ(slice(hit.text, hit.matches[0]), "1979");
}

TEST(Search, FindsStancesByKindAndHolder) {
  Store store = budget();
  EXPECT_EQ(find(store, "stance:denial").hits.size(), 2u);
  EXPECT_EQ(find(store, "stance:booster").hits.size(), 0u);
  EXPECT_EQ(find(store, "stance:denial by:hale").hits.size(), 2u);
  EXPECT_EQ(find(store, "stance:hedge by:reed").hits.size(), 0u);
  const SearchResult board = find(store, "stance:denial by:\"harbour board\"");
  ASSERT_EQ(board.hits.size(), 1u);
  ASSERT_EQ(board.hits[0].matches.size(), 1u);
  EXPECT_EQ(slice(board.hits[0].text, board.hits[0].matches[0]), "deny");
  ASSERT_TRUE(rename_person(store.database(), "Tom Hale", "Mary Dunn", "").has_value());
  EXPECT_EQ(find(store, "stance:denial by:dunn").hits.size(), 2u) << "under the corrected name too";
}

/// Tom Hale tells what Ann Reed said through a friend, and what the board said.
Store hearsay() {
  Store store = in_memory();
  Record record = make_record(
      "c.txt", "2020",
      {{"Ann Reed", "Did the board say why?", Role::interviewer},
       {"Tom Hale", "Reed told a friend it is free and fair. The board said not now.", Role::interviewee},
       {"Tom Hale", "I said not now, the sale was free and fair.", Role::interviewee}});
  record.entities = {{"Harbour Board", EntityType::org, {}, {}}};
  const auto quote = [&](std::string_view content, Holder holder, QuoteKind kind, bool self) {
    record.quotes.push_back(
        {.content = {place_of(record, content)}, .kind = kind, .self = self, .holder = holder});
  };
  quote("it is free and fair", SpeakerId(0u), QuoteKind::indirect, false);
  quote("not now", EntityId(0u), QuoteKind::indirect, false);
  quote("the sale was free and fair", SpeakerId(1u), QuoteKind::indirect, true);
  add(store, record);
  return store;
}

TEST(Search, FindsWhatSomebodyIsReportedToHaveSaid) {
  Store store = hearsay();
  EXPECT_EQ(find(store, "said:\"free and fair\"").hits.size(), 2u);
  EXPECT_EQ(find(store, "said:\"free and fair\" by:reed").hits.size(), 1u);
  EXPECT_EQ(find(store, "said:\"free and fair\" by:board").hits.size(), 0u)
      << "the board said something else there";
  EXPECT_EQ(find(store, "said:\"not now\" by:\"harbour board\"").hits.size(), 1u);
  EXPECT_EQ(find(store, "said:\"Did the board\"").hits.size(), 0u) << "nobody reports it";
  const SearchResult board = find(store, "quoting:board");
  ASSERT_EQ(board.hits.size(), 1u);
  ASSERT_EQ(board.hits[0].matches.size(), 1u);
  EXPECT_EQ(slice(board.hits[0].text, board.hits[0].matches[0]), "not now");
  EXPECT_EQ(find(store, "quoting:hale").hits.size(), 0u) << "one's own mind is no quotation of others";
  EXPECT_EQ(find(store, "quoting:reed NOT quoting:board").hits.size(), 0u);
  EXPECT_FALSE(search(store, {.query = *parse_query("said:now OR harbour")}).has_value());
}

TEST(Search, FindsHoldersUnderTheirCorrectedNames) {
  Store store = hearsay();
  ASSERT_TRUE(rename_person(store.database(), "Ann Reed", "Mary Dunn", "").has_value());
  EXPECT_EQ(find(store, "quoting:dunn").hits.size(), 1u);
  EXPECT_EQ(find(store, "said:free by:dunn").hits.size(), 1u);
  EXPECT_EQ(find(store, "quoting:reed").hits.size(), 1u) << "the record says so still";
}

TEST(Search, FindsClaimsByScoreAndHolder) {
  Store store = in_memory();
  Record record = make_record("d.txt", "2023",
                              {{"Ann Reed", "It cost $2 billion.", Role::interviewer},
                               {"Tom Hale", "It is paid. The board says it was less.", Role::interviewee}});
  record.entities = {{"Harbour Board", EntityType::org, {}, {}}};
  record.claims = {{.span = place_of(record, "It cost $2 billion"), .score = 0.8F, .holder = SpeakerId(0u)},
                   {.span = place_of(record, "It is paid"), .score = 0.55F, .holder = SpeakerId(1u)},
                   {.span = place_of(record, "it was less"), .score = 0.91F, .holder = EntityId(0u)}};
  add(store, record);
  const auto claims = [&](std::string_view query) {
    std::vector<std::string> found;
    for (const Hit& hit : find(store, query).hits) {
      for (const Span match : hit.matches) found.emplace_back(slice(hit.text, match));
    }
    return found;
  };
  EXPECT_THAT(claims("claim:any"), ElementsAre("It cost $2 billion", "It is paid", "it was less"));
  EXPECT_THAT(claims("claim:>0.8"), ElementsAre("it was less"));
  EXPECT_THAT(claims("claim:>=0.8"), ElementsAre("It cost $2 billion", "it was less"));
  EXPECT_THAT(claims("claim:0.5..0.6"), ElementsAre("It is paid"));
  EXPECT_THAT(claims("claim:>0.8 by:\"harbour board\""), ElementsAre("it was less"));
  EXPECT_THAT(claims("claim:any by:hale"), ElementsAre("It is paid"));
  EXPECT_THAT(claims("claim:>0.8 by:hale"), IsEmpty());
  EXPECT_THAT(claims("cost NOT claim:<0.6"), ElementsAre("cost"));
}

TEST(Search, FindsAnswersByReadingAndWhoAnswers) {
  Store store = in_memory();
  Record record = make_record("e.txt", "2023",
                              {{"Ann Reed", "Who pays?", Role::interviewer},
                               {"Tom Hale", "I don't know. Ask the board.", Role::interviewee},
                               {"Ann Reed", "Does it sail?", Role::interviewer},
                               {"Tom Hale", "Yes.", Role::interviewee}});
  record.exchanges = {{{TurnId(0u)}, {TurnId(1u)}}, {{TurnId(2u)}, {TurnId(3u)}}};
  record.answers = {{.exchange = ExchangeId(0u),
                     .question = place_of(record, "Who pays?"),
                     .clarity = Clarity::clear_non_reply,
                     .technique = Technique::ignorance,
                     .score = 0.5F,
                     .unsure = true,
                     .evidence = {place_of(record, "I don't know.")}},
                    {.exchange = ExchangeId(1u),
                     .question = place_of(record, "Does it sail?"),
                     .clarity = Clarity::clear_reply,
                     .technique = Technique::explicit_,
                     .score = 0.9F,
                     .evidence = {place_of(record, "Yes.")}}};
  add(store, record);
  EXPECT_THAT(texts(find(store, "answer:non-reply")), ElementsAre("I don't know. Ask the board."));
  EXPECT_THAT(texts(find(store, "answer:\"claims ignorance\"")), ElementsAre("I don't know. Ask the board."));
  EXPECT_THAT(texts(find(store, "answer:unsure")), ElementsAre("I don't know. Ask the board."));
  EXPECT_THAT(texts(find(store, "answer:reply by:hale")), ElementsAre("Yes."));
  EXPECT_THAT(texts(find(store, "answer:reply by:reed")), IsEmpty());
  const Hit hit = find(store, "answer:non-reply").hits.at(0);
  ASSERT_EQ(hit.matches.size(), 1u);
  EXPECT_EQ(slice(hit.text, hit.matches[0]), "I don't know.");
  EXPECT_FALSE(parse_query("answer:perhaps"));
  EXPECT_FALSE(parse_query("claim:good"));
}

TEST(Search, StopsAtTheLimitAndSaysThatThereIsMore) {
  Store store = harbour();
  EXPECT_EQ(find(store, "harbour", {.limit = 2}).hits.size(), 2u);
  EXPECT_TRUE(find(store, "harbour", {.limit = 2}).more);
  EXPECT_FALSE(find(store, "harbour", {.limit = 3}).more);
}

TEST(Search, FollowsCorrectionsOfPeople) {
  Store store = harbour();
  ASSERT_TRUE(merge_people(store.database(), "Ann Reed", "Tom Hale", "").has_value());
  EXPECT_EQ(find(store, "closed", {.speaker = "reed"}).hits.size(), 2u);
  ASSERT_TRUE(split_person(store.database(), "Ann Reed", {2}, "Ann Reed-Hale", "").has_value());
  EXPECT_EQ(find(store, "closed", {.speaker = "Ann Reed"}).hits.size(), 2u);
  EXPECT_EQ(find(store, "open", {.speaker = "Ann Reed"}).hits.size(), 0u);
  ASSERT_TRUE(rename_person(store.database(), "Ann Reed-Hale", "Mary Dunn", "").has_value());
  EXPECT_EQ(find(store, "open", {.speaker = "dunn"}).hits.at(0).speaker, "Mary Dunn");
}

TEST(Search, KeepsTheOrderOfTheListWhenARecordIsAnnotatedAgain) {
  Store store = harbour();
  const Record first = make_record("a.txt", "2021-03-04",
                                   {{"Ann Reed", "Who closed the harbour?", Role::interviewer},
                                    {"Tom Hale", "The Council closed the Hárbour.", Role::interviewee},
                                    {"", "Open it!"}});
  ASSERT_TRUE(store.replace(1, {first, first.document.text(), make_json(first), {}}).has_value());
  EXPECT_THAT(texts(find(store, "open")), ElementsAre("Open it!", "It is open, the harbour."));
}

TEST(Search, PlacesLookPastWhatStandsBetween) {
  Store store = in_memory();
  Record record = make_record("a.txt", "", {{"Ann Reed", "Well öpen (laughs) it. Now."}});
  record.turns[0].spans = {make_span(0, 10), make_span(20, 28)};
  ASSERT_EQ(record.document.slice({20, 28}), "it. Now.");
  add(store, record);
  const Hit hit = find(store, "\"open it\" OR now").hits.at(0);
  EXPECT_EQ(hit.text, "Well öpen it. Now.");
  EXPECT_THAT(hit.places, ElementsAre(Span{5, 21}, Span{23, 26}));
}

TEST(Search, AHitInAPdfNamesItsPage) {
  Store store = in_memory();
  const Record plain =
      make_record("a.pdf", "", {{"Ann Reed", "First page words"}, {"Ann Reed", "over to the next"}});
  DocumentBuilder builder;
  builder.text.append_inserted(plain.document.text(), 0);
  builder.page_boxes = {{Span{0, 5}, 4, 0, 0, 1, 1}, {Span{23, 27}, 5, 0, 0, 1, 1}};
  Record record =
      make_record("a.pdf", "", {{"Ann Reed", "First page words"}, {"Ann Reed", "over to the next"}});
  record.document = std::move(builder).seal(Format::pdf, "00", "a.pdf");
  add(store, record);
  EXPECT_EQ(find(store, "words").hits.at(0).page, 4);
  EXPECT_EQ(find(store, "over").hits.at(0).page, 4);
  EXPECT_EQ(find(store, "next").hits.at(0).page, 5);
}

TEST(Search, TextThatHasTheMarksOfTheIndexInIt) {
  Store store = in_memory();
  add(store, make_record("a.txt", "",
                         {{"Ann Reed",
                           "a \x02"
                           "b\x03 c \uE000"
                           "1 d"}}));
  const Hit hit = find(store, "d").hits.at(0);
  ASSERT_EQ(hit.matches.size(), 1u);
  EXPECT_EQ(slice(hit.text, hit.matches[0]), "d");
}

// Words by their lemmas and parts of speech, and whom turns mention.

Record board() {
  Record record = make_record("board.txt", "2020",
                              {{"Ann Reed", "The Harbour Board spent it ; spending went up"},
                               {"Tom Hale", "It has spent our E-Mail budget , Reed says"},
                               {"", "spend"}});
  quoth::testing::add_tokens(
      record,
      [](std::string_view word) {
        if (word.starts_with("spen")) return std::string("spend");
        return word == "E-Mail" ? std::string("é-mail") : std::string(word);
      },
      [](std::string_view word) {
        if (word == "Harbour" || word == "Board" || word == "Reed") return "PROPN";
        return word == "spent" || word == "says" ? "VERB" : "NOUN";
      });
  const auto mention = [&](std::string_view words, MentionKind kind, std::size_t from = 0) {
    const std::size_t at = record.document.text().find(words, from);
    return Mention{make_span(at, at + words.size()), kind, make_span(at, at + words.size()), 0.9f};
  };
  record.entities = {{"Harbour Board",
                      EntityType::org,
                      {},
                      {mention("Harbour Board", MentionKind::name), mention("It", MentionKind::pronoun)}},
                     {"Ann Reed", EntityType::per, SpeakerId(0u), {mention("Reed", MentionKind::name)}}};
  return record;
}

std::vector<std::string> matches(const SearchResult& result) {
  std::vector<std::string> found;
  for (const Hit& hit : result.hits) {
    std::string words = std::to_string(hit.turn) + ":";
    for (const Span match : hit.matches) words += fmt::format(" <{}>", slice(hit.text, match));
    found.push_back(words);
  }
  return found;
}

TEST(Search, FindsLemmasPartsOfSpeechAndEntities) {
  Store store = in_memory();
  add(store, board());
  EXPECT_THAT(matches(find(store, "lemma:spend")),
              ElementsAre("0: <spent> <spending>", "1: <spent>", "2: <spend>"));
  EXPECT_THAT(matches(find(store, "lemma:SPEND it NOT our")), ElementsAre("0: <spent> <it> <spending>"));
  EXPECT_THAT(matches(find(store, "lemma:spending")), IsEmpty());
  EXPECT_THAT(matches(find(store, "lemma:e-mail upos:propn")), ElementsAre("1: <E-Mail> <Reed>"));
  EXPECT_THAT(matches(find(store, "lemma:mail")), IsEmpty()) << "a lemma is matched whole";
  EXPECT_THAT(matches(find(store, "upos:VERB NOT lemma:say")),
              ElementsAre("0: <spent>", "1: <spent> <says>"));
  EXPECT_THAT(matches(find(store, "\"spent it\" lemma:spend")), ElementsAre("0: <spent it> <spending>"));
  EXPECT_THAT(matches(find(store, "entity:\"harbour board\"")), ElementsAre("0: <Harbour Board>", "1: <It>"));
  EXPECT_THAT(matches(find(store, "entity:board our")), ElementsAre("1: <It> <our>"));
  EXPECT_THAT(matches(find(store, "entity:reed")), ElementsAre("1: <Reed>")) << "mentioned, not speaking";
  EXPECT_THAT(matches(find(store, "entity:\"Ann Reed\" OR budget")), ElementsAre("1: <budget> <Reed>"));
  EXPECT_THAT(matches(find(store, "entity:oar")), IsEmpty());
  EXPECT_THAT(matches(find(store, "NOT entity:reed lemma:spend", {.speaker = "reed"})),
              ElementsAre("0: <spent> <spending>"));
}

TEST(Search, PlacesOfLemmasLookPastWhatStandsBetween) {
  Store store = in_memory();
  Record record = make_record("a.txt", "", {{"Ann Reed", "Well öpen (laughs) it now"}});
  record.turns[0].spans = {make_span(0, 10), make_span(20, 26)};
  quoth::testing::add_tokens(
      record, [](std::string_view word) { return word == "öpen" || word == "now" ? "x" : "y"; },
      [](std::string_view) { return "X"; });
  add(store, record);
  const Hit hit = find(store, "lemma:x").hits.at(0);
  EXPECT_EQ(hit.text, "Well öpen it now");
  EXPECT_THAT(hit.places, ElementsAre(Span{5, 9}, Span{22, 25}));
  EXPECT_EQ(slice(hit.text, hit.matches.at(1)), "now");
}

TEST(Search, ForgetsLemmasThatAreGone) {
  Store store = in_memory();
  const std::int64_t number = add(store, board());
  Record without = board();
  without.tokens = {};
  without.entities = {};
  ASSERT_TRUE(store.replace(number, {without, without.document.text(), make_json(without), {}}).has_value());
  EXPECT_THAT(matches(find(store, "lemma:spend OR upos:PROPN OR entity:reed")), IsEmpty());
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM lexicon"), 0);
  EXPECT_THAT(*store.check(), IsEmpty());
}

// The same as a slow reading of every turn.

struct Corpus {
  std::vector<std::vector<std::string>> turns;  // words
  std::vector<std::string> speakers;
};

/// In these texts the lemma of a word is its first letter, and its length tells the part of speech.
std::string lemma_of(std::string_view word) { return std::string(word.substr(0, 1)); }
std::string upos_of(std::string_view word) {
  return word.size() == 1 ? "NOUN" : word.size() == 2 ? "VERB" : "X";
}

bool satisfies(const Query& query, const std::vector<std::string>& words) {
  if (query.kind == Query::Kind::lemma || query.kind == Query::Kind::upos) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return (query.kind == Query::Kind::lemma ? lemma_of(word) : upos_of(word)) == query.words;
    });
  }
  const auto any = [&](const Query& part) { return satisfies(part, words); };
  if (query.kind == Query::Kind::any_of) return std::any_of(query.parts.begin(), query.parts.end(), any);
  if (query.kind == Query::Kind::all_of) {
    return std::all_of(query.parts.begin(), query.parts.end(), any) &&
           std::none_of(query.without.begin(), query.without.end(), any);
  }
  std::vector<std::string> wanted(1);
  for (const char c : query.words) {
    if (c == ' ') {
      wanted.emplace_back();
    } else {
      wanted.back() += c;
    }
  }
  for (std::size_t i = 0; i + wanted.size() <= words.size(); ++i) {
    bool all = true;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      const bool last = k + 1 == wanted.size();
      all = all && (query.prefix && last ? words[i + k].starts_with(wanted[k]) : words[i + k] == wanted[k]);
    }
    if (all) return true;
  }
  return false;
}

std::string random_word() {
  return *rc::gen::elementOf(std::vector<std::string>{"a", "b", "ab", "ba", "abc"});
}

std::string random_query(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 9 : 5)) {
    case 0: return random_word();
    case 3: return "lemma:" + *rc::gen::elementOf(std::vector<std::string>{"a", "b", "ab"});
    case 4: return "upos:" + *rc::gen::elementOf(std::vector<std::string>{"NOUN", "VERB", "X", "ADJ"});
    case 1: return random_word() + "*";
    case 2:
      return "\"" + random_word() + " " + random_word() + "\"" + (*rc::gen::arbitrary<bool>() ? "*" : "");
    case 5: return "(" + random_query(depth - 1) + " OR " + random_query(depth - 1) + ")";
    case 6: return "(" + random_query(depth - 1) + " NOT " + random_query(depth - 1) + ")";
    case 7: return random_query(depth - 1) + " AND " + random_query(depth - 1);
    default: return random_query(depth - 1) + " OR " + random_query(depth - 1);
  }
}

RC_GTEST_PROP(Search, IsWhatASlowReadingOfEveryTurnFinds, ()) {
  Store store = in_memory();
  std::vector<SaidBy> turns;
  std::vector<std::vector<std::string>> words;
  const int n_turns = *rc::gen::inRange(1, 12);
  for (int i = 0; i < n_turns; ++i) {
    std::string text;
    words.emplace_back();
    const int n_words = *rc::gen::inRange(1, 8);
    for (int k = 0; k < n_words; ++k) {
      words.back().push_back(random_word());
      text += (k > 0 ? " " : "") + words.back().back();
    }
    turns.push_back({*rc::gen::elementOf(std::vector<std::string>{"Ann", "Tom", ""}), text});
  }
  Record record = make_record("r", "2020", turns);
  quoth::testing::add_tokens(record, lemma_of, upos_of);
  add(store, record);
  for (int i = 0; i < 10; ++i) {
    const std::string typed = random_query(3);
    const Query query = *parse_query(typed);
    for (const char* speaker : {"", "Ann"}) {
      if (*speaker != 0 &&
          std::none_of(turns.begin(), turns.end(), [](const SaidBy& t) { return t.speaker == "Ann"; })) {
        continue;
      }
      std::vector<std::int64_t> expected, found;
      for (int t = 0; t < n_turns; ++t) {
        const auto at = static_cast<std::size_t>(t);
        if (satisfies(query, words[at]) && (*speaker == 0 || turns[at].speaker == speaker))
          expected.push_back(t);
      }
      for (const Hit& hit : find(store, typed, {.speaker = speaker}).hits) {
        found.push_back(hit.turn);
        RC_ASSERT(!hit.matches.empty());
      }
      RC_ASSERT(found == expected);
    }
  }
}

}  // namespace
}  // namespace quoth
