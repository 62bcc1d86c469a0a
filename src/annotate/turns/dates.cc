#include "annotate/turns/dates.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "annotate/turns/lexicon.h"
#include "text/unicode.h"

namespace quoth {
namespace {

struct Token {
  enum Kind { word, number, mark } kind;
  Span span;
  int value;  // of a number; of a mark, the character
  int n_digits;
};

std::vector<Token> tokenize(std::string_view text, Span span) {
  std::vector<Token> tokens;
  for (std::uint32_t i = span.begin; i < span.end;) {
    const CodePoint c = code_point_at(text, i);
    std::uint32_t end = i + c.length;
    if (c.value >= '0' && c.value <= '9') {
      int value = 0;
      std::uint32_t digits_end = i;
      while (digits_end < span.end && text[digits_end] >= '0' && text[digits_end] <= '9') {
        value = value > 99999 ? value : value * 10 + (text[digits_end] - '0');
        ++digits_end;
      }
      end = digits_end;
      const int n_digits = static_cast<int>(digits_end - i);
      for (std::string_view ordinal : {"st", "nd", "rd", "th"}) {
        if (text.substr(end).starts_with(ordinal)) {
          end += 2;
          break;
        }
      }
      tokens.push_back({Token::number, {i, end}, value, n_digits});
    } else if (is_letter(c.value)) {
      while (end < span.end) {
        const CodePoint next = code_point_at(text, end);
        if (!is_letter(next.value)) break;
        end += next.length;
      }
      tokens.push_back({Token::word, {i, end}, 0, 0});
    } else if (!is_space(c.value)) {
      tokens.push_back({Token::mark, {i, end}, static_cast<int>(c.value), 0});
    }
    i = end;
  }
  return tokens;
}

bool is_day(const Token& t) {
  return t.kind == Token::number && t.value >= 1 && t.value <= 31 && t.n_digits <= 2;
}
bool is_year(const Token& t) {
  return t.kind == Token::number && t.n_digits == 4 && t.value >= 1700 && t.value <= 2199;
}
bool is_mark(const Token& t, char c) { return t.kind == Token::mark && t.value == c; }

bool exists(int year, int month, int day) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[month - 1] + (month == 2 && leap);
}

class DateFinder {
 public:
  DateFinder(std::string_view text, Span span) : text_(text), tokens_(tokenize(text, span)) {}

  std::vector<WrittenDate> find() {
    std::vector<WrittenDate> dates;
    for (std::size_t i = 0; i < tokens_.size();) {
      std::size_t next = i;
      if (auto date = at(i, next)) {
        dates.push_back(std::move(*date));
        i = next;
      } else {
        // "31 February 2018" is no date, and its month none either.
        i += tokens_[i].kind == Token::number && month_at(i + 1) != 0 ? 2 : 1;
      }
    }
    return dates;
  }

 private:
  int month_at(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::word
               ? lexicon::month(to_lower(slice(text_, tokens_[i].span)))
               : 0;
  }
  std::size_t skip(std::size_t i, std::string_view marks) const {
    while (i < tokens_.size() && tokens_[i].kind == Token::mark && tokens_[i].value < 128 &&
           marks.find(static_cast<char>(tokens_[i].value)) != marks.npos) {
      ++i;
    }
    return i;
  }
  WrittenDate make(std::size_t first, std::size_t last, int year, int month, int day) const {
    const Span span{tokens_[first].span.begin, tokens_[last].span.end};
    if (day == 0) return {span, fmt::format("{:04}-{:02}", year, month)};
    return {span, fmt::format("{:04}-{:02}-{:02}", year, month, day)};
  }

  std::optional<WrittenDate> at(std::size_t i, std::size_t& next) const {
    if (const int month = month_at(i)) return month_first(i, month, next);
    if (is_day(tokens_[i])) {
      if (auto date = day_first(i, next)) return date;
    }
    return numeric(i, next);
  }

