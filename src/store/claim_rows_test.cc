#include "store/claim_rows.h"

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/answer_rows.h"
#include "store/store.h"
#include "testing/stores.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_record;
using quoth::testing::place_of;
using ::testing::ElementsAre;

/// Tom claims something, and what the board claims; Ann asks him and is told. Talks of two dates have different words.
Record talk_with_claims(std::string id, const std::string& date) {
  const std::string question = "How many sailed in " + date + "?";
  Record record =
      make_record(std::move(id), date,
                  {{"Ann Reed", question}, {"Tom Hale", "4,000 people sailed. The board says it rained."}});
  record.exchanges = {{{TurnId(0u)}, {TurnId(1u)}}};
  record.sentences.check_worthiness = std::vector<float>(record.sentences.span.size(), 0.25F);
  Claim sailed{.span = place_of(record, "4,000 people sailed"),
               .score = 0.875F,
               .kinds = {ClaimKind::quantity, ClaimKind::event},
               .holder = SpeakerId(1u)};
  Claim rained{.span = place_of(record, "The board says it rained"),
               .score = 0.5F,
               .kinds = {ClaimKind::position},
               .holder = Unnamed{place_of(record, "The board")},
               .same_as = ClaimId(0u)};
  record.claims = {sailed, rained};
  Answer answer{.exchange = ExchangeId(0u),
                .question = place_of(record, question),
                .clarity = Clarity::clear_reply,
                .technique = Technique::explicit_,
                .score = 0.75F,
                .evidence = {place_of(record, "4,000 people sailed.")}};
  Answer asked{.exchange = ExchangeId(0u),
               .ask = 0,
               .clarity = Clarity::clear_non_reply,
               .technique = Technique::ignorance,
               .score = 0.5F,
               .unsure = true,
               .again = AnswerId(0u)};
  record.answers = {answer, asked};
  return record;
}

TEST(ClaimRows, ComeBackAsTheyWent) {
  Store store = in_memory();
  const Record was = talk_with_claims("a.txt", "2021-03-04");
  add(store, talk_with_claims("a.txt", "2021-03-04"));
  const auto is = store.load(1);
  ASSERT_TRUE(is.has_value()) << to_string(is.error());
  EXPECT_EQ(is->sentences.check_worthiness, was.sentences.check_worthiness);
  ASSERT_EQ(is->claims.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const Claim &a = was.claims[i], &b = is->claims[i];
    EXPECT_EQ(b.span, a.span);
    EXPECT_EQ(b.score, a.score);
    EXPECT_EQ(b.kinds, a.kinds);
    EXPECT_EQ(b.holder, a.holder);
    EXPECT_EQ(b.same_as, a.same_as);
  }
  ASSERT_EQ(is->answers.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const Answer &a = was.answers[i], &b = is->answers[i];
    EXPECT_EQ(b.exchange, a.exchange);
    EXPECT_EQ(b.question, a.question);
    EXPECT_EQ(b.ask, a.ask);
    EXPECT_EQ(b.clarity, a.clarity);
    EXPECT_EQ(b.technique, a.technique);
    EXPECT_EQ(b.score, a.score);
    EXPECT_EQ(b.unsure, a.unsure);
    EXPECT_EQ(b.again, a.again);
    EXPECT_EQ(b.evidence, a.evidence);
  }
}

TEST(ClaimRows, RankedAndFiltered) {
  Store store = in_memory();
  add(store, talk_with_claims("a.txt", "2021-03-04"));
  add(store, talk_with_claims("b.txt", "2022"));
  const auto texts = [&](const ClaimFilter& filter) {
    std::vector<std::string> out;
    const auto claims = list_claims(store.database(), filter);
    EXPECT_TRUE(claims.has_value()) << to_string(claims.error());
    for (const ListedClaim& claim : claims->claims) out.push_back(claim.path + ": " + claim.text);
    return out;
  };
  const std::string a = "a.txt: 4,000 people sailed", b = "b.txt: 4,000 people sailed";
  EXPECT_THAT(texts({.limit = 3}), ElementsAre(a, b, "a.txt: The board says it rained"));
  EXPECT_THAT(texts({.record = 2, .least = 0.6}), ElementsAre(b));
  EXPECT_THAT(texts({.kind = ClaimKind::event, .to = "2021"}), ElementsAre(a));
  EXPECT_THAT(texts({.from = "2021-04", .least = 0.6}), ElementsAre(b));
  EXPECT_EQ(texts({.speaker = "hale"}).size(), 4u);
  EXPECT_TRUE(texts({.speaker = "reed"}).empty());
  const auto claims = list_claims(store.database(), {.limit = 1});
  EXPECT_EQ(claims->claims.at(0).kinds, (std::vector<std::string>{"event", "quantity"}));
  EXPECT_EQ(claims->claims.at(0).holder, "Tom Hale");
}

TEST(ClaimRows, AnswersByWhoAnswersAndWhoAsks) {
  Store store = in_memory();
  add(store, talk_with_claims("a.txt", "2021-03-04"));
  const auto all = list_answers(store.database(), {});
  ASSERT_TRUE(all.has_value()) << to_string(all.error());
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ(all->at(0).speaker, "Tom Hale");
  EXPECT_EQ(all->at(0).asker, "Ann Reed");
  EXPECT_EQ(list_answers(store.database(), {.clarity = Clarity::clear_reply})->size(), 1u);
  EXPECT_EQ(list_answers(store.database(), {.speaker = "reed"})->size(), 0u);
  EXPECT_EQ(list_answers(store.database(), {.asker = "ann", .from = "2021"})->size(), 2u);
  EXPECT_EQ(list_answers(store.database(), {.record = 2})->size(), 0u);
}

TEST(ClaimRows, GoWithTheirRecord) {
  Store store = in_memory();
  add(store, talk_with_claims("a.txt", "2021-03-04"));
  ASSERT_TRUE(store.remove(1).has_value());
  for (const char* table :
       {"claims", "claim_kinds", "claim_parts", "claim_words", "answers", "answer_evidence", "lexicon"}) {
    EXPECT_EQ(store.database().integer(std::string("SELECT count(*) FROM ") + table).value(), 0) << table;
  }
}

TEST(ClaimRows, ScoresAreFoundByHundredths) {
  EXPECT_EQ(claim_mark(0.8), "s80");
  EXPECT_EQ(claim_mark(0.875), "s87");
  EXPECT_EQ(claim_mark(0), "s00");
  EXPECT_EQ(claim_mark(1), "s99");
}

}  // namespace
}  // namespace quoth
