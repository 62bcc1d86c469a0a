#include "annotate/turns/labels.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

std::string shown(std::string_view label) {
  const LabelParts parts = parse_label(label);
  std::string out;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(out.empty() ? "" : " ") + name + "=" + value;
  };
  add("asker", parts.asker);
  add("title", parts.title);
  add("name", parts.name);
  add("affiliation", parts.affiliation);
  add("bracket", parts.bracket);
  if (parts.role) add("role", std::string(to_string(parts.role->role)));
  return out;
}

TEST(ParseLabel, TakesApart) {
  EXPECT_EQ(shown("Ann Reed"), "name=Ann Reed");
  EXPECT_EQ(shown("A.Reed:"), "name=A.Reed");
  EXPECT_EQ(shown("Mr. REED of North Ward"), "title=Mr. name=REED affiliation=of North Ward");
  EXPECT_EQ(shown("MR. MANAGER REED"), "title=MR. MANAGER name=REED");
  EXPECT_EQ(shown("Sir Tom Hale, KC"), "title=Sir name=Tom Hale, KC");
  EXPECT_EQ(shown("ANN REED, HARBOUR MASTER"), "name=ANN REED affiliation=HARBOUR MASTER");
  EXPECT_EQ(shown("Ann Reed \u2013 Harbour Board \u2013 Chair"),
            "name=Ann Reed affiliation=Harbour Board \u2013 Chair");
  EXPECT_EQ(shown("Q. Ann Reed, Island Courier"), "asker=Q name=Ann Reed affiliation=Island Courier");
  EXPECT_EQ(shown("Ann Reed Q"), "asker=Q name=Ann Reed");
  EXPECT_EQ(shown("The SPEAKER pro tempore (Mr. Hale)"), "bracket=Mr. Hale role=chair");
}

TEST(ParseLabel, KnowsRoles) {
  EXPECT_EQ(shown("Q"), "asker=Q role=interviewer");
  EXPECT_EQ(shown("A."), "asker=A role=interviewee");
  EXPECT_EQ(shown("Question"), "role=interviewer");
  EXPECT_EQ(shown("THE WITNESS"), "role=witness");
  EXPECT_EQ(shown("Lead Counsel"), "role=counsel");
  EXPECT_EQ(shown("Operator"), "role=operator");
  EXPECT_EQ(shown("UNIDENTIFIED FEMALE"), "role=other");
  EXPECT_EQ(shown("Speaker 2"), "role=other");
}

TEST(ParseLabel, CapitalsLookPastWhatNamesHaveInSmallLetters) {
  for (const char* label : {"Mr. McREED", "Mr. REED of North Ward", "J. REED", "Q", "ANN VAN DER HALE"}) {
    EXPECT_TRUE(parse_label(label).capitals) << label;
  }
  for (const char* label : {"Mr. Reed", "Ann REED", "Question"})
    EXPECT_FALSE(parse_label(label).capitals) << label;
}

TEST(LabelPrefix, IsWhatStandsBeforeALabel) {
  const auto prefix = [](std::string_view line) {
    return slice(line, label_prefix(line, make_span(0, line.size())));
  };
  EXPECT_EQ(prefix("[2.] Q. When?"), "[2.] ");
  EXPECT_EQ(prefix("[00:01:33] Ann: hello"), "[00:01:33] ");
  EXPECT_EQ(prefix("00:01:33 Ann: hello"), "00:01:33 ");
  EXPECT_EQ(prefix("Q12 Chair: When?"), "Q12 ");
  EXPECT_EQ(prefix(">> ANN: hello"), ">> ");
  EXPECT_EQ(prefix("Ann: hello"), "");
  EXPECT_EQ(prefix("(laughs) no"), "");
  EXPECT_EQ(prefix("2019 was good"), "");
}

}  // namespace
}  // namespace quoth