  std::optional<WrittenDate> month_first(std::size_t i, int month, std::size_t& next) const {
    std::size_t j = skip(i + 1, ".,-");
    int day = 0;
    if (j < tokens_.size() && is_day(tokens_[j])) {
      day = tokens_[j].value;
      j = skip(j + 1, ".,-");
    }
    if (j >= tokens_.size() || !is_year(tokens_[j])) return std::nullopt;
    if (day != 0 && !exists(tokens_[j].value, month, day)) return std::nullopt;
    next = j + 1;
    return make(i, j, tokens_[j].value, month, day);
  }

  std::optional<WrittenDate> day_first(std::size_t i, std::size_t& next) const {
    std::size_t j = skip(i + 1, "-./,");
    if (j < tokens_.size() && tokens_[j].kind == Token::word && slice(text_, tokens_[j].span) == "of") ++j;
    const int month = month_at(j);
    if (month == 0) return std::nullopt;
    j = skip(j + 1, "-.,/");
    if (j >= tokens_.size() || !is_year(tokens_[j]) || !exists(tokens_[j].value, month, tokens_[i].value))
      return std::nullopt;
    next = j + 1;
    return make(i, j, tokens_[j].value, month, tokens_[i].value);
  }

  std::optional<WrittenDate> numeric(std::size_t i, std::size_t& next) const {
    if (i + 4 >= tokens_.size()) return std::nullopt;
    const Token &a = tokens_[i], &b = tokens_[i + 2], &c = tokens_[i + 4];
    const Token& mark = tokens_[i + 1];
    const bool marked = (is_mark(mark, '-') || is_mark(mark, '/') || is_mark(mark, '.')) &&
                        tokens_[i + 3].kind == Token::mark && tokens_[i + 3].value == mark.value;
    if (!marked || b.kind != Token::number) return std::nullopt;
    int year = 0;
    int month = 0;
    int day = 0;
    if (is_year(a) && is_day(c)) {
      year = a.value, month = b.value, day = c.value;
    } else if (is_year(c) && is_day(a) && is_day(b)) {
      year = c.value;
      // With full stops the day comes first; else only a number over 12 tells.
      const bool day_first = is_mark(mark, '.') || a.value > 12;
      if (!day_first && b.value <= 12 && a.value != b.value) return std::nullopt;
      month = day_first ? b.value : a.value;
      day = day_first ? a.value : b.value;
    }
    if (!exists(year, month, day)) return std::nullopt;
    next = i + 5;
    return make(i, i + 4, year, month, day);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<WrittenDate> find_dates(std::string_view text, Span span) {
  // No date without a year.
  const std::string_view words = slice(text, span);
  if (std::none_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
  return DateFinder(text, span).find();
}

std::string date_in_file_name(std::string_view name) {
  const auto digit = [&](std::size_t i) { return i < name.size() && name[i] >= '0' && name[i] <= '9'; };
  const auto number = [&](std::size_t at, std::size_t n) {
    int value = 0;
    for (std::size_t i = at; i < at + n; ++i) {
      if (!digit(i)) return -1;
      value = value * 10 + (name[i] - '0');
    }
    return value;
  };
  for (std::size_t i = 0; i + 8 <= name.size(); ++i) {
    if (i > 0 && digit(i - 1)) continue;
    const int year = number(i, 4);
    if (year < 1700 || year > 2199) continue;
    const bool parted = name[i + 4] == '-' || name[i + 4] == '_' || name[i + 4] == '.';
    const std::size_t step = parted ? 1 : 0;
    const std::size_t day_at = i + 6 + 2 * step;
    const int month = number(i + 4 + step, 2);
    const int day = number(day_at, 2);
    if (parted && name[day_at - 1] != name[i + 4]) continue;
    if (digit(day_at + 2) || month < 1 || day < 1 || !exists(year, month, day)) continue;
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  }
  const auto written = find_dates(name, make_span(0, name.size()));
  if (!written.empty()) return written.front().iso;
  std::string spaced(name);
  for (char& c : spaced) {
    if (c == '_' || c == '-') c = ' ';
  }
  const auto loose = find_dates(spaced, make_span(0, spaced.size()));
  return loose.empty() ? std::string() : loose.front().iso;
}

}  // namespace quoth
