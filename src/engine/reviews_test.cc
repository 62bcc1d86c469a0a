#include "engine/reviews.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/claim_review.h"
#include "engine/review_json.h"
#include "search/search.h"
#include "store/answer_rows.h"
#include "store/claim_rows.h"
#include "store/settle.h"
#include "testing/stores.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_json;
using quoth::testing::make_record;
using quoth::testing::SaidBy;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::vector<SaidBy> kTalk = {
    {"Ann Reed", "Who closed the harbour, and what did it cost us in the end?"},
    {"Tom Hale",
     "The council closed it in the spring. It cost us nine million crowns, and nobody was asked."},
    {"Ann Reed", "Will the ferry run again?"},
    {"Tom Hale", "Let us speak of the lighthouse."}};

std::vector<SaidBy> with(std::string_view old, std::string_view now) {
  std::vector<SaidBy> talk = kTalk;
  for (SaidBy& turn : talk) {
    if (const std::size_t at = turn.text.find(old); at != std::string::npos)
      turn.text.replace(at, old.size(), now);
  }
  return talk;
}

Record record_of(const std::vector<SaidBy>& talk, const std::string& path = "talks/harbour.txt") {
  return make_record(path, "2021-03-04", talk);
}

std::string text_of(const std::vector<SaidBy>& talk) {
  std::string text;
  for (const SaidBy& turn : talk) text += (text.empty() ? "" : "\n\n") + turn.text;
  return text;
}

WordsOfRecord words(std::int64_t record, std::string_view what, ReviewKind kind = ReviewKind::claim,
                    const std::vector<SaidBy>& talk = kTalk) {
  const std::string text = text_of(talk);
  const auto at = static_cast<std::int64_t>(text.find(what));
  return {record, kind, at, at + static_cast<std::int64_t>(what.size())};
}

constexpr std::string_view kCost = "It cost us nine million crowns";

ReviewChange change(ReviewField field, std::string value, std::string author = "Ann") {
  return {.field = field,
          .value = std::move(value),
          .evidence = field == ReviewField::verdict
                          ? std::vector<VerdictEvidence>{{"https://example.org/a", "8.9"}}
                          : std::vector<VerdictEvidence>{},
          .author = std::move(author),
          .why = "The accounts say so"};
}

PlacedReview verdict_on(Store& store, std::int64_t record, std::string rating = "wrong",
                        std::string author = "Ann") {
  return *change_review(store, words(record, kCost), std::nullopt,
                        change(ReviewField::verdict, std::move(rating), std::move(author)));
}

TEST(ReviewsOfStore, BeginWithTheFirstChange) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  const auto first = change_review(store, words(record, kCost), 0, change(ReviewField::state, "shortlisted"));
  ASSERT_TRUE(first.has_value()) << to_string(first.error());
  EXPECT_EQ(first->review.version(), 1);
  EXPECT_EQ(first->place.how, Anchoring::in_place);
  EXPECT_EQ(first->place.record, record);
  EXPECT_EQ(first->words(), kCost);
  // Words that are mostly the same belong to it; others do not.
  const auto second = change_review(store, words(record, "cost us nine million crowns"), 1,
                                    change(ReviewField::assignee, "Tom"));
  EXPECT_EQ(second->review.number, first->review.number);
  EXPECT_EQ(second->standing.assignee, "Tom");
  const auto other =
      change_review(store, words(record, "nobody was asked"), 0, change(ReviewField::state, "dropped"));
  EXPECT_NE(other->review.number, first->review.number);
  EXPECT_EQ(list_reviews(store, {})->size(), 2u);
}

TEST(ReviewsOfStore, OfTwoWhoBeginAtOnceTheSecondIsTold) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  ASSERT_TRUE(
      change_review(store, words(record, kCost), 0, change(ReviewField::state, "shortlisted")).has_value());
  const auto late =
      change_review(store, words(record, kCost), 0, change(ReviewField::state, "dropped", "Ben"));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, ErrorCode::review_stale);
  EXPECT_THAT(to_string(late.error()), HasSubstr("Ann: state"));
}

