#include "annotate/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoth {
namespace {

using ::testing::ElementsAre;

struct Use {
  std::string_view name;
  EntityType type = EntityType::per;
};

/// The groups of names that stand in `text` in this order, numbered as they come; -1 for none.
std::vector<int> groups(std::string_view text, const std::vector<Use>& uses,
                        const std::vector<Speaker>& speakers = {}) {
  std::vector<NameUse> found;
  std::size_t at = 0;
  for (const Use& use : uses) {
    at = text.find(use.name, at);
    EXPECT_NE(at, std::string_view::npos) << use.name;
    const auto n_before = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '.');
    found.push_back({make_span(at, at + use.name.size()), use.type, static_cast<std::uint32_t>(n_before)});
    at += use.name.size();
  }
  std::vector<int> out;
  std::vector<std::uint32_t> seen;
  for (const auto& group : group_names(text, found, speakers).group) {
    if (!group) {
      out.push_back(-1);
      continue;
    }
    auto where = std::find(seen.begin(), seen.end(), *group);
    if (where == seen.end()) where = seen.insert(seen.end(), *group);
    out.push_back(static_cast<int>(where - seen.begin()));
  }
  return out;
}

TEST(Names, OfOnePerson) {
  EXPECT_THAT(
      groups("Ada Brannoch, A. Brannoch, A.Brannoch, Brannoch, Ada, Ada M. Brannoch",
             {{"Ada Brannoch"}, {"A. Brannoch"}, {"A.Brannoch"}, {"Brannoch"}, {"Ada"}, {"Ada M. Brannoch"}}),
      ElementsAre(0, 0, 0, 0, 0, 0));
  EXPECT_THAT(groups("Brannoch's boat. ADA BRANNOCH. President Brannoch",
                     {{"Brannoch's"}, {"ADA BRANNOCH"}, {"President Brannoch"}}),
              ElementsAre(0, 0, 0));
}

TEST(Names, OfSeveralPersons) {
  EXPECT_THAT(groups("Ada Brannoch and Tom Brannoch met Brannoch",
                     {{"Ada Brannoch"}, {"Tom Brannoch"}, {"Brannoch"}}),
              ElementsAre(0, 1, 1))
      << "the one named last";
  EXPECT_THAT(groups("Ms Ada Brannoch and Mr Tom Brannoch said. Ms Brannoch left.",
                     {{"Ada Brannoch"}, {"Tom Brannoch"}, {"Brannoch"}}),
              ElementsAre(0, 1, 0))
      << "the title tells";
  EXPECT_THAT(groups("Ada Brannoch and Tom Brannoch. A. B. C. D. E. F. G. H. I. K. L. Brannoch",
                     {{"Ada Brannoch"}, {"Tom Brannoch"}, {"Brannoch"}}),
              ElementsAre(0, 1, -1))
      << "too far to tell";
  EXPECT_THAT(groups("Tom Hale Jr. and Tom Hale", {{"Tom Hale Jr"}, {"Tom Hale"}}), ElementsAre(0, 1))
      << "father and son";
  EXPECT_THAT(groups("Tom B. Hale and Tom C. Hale", {{"Tom B. Hale"}, {"Tom C. Hale"}}), ElementsAre(0, 1));
  EXPECT_THAT(groups("Tom Hale, Tina Hale and T. Hale", {{"Tom Hale"}, {"Tina Hale"}, {"T. Hale"}}),
              ElementsAre(0, 1, 2))
      << "either";
}

TEST(Names, CalledByASecondGivenName) {
  EXPECT_THAT(groups("James Bruce Hale, Bruce Hale and James Hale",
                     {{"James Bruce Hale"}, {"Bruce Hale"}, {"James Hale"}}),
              ElementsAre(0, 0, 0));
  EXPECT_THAT(groups("Bruce James Hale and James Bruce Hale", {{"Bruce James Hale"}, {"James Bruce Hale"}}),
              ElementsAre(0, 1));
}

TEST(Names, WithoutTheOfficeBefore) {
  const auto name = [](std::string_view text, std::string_view found) {
    const std::size_t at = text.find(found);
    return slice(text, without_office(text, make_span(at, at + found.size())));
  };
  EXPECT_EQ(name("the Secretary of State Ada Brannoch", "State Ada Brannoch"), "Ada Brannoch");
  EXPECT_EQ(name("a friend of Ada Brannoch", "Ada Brannoch"), "Ada Brannoch");
  EXPECT_EQ(name("the Queen of Oyre", "Oyre"), "Oyre");
}

TEST(Names, OfThings) {
  const EntityType org = EntityType::org, loc = EntityType::loc, other = EntityType::other;
  EXPECT_THAT(groups("the Oyre Ferry Board (OFB), Ferry Board, The Oyre Ferry Board, the OFB's",
                     {{"Oyre Ferry Board", org},
                      {"OFB", org},
                      {"Ferry Board", org},
                      {"The Oyre Ferry Board", org},
                      {"OFB's", org}}),
              ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(groups("Oyre Ferry Board, Oyre Fish Board, OFB, Board",
                     {{"Oyre Ferry Board", org}, {"Oyre Fish Board", org}, {"OFB", org}, {"Board", org}}),
              ElementsAre(0, 1, 2, 3))
      << "two that it may be";
  EXPECT_THAT(groups("New Oyre and Oyre", {{"New Oyre", loc}, {"Oyre", loc}}), ElementsAre(0, 1));
  EXPECT_THAT(groups("Oyre beat Oyre", {{"Oyre", loc}, {"Oyre", org}}), ElementsAre(0, 1))
      << "a town and its team";
  EXPECT_THAT(
      groups("Hale Shipping Ltd and Hale Shipping", {{"Hale Shipping Ltd", org}, {"Hale Shipping", org}}),
      ElementsAre(0, 0));
  EXPECT_THAT(groups("the U.R.S. and the URS", {{"U.R.S.", loc}, {"URS", loc}}), ElementsAre(0, 0));
  EXPECT_THAT(groups("the Safe Harbours Act; the Act", {{"Safe Harbours Act", other}, {"Act", other}}),
              ElementsAre(0, 0));
}

TEST(Names, OfSpeakers) {
  const std::string_view text = "Brannoch met Mr Hale and Reed.";
  const std::vector<Speaker> speakers = {
      {"Tom Hale", {}, {}, {}}, {"THE PRESIDENT", {}, {}, {}}, {"Brannoch", {}, {}, {}}};
  const auto at = [&](std::string_view name) {
    return make_span(text.find(name), text.find(name) + name.size());
  };
  const NameGroups found = group_names(text,
                                       {{at("Brannoch"), EntityType::per, 0},
                                        {at("Hale"), EntityType::per, 0},
                                        {at("Reed"), EntityType::per, 0}},
                                       speakers);
  EXPECT_EQ(found.speaker[*found.group[0]], SpeakerId(2U));
  EXPECT_EQ(found.speaker[*found.group[1]], SpeakerId(0U));
  EXPECT_EQ(found.speaker[*found.group[2]], std::nullopt);
}

TEST(Names, WithoutTitles) {
  EXPECT_THAT(name_words("The Foreign Minister Mr. Tom O'Hale-Reed"), ElementsAre("tom", "ohalereed"));
  EXPECT_THAT(name_words("THE PRESIDENT"), ElementsAre("president"));
  EXPECT_THAT(name_words("..."), ElementsAre());
}

}  // namespace
}  // namespace quoth
