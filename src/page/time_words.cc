#include "page/time_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "write/page_parts.h"

namespace quoth {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct PartWords {
  std::string_view code, words;
};
constexpr std::array<PartWords, 10> kPartsOfYears = {{{"SP", "spring"},
                                                      {"SU", "summer"},
                                                      {"FA", "autumn"},
                                                      {"WI", "winter"},
                                                      {"Q1", "the first quarter of"},
                                                      {"Q2", "the second quarter of"},
                                                      {"Q3", "the third quarter of"},
                                                      {"Q4", "the last quarter of"},
                                                      {"H1", "the first half of"},
                                                      {"H2", "the second half of"}}};
constexpr std::array<PartWords, 6> kPartsOfDays = {{{"TMO", "in the morning"},
                                                    {"TMI", "at noon"},
                                                    {"TAF", "in the afternoon"},
                                                    {"TEV", "in the evening"},
                                                    {"TNI", "at night"},
                                                    {"TDT", "by day"}}};

constexpr std::array<PartWords, 3> kRoughly = {
    {{"PRESENT_REF", "now"}, {"PAST_REF", "in the past"}, {"FUTURE_REF", "in the future"}}};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

/// "P1Y6M" as "1 year, 6 months"; empty: it is no duration whose parts are all known.
std::string of_length(std::string_view value) {
  if (!value.starts_with('P') || value.size() < 3) return {};
  std::string words;
  bool is_time = false;
  for (std::size_t at = 1; at < value.size();) {
    if (value[at] == 'T' && !is_time) {
      is_time = true;
      ++at;
      continue;
    }
    const std::size_t unit = value.find_first_not_of("0123456789.", at);
    if (unit == at || unit == std::string_view::npos) return {};
    const std::string_view number = value.substr(at, unit - at);
    std::string_view name;
    switch (value[unit]) {
      case 'Y': name = "year"; break;
      case 'M': name = is_time ? "minute" : "month"; break;
      case 'W': name = "week"; break;
      case 'D': name = "day"; break;
      case 'H': name = "hour"; break;
      case 'S': name = "second"; break;
      default: return {};
    }
    words += fmt::format("{}{} {}{}", words.empty() ? "" : ", ", number, name, number == "1" ? "" : "s");
    at = unit + 1;
  }
  return words;
}

std::string of_year(std::string_view year, std::string_view part) {
  for (const PartWords& known : kPartsOfYears) {
    if (part == known.code) return fmt::format("{} {}", known.words, year);
  }
  if (part.size() == 3 && part[0] == 'W' && are_digits(part.substr(1)))
    return fmt::format("week {} of {}", (part[1] - '0') * 10 + part[2] - '0', year);
  return {};
}

std::string century(int number) {
  const bool is_teen = number / 10 == 1;
  const std::string_view ending = is_teen            ? "th"
                                  : number % 10 == 1 ? "st"
                                  : number % 10 == 2 ? "nd"
                                  : number % 10 == 3 ? "rd"
                                                     : "th";
  return fmt::format("{}{} century", number, ending);
}

}  // namespace

std::string time_words(std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash != std::string_view::npos)
    return fmt::format("{} to {}", time_words(value.substr(0, slash)), time_words(value.substr(slash + 1)));
  for (const PartWords& known : kRoughly) {
    if (value == known.code) return std::string(known.words);
  }
  if (std::string words = of_length(value); !words.empty()) return words;
  constexpr std::string_view kSomeWeekday = "XXXX-WXX-";
  if (value.starts_with(kSomeWeekday) && value.size() == kSomeWeekday.size() + 1 && value.back() >= '1' &&
      value.back() <= '7')
    return std::string(kWeekdays[static_cast<std::size_t>(value.back() - '1')]);
  if (are_digits(value) && value.size() == 3) return fmt::format("the {}0s", value);
  if (are_digits(value) && value.size() == 2)
    return fmt::format("the {}", century((value[0] - '0') * 10 + value[1] - '0' + 1));
  if (value.size() > 5 && are_digits(value.substr(0, 4)) && value[4] == '-') {
    if (std::string words = of_year(value.substr(0, 4), value.substr(5)); !words.empty()) return words;
  }
  if (value.starts_with("BC") && are_digits(value.substr(2)))
    return fmt::format("{} BC", value.substr(std::min(value.find_first_not_of('0', 2), value.size() - 1)));
  const std::size_t time = value.find('T');
  if (time == 10) {
    const std::string day = readable_date(value.substr(0, time));
    for (const PartWords& known : kPartsOfDays) {
      if (value.substr(time) == known.code) return fmt::format("{}, {}", day, known.words);
    }
    return fmt::format("{}, {}", day, value.substr(time + 1));
  }
  return readable_date(value);
}

}  // namespace quoth
