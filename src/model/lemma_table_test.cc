#include "model/lemma_table.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(LemmaTable, FindsEveryLineAndNoOther) {
  const std::string_view lines =
      "boat\tNOUN\tboat\nboats\tNOUN\tboat\nsaw\tNOUN\tsaw\nsaw\tVERB\tsee\nsawn\tVERB\tsaw\n\xC3\xA9t\xC3"
      "\xA9\tNOUN\t\xC3\xA9t\xC3\xA9";
  const LemmaTable table(lines);
  EXPECT_EQ(table.find("boat", "NOUN"), "boat");
  EXPECT_EQ(table.find("boats", "NOUN"), "boat");
  EXPECT_EQ(table.find("saw", "NOUN"), "saw");
  EXPECT_EQ(table.find("saw", "VERB"), "see");
  EXPECT_EQ(table.find("sawn", "VERB"), "saw");
  EXPECT_EQ(table.find("\xC3\xA9t\xC3\xA9", "NOUN"), "\xC3\xA9t\xC3\xA9");
  for (const std::string_view form : {"", "bo", "boatt", "sa", "zoo", "\xC3\xA9"})
    EXPECT_EQ(table.find(form, "NOUN"), std::nullopt);
  EXPECT_EQ(table.find("boat", "VERB"), std::nullopt);
  EXPECT_EQ(table.find("boat", "NOU"), std::nullopt);
  EXPECT_EQ(LemmaTable().find("boat", "NOUN"), std::nullopt);
}

}  // namespace
}  // namespace quoth