TEST(ReviewsOfStore, TheQueueIsInTheOrderOfWork) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  const auto set = [&](std::string_view what, const char* state) {
    ASSERT_TRUE(change_review(store, words(record, what), 0, change(ReviewField::state, state)).has_value());
  };
  set("The council closed it", "dropped");
  set("in the spring", "shortlisted");
  set(kCost, "being checked");
  set("nobody was asked", "shortlisted");
  std::vector<std::int64_t> numbers;
  const auto queue = *list_reviews(store, {});
  for (const PlacedReview& item : queue) numbers.push_back(item.review.number);
  EXPECT_THAT(numbers, ElementsAre(3, 2, 4, 1));
  EXPECT_EQ(list_reviews(store, {.state = ReviewState::shortlisted})->size(), 2u);
  EXPECT_EQ(list_reviews(store, {.record = record})->size(), 4u);
  EXPECT_THAT(*list_reviews(store, {.record = record + 1}), IsEmpty());
  EXPECT_THAT(*list_reviews(store, {.assignee = "Ann"}), IsEmpty());
}

TEST(ReviewsOfStore, SurviveANewAnnotation) {
  Store store = in_memory();
  const Record record = record_of(kTalk);
  const std::int64_t number = add(store, record);
  verdict_on(store, number);
  ASSERT_TRUE(store.replace(number, {record, record.document.text(), make_json(record), {}}).has_value());
  EXPECT_EQ(find_review(store, 1)->place.how, Anchoring::in_place);
  // The edges of the claim are drawn otherwise now.
  const auto there = *reviews_in(store, number);
  const WordsOfRecord redrawn = words(number, "cost us nine million crowns, and nobody");
  ASSERT_NE(review_of(there, ReviewKind::claim, redrawn.begin, redrawn.end), nullptr);
  EXPECT_TRUE(review_of(there, ReviewKind::claim, redrawn.begin, redrawn.end)->standing.is_reviewed());
  EXPECT_EQ(review_of(there, ReviewKind::answer, redrawn.begin, redrawn.end), nullptr);
  const WordsOfRecord other = words(number, "The council closed it");
  EXPECT_EQ(review_of(there, ReviewKind::claim, other.begin, other.end), nullptr);
}

TEST(ReviewsOfStore, FindTheirPlaceInACorrectedTranscript) {
  for (const char* path : {"talks/harbour.txt", "elsewhere/harbour.txt", "quite-another-name.txt"}) {
    Store store = in_memory();
    const std::int64_t old = add(store, record_of(kTalk));
    verdict_on(store, old);
    const std::int64_t corrected = add(store, record_of(with("in the spring", "late in the spring"), path));
    EXPECT_EQ(find_review(store, 1)->place.record, old) << "at home while its record is there";
    ASSERT_TRUE(store.remove(old).has_value());
    const PlacedReview moved = *find_review(store, 1);
    EXPECT_EQ(moved.place.how, Anchoring::moved) << path;
    EXPECT_EQ(moved.place.record, corrected);
    EXPECT_EQ(moved.place.words, kCost);
    EXPECT_EQ(reviews_in(store, corrected)->size(), 1u);
  }
}

TEST(ReviewsOfStore, BothVersionsOfAFileShowThem) {
  Store store = in_memory();
  const std::int64_t old = add(store, record_of(kTalk));
  verdict_on(store, old);
  const auto talk = with("in the spring", "late in the spring");
  const std::int64_t corrected = add(store, record_of(talk));
  ASSERT_EQ(reviews_in(store, corrected)->size(), 1u);
  const auto second = change_review(store, words(corrected, kCost, ReviewKind::claim, talk), 1,
                                    change(ReviewField::verdict, "right", "Ben"));
  ASSERT_TRUE(second.has_value()) << to_string(second.error());
  EXPECT_EQ(second->review.number, 1);
  EXPECT_TRUE(second->standing.is_disputed());
}

