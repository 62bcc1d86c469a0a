#include "annotate/turns/inserts.h"

#include <algorithm>
#include <optional>

#include "annotate/turns/lexicon.h"
#include "annotate/turns/line_kinds.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestInsert = 120;

/// The block that a bracket opened at `at` makes; nothing where it holds words of the talk.
std::optional<Block> bracket_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const char open = text[at];
  const char close = open == '(' ? ')' : ']';
  const std::size_t limit = std::min<std::size_t>(end, at + kLongestInsert);
  std::size_t closed = at + 1;
  while (closed < limit && text[closed] != close && text[closed] != open) ++closed;
  if (closed >= limit || text[closed] != close) return std::nullopt;
  const std::string inside = to_lower(trim(text.substr(at + 1, closed - at - 1)));
  const Span span = make_span(at, closed + 1);
  if (inside.empty()) return std::nullopt;
  if (lexicon::is_sound(inside)) return Block{span, BlockKind::stage_direction};
  const std::string_view bracketed = slice(text, span);
  if (inside.size() >= 4 && is_time_stamp(bracketed) && inside.find(':') != inside.npos)
    return Block{span, BlockKind::time_stamp};
  // "[2.]": the number of an item in an official text, where "(2)" may be said.
  const bool number = open == '[' && inside.back() == '.' && inside.size() <= 5 &&
                      std::all_of(inside.begin(), inside.end(), [](char c) {
                        return (c >= '0' && c <= '9') || c == '.' || c == 'i' || c == 'v' || c == 'x';
                      });
  if (number) return Block{span, BlockKind::heading};
  return std::nullopt;
}

/// A raised number or sign, but not the "th" of an ordinal.
bool is_note_mark(const Style& style, std::string_view mark) {
  if ((style.bits & Style::superscript) == 0 || mark.empty() || mark.size() > 3) return false;
  return std::none_of(mark.begin(), mark.end(),
                      [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

/// A footnote glued to the end of a paragraph by the printer: " 3,3On February 2 ..." or ". 1,1See Item 22."
std::optional<std::uint32_t> trailing_note(std::string_view text, Span words) {
  for (std::uint32_t i = words.begin + 2; i + 4 < words.end; ++i) {
    if (text[i] != ',' || text[i - 1] < '0' || text[i - 1] > '9') continue;
    std::uint32_t first = i;
    while (first > words.begin && text[first - 1] >= '0' && text[first - 1] <= '9') --first;
    const std::string_view number = text.substr(first, i - first);
    if (number.size() > 2 || first == words.begin) continue;
    const char before = text[first - 1];
    if (before >= '0' && before <= '9') continue;
    const std::uint32_t at = i + 1;
    if (!text.substr(at, words.end - at).starts_with(number)) continue;
    std::uint32_t after = at + static_cast<std::uint32_t>(number.size());
    while (after < words.end && text[after] == ' ') ++after;
    // "modules 2,2A" is said; a note begins with a word.
    const bool word = after + 1 < words.end && is_upper(code_point_at(text, after).value) &&
                      is_lower(code_point_at(text, after + 1).value);
    if (word) return first;
  }
  return std::nullopt;
}

}  // namespace

void part_inserts(const Document& document, Span words, std::vector<Span>& said,
                  std::vector<Block>& inserts) {
  const std::string_view text = document.text();
  words = trim(text, words);
  if (const auto note = trailing_note(text, words)) {
    inserts.push_back({{*note, words.end}, BlockKind::footnote});
    words = trim(text, {words.begin, *note});
  }
  std::uint32_t begin = words.begin;
  const auto flush = [&](std::uint32_t end) {
    const Span span = trim(text, {begin, end});
    if (!span.empty()) said.push_back(span);
  };
  const auto& styles = document.styles();
  auto style = std::lower_bound(styles.begin(), styles.end(), words.begin,
                                [](const Style& s, std::uint32_t at) { return s.span.begin < at; });
  for (std::uint32_t i = words.begin; i < words.end;) {
    std::optional<Block> insert;
    while (style != styles.end() && style->span.begin < i) ++style;
    if (style != styles.end() && style->span.begin == i && style->span.end <= words.end &&
        is_note_mark(*style, document.slice(style->span))) {
      insert = Block{style->span, BlockKind::footnote};
    } else if (text[i] == '[' || text[i] == '(') {
      insert = bracket_at(text, i, words.end);
    } else if (text[i] == '{' && text.substr(i).starts_with("{time}")) {
      insert = Block{make_span(i, i + 6), BlockKind::time_stamp};
    }
    if (!insert) {
      ++i;
      continue;
    }
    flush(i);
    inserts.push_back(*insert);
    i = insert->span.end;
    begin = i;
  }
  flush(words.end);
}

}  // namespace quoth
