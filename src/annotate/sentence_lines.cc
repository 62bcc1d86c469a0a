#include "annotate/sentence_lines.h"

#include <algorithm>
#include <array>

#include "annotate/abbreviations.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::string_view kBullets[] = {"\u2022", "\u2043", "\u25E6", "\u25AA",
                                         "\u2023", "\u25CF", "\u25AB", "\u25CB"};
constexpr std::string_view kDashBullets[] = {"- ", "* ", "+ ", "\u2013 ", "\u2014 "};
constexpr std::string_view kRomans[] = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                        "vii", "viii", "ix",  "x",  "xi", "xii"};

/// Narrower text than this is not filled to a page's width, wider text not broken into lines at all.
constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 200;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

std::size_t roman_index(std::string_view word) {
  return static_cast<std::size_t>(std::find(std::begin(kRomans), std::end(kRomans), word) -
                                  std::begin(kRomans));
}

/// The length of a list's number at the start of `text`: up to three digits, a letter or a Roman number.
std::size_t number_length(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && n < 4 && is_ascii_digit(text[n])) ++n;
  if (n > 0) return n <= 3 ? n : 0;
  while (n < text.size() && n < 5 && is_ascii_lower(text[n])) ++n;
  if (n == 1 || roman_index(text.substr(0, n)) < std::size(kRomans)) return n;
  return 0;
}

struct Line {
  std::string_view text;  // trimmed
  std::size_t end = 0;    // offset of its line break in the paragraph
};

std::vector<Line> lines_of(std::string_view paragraph) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at <= paragraph.size();) {
    const std::size_t end = std::min(paragraph.find('\n', at), paragraph.size());
    lines.push_back({trim(paragraph.substr(at, end - at)), end});
    at = end + 1;
  }
  return lines;
}

/// Whether the breaks are where a text filled to a width has them: the first word of each line would not have
/// fitted on the line before.
bool is_filled(const std::vector<Line>& lines) {
  std::size_t width = 0, breaks = 0, fitting = 0;
  for (const Line& line : lines) width = std::max(width, line.text.size());
  if (width < kNarrowest || width > kWidest) return false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].text.empty() || lines[i - 1].text.empty()) continue;
    const std::size_t word = std::min(lines[i].text.find(' '), lines[i].text.size());
    ++breaks;
    if (lines[i - 1].text.size() + 1 + word <= width) ++fitting;
  }
  return fitting * 6 <= breaks;
}

bool ends_with_any(std::string_view text, std::string_view signs) {
  return !text.empty() && signs.find(text.back()) != std::string_view::npos;
}

/// Whether sentences are marked by punctuation at all.
bool is_punctuated(std::string_view text) {
  for (std::size_t at = text.find_first_of(".!?"); at != std::string_view::npos;
       at = text.find_first_of(".!?", at + 1)) {
    if (at + 1 == text.size() || is_space(static_cast<unsigned char>(text[at + 1]))) return true;
  }
  return text.find("\u2026") != std::string_view::npos;
}

std::string_view last_word(std::string_view line) {
  const std::size_t space = line.rfind(' ');
  return space == std::string_view::npos ? line : line.substr(space + 1);
}

bool begins_lower(std::string_view line) { return !line.empty() && is_lower(code_point_at(line, 0).value); }

/// Whether a line of a punctuated text that is not filled to a width goes on in the next line.
bool goes_on(std::string_view line, std::string_view next) {
  if (ends_with_any(line, ".!?:;")) return false;
  return begins_lower(next) || ends_with_any(line, ",") || is_word(WordClass::dependent, last_word(line));
}

bool begins_item(std::string_view line, std::string_view before, bool filled) {
  for (const std::string_view dash : kDashBullets) {
    if (line.starts_with(dash)) return !filled || ends_with_any(before, ".!?:;");
  }
  const std::optional<ListMarker> marker = list_marker_at(line);
  if (!marker) return false;
  return marker->bullet || !filled || ends_with_any(before, ".!?:;");
}

}  // namespace

std::uint32_t bullet_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) != 0xE2) return 0;
  for (const std::string_view bullet : kBullets) {
    if (text.starts_with(bullet)) return static_cast<std::uint32_t>(bullet.size());
  }
  return 0;
}

std::optional<ListMarker> list_marker_at(std::string_view text) {
  ListMarker marker;
  std::size_t at = bullet_at(text);
  marker.bullet = at > 0;
  while (at > 0 && at < text.size() && text[at] == ' ') ++at;
  marker.size = static_cast<std::uint32_t>(at);
  const std::size_t digits = number_length(text.substr(at));
  std::size_t end = at + digits;
  const std::size_t punctuation = end;
  if (digits > 0 && text.substr(end).starts_with('.')) ++end;
  if (digits > 0 && text.substr(end).starts_with(')')) ++end;
  const bool numbered = end > punctuation && end < text.size() && text[end] == ' ';
  if (numbered) {
    marker.size = static_cast<std::uint32_t>(end);
    marker.number = text.substr(at, digits);
    marker.punctuation = text.substr(punctuation, end - punctuation);
  }
  if (!numbered && !marker.bullet) return std::nullopt;
  return marker;
}

std::vector<std::string> next_markers(const ListMarker& marker) {
  std::vector<std::string> next;
  if (marker.number.empty()) return next;
  if (is_ascii_digit(marker.number.front())) {
    next.push_back(std::to_string(std::stoi(std::string(marker.number)) + 1));
  } else {
    if (marker.number.size() == 1 && marker.number.front() != 'z') {
      next.emplace_back(1, static_cast<char>(marker.number.front() + 1));
    }
    const std::size_t roman = roman_index(marker.number) + 1;
    if (roman < std::size(kRomans)) next.emplace_back(kRomans[roman]);
  }
  for (std::string& number : next) number += marker.punctuation;
  return next;
}

std::vector<Span> cut_at_lines(std::string_view paragraph) {
  std::vector<Span> pieces;
  std::size_t begin = 0;
  if (paragraph.find('\n') != std::string_view::npos) {
    const std::vector<Line> lines = lines_of(paragraph);
    const bool filled = is_filled(lines);
    const bool punctuated = is_punctuated(paragraph);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const std::string_view line = lines[i].text, next = lines[i + 1].text;
      const bool ends = next.empty() || line.empty() || begins_item(next, line, filled) ||
                        (!filled && !(punctuated && goes_on(line, next)));
      if (!ends) continue;
      pieces.push_back(make_span(begin, lines[i].end));
      begin = lines[i].end;
    }
  }
  pieces.push_back(make_span(begin, paragraph.size()));
  return pieces;
}

}  // namespace quoth