TEST(ReviewsOfStore, SayWhereTheirWordsAreNoLongerThere) {
  Store store = in_memory();
  const std::int64_t old = add(store, record_of(kTalk));
  verdict_on(store, old);
  add(store, record_of(with("nine million", "ninety million")));
  ASSERT_TRUE(store.remove(old).has_value());
  PlacedReview item = *find_review(store, 1);
  EXPECT_EQ(item.place.how, Anchoring::changed);
  EXPECT_EQ(item.place.words, "It cost us ninety million crowns");
  EXPECT_EQ(item.standing.verdicts.size(), 1u);
  EXPECT_EQ(list_reviews(store, {.only_lost = true})->size(), 1u);
  // Nothing more is judged of words that are not there; the work on them can still be closed.
  EXPECT_EQ(
      change_review(store, std::int64_t{1}, 1, change(ReviewField::verdict, "right", "Ben")).error().code,
      ErrorCode::review_lost);
  EXPECT_TRUE(change_review(store, std::int64_t{1}, 1, change(ReviewField::state, "dropped")).has_value());
  // The words that stand there now are a claim that nobody has judged.
  const auto talk = with("nine million", "ninety million");
  const auto now = words(2, "It cost us ninety million crowns", ReviewKind::claim, talk);
  EXPECT_EQ(change_review(store, now, 0, change(ReviewField::state, "new"))->review.number, 2);

  ASSERT_TRUE(store.remove(2).has_value());
  item = *find_review(store, 1);
  EXPECT_EQ(item.place.how, Anchoring::lost);
  EXPECT_FALSE(item.place.record.has_value());
}

TEST(ReviewsOfStore, ACommonPhraseInAnotherTalkIsNotTakenForIt) {
  Store store = in_memory();
  const std::int64_t old = add(store, record_of(kTalk));
  verdict_on(store, old);
  add(store, record_of({{"Eva Lund", "The bridge was dear. It cost us nine million crowns."}}));
  ASSERT_TRUE(store.remove(old).has_value());
  EXPECT_EQ(find_review(store, 1)->place.how, Anchoring::lost);
}

TEST(ReviewsOfStore, CorrectionsStandBesideWhatWasRead) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  verdict_on(store, record);
  const auto corrected =
      change_review(store, std::int64_t{1}, 1,
                    change(ReviewField::span, "It cost us nine million crowns, and nobody was asked"));
  ASSERT_TRUE(corrected.has_value()) << to_string(corrected.error());
  EXPECT_EQ(corrected->words(), "It cost us nine million crowns, and nobody was asked");
  EXPECT_EQ(corrected->review.anchor.words, kCost);
  const auto elsewhere =
      change_review(store, std::int64_t{1}, 2, change(ReviewField::span, "The council closed it"));
  EXPECT_EQ(elsewhere.error().code, ErrorCode::review_invalid);
  EXPECT_EQ(change_review(store, std::int64_t{1}, 2, change(ReviewField::span, "")).error().code,
            ErrorCode::review_invalid);
  EXPECT_EQ(change_review(store, std::int64_t{1}, 2, change(ReviewField::span, "\xBD")).error().code,
            ErrorCode::review_invalid);
  EXPECT_EQ(undo_review(store, 1, 2, std::nullopt, "Ben", "Too long")->words(), kCost);

  const auto question = words(record, "Will the ferry run again?", ReviewKind::answer);
  const auto reading = change_review(store, question, 0, change(ReviewField::reading, "deflection"));
  EXPECT_EQ(reading->standing.reading->value, "deflection");
  const auto turn = words(record, "Let us speak of the lighthouse.", ReviewKind::turn);
  const PlacedReview said = *change_review(store, turn, 0, change(ReviewField::speaker, "Ben Hale"));
  EXPECT_EQ(said.standing.speaker->value, "Ben Hale");
  EXPECT_EQ((*read_there(store, said))->speaker, "Tom Hale");
}

TEST(ReviewsOfStore, UndoTakesTheLastThatHolds) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  verdict_on(store, record, "wrong");
  verdict_on(store, record, "right");
  EXPECT_EQ(undo_review(store, 1, 2, std::nullopt, "Ann", "A slip")->standing.verdicts[0].value, "wrong");
  EXPECT_THAT(undo_review(store, 1, 3, std::nullopt, "Ann", "A slip")->standing.verdicts, IsEmpty());
  EXPECT_EQ(undo_review(store, 1, 4, std::nullopt, "Ann", "A slip").error().code, ErrorCode::review_invalid);
  EXPECT_EQ(undo_review(store, 1, 3, 3, "Ann", "A slip").error().code, ErrorCode::review_stale);
  EXPECT_EQ(undo_review(store, 1, 4, 3, "Ann", "It was right")->standing.verdicts.size(), 1u);
  EXPECT_EQ(undo_review(store, 9, 0, std::nullopt, "Ann", "A slip").error().code,
            ErrorCode::review_not_found);
}

