#include <gtest/gtest.h>

#include "testing/stores.h"
#include "verify/verify.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_record;

constexpr std::string_view kHeard = "the clerk said the mooring chain had been filed through by Monday night";
constexpr std::string_view kOwn = "\"cut the rope and let the whole barge go down to the weir\"";
constexpr std::string_view kAside = "\"entirely voluntary collection of winter lamp oil from tenants\"";

/// What verify says of words of one answer. `with_quotes`: the record has reported speech read.
Verdict ask(std::string_view words, bool with_quotes) {
  Store store = in_memory();
  Record record =
      make_record("talk.txt", "2020",
                  {{"Ann Reed", "What happened at the lock?"},
                   {"Tom Hale", "Well, " + std::string(kHeard) + ". And I told them " + std::string(kOwn) +
                                    ", twice. We had that " + std::string(kAside) +
                                    " in mind. Nobody ever asked us for the harbour ledger."}});
  const std::string_view text = record.document.text();
  const auto place = [&](std::string_view part) {
    return make_span(text.find(part), text.find(part) + part.size());
  };
  if (with_quotes) {
    record.quotes = {{.content = {place("the mooring chain had been filed through by Monday night")},
                      .kind = QuoteKind::indirect,
                      .holder = SpeakerId(0u)},
                     {.content = {place(kOwn)}, .kind = QuoteKind::direct, .holder = SpeakerId(1u)}};
  }
  add(store, record);
  const auto verdict = verify(store, {std::string(words), "Tom Hale"});
  EXPECT_TRUE(verdict.has_value());
  EXPECT_EQ(verdict->matches.size(), 1u) << words;
  return *verdict;
}

bool is_reported(std::string_view words, bool with_quotes) {
  const Verdict verdict = ask(words, with_quotes);
  EXPECT_EQ(is_only_reported({std::string(words), "Tom Hale"}, verdict), verdict.matches.at(0).reported);
  EXPECT_FALSE(is_only_reported({std::string(words), ""}, verdict)) << "nobody is said to have said it";
  return verdict.matches.at(0).reported;
}

TEST(VerifyReported, WhatIsReportedWithoutMarks) {
  EXPECT_TRUE(is_reported("the mooring chain had been filed through by Monday night", true));
  EXPECT_FALSE(is_reported("the mooring chain had been filed through by Monday night", false));
}

TEST(VerifyReported, WhoseWordsTheyAre) {
  const Verdict verdict = ask("the mooring chain had been filed through by Monday night", true);
  EXPECT_EQ(verdict.matches.at(0).holder, "Ann Reed");
  EXPECT_EQ(ask("the mooring chain had been filed through by Monday night", false).matches.at(0).holder, "");
}

TEST(VerifyReported, OnesOwnWordsInMarks) {
  EXPECT_FALSE(is_reported("cut the rope and let the whole barge go down to the weir", true));
  EXPECT_TRUE(is_reported("cut the rope and let the whole barge go down to the weir", false))
      << "without reported speech, marks are all there is";
}

TEST(VerifyReported, MarksThatNoReportedSpeechExplains) {
  EXPECT_TRUE(is_reported("entirely voluntary collection of winter lamp oil from tenants", true));
  EXPECT_FALSE(is_reported("Nobody ever asked us for the harbour ledger", true));
}

}  // namespace
}  // namespace quoth
