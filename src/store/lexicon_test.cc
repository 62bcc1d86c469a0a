#include "store/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store.h"

namespace quoth {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Lexicon, Folds) {
  EXPECT_EQ(folded("Spend"), "spend");
  EXPECT_EQ(folded("É-Mail"), "e mail");
  EXPECT_EQ(folded("e\u0301-mail"), "e mail");
  EXPECT_EQ(folded("  'The  Harbour-Board', "), "the harbour board");
  EXPECT_EQ(folded("1,000"), "1 000");
  EXPECT_EQ(folded("..."), "");
  EXPECT_EQ(folded("\xFF"), "");
}

TEST(Lexicon, NumbersEachTextOnce) {
  Store store = *Store::open(":memory:", {OpenMode::create, 50});
  const auto first = lexicon_ids(store.database(), {"spend", "Spend", "..."});
  const auto second = lexicon_ids(store.database(), {"Spend", "café", "spend"});
  EXPECT_EQ((*second)[0], (*first)[1]);
  EXPECT_EQ((*second)[2], (*first)[0]);
  EXPECT_THAT(*find_lemmas(store.database(), "SPEND"), ElementsAre((*first)[0], (*first)[1]));
  EXPECT_THAT(*find_lemmas(store.database(), "cafe"), ElementsAre((*second)[1]));
  EXPECT_THAT(*find_lemmas(store.database(), "!"), IsEmpty()) << "nothing is left of it";
}

}  // namespace
}  // namespace quoth