TEST(ReviewsOfStore, WordsThatAreNotThere) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  const auto state = change(ReviewField::state, "checked");
  for (const auto& [begin, end] :
       std::vector<std::pair<std::int64_t, std::int64_t>>{{5, 5}, {9, 3}, {-2, 4}, {0, 9999}}) {
    EXPECT_EQ(
        change_review(store, WordsOfRecord{record, ReviewKind::claim, begin, end}, 0, state).error().code,
        ErrorCode::review_invalid);
  }
  EXPECT_EQ(change_review(store, WordsOfRecord{7, ReviewKind::claim, 0, 4}, 0, state).error().code,
            ErrorCode::record_not_found);
  EXPECT_EQ(change_review(store, std::int64_t{4}, 0, state).error().code, ErrorCode::review_not_found);
  EXPECT_THAT(*list_reviews(store, {}), IsEmpty());
}

TEST(ReviewsOfStore, ReferencesOfUsers) {
  Store store = in_memory();
  add(store, record_of(kTalk));
  EXPECT_EQ(std::get<std::int64_t>(*review_target(store, "12")), 12);
  const auto turn = std::get<WordsOfRecord>(*review_target(store, "harbour.txt:t1"));
  EXPECT_EQ(turn.kind, ReviewKind::turn);
  EXPECT_EQ(text_of(kTalk).substr(static_cast<std::size_t>(turn.begin), 11), "The council");
  const auto own = std::get<WordsOfRecord>(*review_target(store, "1:4-11"));
  EXPECT_EQ(own.kind, ReviewKind::claim);
  EXPECT_EQ(own.begin, 4);
  EXPECT_EQ(own.end, 11);
  for (const char* wrong :
       {"", ":", "1:4-", "1:-4", "1:--", "x", "1:", "1:t", "1:x3", "1:t-1", "1:t1x", "99999999999999999999"})
    EXPECT_EQ(review_target(store, wrong).error().code, ErrorCode::review_invalid) << wrong;
  EXPECT_EQ(review_target(store, "1:t4").error().code, ErrorCode::review_not_found);
  EXPECT_EQ(review_target(store, "1:c0").error().code, ErrorCode::review_not_found);
  EXPECT_EQ(review_target(store, "2:t0").error().code, ErrorCode::record_not_found);
}

Record with_claims() {
  Record record = record_of(kTalk);
  for (const std::string_view what :
       {"The council closed it", "cost us nine million crowns", "nobody was asked"}) {
    const auto at = text_of(kTalk).find(what);
    Claim& claim = record.claims.emplace_back();
    claim.span = make_span(at, at + what.size());
    claim.score = 0.5F + 0.125F * static_cast<float>(record.claims.size());
    claim.kinds = {ClaimKind::event};
    claim.holder = SpeakerId(1);
  }
  return record;
}

Record with_claims_and_answers() {
  Record record = with_claims();
  record.exchanges = {{{TurnId(0u)}, {TurnId(1u)}}, {{TurnId(2u)}, {TurnId(3u)}}};
  const auto span = [&](std::string_view what) {
    const auto at = text_of(kTalk).find(what);
    return make_span(at, at + what.size());
  };
  record.answers = {{.exchange = ExchangeId(0u),
                     .question = span("Who closed the harbour"),
                     .clarity = Clarity::clear_reply,
                     .technique = Technique::explicit_,
                     .score = 0.75F,
                     .evidence = {span("The council closed it in the spring.")}},
                    {.exchange = ExchangeId(1u),
                     .question = span("Will the ferry run again?"),
                     .clarity = Clarity::ambivalent,
                     .technique = Technique::general,
                     .score = 0.5F,
                     .unsure = true,
                     .evidence = {span("Let us speak of the lighthouse.")}}};
  return record;
}

/// The turns that a query finds, "record:turn".
std::vector<std::string> found(Store& store, std::string_view query) {
  const auto result = search(store, {.query = *parse_query(query)});
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  std::vector<std::string> out;
  for (const Hit& hit : result->hits)
    out.push_back(std::to_string(hit.record) + ":" + std::to_string(hit.turn));
  return out;
}

