#include "annotate/turns/turns.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

/// A document whose paragraphs are `lines`.
Document make_document(const std::vector<std::string>& lines) {
  DocumentBuilder builder;
  std::uint32_t at = 0;
  for (const std::string& line : lines) {
    if (trim(line).empty()) continue;
    builder.separate(at);
    const std::uint32_t begin = builder.text.size();
    builder.text.append_verbatim(line, at);
    at += static_cast<std::uint32_t>(line.size());
    builder.paragraphs.push_back({{begin, builder.text.size()}});
  }
  return std::move(builder).seal(Format::plain_text, "", "");
}

/// Labels, talk, and what stands between: pieces of which random transcripts are put together.
const std::vector<std::string> kPieces = {"ANN REED: ",
                                          "Q. ",
                                          "A. ",
                                          "THE CHAIR. ",
                                          "Mr. HALE of Bay. ",
                                          "Tom Hale",
                                          "Operator",
                                          "Q. Ann Reed, Bay News: ",
                                          "Is it true?",
                                          "No.",
                                          "We said so in 1998, and we say it now.",
                                          "First: the pier.",
                                          " [laughter] ",
                                          "(APPLAUSE)",
                                          "[2.] ",
                                          "________",
                                          "THE PIER",
                                          "Participants",
                                          "1 Hale & Sons.",
                                          "The motion was agreed to.",
                                          "Copyright \u00a9 2001 Bay News",
                                          "www.bay.example | page 3",
                                          "00:01:22 ",
                                          "by Ann Reed",
                                          "May 4, 2001",
                                          "\u201cIt fell,\u201d she said",
                                          " ",
                                          "--",
                                          "\u00e9\u00df\u6f22",
                                          "Region: Bay"};

std::vector<std::string> random_lines() {
  const auto line = rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                                 [](const std::vector<std::string>& pieces) {
                                   std::string joined;
                                   for (const std::string& piece : pieces) joined += piece;
                                   return joined;
                                 });
  return *rc::gen::container<std::vector<std::string>>(line);
}

RC_GTEST_PROP(Turns, EveryWordIsOwnedOnce, ()) {
  const Document document = make_document(random_lines());
  const TurnLayers layers = find_turns(document, {});
  std::vector<int> owners(document.text().size());
  const auto own = [&](Span span) {
    RC_ASSERT(span.begin < span.end && span.end <= owners.size());
    for (std::uint32_t i = span.begin; i < span.end; ++i) ++owners[i];
  };
  std::uint32_t end = 0;
  for (const Turn& turn : layers.turns) {
    RC_ASSERT(turn.span.begin >= end);
    RC_ASSERT(turn.span.begin == turn.spans.front().begin && turn.span.end == turn.spans.back().end);
    end = turn.span.end;
    for (Span span : turn.spans) own(span);
    if (turn.label) own(*turn.label);
    if (turn.speaker) RC_ASSERT(turn.speaker->index() < layers.speakers.size());
  }
  for (const Block& block : layers.blocks) own(block.span);
  for (std::uint32_t i = 0; i < owners.size();) {
    const CodePoint c = code_point_at(document.text(), i);
    if (is_alphanumeric(c.value)) RC_ASSERT(owners[i] == 1);
    i += c.length;
  }
}

RC_GTEST_PROP(Turns, ExchangesNameTurnsInOrder, ()) {
  const Document document = make_document(random_lines());
  const TurnLayers layers = find_turns(document, {});
  for (const Exchange& exchange : layers.exchanges) {
    RC_ASSERT(!exchange.question.empty());
    for (TurnId id : exchange.question) RC_ASSERT(id.index() < layers.turns.size());
    for (TurnId id : exchange.answer) RC_ASSERT(id.index() < layers.turns.size());
    if (!exchange.answer.empty()) RC_ASSERT(exchange.question.front() < exchange.answer.front());
  }
}

TEST(Turns, GivenTurnsAreTakenAsTheyAre) {
  const Document document = make_document({"Is it true?", "No. [laughter]"});
  Given given;
  given.date = "2001-05-04";
  given.turns = {{document.paragraphs()[0].span, "Ann", Role::interviewer},
                 {document.paragraphs()[1].span, "Tom", std::nullopt}};
  given.speakers = {{"Tom", "Tom Hale"}};
  const TurnLayers layers = find_turns(document, given);
  ASSERT_EQ(layers.turns.size(), 2u);
  EXPECT_EQ(document.slice(layers.turns[1].spans[0]), "No.");
  EXPECT_EQ(layers.speakers[1].name, "Tom Hale");
  EXPECT_EQ(layers.speakers[1].role, Role::interviewee);
  EXPECT_EQ(layers.meta.date, "2001-05-04");
  ASSERT_EQ(layers.exchanges.size(), 1u);
}

TEST(Turns, DatesThatDisagreeAreRemarked) {
  const auto remarks = [](const std::vector<std::string>& lines) {
    std::string codes;
    for (const Diagnostic& remark : find_turns(make_document(lines), {}).diagnostics)
      codes += remark.code + " ";
    return codes;
  };
  const std::string talk = "ANN REED: Is it true?", reply = "TOM HALE: It is not.";
  EXPECT_EQ(remarks({"The Harbour Talks", "Recorded: 14 July 2018", "Aired: 16 July 2018", talk, reply, talk,
                     reply}),
            "turns.dates_disagree ");
  EXPECT_EQ(remarks({"The Harbour Talks", "Recorded: 14 July 2018", "Published: 16 July 2018", talk, reply,
                     talk, reply}),
            "");
  EXPECT_EQ(remarks({"The Harbour Talks", "Recorded: 14 July 2018", "Session of July 2018", talk, reply, talk,
                     reply}),
            "");
}

TEST(Turns, ProseIsNobodysTalk) {
  const Document document = make_document({"ANN REED: a play in one act", "TOM HALE: exit"});
  Given given;
  given.prose = true;
  const TurnLayers layers = find_turns(document, given);
  EXPECT_TRUE(layers.turns.empty() && layers.blocks.empty());
}

}  // namespace
}  // namespace quoth
