#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "read/lines.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Fewer lines than this carry no line numbers.
constexpr std::size_t kLeastNumberedLines = 10;
/// As often a head must run to be one.
constexpr std::uint32_t kLeastRepeats = 3;

std::optional<std::uint32_t> number_at(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  std::uint32_t value = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - begin < 5) {
    value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
  }
  if (at == begin) return std::nullopt;
  return value;
}

/// The number at the start of a line, where white space or nothing follows it.
std::optional<std::uint32_t> margin_number(std::string_view line) {
  std::size_t at = 0;
  const auto value = number_at(line, at);
  if (!value || at > 2 || (at < line.size() && line[at] != ' ' && line[at] != '\t')) return std::nullopt;
  return value;
}

std::size_t take_line_numbers(std::string_view text, std::vector<TextLine>& lines) {
  std::vector<bool> numbered(lines.size());
  std::size_t n_numbered = 0;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto value = margin_number(slice(text, lines[i].content));
    if (!value || (*value != before + 1 && *value != 1)) continue;
    before = *value;
    numbered[i] = true;
    ++n_numbered;
  }
  if (n_numbered < kLeastNumberedLines || n_numbered * 5 < lines.size() * 4) return 0;
  std::vector<TextLine> kept;
  kept.reserve(lines.size());
  bool blank = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TextLine line = lines[i];
    line.blank_before = line.blank_before || blank;
    blank = false;
    if (numbered[i]) {
      std::size_t at = line.content.begin;
      number_at(text, at);
      line.content = trim(text, make_span(at, line.content.end));
      if (line.content.empty()) {
        blank = true;
        continue;
      }
      measure(text, line);
    }
    kept.push_back(line);
  }
  // Numbered paper is set at double space: a blank line between two numbers ends nothing.
  lines = std::move(kept);
  return n_numbered;
}

/// `[[Page S693]]`, `[Page 12]`, `{p. 7}` alone on a line.
bool is_page_marker(std::string_view line) {
  if (line.size() > 30 || (line.front() != '[' && line.front() != '{')) return false;
  const std::size_t begin = line.find_first_not_of("[{ ");
  const std::size_t end = line.find_last_not_of("]} ");
  if (begin == std::string_view::npos || end == line.size() - 1 || end < begin) return false;
  const std::string inner = to_lower(line.substr(begin, end + 1 - begin));
  for (const std::string_view word : {"page ", "pg. ", "p. "}) {
    if (inner.starts_with(word) && inner.find(' ', word.size()) == std::string::npos) return true;
  }
  return false;
}

/// How a page number is written, and the number.
struct PageNumber {
  enum Shape : std::uint8_t { bare, dashed, page, n_shapes } shape;
  std::uint32_t value;
};

std::optional<PageNumber> page_number(std::string_view line) {
  if (line.size() > 24) return std::nullopt;
  const std::string lower = to_lower(line);
  std::string_view rest = lower;
  PageNumber number{PageNumber::bare, 0};
  if (rest.starts_with("page")) {
    rest = trim(rest.substr(4));
    number.shape = PageNumber::page;
  } else if (rest.starts_with("- ") || rest.starts_with("– ") || rest.starts_with("-")) {
    rest = trim(rest.substr(std::min(rest.find_first_not_of("-\xE2\x80\x93"), rest.size())));
    number.shape = PageNumber::dashed;
  }
  std::size_t at = 0;
  const auto value = number_at(rest, at);
  if (!value) return std::nullopt;
  number.value = *value;
  rest = trim(rest.substr(at));
  if (rest.starts_with("of ") || rest.starts_with('/')) {
    at = rest.starts_with('/') ? 1 : 3;
    if (!number_at(rest, at)) return std::nullopt;
    number.shape = PageNumber::page;
    rest = trim(rest.substr(at));
  }
  if (rest == "-" || rest == "–") rest = {};
  if (rest == "| page" || rest == "|page") {
    number.shape = PageNumber::page;
    rest = {};
  }
  if (!rest.empty()) return std::nullopt;
  return number;
}