TEST(ReviewsOfStore, ACorrectedReadingIsWhatIsListedAndFound) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims_and_answers());
  EXPECT_THAT(found(store, "answer:ambivalent"), ElementsAre("1:3"));
  const auto target = *review_target(store, "1:a1");
  ASSERT_TRUE(change_review(store, target, 0, change(ReviewField::reading, "declining")).has_value());
  EXPECT_THAT(found(store, "answer:non-reply"), ElementsAre("1:3"));
  EXPECT_THAT(found(store, "answer:declining by:Hale"), ElementsAre("1:3"));
  EXPECT_THAT(found(store, "answer:ambivalent"), IsEmpty());
  EXPECT_THAT(found(store, "answer:unsure"), IsEmpty());
  EXPECT_THAT(found(store, "answer:reply"), ElementsAre("1:1")) << "others are as they were";
  const auto judged = *list_answers(store.database(), {.reviewed = true});
  ASSERT_EQ(judged.size(), 1u);
  EXPECT_EQ(judged[0].clarity, Clarity::clear_non_reply);
  const AnswerInFull answer = *answer_in_full(store.database(), record, judged[0].number);
  EXPECT_EQ(answer.technique, "declining");
  EXPECT_EQ(answer.corrected_by, "Ann");
  EXPECT_THAT(answer.review_json,
              HasSubstr(R"("machine":{"clarity":"ambivalent","technique":"general","unsure":true})"));
  EXPECT_EQ(store.load(record)->answers[1].technique, Technique::declining);
  EXPECT_EQ(list_answers(store.database(), {.reviewed = false})->size(), 1u);
  // A new annotation finds the correction again; taken back, the program's reading is there as it was.
  const Record again = with_claims_and_answers();
  ASSERT_TRUE(store.replace(record, {again, again.document.text(), make_json(again), {}}).has_value());
  EXPECT_THAT(found(store, "answer:non-reply"), ElementsAre("1:3"));
  ASSERT_TRUE(undo_review(store, 1, 1, std::nullopt, "Ann", "A slip").has_value());
  EXPECT_THAT(found(store, "answer:non-reply"), IsEmpty());
  EXPECT_THAT(found(store, "answer:unsure"), ElementsAre("1:3"));
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(ReviewsOfStore, ACorrectedClaimIsWhatIsListed) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims_and_answers());
  const std::string longer = std::string(kCost) + ", and nobody was asked";
  ASSERT_TRUE(
      change_review(store, *review_target(store, "1:c1"), 0, change(ReviewField::span, longer)).has_value());
  ASSERT_TRUE(
      change_review(store, *review_target(store, "1:c1"), 1, change(ReviewField::speaker, "Dora Falk"))
          .has_value())
      << "by the corrected words it is the same review";
  ASSERT_TRUE(
      change_review(store, *review_target(store, "1:c1"), 2, change(ReviewField::state, "shortlisted"))
          .has_value());
  const ClaimList list = *list_claims(store.database(), {.state = ReviewState::shortlisted});
  ASSERT_EQ(list.claims.size(), 1u);
  EXPECT_EQ(list.claims[0].text, longer);
  EXPECT_EQ(list.claims[0].holder, "Dora Falk");
  EXPECT_EQ(list.claims[0].version, 3);
  EXPECT_EQ(list.states, (std::array<std::size_t, 5>{2, 1, 0, 0, 0}));
  EXPECT_THAT(found(store, "claim:shortlisted"), ElementsAre("1:1"));
  EXPECT_THAT(found(store, "claim:shortlisted by:Falk"), ElementsAre("1:1"));
  EXPECT_THAT(found(store, "claim:checked"), IsEmpty());
  const std::string text = text_of(kTalk);
  EXPECT_EQ(store.load(record)->document.slice(store.load(record)->claims[1].span), longer);
  for (const std::int64_t version : {3, 4, 5}) {
    ASSERT_TRUE(undo_review(store, 1, version, std::nullopt, "Ann", "A slip").has_value());
  }
  EXPECT_EQ(list_claims(store.database(), {.number = 1})->claims[0].text, "cost us nine million crowns");
  EXPECT_EQ(list_claims(store.database(), {.number = 1})->claims[0].holder, "Tom Hale");
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(ReviewsOfStore, ClaimsThatOnlyPeopleFoundStandWithTheOthers) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims_and_answers());
  ASSERT_TRUE(
      change_review(store, words(record, "speak of the lighthouse"), 0, change(ReviewField::state, "checked"))
          .has_value());
  const ClaimList list = *list_claims(store.database(), {.reviewed = true});
  ASSERT_EQ(list.claims.size(), 1u);
  EXPECT_EQ(list.claims[0].text, "speak of the lighthouse");
  EXPECT_EQ(list.claims[0].speaker, "Tom Hale");
  EXPECT_EQ(list.claims[0].number, 3);
  EXPECT_THAT(found(store, "claim:checked"), ElementsAre("1:3"));
  ASSERT_TRUE(store.remove(record).has_value());
  EXPECT_TRUE(list_claims(store.database(), {})->claims.empty());
  EXPECT_EQ(list_reviews(store, {})->size(), 1u);
}

