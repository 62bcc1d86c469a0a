#include "engine/agreement.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace quoth {
namespace {

using ::testing::ElementsAre;
using Pairs = std::vector<std::pair<std::string, std::string>>;
using Items = std::vector<std::vector<std::string>>;

/// Each row is what one person says of each item, a character an item; '.': nothing.
Items items_of(const std::vector<std::string>& rows) {
  Items items(rows.front().size());
  for (const std::string& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != '.') items[i].push_back(row.substr(i, 1));
    }
  }
  return items;
}

Pairs pairs_of(const std::vector<std::pair<std::string, int>>& table) {
  Pairs pairs;
  for (const auto& [cell, n] : table) {
    for (int i = 0; i < n; ++i) pairs.emplace_back(cell.substr(0, 1), cell.substr(1));
  }
  return pairs;
}

TEST(Agreement, KappaOfCohensTable) {
  // Cohen (1960), table 1: proportions of 200 items.
  const Kappa kappa = cohens_kappa(pairs_of({{"11", 50},
                                             {"12", 26},
                                             {"13", 24},
                                             {"21", 24},
                                             {"22", 4},
                                             {"23", 32},
                                             {"31", 6},
                                             {"32", 30},
                                             {"33", 4}}));
  EXPECT_EQ(kappa.items, 200u);
  EXPECT_NEAR(kappa.observed, 0.29, 1e-12);
  EXPECT_NEAR(kappa.expected, 0.35, 1e-12);
  EXPECT_NEAR(*kappa.kappa, -0.06 / 0.65, 1e-12);
}

TEST(Agreement, KappaOfTwoByTwo) {
  const Kappa kappa = cohens_kappa(pairs_of({{"yy", 20}, {"yn", 5}, {"ny", 10}, {"nn", 15}}));
  EXPECT_NEAR(kappa.observed, 0.7, 1e-12);
  EXPECT_NEAR(kappa.expected, 0.5, 1e-12);
  EXPECT_NEAR(*kappa.kappa, 0.4, 1e-12);
}

TEST(Agreement, KappaOfNothingAndOfOneValue) {
  EXPECT_FALSE(cohens_kappa({}).kappa.has_value());
  EXPECT_FALSE(cohens_kappa({{"a", "a"}, {"a", "a"}}).kappa.has_value());
  EXPECT_EQ(*cohens_kappa({{"a", "a"}, {"b", "b"}}).kappa, 1);
  EXPECT_EQ(*cohens_kappa({{"a", "b"}, {"a", "b"}}).kappa, 0);
  EXPECT_EQ(*cohens_kappa({{"a", "b"}, {"b", "a"}}).kappa, -1);
}

TEST(Agreement, AlphaOfKrippendorffsExamples) {
  // Krippendorff (2011): binary and nominal data of two people; nominal data of four, with gaps.
  EXPECT_NEAR(*krippendorffs_alpha(items_of({"0100000010", "1110010000"})).alpha, 0.095, 0.0005);
  EXPECT_NEAR(*krippendorffs_alpha(items_of({"aabbdcccedda", "babbbccceddd"})).alpha, 0.692, 0.0005);
  const Alpha alpha =
      krippendorffs_alpha(items_of({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}));
  EXPECT_NEAR(*alpha.alpha, 0.743, 0.0005);
  EXPECT_EQ(alpha.items, 11u);
  EXPECT_EQ(alpha.values, 40u);
  EXPECT_NEAR(alpha.observed, 0.2, 1e-9);
}

TEST(Agreement, AlphaOfNothingAndOfOneValue) {
  EXPECT_FALSE(krippendorffs_alpha({}).alpha.has_value());
  EXPECT_FALSE(krippendorffs_alpha({{"a"}, {"b"}, {}}).alpha.has_value());
  EXPECT_FALSE(krippendorffs_alpha({{"a", "a"}, {"a", "a", "a"}}).alpha.has_value());
  EXPECT_EQ(*krippendorffs_alpha({{"a", "a"}, {"b", "b"}}).alpha, 1);
}

