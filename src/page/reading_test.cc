#include "page/reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page/layout.h"
#include "page/marks.h"
#include "testing/records.h"

namespace quoth {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Span span_of(const Record& record, std::string_view words) {
  const std::size_t at = record.document.text().find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  return make_span(at, at + words.size());
}

Quote quote_of(const Record& record, std::string_view content) {
  Quote quote;
  quote.content = {span_of(record, content)};
  quote.score = 0.9F;
  return quote;
}

Record harbour() {
  Record record = testing::make_record(
      "harbour.txt", "2021-03-04",
      {{"Ann Reed", "Who closed the harbour in the spring of 2020?"},
       {"Tom Hale", "The council did. A friend told me that the mayor had said it was too late."},
       {"Ann Reed", "Will it open?"}});
  record.exchanges = {{{TurnId(0)}, {TurnId(1)}}, {{TurnId(2)}, {}}};
  record.times.push_back({.span = span_of(record, "the spring of 2020"), .value = "2020-SP"});
  record.quotes.push_back(quote_of(record, "the mayor had said it was too late"));
  record.quotes.push_back(quote_of(record, "it was too late"));
  record.quotes[1].parent = QuoteId(0);
  record.quotes[1].holder = Unnamed{span_of(record, "the mayor")};
  record.quotes[0].holder = Unnamed{span_of(record, "A friend")};
  return record;
}

std::string main_of(const Record& record, const ReadingOptions& options = {}) {
  return render_reading({}, record, options).main.str();
}

/// The text of HTML, as far as these pages go: without tags, three escapes undone.
std::string text_of(std::string_view html) {
  std::string text;
  bool in_tag = false;
  for (const char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag) text += c;
    if (c == '>') in_tag = false;
  }
  for (const auto& [from, to] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&amp;", "&")}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
      text.replace(at, std::string_view(from).size(), to);
  }
  return text;
}

TEST(Reading, JoinsAQuestionAndItsAnswer) {
  const std::string page = main_of(harbour());
  const std::size_t section = page.find("id=\"x1\""), end = page.find("</section>", section);
  ASSERT_NE(section, std::string::npos);
  const std::string exchange = page.substr(section, end - section);
  EXPECT_THAT(exchange, HasSubstr("class=\"turn q\" id=\"t0\""));
  EXPECT_THAT(exchange, HasSubstr("class=\"turn a\" id=\"t1\""));
  EXPECT_THAT(exchange, Not(HasSubstr("Nobody answers")));
  EXPECT_THAT(page.substr(end), HasSubstr("Nobody answers"));
}

TEST(Reading, NestsMarksAndLinksThemToTheirNotes) {
  const std::string page = main_of(harbour());
  EXPECT_THAT(
      page, HasSubstr("data-note=\"quote-0\"><a href=\"#quote-0\">the mayor had said </a>"
                      "<span class=\"m quote\" data-note=\"quote-1\"><a href=\"#quote-1\">it was too late</a>"
                      "</span></span>"));
  EXPECT_THAT(page, HasSubstr("id=\"time-0\""));
  EXPECT_THAT(page, HasSubstr("spring 2020"));
}

TEST(Reading, ShowsTheWholeChainOfHolders) {
  const std::string page = main_of(harbour());
  const std::size_t note = page.find("id=\"quote-1\"");
  EXPECT_THAT(text_of(page.substr(note, page.find("</p>", note) - note)),
              HasSubstr("Tom HalereportsA friendreportsthe mayor"));
}

TEST(Reading, SaysWhetherAQuestionWasAnsweredAndByWhichWords) {
  Record record = harbour();
  record.answers.push_back({.exchange = ExchangeId(0),
                            .question = record.turns[0].span,
                            .clarity = Clarity::ambivalent,
                            .technique = Technique::deflection,
                            .score = 0.7F,
                            .evidence = {span_of(record, "The council did.")}});
  const std::string page = main_of(record);
  const std::size_t verdict = page.find("class=\"verdict mixed\"");
  ASSERT_NE(verdict, std::string::npos);
  EXPECT_LT(page.find("id=\"t0\""), verdict);
  EXPECT_LT(verdict, page.find("id=\"t1\""));
  EXPECT_THAT(text_of(page.substr(verdict, page.find("</p>", verdict) - verdict)),
              HasSubstr("ambivalent deflection"));
  EXPECT_THAT(page, HasSubstr("<span class=\"evidence\">The council did.</span>"));
}

TEST(Reading, AClaimHasItsNote) {
  Record record = harbour();
  record.claims.push_back({.span = span_of(record, "The council did"),
                           .score = 0.8F,
                           .kinds = {ClaimKind::event, ClaimKind::law},
                           .holder = SpeakerId(1)});
  const std::string page = main_of(record);
  EXPECT_THAT(page, HasSubstr("data-note=\"claim-0\"><a href=\"#claim-0\">The council did</a>"));
  const std::size_t note = page.find("id=\"claim-0\"");
  EXPECT_THAT(text_of(page.substr(note, page.find("</div>", note) - note)),
              HasSubstr("Claim 1 of 1 event, law"));
  EXPECT_THAT(text_of(page.substr(note)), HasSubstr("Tom Hale · worth checking"));
}

