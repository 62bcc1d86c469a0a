#include "text/anchor.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace quoth {
namespace {

const std::string kTalk =
    "Good evening. The harbour cost us nine million crowns in a single year, and nobody asked. Then the "
    "ferry "
    "stopped. I said so. The council met again in May. I said so. Nobody came.";

Span span_of(std::string_view text, std::string_view words, std::size_t from = 0) {
  const std::size_t at = text.find(words, from);
  EXPECT_NE(at, std::string_view::npos) << words;
  return make_span(at, at + words.size());
}

Anchor anchor(std::string_view words, std::size_t from = 0) {
  return AnchoredText(kTalk).anchor_at(span_of(kTalk, words, from));
}

/// What of `text` the anchor finds, led by how.
std::string found(const Anchor& anchor, std::string_view text) {
  const AnchorPlace place = AnchoredText(text).find(anchor);
  constexpr std::string_view kHow[] = {"in place", "moved", "changed", "lost"};
  return std::string(kHow[static_cast<std::size_t>(place.how)]) + ": " + std::string(slice(text, place.span));
}

std::string changed(std::string text, std::string_view old, std::string_view now) {
  return text.replace(text.find(old), old.size(), now);
}

TEST(Anchor, IsInPlaceInItsOwnText) {
  EXPECT_EQ(found(anchor("nine million crowns"), kTalk), "in place: nine million crowns");
  const std::size_t second = kTalk.find("I said so") + 5;
  const AnchorPlace place = AnchoredText(kTalk).find(anchor("I said so.", second));
  EXPECT_EQ(place.span, span_of(kTalk, "I said so.", second));
}

TEST(Anchor, MovesWithItsWords) {
  EXPECT_EQ(found(anchor("nine million crowns"), "A preface, added. " + kTalk), "moved: nine million crowns");
  EXPECT_EQ(found(anchor("The harbour cost us"), changed(kTalk, "The harbour cost", "the  harbour, cost")),
            "moved: the  harbour, cost us");
}

TEST(Anchor, KeepsTheMarksAtItsEnds) {
  EXPECT_EQ(found(anchor("Nobody came."), "A preface, added. " + kTalk), "moved: Nobody came.");
}

TEST(Anchor, OfWordsSaidTwiceTheContextTellsWhich) {
  const std::string text = changed(kTalk, "Good evening. ", "");
  const std::size_t second = kTalk.find("I said so") + 5;
  EXPECT_EQ(AnchoredText(text).find(anchor("I said so", second)).span,
            span_of(text, "I said so", text.find("I said so") + 5));
  EXPECT_EQ(AnchoredText(text).find(anchor("I said so")).span, span_of(text, "I said so"));
}

TEST(Anchor, OtherWordsInItsPlaceAreChanged) {
  EXPECT_EQ(found(anchor("nine million crowns"), changed(kTalk, "nine million", "ninety million")),
            "changed: ninety million crowns");
  EXPECT_EQ(found(anchor("nobody asked"), changed(kTalk, "nobody asked", "somebody did ask")),
            "changed: somebody did ask");
}

TEST(Anchor, WhatIsCutOutIsLost) {
  EXPECT_EQ(found(anchor("nine million crowns"), changed(kTalk, "nine million crowns ", "")), "lost: ");
  EXPECT_EQ(found(anchor("nine million crowns"), "Another talk of other people."), "lost: ");
  EXPECT_EQ(found(anchor("nine million crowns"), ""), "lost: ");
}

TEST(Anchor, FewWordsInAnotherTalkAreNotTheSame) {
  EXPECT_EQ(found(anchor("I said so"), "Yes, and I said so, too."), "lost: ");
  EXPECT_EQ(found(anchor(". "), "One. Two."), "lost: ");
}

TEST(Anchor, PositionsAreCharacters) {
  const std::string text = "Übergänge über Flüsse: zwölf Fähren fuhren täglich.";
  const Anchor set = AnchoredText(text).anchor_at(span_of(text, "zwölf Fähren"));
  EXPECT_EQ(set.begin, 23u);
  EXPECT_EQ(set.end, 35u);
  EXPECT_EQ(found(set, text), "in place: zwölf Fähren");
}

RC_GTEST_PROP(Anchor, FindsEverySpanOfItsOwnText, (std::vector<std::uint8_t> picks)) {
  std::string text;
  constexpr std::string_view kWords[] = {"so", "we", "näher", "ten", "—", "boats", ". ", "\n\n", "yes"};
  for (const std::uint8_t pick : picks) text += std::string(kWords[pick % std::size(kWords)]) + " ";
  RC_PRE(!text.empty());
  AnchoredText anchored(text);
  const auto n = anchored.offsets().code_points(static_cast<std::uint32_t>(text.size()));
  const auto begin = *rc::gen::inRange<std::uint32_t>(0, n);
  const auto end = *rc::gen::inRange<std::uint32_t>(begin + 1, n + 1);
  const Span span{anchored.offsets().byte_of_code_point(begin), anchored.offsets().byte_of_code_point(end)};
  const AnchorPlace place = anchored.find(anchored.anchor_at(span));
  RC_ASSERT(place.how == Anchoring::in_place);
  RC_ASSERT(place.span == span);
}

}  // namespace
}  // namespace quoth
