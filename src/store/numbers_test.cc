#include "store/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/stores.h"
#include "text/offsets.h"

namespace quoth {
namespace {

using quoth::testing::make_json;
using quoth::testing::make_record;
using quoth::testing::SaidBy;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kBytes = "the bytes of the file";

/// A record as some version of the program read it from the same bytes.
Record read_as(const std::vector<SaidBy>& turns) {
  const Record made = make_record("talks/harbour.txt", "2021-03-04", turns);
  DocumentBuilder builder;
  builder.text.append_verbatim(made.document.text(), 0);
  Record record = make_record("talks/harbour.txt", "2021-03-04", turns);
  record.document = std::move(builder).seal(Format::plain_text, sha256_hex(kBytes), "harbour.txt");
  for (std::size_t i = 0; i + 1 < turns.size(); i += 2)
    record.exchanges.push_back({{TurnId(i)}, {TurnId(i + 1)}});
  return record;
}

class Numbers : public ::testing::Test {
 protected:
  std::int64_t add(const Record& record) {
    const auto placed = store.add({record, kBytes, make_json(record), {}});
    EXPECT_TRUE(placed.has_value());
    return placed->number;
  }
  void replace(std::int64_t number, const Record& record) {
    const auto replaced = store.replace(number, {record, kBytes, make_json(record), {}});
    EXPECT_TRUE(replaced.has_value()) << to_string(replaced.error());
  }
  std::vector<std::uint32_t> sentences(std::int64_t number) {
    return numbering_of(store.database(), number)->numbers[0];
  }
  /// What a number means, and whether in a text of before.
  std::string meant(Numbered kind, std::uint32_t number) {
    const auto place = place_of_number(store.database(), sha256_hex(kBytes), kind, number);
    return place.has_value() ? words_of(*place) : to_string(place.error());
  }
  std::string words_of(const std::optional<NumberedPlace>& place) {
    if (!place) return "none";
    const std::string text = place->text ? *place->text : numbered_places(store.database(), 1)->text;
    const OffsetIndex offsets(text);
    const Span span{offsets.byte_of_code_point(place->place.begin),
                    offsets.byte_of_code_point(place->place.end)};
    return std::string(place->text ? "before: " : "") + std::string(slice(text, span));
  }

  Store store = testing::in_memory();
  const std::vector<SaidBy> first = {
      {"Ann", "Who closed it?"}, {"Tom", "Yes."}, {"Ann", "When?"}, {"Tom", "Yes."}, {"Ann", "Why, then?"}};
};

TEST_F(Numbers, CountAsTheyComeUntilSomethingChanges) {
  const std::int64_t number = add(read_as(first));
  EXPECT_THAT(sentences(number), IsEmpty());
  EXPECT_EQ(meant(Numbered::sentence, 2), "When?");
  EXPECT_EQ(meant(Numbered::exchange, 1), "Who closed it?\n\nYes.");
  EXPECT_EQ(meant(Numbered::exchange, 0), "none");
  EXPECT_EQ(meant(Numbered::sentence, 5), "none");
  replace(number, read_as(first));
  EXPECT_THAT(sentences(number), IsEmpty());
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM numbered"), 0);
}

TEST_F(Numbers, StayWithTheirWordsWhereTheTextIsTheSame) {
  const std::int64_t number = add(read_as(first));
  Record other = read_as(first);
  // The first two sentences are read as one, and the last as two.
  other.sentences.span[1].begin = other.sentences.span[0].begin;
  other.sentences.span.erase(other.sentences.span.begin());
  other.sentences.turn.erase(other.sentences.turn.begin());
  const Span last = other.sentences.span.back();
  other.sentences.span.back().end = last.begin + 4;
  other.sentences.span.push_back({last.begin + 5, last.end});
  other.sentences.turn.emplace_back(4);
  replace(number, other);
  EXPECT_THAT(sentences(number), ElementsAre(5, 2, 3, 6, 7));
  EXPECT_EQ(meant(Numbered::sentence, 0), "Who closed it?");
  EXPECT_EQ(meant(Numbered::sentence, 4), "Why, then?");
  EXPECT_EQ(meant(Numbered::sentence, 6), "Why,");
  EXPECT_EQ(meant(Numbered::sentence, 8), "none");
  EXPECT_EQ(meant(Numbered::turn, 4), "Why, then?");
  // What was read before is read again, and has its number again.
  replace(number, read_as(first));
  EXPECT_THAT(sentences(number), ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(Numbers, FollowTheirWordsIntoAnotherText) {
  const std::int64_t number = add(read_as(first));
  replace(number, read_as({{"", "A title"},
                           {"Ann", "Who closed it?"},
                           {"Tom", "Yes."},
                           {"Ann", "When was it?"},
                           {"Tom", "Yes."},
                           {"Ann", "Why, then?"}}));
  EXPECT_THAT(sentences(number), ElementsAre(5, 0, 1, 6, 3, 4));
  EXPECT_EQ(meant(Numbered::sentence, 3), "Yes.");
  EXPECT_EQ(meant(Numbered::sentence, 2), "before: When?");
  const auto left = left_numbers(store.database(), number);
  ASSERT_TRUE(left.has_value());
  std::vector<std::string> names;
  for (const LeftNumber& item : *left)
    names.push_back(std::string(letter_of(item.kind)) + std::to_string(item.number));
  EXPECT_THAT(names, ElementsAre("s2", "t2", "x1", "x2"));
}

TEST_F(Numbers, OfWordsAreNeverGivenTwice) {
  const std::int64_t number = add(read_as(first));
  const auto words = [&](std::uint32_t from, std::uint32_t to) {
    return words_of(*place_of_words(store.database(), sha256_hex(kBytes), from, to));
  };
  EXPECT_EQ(words(1, 2), "closed it?");
  replace(number, read_as({{"Ann", "Who shut it?"}, {"Tom", "Yes."}}));
  EXPECT_EQ(words(1, 2), "before: closed it?");
  EXPECT_EQ(numbering_of(store.database(), number)->first_word, 8U);
  EXPECT_EQ(words(9, 10), "shut it?");
  EXPECT_EQ(words(7, 8), "none");  // of two texts
  EXPECT_EQ(words(11, 12), "none");
  EXPECT_EQ(words(10, 9), "none");
}

TEST_F(Numbers, OfARemovedRecordAreKeptWhileAnotherOfItsFileIsThere) {
  const std::int64_t number = add(read_as(first));
  const Record corrected = make_record("talks/harbour.txt", "", {{"Ann", "Who, I ask, closed it?"}});
  const std::int64_t other = testing::add(store, corrected);
  ASSERT_TRUE(store.remove(number).has_value());
  EXPECT_EQ(*removed_sha256(store.database(), sha256_hex(kBytes).substr(0, 12)), sha256_hex(kBytes));
  EXPECT_EQ(meant(Numbered::sentence, 0), "before: Who closed it?");
  EXPECT_EQ(meant(Numbered::exchange, 2), "before: When?\n\nYes.");
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM editions"), 1);

  // It comes back with the numbers that it left.
  const std::int64_t again = add(read_as(first));
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM editions"), 0);
  EXPECT_THAT(sentences(again), ElementsAre(0, 1, 2, 3, 4));

  ASSERT_TRUE(store.remove(again).has_value());
  ASSERT_TRUE(store.remove(other).has_value());
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM editions"), 0);
  EXPECT_EQ(*store.database().integer("SELECT count(*) FROM numbered"), 0);
  EXPECT_EQ(*removed_sha256(store.database(), sha256_hex(kBytes)), std::nullopt);
}

}  // namespace
}  // namespace quoth
