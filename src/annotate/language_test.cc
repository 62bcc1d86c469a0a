#include "annotate/language.h"

#include <gtest/gtest.h>

#include "annotate/lemmas.h"
#include "annotate/tags.h"

namespace quoth {
namespace {

TEST(Lemmas, ByScripts) {
  EXPECT_EQ(lemma_by("l0", "Ferry"), "ferry");
  EXPECT_EQ(lemma_by("l3y", "Ferries"), "ferry");
  EXPECT_EQ(lemma_by("k1", "Brannochs"), "Brannoch");
  EXPECT_EQ(lemma_by("t0", "OYRE"), "Oyre");
  EXPECT_EQ(lemma_by("n0", "3,000"), "3000");
  EXPECT_EQ(lemma_by("=be", "'s"), "be");
  EXPECT_EQ(lemma_by("l2", "'s"), "'s") << "nothing would be left";
  EXPECT_EQ(lemma_by("l9", "é"), "é");
  EXPECT_EQ(lemma_by("l1", "naïfé"), "naïf");
}

TEST(Tags, InsideFollowsItsOwnKind) {
  // Outside, begin and inside of two kinds. The second unit alone would be inside of kind 1.
  const float scores[] = {0, 5, 0, 0, 0, 0, 0, 1, 0, 4, 0, 0, 0, 0, 0};
  const auto runs = best_runs(scores, 5, 3, 2);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].begin, 0U);
  EXPECT_EQ(runs[0].end, 2U);
  EXPECT_EQ(runs[0].kind, 0U);
  EXPECT_NEAR(runs[0].score, 2.718 / (3 + 2.718 + 54.6), 1e-3);
  EXPECT_TRUE(best_runs(scores, 5, 0, 2).empty());
}

}  // namespace
}  // namespace quoth
