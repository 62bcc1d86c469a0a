#include "model/encoder.h"

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

}  // namespace
}  // namespace quoth
