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

struct Part {
  std::string_view code, words;
};
constexpr std::array<Part, 10> kPartsOfYears = {{{"SP", "spring"},
                                                 {"SU", "summer"},
                                                 {"FA", "autumn"},
                                                 {"WI", "winter"},
                                                 {"Q1", "the first quarter of"},
                                                 {"Q2", "the second quarter of"},
                                                 {"Q3", "the third quarter of"},
                                                 {"Q4", "the last quarter of"},
                                                 {"H1", "the first half of"},
                                                 {"H2", "the second half of"}}};
constexpr std::array<Part, 6> kPartsOfDays = {{{"TMO", "in the morning"},
                                               {"TMI", "at noon"},
                                               {"TAF", "in the afternoon"},
                                               {"TEV", "in the evening"},
                                               {"TNI", "at night"},
                                               {"TDT", "by day"}}};

std::string of_year(std::string_view year, std::string_view part) {
  for (const Part& known : kPartsOfYears) {
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
    for (const Part& known : kPartsOfDays) {
      if (value.substr(time) == known.code) return fmt::format("{}, {}", day, known.words);
    }
    return fmt::format("{}, {}", day, value.substr(time + 1));
  }
  return readable_date(value);
}

}  // namespace quoth
