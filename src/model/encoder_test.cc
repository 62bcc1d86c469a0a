#include "model/encoder.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/weights_for_tests.h"

namespace quoth {
namespace {

RC_GTEST_PROP(Windows, TakeEachPieceOnceWithNeighbours, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(0, 3000);
  std::size_t at = 0;
  for (const Window& w : windows(n)) {
    RC_ASSERT(w.first == at && w.first < w.last);
    RC_ASSERT(w.begin + std::min<std::size_t>(32, w.first) <= w.first && w.last <= w.end);
    RC_ASSERT(w.end == n || w.end - w.last == 32U);
    RC_ASSERT(w.end - w.begin + 2 <= Encoder::kLongestWindow);
    at = w.last;
  }
  RC_ASSERT(at == n);
}

TEST(Encoder, GivesTheSameForAnyNumberOfThreads) {
  if (testing::weights() == nullptr) GTEST_SKIP() << "there are no weights";
  std::string text;
  for (int i = 0; i < 200; ++i) text += "Ms Brannoch said that the ferry to Oyre sails on Sunday. ";
  std::vector<std::vector<float>> found;
  for (const unsigned threads : {1U, 2U, 5U}) {
    const auto model = Model::open(testing::weights_path(), threads);
    ASSERT_TRUE(model);
    Pieces pieces;
    (*model)->vocabulary().cut(text, make_span(0, text.size()), Gap::paragraph, pieces);
    const std::vector<Window> all = windows(pieces.size());
    ASSERT_GT(all.size(), 5U);
    Matrix rows(pieces.size(), (*model)->width());
    (*model)->share(all.size(), [&](Tasks& tasks) {
      Encoder::Room room;
      while (const auto i = tasks.next()) (*model)->encode(pieces, all[*i], room, rows.row(all[*i].first));
    });
    found.push_back(std::move(rows.values));
  }
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(ClaimsEncoder, ReadsEachSentenceByItself) {
  if (testing::weights() == nullptr) GTEST_SKIP() << "there are no weights";
  const Model& model = *testing::weights();
  ASSERT_NE(model.claims_encoder(), nullptr);
  std::string longest;  // read in parts
  for (int i = 0; i < 60; ++i) longest += "and the ferry sails ";
  const std::vector<std::string> sentences = {"We built 40 boats.", longest + ".", "Why?",
                                              "We built 40 boats."};
  std::string text;
  std::vector<PieceRun> runs;
  Pieces pieces;
  for (const std::string& sentence : sentences) {
    const std::size_t begin = text.size(), first = pieces.size();
    text += sentence;
    // Only the first stands at the beginning of its text.
    model.vocabulary().cut(text, make_span(begin, text.size()), Gap::paragraph, pieces);
    runs.push_back({first, pieces.size()});
    text += ' ';
  }
  const Matrix all = model.claims_encoder()->read(pieces, runs);
  ASSERT_EQ(all.rows(), pieces.size());
  ASSERT_GT(runs[1].end - runs[1].begin, 200U);
  for (const PieceRun run : runs) {
    const Matrix alone = model.claims_encoder()->read(pieces, std::vector<PieceRun>{run});
    ASSERT_EQ(alone.rows(), run.end - run.begin);
    EXPECT_TRUE(std::equal(alone.values.begin(), alone.values.end(), all.row(run.begin)));
  }
  EXPECT_TRUE(std::equal(all.row(runs[0].begin), all.row(runs[0].end), all.row(runs[3].begin)));
}

}  // namespace
}  // namespace quoth
