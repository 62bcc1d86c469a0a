#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "annotate/times/meaning.h"

namespace quoth::times {

/// Reading of the last column of rules.def: words that say what a rule adds to its parts, and SLOT=NUMBER. Constant
/// expressions, so that a row with a mistake does not compile.

constexpr std::array<std::pair<std::string_view, Kind>, 8> kKinds = {{{"keep", Kind::keep},
                                                                      {"calendar", Kind::calendar},
                                                                      {"shift", Kind::shift},
                                                                      {"duration", Kind::duration},
                                                                      {"set", Kind::set},
                                                                      {"past_ref", Kind::past},
                                                                      {"present_ref", Kind::present},
                                                                      {"future_ref", Kind::future}}};
constexpr std::array<std::pair<std::string_view, Rel>, 7> kRels = {{{"last", Rel::last},
                                                                    {"this", Rel::current},
                                                                    {"next", Rel::next},
                                                                    {"same", Rel::same},
                                                                    {"following", Rel::following},
                                                                    {"prior", Rel::prior},
                                                                    {"each", Rel::each}}};
constexpr std::array<std::pair<std::string_view, Toward>, 4> kTowards = {{{"past", Toward::past},
                                                                          {"future", Toward::future},
                                                                          {"before", Toward::before},
                                                                          {"after", Toward::after}}};
constexpr std::array<std::pair<std::string_view, TimeMod>, 12> kMods = {
    {{"APPROX", TimeMod::approx},
     {"BEFORE", TimeMod::before},
     {"AFTER", TimeMod::after},
     {"ON_OR_BEFORE", TimeMod::on_or_before},
     {"ON_OR_AFTER", TimeMod::on_or_after},
     {"LESS_THAN", TimeMod::less_than},
     {"MORE_THAN", TimeMod::more_than},
     {"EQUAL_OR_LESS", TimeMod::equal_or_less},
     {"EQUAL_OR_MORE", TimeMod::equal_or_more},
     {"START", TimeMod::start},
     {"MID", TimeMod::mid},
     {"END", TimeMod::end}}};
constexpr std::array<std::pair<std::string_view, Slot>, 9> kSettable = {{{"part", Slot::part},
                                                                         {"unit", Slot::unit},
                                                                         {"half", Slot::half},
                                                                         {"offset", Slot::offset},
                                                                         {"minute", Slot::minute},
                                                                         {"hour", Slot::hour},
                                                                         {"meridiem", Slot::meridiem},
                                                                         {"quarter", Slot::quarter},
                                                                         {"weekday", Slot::weekday}}};

namespace settings_detail {
template <typename Table, typename Value>
constexpr bool look_up(const Table& table, std::string_view word, Value& out) {
  for (const auto& [name, value] : table) {
    if (name == word) {
      out = value;
      return true;
    }
  }
  return false;
}

constexpr bool read_number(std::string_view digits, std::int32_t& out) {
  const bool negative = !digits.empty() && digits[0] == '-';
  if (negative) digits.remove_prefix(1);
  if (digits.empty()) return false;
  out = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  if (negative) out = -out;
  return true;
}

constexpr bool read_word(std::string_view word, Meaning& out) {
  if (word == "fiscal") return out.fiscal = true;
  if (word == "vague") return out.vague = true;
  if (word == "plural") return out.plural = true;
  if (word == "and_a_quarter" || word == "and_a_half" || word == "and_three_quarters") {
    out.quarters = word == "and_a_quarter" ? 1 : word == "and_a_half" ? 2 : 3;
    return true;
  }
  if (look_up(kRels, word, out.rel) || look_up(kTowards, word, out.toward) || look_up(kMods, word, out.mod)) {
    return true;
  }
  const std::size_t equals = word.find('=');
  std::int32_t number = 0;
  if (equals == std::string_view::npos || !read_number(word.substr(equals + 1), number)) return false;
  if (word.substr(0, equals) == "n") {
    out.low = out.high = number;
    return true;
  }
  if (word.substr(0, equals) == "halves") {
    out.low = out.high = number / 2.0;
    return true;
  }
  Slot slot{};
  if (!look_up(kSettable, word.substr(0, equals), slot)) return false;
  out.set(slot, number);
  return true;
}
}  // namespace settings_detail

/// The settings of one row; kind none: there is a word in it that means nothing.
constexpr Meaning settings_of(std::string_view kind, std::string_view settings) {
  Meaning out;
  Kind found = Kind::none;
  if (!settings_detail::look_up(kKinds, kind, found)) return out;
  while (!settings.empty()) {
    const std::size_t space = settings.find(' ');
    if (!settings_detail::read_word(settings.substr(0, space), out)) return out;
    settings = space == std::string_view::npos ? std::string_view() : settings.substr(space + 1);
  }
  out.kind = found;
  return out;
}

/// Brackets that pair, and no empty parts.
constexpr bool is_pattern(std::string_view pattern) {
  int depth = 0;
  bool in_parentheses = false;  // they do not nest
  char before = ' ';
  for (const char c : pattern) {
    if (c == '[') ++depth;
    if (c == ']' && --depth < 0) return false;
    if (c == '(' || c == ')') {
      if (in_parentheses == (c == '(')) return false;
      in_parentheses = c == '(';
    }
    if ((c == ' ' || c == ']') && (before == ' ' || before == '[')) return false;
    before = c;
  }
  return depth == 0 && !in_parentheses && !pattern.empty() && before != ' ';
}

}  // namespace quoth::times
