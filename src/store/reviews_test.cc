#include "store/reviews.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/stores.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_json;
using quoth::testing::make_record;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Record talk() {
  return make_record("harbour.txt", "2021-03-04",
                     {{"Ann Reed", "Who closed it?"}, {"Tom Hale", "It cost us nine million crowns."}});
}

Review words(ReviewKind kind = ReviewKind::claim) {
  return {.number = 0,
          .kind = kind,
          .sha256 = "ab12",
          .path = "harbour.txt",
          .anchor = {23, 42, "nine million crowns", "It cost us ", "."},
          .history = {}};
}

ReviewEntry state(std::string value, std::string author = "Ann") {
  ReviewEntry entry;
  entry.field = ReviewField::state;
  entry.value = std::move(value);
  entry.author = std::move(author);
  return entry;
}

ReviewEntry verdict(std::string rating, std::string author) {
  ReviewEntry entry = state(std::move(rating), std::move(author));
  entry.field = ReviewField::verdict;
  entry.why = "The accounts say so";
  entry.evidence = {{"https://example.org/accounts", "8.97 million"}};
  return entry;
}

ReviewEntry undo(std::int64_t version) {
  ReviewEntry entry;
  entry.undoes = version;
  entry.author = "Ben";
  entry.why = "A slip";
  return entry;
}

/// Binds and appends in a transaction of its own.
Result<std::int64_t> say(Store& store, ReviewEntry entry, std::optional<std::int64_t> expected = std::nullopt,
                         ReviewKind kind = ReviewKind::claim) {
  QUOTH_TRY(Transaction transaction, Transaction::begin(store.database()));
  QUOTH_TRY(const std::int64_t number, bind_review(store.database(), words(kind)));
  QUOTH_CHECK(append_entry(store.database(), number, expected, std::move(entry)));
  QUOTH_CHECK(transaction.commit());
  return number;
}

ErrorCode refused(Store& store, ReviewEntry entry, ReviewKind kind = ReviewKind::claim) {
  const auto said = say(store, std::move(entry), std::nullopt, kind);
  EXPECT_FALSE(said.has_value());
  return said ? ErrorCode::internal_bug : said.error().code;
}

std::vector<std::string> ratings(const Review& review) {
  std::vector<std::string> found;
  for (const ReviewEntry& entry : standing_of(review).verdicts)
    found.push_back(entry.author + ": " + entry.value);
  return found;
}

TEST(Reviews, KeepAllThatWasSaid) {
  Store store = in_memory();
  const std::int64_t number = *say(store, state("shortlisted"));
  EXPECT_EQ(*say(store, verdict("wrong", "Ben")), number);
  const Review review = *load_review(store.database(), number);
  EXPECT_EQ(review.anchor.words, "nine million crowns");
  EXPECT_EQ(review.anchor.before, "It cost us ");
  EXPECT_EQ(review.sha256, "ab12");
  ASSERT_EQ(review.version(), 2);
  EXPECT_EQ(review.history[0].value, "shortlisted");
  EXPECT_EQ(review.history[1].author, "Ben");
  EXPECT_EQ(review.history[1].why, "The accounts say so");
  EXPECT_EQ(review.history[1].evidence[0].url, "https://example.org/accounts");
  EXPECT_EQ(review.history[1].evidence[0].quotation, "8.97 million");
  EXPECT_THAT(review.history[1].made, ::testing::MatchesRegex("....-..-..T..:..:..Z"));
  EXPECT_EQ(load_reviews(store.database())->size(), 1u);
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(Reviews, OfOneClaimTwoPeopleMayHaveVerdicts) {
  Store store = in_memory();
  say(store, verdict("wrong", "Ann"));
  say(store, verdict("Half right", "Ben"));
  const std::int64_t number = *say(store, verdict("right", "ann"));
  const Review review = *load_review(store.database(), number);
  EXPECT_THAT(ratings(review), ElementsAre("Ben: Half right", "ann: right"));
  EXPECT_TRUE(standing_of(review).is_disputed());
  EXPECT_EQ(review.version(), 3);
}

TEST(Reviews, TakingBackIsAnotherEntry) {
  Store store = in_memory();
  say(store, state("shortlisted"));
  say(store, state("dropped"));
  const std::int64_t number = *say(store, undo(2));
  EXPECT_EQ(standing_of(*load_review(store.database(), number)).state, ReviewState::shortlisted);
  say(store, undo(3));
  EXPECT_EQ(standing_of(*load_review(store.database(), number)).state, ReviewState::dropped);
  say(store, undo(2));
  say(store, undo(1));
  const Review review = *load_review(store.database(), number);
  EXPECT_EQ(standing_of(review).state, ReviewState::new_);
  EXPECT_THAT(entries_that_hold(review.history), ElementsAre(false, false, false, true, true, true));
}

TEST(Reviews, TakingBackWhatIsNotThere) {
  Store store = in_memory();
  say(store, state("shortlisted"));
  EXPECT_EQ(refused(store, undo(0)), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, undo(2)), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, undo(-7)), ErrorCode::review_invalid);
  ASSERT_TRUE(say(store, undo(1)).has_value());
  EXPECT_EQ(refused(store, undo(1)), ErrorCode::review_invalid);
}