TEST(ReviewsOfStore, ACorrectedSpeakerSpeaksEverywhere) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims_and_answers());
  ASSERT_TRUE(
      change_review(store, *review_target(store, "1:t1"), 0, change(ReviewField::speaker, "Dora Falk"))
          .has_value());
  const auto said_by = [&](const char* name) {
    const auto result = search(store, {.query = *parse_query("council"), .speaker = name});
    return result ? result->hits.size() : 0;
  };
  EXPECT_EQ(said_by("Dora Falk"), 1u);
  EXPECT_EQ(said_by("Tom Hale"), 0u);
  EXPECT_EQ(list_claims(store.database(), {.speaker = "falk"})->claims.size(), 3u);
  EXPECT_EQ(list_answers(store.database(), {.speaker = "falk"})->size(), 1u);
  EXPECT_EQ(store.load(record)->speakers.back().name, "Dora Falk");
  ASSERT_TRUE(undo_review(store, 1, 1, std::nullopt, "Ann", "A slip").has_value());
  EXPECT_EQ(said_by("Tom Hale"), 1u);
  EXPECT_EQ(list_claims(store.database(), {.speaker = "hale"})->claims.size(), 3u);
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(ReviewsOfStore, TheQueueGoesOnWhereAPageEnds) {
  Store store = in_memory();
  add(store, with_claims_and_answers());
  ClaimFilter filter{.limit = 2};
  const ClaimList first = *list_claims(store.database(), filter);
  EXPECT_EQ(first.total, 3u);
  ASSERT_EQ(first.claims.size(), 2u);
  filter.after = first.next;
  const ClaimList second = *list_claims(store.database(), filter);
  ASSERT_EQ(second.claims.size(), 1u);
  EXPECT_EQ(second.next, "");
  EXPECT_NE(second.claims[0].text, first.claims[1].text);
  for (const char* wrong : {"x", "_", "1_2", "nan_1_1", "1_2_x", "1_2_3_4"}) {
    EXPECT_EQ(list_claims(store.database(), {.after = wrong}).error().code, ErrorCode::usage_invalid)
        << wrong;
  }
}

TEST(ReviewsOfStore, WhatIsDecidedLightlyIsTakenBackWithoutAReason) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  ASSERT_TRUE(
      change_review(store, words(record, kCost), 0, change(ReviewField::state, "dropped")).has_value());
  EXPECT_TRUE(undo_review(store, 1, 1, std::nullopt, "Ann", "").has_value());
  verdict_on(store, record);
  EXPECT_EQ(undo_review(store, 1, 3, std::nullopt, "Ann", "").error().code, ErrorCode::review_invalid);
}

TEST(ReviewsOfStore, ClaimsThatNobodyHasReviewed) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims());
  EXPECT_EQ(list_claims(store.database(), {.reviewed = false})->claims.size(), 3u);
  verdict_on(store, record);
  ASSERT_TRUE(
      change_review(store, words(record, "nobody was asked"), 0, change(ReviewField::assignee, "Tom")));
  const auto left = list_claims(store.database(), {.reviewed = false})->claims;
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left[0].text, "nobody was asked") << "taken up, but not reviewed yet";
  EXPECT_EQ(left[1].text, "The council closed it");
  EXPECT_EQ(list_claims(store.database(), {.reviewed = false, .limit = 1})->claims.size(), 1u);
  // By the number of the claim it is the same review, and what the program reads there is kept beside it.
  const auto target = *review_target(store, "1:c1");
  EXPECT_EQ(change_review(store, target, 1, change(ReviewField::state, "checked"))->review.number, 1);
  const auto machine = *read_there(store, *find_review(store, 1));
  ASSERT_TRUE(machine.has_value());
  EXPECT_EQ(machine->reading, "event");
  EXPECT_EQ(machine->speaker, "Tom Hale");
  EXPECT_DOUBLE_EQ(machine->score, 0.75);
}

