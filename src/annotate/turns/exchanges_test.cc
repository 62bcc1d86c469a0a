#include <gtest/gtest.h>

#include "annotate/turns/turns.h"
#include "text/unicode.h"

namespace quoth {
namespace {

TurnLayers read_talk(const std::vector<std::string>& lines) {
  DocumentBuilder builder;
  std::uint32_t at = 0;
  for (const std::string& line : lines) {
    builder.separate(at);
    const std::uint32_t begin = builder.text.size();
    builder.text.append_verbatim(line, at);
    at += static_cast<std::uint32_t>(line.size());
    builder.paragraphs.push_back({{begin, builder.text.size()}});
  }
  return find_turns(std::move(builder).seal(Format::plain_text, "", ""), {});
}

/// "0>1 2>3,5": the turns that ask and those that reply, exchange by exchange.
std::string exchanges_of(const TurnLayers& layers) {
  std::string all;
  const auto list = [&](const std::vector<TurnId>& turns) {
    for (std::size_t i = 0; i < turns.size(); ++i)
      all += (i > 0 ? "," : "") + std::to_string(turns[i].index());
  };
  for (const Exchange& exchange : layers.exchanges) {
    if (!all.empty()) all += ' ';
    list(exchange.question);
    all += '>';
    list(exchange.answer);
  }
  return all;
}

std::optional<Role> role_of(const TurnLayers& layers, std::string_view name) {
  for (const Speaker& speaker : layers.speakers) {
    if (speaker.name == name) return speaker.role;
  }
  return std::nullopt;
}

const std::string kLong =
    " The pier was built by the harbour board, and the board has kept it ever since, with money that the "
    "town gave it, and with "
    "the work of those who live beside it and know what the sea does to timber in the winter.";

TEST(Exchanges, ACallOnTheNextToSpeakIsNoQuestion) {
  const TurnLayers layers =
      read_talk({"TOM HALE: Good morning to you all." + kLong + " Yes, ma'am?",
                 "UNIDENTIFIED: When will the pier open?", "TOM HALE: In May." + kLong + " Go ahead. Yes?",
                 "UNIDENTIFIED: You promised the boats a harbour.",
                 "TOM HALE: They will have it." + kLong + " One more question?",
                 "UNIDENTIFIED: Who pays for it?", "TOM HALE: The board pays." + kLong});
  EXPECT_EQ(role_of(layers, "Unidentified"), Role::interviewer);
  EXPECT_EQ(role_of(layers, "Tom Hale"), Role::interviewee);
  EXPECT_EQ(exchanges_of(layers), "1>2 3>4 5>6");
}

TEST(Exchanges, AListenersRemarkLeavesTheReplyWhole) {
  const TurnLayers layers =
      read_talk({"ANN REED: Why did the pier fall?", "TOM HALE: It was old." + kLong,
                 "ANN REED: Right, right.", "TOM HALE: And nobody looked." + kLong,
                 "ANN REED: Who should have?", "TOM HALE: The board." + kLong, "ANN REED: I see."});
  EXPECT_EQ(exchanges_of(layers), "0>1,3 4>5");
}

TEST(Exchanges, WhoIsShortAndAsksNowAndThenIsAHost) {
  std::vector<std::string> lines;
  for (int i = 0; i < 5; ++i) {
    lines.push_back("ANN REED: " +
                    std::string(i % 2 == 0 ? "So what did the board say then?" : "They knew it, then."));
    lines.push_back("TOM HALE: They said what boards say." + kLong);
    lines.push_back("BO LIND: " + std::string(i == 1 ? "Was it written down? I ask for a friend."
                                                     : "And the town believed them."));
    lines.push_back("TOM HALE: It did." + kLong);
  }
  lines[2] = "BO LIND: Did the town believe them? It is said so.";
  const TurnLayers layers = read_talk(lines);
  EXPECT_EQ(role_of(layers, "Ann Reed"), Role::interviewer);
  EXPECT_EQ(role_of(layers, "Bo Lind"), Role::interviewer);
  EXPECT_EQ(role_of(layers, "Tom Hale"), Role::interviewee);
  EXPECT_EQ(layers.exchanges.size(), 10u);
}

TEST(Exchanges, AModeratorsQuestionNeedsNoMark) {
  const TurnLayers layers =
      read_talk({"ANN REED: Welcome to the debate of the candidates for the harbour board. Mr. Hale, will "
                 "you keep the pier?",
                 "TOM HALE: I will." + kLong, "ANN REED: Mrs. Lind, why not say when you will sign.",
                 "BO LIND: When there is something to sign." + kLong, "ANN REED: Mr. Berg, is the pier safe?",
                 "OLE BERG: It is." + kLong, "ANN REED: We go to a break now.", "OLE BERG: Thank you."});
  EXPECT_EQ(role_of(layers, "Ann Reed"), Role::moderator);
  EXPECT_EQ(exchanges_of(layers), "0>1 2>3 4>5");
}

TEST(Speakers, NamesInCapitalsAreWrittenAsNames) {
  const TurnLayers layers =
      read_talk({"PAT MCGRATH: Why did the pier fall?", "MARY-ANN O'HALE: It was old." + kLong,
                 "PAT MCGRATH: Who says so?", "MARY-ANN O'HALE: The board." + kLong});
  ASSERT_EQ(layers.speakers.size(), 2u);
  EXPECT_EQ(layers.speakers[0].name, "Pat McGrath");
  EXPECT_EQ(layers.speakers[1].name, "Mary-Ann O'Hale");
}

TEST(Roles, ABillByAMemberMakesNoCounsel) {
  const TurnLayers layers = read_talk(
      {"STATEMENTS ON INTRODUCED BILLS", "By Mr. HALE:", "S. 4. A bill for the relief of the pier.",
       "Mr. HALE. Mr. President, I introduce this bill." + kLong,
       "By Ms. REED:", "S. 5. A bill for the relief of the boats.",
       "Ms. REED. Mr. President, the boats need it." + kLong, "Mr. HALE. I thank the Senator." + kLong});
  for (const Speaker& speaker : layers.speakers) EXPECT_NE(speaker.role, Role::counsel) << speaker.name;
}

}  // namespace
}  // namespace quoth