TEST(Reviews, OfTwoAtOnceTheSecondIsTold) {
  Store store = in_memory();
  ASSERT_TRUE(say(store, state("shortlisted", "Ann"), 0).has_value());
  const auto second = say(store, state("dropped", "Ben"), 0);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::review_stale);
  EXPECT_EQ(second.error().message, "review 1 is at version 1, not 0; Ann: state");
  EXPECT_TRUE(say(store, state("dropped", "Ben"), 1).has_value());
  EXPECT_EQ(say(store, state("new", "Ben"), 99).error().code, ErrorCode::review_stale);
  EXPECT_EQ(say(store, state("new", "Ben"), -1).error().code, ErrorCode::review_stale);
}

TEST(Reviews, TwoConnectionsLoseNothing) {
  const std::string path = ::testing::TempDir() + "reviews_of_two.db";
  std::filesystem::remove(path);
  Store ann = *Store::open(path, {OpenMode::create, 50});
  Store ben = *Store::open(path, {OpenMode::existing, 50});
  const std::int64_t number = *say(ann, state("shortlisted", "Ann"), 0);
  EXPECT_EQ(say(ben, state("dropped", "Ben"), 0).error().code, ErrorCode::review_stale);
  // While one writes, the other waits and then fails; nothing is half there.
  Transaction writing = *Transaction::begin(ann.database());
  EXPECT_EQ(say(ben, state("dropped", "Ben"), 1).error().code, ErrorCode::store_locked);
  EXPECT_TRUE(append_entry(ann.database(), number, 1, state("checked", "Ann")).has_value());
  ASSERT_TRUE(writing.commit().has_value());
  EXPECT_EQ(load_review(ben.database(), number)->version(), 2);
  std::filesystem::remove(path);
}

TEST(Reviews, WhatIsRefused) {
  Store store = in_memory();
  EXPECT_EQ(refused(store, state("finished")), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, state("")), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, state("checked", "")), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, state("checked", " \t ")), ErrorCode::review_invalid);
  ReviewEntry entry = verdict("wrong", "Ann");
  entry.evidence.clear();
  EXPECT_EQ(refused(store, entry), ErrorCode::review_invalid);
  entry = verdict("wrong", "Ann");
  entry.why = " ";
  EXPECT_EQ(refused(store, entry), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, verdict("", "Ann")), ErrorCode::review_invalid);
  entry = verdict("implicit", "Ann");
  entry.field = ReviewField::reading;
  entry.evidence.clear();
  EXPECT_EQ(refused(store, entry), ErrorCode::review_invalid) << "a claim has no reading";
  EXPECT_TRUE(say(store, entry, std::nullopt, ReviewKind::answer).has_value());
  entry.value = "evasive";
  EXPECT_EQ(refused(store, entry, ReviewKind::answer), ErrorCode::review_invalid);
  EXPECT_EQ(refused(store, verdict("wrong", "Ann"), ReviewKind::turn), ErrorCode::review_invalid);
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM review_entries"), 1);
  // What was refused left no words behind either.
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM reviews"), 1);
}