TEST(ClaimReview, ClaimsOfTheProgramHaveNoRating) {
  Store store = in_memory();
  const std::int64_t record = add(store, with_claims());
  verdict_on(store, record);
  const std::string json = *claim_review_json(store, record);
  EXPECT_THAT(json, HasSubstr(R"("@graph":[{"@type":"Claim","text":"The council closed it")"));
  EXPECT_THAT(json, HasSubstr(R"({"@type":"ClaimReview","claimReviewed":"It cost us nine million crowns")"));
  EXPECT_THAT(json, HasSubstr(R"({"@type":"Claim","text":"nobody was asked","author":{"@type":"Person")"));
  EXPECT_EQ(json.find("\"reviewRating\""), json.rfind("\"reviewRating\""));
}

TEST(ReviewsOfStore, AsJson) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  const PlacedReview item = verdict_on(store, record, "</script>\"");
  const std::string json = review_history_json(item, *read_there(store, item));
  EXPECT_THAT(json, HasSubstr(R"("review":1,"kind":"claim","version":1,"state":"new","assignee":null)"));
  EXPECT_THAT(
      json,
      HasSubstr(R"("value":"</script>\"","evidence":[{"url":"https://example.org/a","quotation":"8.9"}])"));
  EXPECT_THAT(json, HasSubstr(R"("machine":null)"));
  EXPECT_THAT(json, HasSubstr(R"("history":[{"field":"verdict","undoes":null,"holds":true,)"));
}

TEST(ClaimReview, OnlyOfWhatAPersonJudged) {
  Store store = in_memory();
  const std::int64_t record = add(store, record_of(kTalk));
  ASSERT_TRUE(
      change_review(store, words(record, "The council closed it"), 0, change(ReviewField::state, "checked")));
  std::string json = *claim_review_json(store, record);
  EXPECT_THAT(
      json,
      HasSubstr(
          R"({"@type":"Claim","text":"The council closed it","author":{"@type":"Person","name":"Tom Hale"})"));
  EXPECT_THAT(json, Not(HasSubstr("ClaimReview")));
  EXPECT_THAT(json, Not(HasSubstr("Rating")));

  verdict_on(store, record, "wrong", "Ann");
  verdict_on(store, record, "half </script> right", "Ben");
  json = *claim_review_json(store, record);
  EXPECT_THAT(json, HasSubstr(R"({"@type":"ClaimReview","claimReviewed":"It cost us nine million crowns",)"
                              R"("author":{"@type":"Person","name":"Ann"},"datePublished":"2)"));
  EXPECT_THAT(json,
              HasSubstr(R"("reviewRating":{"@type":"Rating","alternateName":"half \u003c/script> right"})"));
  EXPECT_THAT(
      json, HasSubstr(R"("citation":[{"@type":"CreativeWork","url":"https://example.org/a","text":"8.9"}])"));
  EXPECT_THAT(json, Not(HasSubstr("<")));

  ASSERT_TRUE(change_review(store, words(record, kCost), 2, change(ReviewField::speaker, "Ben Hale")));
  EXPECT_THAT(*claim_review_json(store, record), HasSubstr(R"("name":"Ben Hale")"));
  ASSERT_TRUE(change_review(store, words(record, kCost), 3, change(ReviewField::state, "dropped")));
  EXPECT_THAT(*claim_review_json(store, record), Not(HasSubstr("ClaimReview")));
  EXPECT_EQ(claim_review_json(store, 9).error().code, ErrorCode::record_not_found);
}

TEST(ClaimReview, IsHeldBackWhereTheWordsChanged) {
  Store store = in_memory();
  const std::int64_t old = add(store, record_of(kTalk));
  verdict_on(store, old);
  EXPECT_THAT(*held_back(store, std::nullopt), IsEmpty());
  const std::int64_t corrected = add(store, record_of(with("nine million", "ninety million")));
  ASSERT_TRUE(store.remove(old).has_value());
  EXPECT_THAT(*claim_review_json(store, corrected), Not(HasSubstr("ClaimReview")));
  EXPECT_EQ(held_back(store, std::nullopt)->size(), 1u);
  EXPECT_EQ(held_back(store, std::vector<std::int64_t>{corrected})->size(), 1u);
  EXPECT_THAT(*held_back(store, std::vector<std::int64_t>{corrected + 1}), IsEmpty());
}

}  // namespace
}  // namespace quoth