/// Straight from the definition: the disagreement of all ordered pairs of values within items, and of all values at all.
std::optional<double> slow_alpha(const Items& items) {
  double observed = 0, expected = 0, n = 0;
  std::vector<std::string> all;
  for (const auto& values : items) {
    if (values.size() < 2) continue;
    n += static_cast<double>(values.size());
    all.insert(all.end(), values.begin(), values.end());
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t j = 0; j < values.size(); ++j) {
        if (i != j && values[i] != values[j]) observed += 1 / static_cast<double>(values.size() - 1);
      }
    }
  }
  for (const std::string& a : all) {
    for (const std::string& b : all) expected += a != b ? 1 : 0;
  }
  if (expected == 0) return std::nullopt;
  return 1 - (observed / n) / (expected / (n * (n - 1)));
}

RC_GTEST_PROP(Agreement, AlphaIsWhatItsDefinitionSays,
              (const std::vector<std::vector<std::uint8_t>>& picks)) {
  Items items;
  for (const auto& of_item : picks) {
    auto& values = items.emplace_back();
    for (const std::uint8_t pick : of_item)
      values.push_back(std::string(1, static_cast<char>('a' + pick % 4)));
  }
  const auto slow = slow_alpha(items);
  const auto fast = krippendorffs_alpha(items).alpha;
  RC_ASSERT(slow.has_value() == fast.has_value());
  if (slow) RC_ASSERT(std::abs(*slow - *fast) < 1e-9);
}

Review review(std::int64_t number, const std::vector<std::pair<std::string, std::string>>& verdicts) {
  Review out;
  out.number = number;
  for (const auto& [author, rating] : verdicts) {
    ReviewEntry& entry = out.history.emplace_back();
    entry.version = out.version();
    entry.field = ReviewField::verdict;
    entry.author = author;
    entry.value = rating;
  }
  return out;
}

TEST(Agreement, TakesTheLastWordOfEachPerson) {
  std::vector<Review> reviews = {review(1, {{"Ann", "wrong"}, {"Ben", "right"}, {"Ann", "Right"}}),
                                 review(2, {{"ann", "wrong"}, {"Ben", "right"}}),
                                 review(3, {{"Cal", "wrong"}})};
  ReviewEntry& undo = reviews[1].history.emplace_back();
  undo.version = 3;
  undo.undoes = 2;
  std::vector<std::string> found;
  for (const Judgement& j : judgements_of(reviews, AgreementOn::verdict))
    found.push_back(std::to_string(j.review) + " " + j.person + " " + j.value);
  EXPECT_THAT(found, ElementsAre("1 Ann right", "1 Ben right", "2 Ann wrong", "3 Cal wrong"));
  EXPECT_TRUE(judgements_of(reviews, AgreementOn::state).empty());
}

TEST(Agreement, OfAllAndOfSome) {
  const std::vector<Judgement> judged = {{1, "Ann", "x"}, {1, "Ben", "x"}, {2, "Ann", "y"},
                                         {2, "Ben", "x"}, {2, "Cal", "y"}, {3, "Cal", "y"}};
  const Agreement all = *agreement_of(judged, {});
  EXPECT_THAT(all.people, ElementsAre("Ann", "Ben", "Cal"));
  EXPECT_EQ(all.items, 3u);
  EXPECT_EQ(all.alpha.values, 5u);
  ASSERT_EQ(all.pairs.size(), 3u);
  EXPECT_EQ(all.pairs[0].kappa.items, 2u);
  const Agreement two = *agreement_of(judged, {"ann", "Cal"});
  ASSERT_EQ(two.pairs.size(), 1u);
  EXPECT_EQ(two.pairs[0].kappa.items, 1u);
  EXPECT_EQ(two.alpha.values, 2u);
  EXPECT_EQ(agreement_of(judged, {"Dora"}).error().code, ErrorCode::review_not_found);
  EXPECT_FALSE(agreement_of({}, {})->alpha.alpha.has_value());
}

}  // namespace
}  // namespace quoth
