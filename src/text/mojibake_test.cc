#include "text/mojibake.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

std::string repaired(std::string text) {
  repair_mojibake(text);
  return text;
}

TEST(Mojibake, TakesBackWhatWasReadAsWindows1252) {
  EXPECT_EQ(repaired("AndrÃ©s, RENÃ‰ and \u00E2\u20AC\u2122s"), "Andrés, RENÉ and \u2019s");
  EXPECT_EQ(repaired("\u00E2\u20AC\u0153so\u00E2\u20AC\u009D"), "\u201Cso\u201D");
  EXPECT_EQ(repaired("Â£5"), "£5");
  EXPECT_EQ(repaired("so\u00E2\u20AC. And"), "so\u201D. And");
}

TEST(Mojibake, LeavesRightTextAlone) {
  for (const char* text :
       {"", "plain", "São Paulo, Ångström, Ça, naïve", "«Où?» — là", "Ã la", "Â", "日本語"}) {
    EXPECT_EQ(repaired(text), text);
  }
}

TEST(Mojibake, MapsTheRepairedCharacterToAllOfItsBytes) {
  AlignedText text;
  text.append_verbatim("AndrÃ©s", 10);
  ASSERT_EQ(repair_mojibake(text), 1u);
  ASSERT_EQ(text.text(), "Andrés");
  EXPECT_EQ(text.map().source_of({4, 6}), (Span{14, 18}));
  EXPECT_EQ(text.map().text_of({14, 18}), (Span{4, 6}));
  EXPECT_EQ(text.map().source_of({6, 7}), (Span{18, 19}));
}

}  // namespace
}  // namespace quoth
