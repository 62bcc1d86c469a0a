#include "annotate/language.h"

#include <gtest/gtest.h>

#include "annotate/lemmas.h"
#include "annotate/names.h"
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

TEST(Names, AreJoinedAndMeanSpeakers) {
  const std::string_view text = "Ada Brannoch of the Oyre Ferry Board met Brannoch. OFB, Brannoch Harbour.";
  const auto at = [&](std::string_view name, std::size_t from = 0) {
    const std::size_t begin = text.find(name, from);
    return make_span(begin, begin + name.size());
  };
  const std::vector<NameFound> names = {{at("Ada Brannoch"), "PER", 0.9F},
                                        {at("Oyre Ferry Board"), "ORG", 0.8F},
                                        {at("Brannoch", 20), "PER", 0.7F},
                                        {at("OFB"), "ORG", 0.6F},
                                        {at("Brannoch Harbour"), "LOC", 0.5F}};
  const std::vector<Speaker> speakers = {{"Tom Hale", {}, {}, {}}, {"Brannoch", {}, {}, {}}};
  const auto entities = join_names(text, names, {}, speakers);
  ASSERT_EQ(entities.size(), 3U);
  EXPECT_EQ(entities[0].name, "Ada Brannoch");
  EXPECT_EQ(entities[0].mentions.size(), 2U);
  EXPECT_EQ(entities[0].speaker, SpeakerId(1));
  EXPECT_EQ(entities[1].name, "Oyre Ferry Board");
  EXPECT_EQ(entities[1].mentions.size(), 2U);
  EXPECT_EQ(entities[2].type, EntityType::loc);
  EXPECT_EQ(entities[2].speaker, std::nullopt);
}

}  // namespace
}  // namespace quoth
