#include "store/figure_marks.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

namespace quoth {
namespace {

constexpr double kNumbers[] = {-1e300, -2.5e9, -17, -0.001, 0,       1e-9, 0.5,   1,
                               1.5,    9.99,   10,  17,     1234567, 1e9,  1.2e9, 1e300};

TEST(FigureMarks, SortAsTheNumbersDo) {
  for (const double a : kNumbers) {
    for (const double b : kNumbers) EXPECT_EQ(a < b, sortable(a) < sortable(b)) << a << " and " << b;
  }
}

TEST(FigureMarks, FindExactlyTheNumbersBetween) {
  for (const double low : kNumbers) {
    for (const double high : kNumbers) {
      if (low > high) continue;
      const auto beginnings = beginnings_between(low, high);
      EXPECT_LT(beginnings.size(), 330U);
      for (const double x : kNumbers) {
        const bool found = std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& begin) {
          return sortable(x).starts_with(begin);
        });
        EXPECT_EQ(found, low <= x && x <= high) << x << " between " << low << " and " << high;
      }
    }
  }
}

TEST(FigureMarks, TakeARangeForWhatItsEndsAre) {
  Quantity range;
  range.kind = QuantityKind::range;
  EXPECT_EQ(figure_kind(range), QuantityKind::number);
  range.unit = "USD";
  EXPECT_EQ(figure_kind(range), QuantityKind::money);
  range.unit = "mile";
  EXPECT_EQ(figure_kind(range), QuantityKind::measure);
}

}  // namespace
}  // namespace quoth
