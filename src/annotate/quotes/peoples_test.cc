#include "annotate/quotes/peoples.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(Peoples, KnowTheirCountries) {
  EXPECT_TRUE(countries_of("norwegian").starts_with("Norway"));
  EXPECT_EQ(countries_of("norwegians"), countries_of("norwegian"));
  EXPECT_EQ(countries_of("portuguese"), "Portugal");
  EXPECT_EQ(countries_of("colleagues"), "");
  EXPECT_EQ(countries_of(""), "");
}

}  // namespace
}  // namespace quoth
