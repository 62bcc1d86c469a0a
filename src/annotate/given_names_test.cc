#include "annotate/given_names.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(GivenNames, ByTitleAndByGivenName) {
  EXPECT_EQ(gender_of_name("Mrs. Hale"), Gender::she);
  EXPECT_EQ(gender_of_name("Lord Reed"), Gender::he);
  EXPECT_EQ(gender_of_name("Maria Reed"), Gender::she);
  EXPECT_EQ(gender_of_name("Professor Otto Hale"), Gender::he);
  EXPECT_EQ(gender_of_name("Mr. Ruth Pell"), Gender::he) << "a title is sure";
}

TEST(GivenNames, NothingIsGuessed) {
  for (const char* name :
       {"", "Reed", "Maria", "Robin Reed", "President Carter", "Harbour Board", "mr", "Mr."})
    EXPECT_EQ(gender_of_name(name), Gender::unknown) << name;
}

}  // namespace
}  // namespace quoth