TEST(Reviews, HostileText) {
  Store store = in_memory();
  for (const char* url : {"javascript:alert(1)", "https://", "https:///x", "ftp://example.org/",
                          "https://example.org/\"><script>", "https://example.org/a b", "http://e.org/\n"}) {
    ReviewEntry entry = verdict("wrong", "Ann");
    entry.evidence = {{url, ""}};
    EXPECT_EQ(refused(store, entry), ErrorCode::review_invalid) << url;
  }
  for (const std::string& name :
       {std::string("A\x1b[31mnn"), std::string("A\0nn", 4), std::string("\xff\xfe"),
        std::string("\u202Ennn"), std::string(1000, 'a')}) {
    EXPECT_EQ(refused(store, state("checked", name)), ErrorCode::review_invalid) << name;
    EXPECT_EQ(refused(store, verdict(name, "Ann")), ErrorCode::review_invalid) << name;
  }
  ReviewEntry entry = verdict("wrong", "Ann");
  entry.why = std::string(1'000'000, 'x');
  EXPECT_EQ(refused(store, entry), ErrorCode::review_invalid);

  // What is only text stays what it is.
  entry = verdict("'); DROP TABLE reviews; --", "  <b>Ann</b>\n Reed ");
  entry.why = "<script>alert(1)</script>\nsecond line";
  const std::int64_t number = *say(store, entry);
  const Review review = *load_review(store.database(), number);
  EXPECT_EQ(review.history[0].value, "'); DROP TABLE reviews; --");
  EXPECT_EQ(review.history[0].author, "<b>Ann</b> Reed");
  EXPECT_EQ(review.history[0].why, "<script>alert(1)</script>\nsecond line");
}

TEST(Reviews, HistoryCannotBeRewritten) {
  Store store = in_memory();
  say(store, verdict("wrong", "Ann"));
  for (const char* change : {"DELETE FROM review_entries", "UPDATE review_entries SET author = 'Ben'",
                             "DELETE FROM reviews", "UPDATE reviews SET words = 'other'",
                             "DELETE FROM review_evidence", "UPDATE review_evidence SET url = ''"}) {
    const auto changed = store.database().run(change);
    ASSERT_FALSE(changed.has_value()) << change;
    EXPECT_THAT(changed.error().message, HasSubstr("reviews are kept"));
  }
}

TEST(Reviews, OutliveTheirRecord) {
  Store store = in_memory();
  const Record record = talk();
  const std::int64_t number = add(store, record);
  Review bound = words();
  bound.sha256 = record.document.sha256();
  ASSERT_TRUE(bind_review(store.database(), bound).has_value());
  EXPECT_EQ(records_of_review(store.database(), bound)->front().number, number);
  ASSERT_TRUE(store.replace(number, {record, record.document.text(), make_json(record), {}}).has_value());
  EXPECT_EQ(load_reviews(store.database())->size(), 1u);
  ASSERT_TRUE(store.remove(number).has_value());
  EXPECT_EQ(load_reviews(store.database())->size(), 1u);
  EXPECT_THAT(*records_of_review(store.database(), bound), IsEmpty());
  EXPECT_EQ(load_review(store.database(), 7).error().code, ErrorCode::review_not_found);
  EXPECT_EQ(reviewed_record(store.database(), number).error().code, ErrorCode::record_not_found);
}

TEST(Reviews, RecordsAreFoundByTheirFileAndByTheirWords) {
  Store store = in_memory();
  add(store, make_record("other/harbour.txt", "", {{"Tom Hale", "It cost nothing."}}));
  add(store, make_record("harbour.txt", "", {{"Tom Hale", "It cost us ten million crowns."}}));
  add(store, make_record("new.txt", "", {{"Tom Hale", "It cost us nine million crowns, they say."}}));
  std::vector<std::int64_t> numbers;
  const auto of_file = *records_of_review(store.database(), words());
  for (const ReviewedRecord& record : of_file) numbers.push_back(record.number);
  EXPECT_THAT(numbers, ElementsAre(2, 1));
  const auto with_words = *records_with_words(store.database(), "Nine million crowns");
  ASSERT_EQ(with_words.size(), 1u);
  EXPECT_EQ(with_words[0].path, "new.txt");
  EXPECT_THAT(*records_with_words(store.database(), "... \" OR *"), IsEmpty());
}

}  // namespace
}  // namespace quoth
