#include "annotate/times/times.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "annotate/times/grammar.h"
#include "annotate/times/holidays.h"
#include "annotate/times/place.h"
#include "testing/golden.h"

namespace quoth {
namespace {

TimeLayer in_talk(std::string_view text, std::string_view date) {
  return find_times(text, {{make_span(0, text.size()), TurnId(0)}}, date, {});
}
TimeLayer in_prose(std::string_view text, std::string_view date) {
  return find_times(text, {{make_span(0, text.size()), std::nullopt}}, date, {});
}

/// "words=VALUE", one a line, with the type where it is not DATE and the modifier.
std::string dump(std::string_view text, const TimeLayer& layer) {
  std::string out;
  for (const Time& time : layer.times) {
    out += std::string(slice(text, time.span)) + " = " + (time.value.empty() ? "-" : time.value);
    if (time.type != TimeType::date) out += " " + std::string(to_string(time.type));
    if (time.mod != TimeMod::none) out += " " + std::string(to_string(time.mod));
    if (!time.from.empty()) out += " [" + time.from + ", " + time.to + "]";
    out += "\n";
  }
  return out;
}

/// A case is a file: the date of the talk in its first line, then lines that are each read alone.
TEST(Times, Golden) {
  for (const testing::GoldenCase& golden : testing::golden_cases("times")) {
    const std::string file = testing::file_bytes(golden.input);
    const std::size_t head = file.find('\n');
    const std::string date = file.substr(0, head);
    std::string actual;
    for (std::size_t at = head + 1; at < file.size();) {
      const std::size_t end = std::min(file.find('\n', at), file.size());
      const std::string_view line = std::string_view(file).substr(at, end - at);
      const TimeLayer layer = in_talk(line, date == "none" ? "" : date);
      actual += "# " + std::string(line) + "\n" + dump(line, layer);
      for (const Diagnostic& remark : layer.diagnostics) actual += "! " + remark.code + "\n";
      at = end + 1;
    }
    testing::expect_golden(golden.expected, actual);
  }
}

TEST(Times, EveryRuleHasWords) {
  const times::Grammar& grammar = times::Grammar::get();
  EXPECT_GT(grammar.lexicon().size(), 400U);
  EXPECT_NE(grammar.lexicon().find("fortnight"), times::kUnknown);
}

TEST(Times, ProseMarksTheEndsOfAHyphenApart) {
  const std::string_view text = "The siege of 1914-1918 was told in 1921, 1924, 1926 and 1931.";
  EXPECT_EQ(dump(text, in_prose(text, "2009-12-19")).substr(0, 24), "1914 = 1914\n1918 = 1918\n");
  EXPECT_EQ(dump(text, in_talk(text, "2009-12-19")).substr(0, 39),
            "1914-1918 = 1914/1918 [1914, 1918]\n1921");
}

TEST(Times, EasterAndWhatHangsOnIt) {
  using times::Day;
  EXPECT_EQ(times::easter(2024), (Day{2024, 3, 31}));
  EXPECT_EQ(times::easter(1961), (Day{1961, 4, 2}));
  EXPECT_EQ(times::nth_weekday(2018, 11, 4, 4), (Day{2018, 11, 22}));
  EXPECT_EQ(times::nth_weekday(2018, 5, 1, -1), (Day{2018, 5, 28}));
}

RC_GTEST_PROP(Times, DaysAndTheirNumbers, ()) {
  const auto number = *rc::gen::inRange<std::int64_t>(-1000000, 1000000);
  const times::Day day = times::day_of(number);
  RC_ASSERT(times::is_valid(day));
  RC_ASSERT(times::number_of(day) == number);
  RC_ASSERT(times::weekday_of(times::add_days(day, 7)) == times::weekday_of(day));
  const times::Place week = times::place_of_week(day, times::Grain::week);
  const std::int64_t since = number - times::number_of(times::first_day(week));
  RC_ASSERT(since >= 0 && since < 7);
}

/// Any row of words that the rules know gives expressions that are sorted, apart, inside the text and end where words do.
RC_GTEST_PROP(Times, WhateverTheWords, ()) {
  const times::Lexicon& lexicon = times::Grammar::get().lexicon();
  const auto words =
      *rc::gen::container<std::vector<int>>(rc::gen::inRange(3, static_cast<int>(lexicon.size())));
  std::string text;
  for (const int word : words) {
    text += word % 7 == 0 ? std::to_string(word * 37 % 3000)
                          : std::string(lexicon.text(static_cast<times::WordId>(word)));
    text += word % 5 == 0 ? "" : " ";
  }
  for (const char* date : {"", "2018", "2018-07-14"}) {
    const TimeLayer layer = in_talk(text, date);
    std::uint32_t end = 0;
    for (const Time& time : layer.times) {
      RC_ASSERT(time.span.begin >= end && time.span.begin < time.span.end && time.span.end <= text.size());
      end = time.span.end;
    }
  }
}

}  // namespace
}  // namespace quoth
