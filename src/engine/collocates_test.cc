#include "engine/collocates.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/concordance.h"
#include "testing/stores.h"

namespace quoth {
namespace {

/// Twenty turns of filling, and `n` in which a bell is rung.
Store bells(int n) {
  Store store = testing::in_memory();
  std::vector<testing::SaidBy> turns;
  for (int i = 0; i < 20; ++i)
    turns.push_back({"A", "we went on and on about the roads and the rain of that year"});
  for (int i = 0; i < n; ++i)
    turns.push_back({"B", "they heard the café bell ring over the water and were afraid"});
  testing::add(store, testing::make_record("bells.txt", "2021-03-04", turns));
  return store;
}

Collocate collocate_of(const Concordance& found, std::string_view word) {
  for (const Collocate& collocate : found.collocates) {
    if (collocate.word == word) return collocate;
  }
  ADD_FAILURE() << word;
  return {};
}

TEST(Collocates, AreWhatStandsNearMoreOftenThanChanceHasIt) {
  Store store = bells(4);
  const auto found =
      concordance(store, {.query = "bell", .speaker = {}, .role = {}, .from = {}, .to = {}, .after = {}});
  ASSERT_TRUE(found.has_value());
  std::vector<std::string> words;
  for (const Collocate& collocate : found->collocates) words.push_back(collocate.word);
  EXPECT_THAT(words, ::testing::IsSupersetOf({"ring", "cafe", "water", "heard"}));
  EXPECT_THAT(words, ::testing::Not(::testing::Contains("afraid")));  // it is the seventh word after
  EXPECT_THAT(words, ::testing::Not(::testing::Contains("and")));
  const Collocate ring = collocate_of(*found, "ring");
  EXPECT_EQ(ring.before, 0U);
  EXPECT_EQ(ring.after, 4U);
  EXPECT_EQ(ring.in_all, 4);
  EXPECT_DOUBLE_EQ(ring.log_dice, 14.0);  // never the one without the other
}

TEST(Collocates, LikelihoodIsThatOfTheTable) {
  Store store = bells(4);
  const auto found =
      concordance(store, {.query = "bell", .speaker = {}, .role = {}, .from = {}, .to = {}, .after = {}});
  ASSERT_TRUE(found.has_value());
  // 4 of 36 words near, 4 of 328: 2 sum O ln(O / E) over the four cells.
  const double near = 36, all = 20 * 14 + 4 * 12;
  double expected = 0;
  const double cells[4][3] = {
      {4, near, 4}, {near - 4, near, all - 4}, {0, all - near, 4}, {all - near, all - near, all - 4}};
  for (const auto& cell : cells) {
    if (cell[0] > 0) expected += 2 * cell[0] * std::log(cell[0] * all / (cell[1] * cell[2]));
  }
  EXPECT_NEAR(collocate_of(*found, "ring").log_likelihood, expected, 1e-9);
}

TEST(Collocates, RareOnesSayNothing) {
  Store store = bells(2);
  const auto found =
      concordance(store, {.query = "bell", .speaker = {}, .role = {}, .from = {}, .to = {}, .after = {}});
  ASSERT_TRUE(found.has_value());
  for (const Collocate& collocate : found->collocates) EXPECT_NE(collocate.word, "ring");
  EXPECT_EQ(found->years.size(), 1U);
  EXPECT_EQ(found->years[0].words, 20 * 14 + 2 * 12);
}

}  // namespace
}  // namespace quoth
