#include "text/columns.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(Columns, CutsWithAnEllipsis) {
  EXPECT_EQ(cut_to_columns("harbour", 7), "harbour");
  EXPECT_EQ(cut_to_columns("harbour", 5), "harb…");
  EXPECT_EQ(cut_to_columns("港口港口", 4), "港…") << "half of a wide character is not shown";
  EXPECT_EQ(cut_to_columns("harbour", 0), "");
  EXPECT_EQ(cut_to_last_columns("harbour", 5), "…bour");
  EXPECT_EQ(cut_to_last_columns("harbour", 7), "harbour");
}

TEST(Columns, FillsAndKeepsToOneLine) {
  EXPECT_EQ(fit_to_columns("a\nb", 5), "a b  ");
  EXPECT_EQ(fit_to_columns("港口港", 4), "港… ");
  EXPECT_EQ(fit_to_columns("\x1b[31m", 6), " [31m ");
}

}  // namespace
}  // namespace quoth
