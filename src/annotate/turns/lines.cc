#include "annotate/turns/lines.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Joins the styles with `bit` that cover or adjoin each other, and answers questions in order of position.
class StyleRuns {
 public:
  StyleRuns(const Document& document, Style::Bit bit) {
    for (const Style& style : document.styles()) {
      if ((style.bits & bit) == 0) continue;
      if (!runs_.empty() && trim(document.text(), {runs_.back().end, style.span.begin}).empty()) {
        runs_.back().end = std::max(runs_.back().end, style.span.end);
      } else {
        runs_.push_back(style.span);
      }
    }
  }

  /// End of the run that covers `at`; `at` itself where none does.
  std::uint32_t end_of(std::uint32_t at) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), at,
                                        [](std::uint32_t value, Span run) { return value < run.begin; });
    if (after == runs_.begin()) return at;
    return std::max(at, (after - 1)->end);
  }

  /// Where the state at `at` ends: the end of the run that covers it, or the begin of the next.
  std::uint32_t change_after(std::uint32_t at) const {
    if (const std::uint32_t end = end_of(at); end > at) return end;
    const auto next = std::upper_bound(runs_.begin(), runs_.end(), at,
                                       [](std::uint32_t value, Span run) { return value < run.begin; });
    return next == runs_.end() ? ~0u : next->begin;
  }

 private:
  std::vector<Span> runs_;
};

}  // namespace

std::vector<Line> find_lines(const Document& document) {
  const StyleRuns bold(document, Style::bold);
  const StyleRuns italic(document, Style::italic);
  const StyleRuns small(document, Style::small);
  const std::string_view text = document.text();
  std::vector<Line> lines;
  for (std::uint32_t p = 0; p < document.paragraphs().size(); ++p) {
    const Span paragraph = document.paragraphs()[p].span;
    const std::size_t before = lines.size();
    for (std::uint32_t begin = paragraph.begin; begin < paragraph.end;) {
      auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', begin), paragraph.end));
      const Span span = trim(text, {begin, end});
      if (!span.empty()) {
        Line line;
        line.span = span;
        line.paragraph = p;
        line.first = lines.size() == before;
        line.last = false;
        line.bold_end = std::min(bold.end_of(span.begin), span.end);
        line.italic_end = std::min(italic.end_of(span.begin), span.end);
        line.style_end = std::min({bold.change_after(span.begin), italic.change_after(span.begin), span.end});
        if (line.bold_end == span.end) line.all |= Style::bold;
        if (line.italic_end == span.end) line.all |= Style::italic;
        if (small.end_of(span.begin) >= span.end) line.all |= Style::small;
        lines.push_back(line);
      }
      begin = end + 1;
    }
    if (lines.size() > before) lines.back().last = true;
  }
  return lines;
}

void split_line(const Document& document, std::vector<Line>& lines, std::uint32_t line, std::uint32_t at) {
  Line second = lines[line];
  Line& first = lines[line];
  second.span.begin = at;
  second.first = false;
  second.bold_end = std::max(second.bold_end, at);
  second.italic_end = std::max(second.italic_end, at);
  second.style_end = second.style_end > at ? second.style_end : second.span.end;
  first.span = trim(document.text(), {first.span.begin, at});
  first.last = false;
  first.bold_end = std::min(first.bold_end, first.span.end);
  first.italic_end = std::min(first.italic_end, first.span.end);
  first.style_end = std::min(first.style_end, first.span.end);
  lines.insert(lines.begin() + line + 1, second);
}

bool has_final_punctuation(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0) {
    const CodePoint c = code_point_before(line, end);
    if (is_closing_quote(c.value) || c.value == ')' || c.value == ']' || is_space(c.value)) {
      end -= c.length;
      continue;
    }
    switch (c.value) {
      case '.':
      case '?':
      case '!':
      case ':':
      case ';':
      case 0x2026: return true;
      default: return is_dash(c.value);
    }
  }
  return false;
}

bool is_divider(std::string_view line) {
  std::size_t marks = 0;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint c = code_point_at(line, i);
    i += c.length;
    if (is_space(c.value)) continue;
    const bool mark = c.value == '_' || c.value == '*' || c.value == '=' || c.value == '.' ||
                      c.value == '~' || c.value == '#' || c.value == 0x2022 || c.value == 0x2500 ||
                      is_dash(c.value);
    if (!mark) return false;
    ++marks;
  }
  return marks >= 3;
}

}  // namespace quoth