bool at_page_edge(const std::vector<TextLine>& lines, std::size_t i, std::size_t reach) {
  if (i < reach || i + reach >= lines.size()) return true;
  for (std::size_t k = 0; k < reach && i >= k; ++k) {
    if (lines[i - k].page_start) return true;
  }
  for (std::size_t k = 1; k <= reach && i + k < lines.size(); ++k) {
    if (lines[i + k].page_start) return true;
  }
  return false;
}

/// Page numbers stand at a page's edge, or count up through the document.
void mark_page_numbers(std::string_view text, std::vector<TextLine>& lines) {
  struct Candidate {
    std::size_t line;
    std::uint32_t value;
  };
  std::array<std::vector<Candidate>, PageNumber::n_shapes> by_shape;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = slice(text, lines[i].content);
    if (is_page_marker(line)) {
      lines[i].furniture = true;
    } else if (const auto number = page_number(line)) {
      by_shape[number->shape].push_back({i, number->value});
      if (at_page_edge(lines, i, 1)) lines[i].furniture = true;
    }
  }
  for (std::size_t shape = 0; shape < by_shape.size(); ++shape) {
    const auto& candidates = by_shape[shape];
    std::size_t n_steps = 0;
    for (std::size_t i = 1; i < candidates.size(); ++i)
      n_steps += candidates[i].value == candidates[i - 1].value + 1;
    const std::size_t needed = shape == PageNumber::page ? 1 : 2;
    if (n_steps < needed || n_steps * 5 < (candidates.size() - 1) * 4) continue;
    for (const Candidate& candidate : candidates) lines[candidate.line].furniture = true;
  }
}

/// What stays the same of a running head from page to page: its letters, with the digits taken out.
std::string head_key(std::string_view line) {
  std::string key = letters_of(line);
  std::erase_if(key, [](char c) { return c >= '0' && c <= '9'; });
  return key;
}

void mark_running_heads(std::string_view text, std::vector<TextLine>& lines) {
  const auto near_page_number = [&](std::size_t i) {
    for (std::size_t k = i > 2 ? i - 2 : 0; k < std::min(lines.size(), i + 3); ++k) {
      if (k != i && lines[k].furniture && !is_page_marker(slice(text, lines[k].content))) return true;
    }
    return at_page_edge(lines, i, 2);
  };
  std::vector<std::size_t> edge;
  std::unordered_map<std::string, std::uint32_t> n_seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].furniture || lines[i].content.size() > 120 || !near_page_number(i)) continue;
    const std::string key = head_key(slice(text, lines[i].content));
    if (key.size() < 4) continue;
    edge.push_back(i);
    ++n_seen[key];
  }
  const auto n_pages = static_cast<std::uint32_t>(std::max(
      std::count_if(lines.begin(), lines.end(), [](const TextLine& line) { return line.page_start; }),
      std::count_if(lines.begin(), lines.end(), [](const TextLine& line) { return line.furniture; })));
  // A head stands on every page or on every other one; what is said at a page's edge may return too, by chance.
  const std::uint32_t needed = std::max(kLeastRepeats, n_pages / 3);
  for (const std::size_t i : edge) {
    if (n_seen[head_key(slice(text, lines[i].content))] >= needed) lines[i].furniture = true;
  }
}

}  // namespace

bool is_page_number(std::string_view line) {
  const auto number = page_number(line);
  return number && (number->value < 1000 || number->shape == PageNumber::page);
}

std::size_t find_furniture(std::string_view text, std::vector<TextLine>& lines) {
  const std::size_t n_numbers = take_line_numbers(text, lines);
  mark_page_numbers(text, lines);
  mark_running_heads(text, lines);
  return n_numbers;
}

}  // namespace quoth