TEST(Reading, AClaimOfLittleWorthIsQuiet) {
  Record record = harbour();
  record.claims.push_back({.span = span_of(record, "The council did"), .score = 0.6F});
  record.claims.push_back({.span = span_of(record, "it was too late"), .score = 0.9F});
  const std::string page = main_of(record);
  EXPECT_THAT(page, HasSubstr("class=\"m claim minor\" data-note=\"claim-0\""));
  EXPECT_THAT(page, HasSubstr("class=\"note claim minor\" id=\"claim-0\""));
  EXPECT_THAT(page, HasSubstr("class=\"m claim\" data-note=\"claim-1\""));
  EXPECT_THAT(page, HasSubstr("class=\"note claim\" id=\"claim-1\""));
}

TEST(Reading, MarksThatCrossAreDividedAndLoseNoText) {
  Record record = testing::make_record("a.txt", "", {{"A", "one two three four"}});
  record.quotes.push_back(quote_of(record, "one two three"));
  record.quotes.push_back(quote_of(record, "three four"));
  const Numbering numbering;
  MarkedText text(record, marks_of(record, {}), numbering);
  const std::string html = text.write(record.turns[0].span).str();
  EXPECT_EQ(text_of(html), "one two three four");
  EXPECT_EQ(html,
            "<span id=\"s0\"><span class=\"m quote\" data-note=\"quote-0\"><a href=\"#quote-0\">one two </a>"
            "<span class=\"m quote\" data-note=\"quote-1\"><a href=\"#quote-1\">three</a></span></span>"
            "<span class=\"m quote\" data-note=\"quote-1\"> four</span></span>");
}

TEST(Reading, WhatAPermalinkMeansIsMarked) {
  const Record record = harbour();
  const std::string page = main_of(record, {.target = span_of(record, "The council")});
  EXPECT_THAT(page, HasSubstr("<mark class=\"target\" id=\"target\">"));
}

TEST(Reading, EscapesAllThatATranscriptSays) {
  Record record = testing::make_record("<img src=x>.txt", "",
                                       {{"<script>alert(1)</script>", "</p><script>alert(\"2\")</script>"}});
  record.meta.title = "\"><script>alert(3)</script>";
  record.meta.place = "<svg onload=alert(4)>";
  record.meta.outlets = {{"O'Neil <b>", "", "javascript:alert(5)"}};
  const std::string page = framed({}, render_reading({}, record, {}));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("<svg onload")));
  EXPECT_THAT(page, Not(HasSubstr("javascript:")));
  EXPECT_THAT(page, HasSubstr("&lt;/p&gt;&lt;script&gt;alert(&quot;2&quot;)&lt;/script&gt;"));
}

TEST(Reading, LeavesNoTextOut) {
  Record record = testing::make_record("a.txt", "", {{"A", "Said."}, {"B", "Also said."}});
  record.blocks = {{record.turns[0].span, BlockKind::front_matter}};
  record.turns.erase(record.turns.begin());
  const std::string text = text_of(main_of(record));
  EXPECT_THAT(text, HasSubstr("Said."));
  EXPECT_THAT(text, HasSubstr("Also said."));
}

TEST(Reading, ALongRecordComesInParts) {
  std::vector<testing::SaidBy> turns;
  for (int i = 0; i < 20; ++i) {
    turns.push_back({"Q", "Is it so?"});
    turns.push_back({"A", "It is, as I told you before, and many a time."});
  }
  Record record = testing::make_record("long.txt", "", turns);
  for (std::size_t i = 0; i < 40; i += 2) record.exchanges.push_back({{TurnId(i)}, {TurnId(i + 1)}});
  constexpr std::size_t kWords = 50;
  const std::size_t last = part_of(record, kWords, record.turns[39].span.begin);
  EXPECT_GE(last, 3U);
  std::size_t exchanges = 0;
  for (std::size_t part = 0; part <= last; ++part) {
    const std::string page = main_of(record, {.part = part, .words_per_part = kWords});
    for (std::size_t at = page.find("<section class=\"x\""); at != std::string::npos;
         at = page.find("<section class=\"x\"", at + 1))
      ++exchanges;
    EXPECT_THAT(page, HasSubstr("aria-label=\"Parts\""));
  }
  EXPECT_EQ(exchanges, 20U);
  EXPECT_THAT(main_of(record, {.part = last, .words_per_part = kWords}), HasSubstr("id=\"t39\""));
}

TEST(Words, AreCountedByWhiteSpaceAlone) {
  const std::string text =
      " one two\n\nthr\xC3\xA9\xC3\xA9\xC2\xA0"
      "four ";
  const WordIndex words(text);
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(slice(text, words.span_of({1, 2})), "two\n\nthr\xC3\xA9\xC3\xA9");
  const auto range = words.words_in(make_span(text.find("wo"), text.find("hr")));
  ASSERT_TRUE(range);
  EXPECT_EQ(range->first, 1U);
  EXPECT_EQ(range->last, 2U);
  EXPECT_FALSE(words.words_in({0, 1}));
}

}  // namespace
}  // namespace quoth
