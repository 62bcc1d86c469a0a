#include "read/layout.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "read/heal.h"
#include "read/label.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Nobody wraps prose at fewer columns, nor at more.
constexpr std::uint32_t kLeastWidth = 25;
constexpr std::uint32_t kUsualWidth = 45;
constexpr std::uint32_t kMostWidth = 160;
/// A wrapped text shows more wraps than this.
constexpr std::size_t kManyWraps = 8;
constexpr std::uint32_t kMostIndent = 40;

bool full(const TextLine& line, const TextLine& next, std::uint32_t width) {
  return line.width + 1 + next.first_word > width;
}

std::uint32_t percentile(std::vector<std::uint32_t>& values, unsigned percent) {
  const std::size_t at = (values.size() - 1) * percent / 100;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

bool adjacent(const TextLine& line, const TextLine& next) {
  return !next.blank_before && !line.furniture && !next.furniture;
}

/// The width of a short text of which only the lines' lengths can be told: none is longer than a typewriter's, and
/// some are as long.
std::uint32_t typewriter_width(const std::vector<TextLine>& lines) {
  constexpr std::uint32_t kPaper = 80;
  std::uint32_t width = 0;
  for (const TextLine& line : lines) width = std::max(width, line.width);
  return width >= 60 && width <= kPaper ? width : 0;
}

/// The column at which most of the lines that another follows end.
std::uint32_t wrap_width(const std::vector<TextLine>& lines) {
  std::vector<std::uint32_t> widths;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (adjacent(lines[i], lines[i + 1])) widths.push_back(lines[i].width);
  }
  if (widths.empty()) return 0;
  const std::uint32_t width = percentile(widths, 95);
  // Lists of short lines may stand between; they say nothing.
  std::size_t n_long = 0;
  std::size_t n_full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!adjacent(lines[i], lines[i + 1])) continue;
    n_long += lines[i].width * 2 > width;
    n_full += full(lines[i], lines[i + 1], width - width / 10);
  }
  if (width < kLeastWidth || width > kMostWidth || n_full * 2 < n_long) return 0;
  // Where paragraphs run past that column on one line, nothing was wrapped at it.
  const auto n_wider = static_cast<std::size_t>(
      std::ranges::count_if(lines, [&](const TextLine& line) { return line.width > width + width / 8; }));
  if (n_wider > 2 && n_wider * 20 > lines.size()) return 0;
  if (n_full < kManyWraps && width < kUsualWidth) return 0;
  return n_full == 1 && width < kUsualWidth + kUsualWidth / 3 ? 0 : width;
}

bool starts_lower(std::string_view text, const TextLine& line) {
  return is_lower(code_point_at(text, line.content.begin).value);
}

/// `text` begins with a bullet, or with a number or letter and a bracket or full stop.
bool starts_item(std::string_view line) {
  for (const std::string_view bullet : {"* ", "- ", "• ", "· ", "o ", "– "}) {
    if (line.starts_with(bullet)) return true;
  }
  const bool bracket = line.starts_with('(');
  std::size_t i = bracket ? 1 : 0;
  const std::size_t begin = i;
  while (i < line.size() && i - begin < 3 && is_alphanumeric(static_cast<unsigned char>(line[i]))) ++i;
  if (i == begin || i + 1 >= line.size() || line[i + 1] != ' ') return false;
  const bool digits = is_digit(static_cast<unsigned char>(line[begin]));
  return line[i] == ')' ? bracket || digits : !bracket && line[i] == '.' && digits;
}

bool starts_bracket(std::string_view line) { return line.starts_with('[') || line.starts_with('('); }
bool ends_bracket(std::string_view line) { return line.ends_with(']') || line.ends_with(')'); }

/// Cuts the lines into paragraphs.
class Paragrapher {
 public:
  Paragrapher(std::string_view text, Layout& layout, const Wrapping& wrapping)
      : text_(text), layout_(layout), lines_(layout.lines), wrapping_(wrapping) {
    count_indents();
    count_labels();
  }

  void run() {
    layout_.joins.assign(lines_.size(), Join::space);
    for (std::uint32_t i = 0; i < lines_.size();) {
      const std::uint32_t last = paragraph_end(i);
      LayoutParagraph paragraph{i, last};
      paragraph.centered = centered(lines_[i]);
      if (lines_[i].furniture) {
        paragraph.kind = ParagraphKind::boilerplate;
      } else if (last - i >= 2 && lines_[i + 1].indent >= base_ + 3 && !paragraph.centered) {
        paragraph.kind = ParagraphKind::quotation;
      }
      layout_.paragraphs.push_back(paragraph);
      i = last;
    }
    join_words();
  }

 private:
  std::string_view content(std::size_t i) const { return slice(text_, lines_[i].content); }

  bool centered(const TextLine& line) const {
    const std::uint32_t width = wrapping_.width();
    if (width == 0 || line.indent < 6 || line.width > width) return false;
    // A line nearly as long as the others is set between the same margins by chance.
    if ((line.width - line.indent) * 10 > width * 7) return false;
    const std::uint32_t right = width - line.width;
    const std::uint32_t tolerance = 4 + (width - (line.width - line.indent)) / 8;
    return line.indent <= right + tolerance && right <= line.indent + tolerance && line.indent > base_ + 2;
  }

  /// Which indents begin paragraphs, and which is that of running lines.
  void count_indents() {
    std::vector<std::uint32_t> n_less(kMostIndent + 1), n_same(kMostIndent + 1), n_lines(kMostIndent + 1);
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      const TextLine& next = lines_[i + 1];
      if (!adjacent(line, next) || line.indent > kMostIndent || next.indent > kMostIndent) continue;
      if (!wrapping_.is_wrap(line, next)) continue;
      ++n_lines[next.indent];
      n_less[line.indent] += next.indent < line.indent;
      n_same[line.indent] += next.indent == line.indent;
    }
    begins_.resize(kMostIndent + 1);
    for (std::size_t i = 0; i <= kMostIndent; ++i) begins_[i] = n_less[i] >= 2 && n_less[i] > 2 * n_same[i];
    base_ = static_cast<std::uint32_t>(std::max_element(n_lines.begin(), n_lines.end()) - n_lines.begin());
  }

  /// Labels that begin lines more than once: a break before one of them is no wrap.
  void count_labels() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view label = label_of(content(i));
      if (!label.empty()) ++n_labels_[label];
    }
  }

  bool starts_label(std::size_t i) const {
    const std::string_view label = label_of(content(i));
    if (label.empty()) return false;
    const auto found = n_labels_.find(label);
    return is_all_capitals(label) || (found != n_labels_.end() && found->second > 1);
  }

  /// Whether line `i` goes on with line `i + 1`, of the paragraph that begins at line `first`.
  bool goes_on(std::uint32_t first, std::uint32_t i) const {
    const TextLine& line = lines_[i];
    const TextLine& next = lines_[i + 1];
    if (!wrapping_.wrapped() || !adjacent(line, next)) return false;
    const bool lower = starts_lower(text_, next);
    if (wrapping_.doubtful() && ends_sentence(content(i))) return false;
    if (!wrapping_.is_wrap(line, next) && !(lower && line.width * 2 > wrapping_.width())) return false;
    // A number or bracket at a line's start may stand there by chance, inside a sentence.
    const bool inside =
        line.indent == next.indent && wrapping_.is_wrap(line, next) && !ends_sentence(content(i));
    if (starts_item(content(i + 1)) && !inside) return false;
    if (ends_bracket(content(i)) && starts_bracket(content(i + 1))) return false;
    if (starts_label(i + 1) && ends_sentence(content(i))) return false;
    if (centered(next) && !centered(line)) return false;
    if (centered(line)) return centered(next);
    if (i == first) {
      if (next.indent == line.indent) return line.indent > kMostIndent || !begins_[line.indent];
      // A first line may stand a little to the right of the next, or to the left of it.
      return next.indent <= line.indent + 24 && line.indent <= next.indent + 12;
    }
    return next.indent == line.indent;
  }

  std::uint32_t paragraph_end(std::uint32_t first) const {
    std::uint32_t i = first;
    while (i + 1 < lines_.size() && goes_on(first, i)) ++i;
    return i + 1;
  }

  /// Where a line ends in a hyphen: whether it divides a word or belongs to it.
  void join_words() {
    std::unordered_set<std::string> words;
    bool collected = false;
    for (const LayoutParagraph& paragraph : layout_.paragraphs) {
      for (std::uint32_t i = paragraph.first + 1; i < paragraph.last; ++i) {
        const std::string_view before = content(i - 1);
        if (before.size() < 2) continue;
        if (before.ends_with("--") || before.ends_with("—")) {
          const std::size_t dash = before.size() - (before.ends_with("--") ? 2 : 3);
          if (dash > 0 && before[dash - 1] != ' ') layout_.joins[i] = Join::nothing;
          continue;
        }
        const char32_t letter = code_point_before(before, before.size() - 1).value;
        if (before.back() != '-' || !is_alphanumeric(letter)) continue;
        layout_.joins[i] = Join::nothing;
        if (!is_letter(letter) || !starts_lower(text_, lines_[i])) continue;
        if (!collected) collect_words(words);
        collected = true;
        const std::string joined = joined_word(before.substr(0, before.size() - 1), content(i));
        if (words.contains(joined)) layout_.joins[i] = Join::hyphen;
      }
    }
  }

  static std::string joined_word(std::string_view before, std::string_view after) {
    const std::size_t begin = before.find_last_of(" \t\"'([-") + 1;
    std::size_t end = 0;
    while (end < after.size() && is_letter(code_point_at(after, end).value))
      end += code_point_at(after, end).length;
    return to_lower(before.substr(begin)) + to_lower(after.substr(0, end));
  }

  /// Every word of the text in lower case, where it stands whole on a line.
  void collect_words(std::unordered_set<std::string>& words) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = content(i);
      for (std::size_t at = 0; at < line.size();) {
        const std::size_t begin = at;
        while (at < line.size() && is_letter(code_point_at(line, at).value))
          at += code_point_at(line, at).length;
        if (at > begin) words.insert(to_lower(line.substr(begin, at - begin)));
        if (at < line.size()) at += code_point_at(line, at).length;
      }
    }
  }

  std::string_view text_;
  Layout& layout_;
  const std::vector<TextLine>& lines_;
  const Wrapping& wrapping_;
  std::vector<bool> begins_;
  std::uint32_t base_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> n_labels_;
};

std::uint16_t columns(std::uint32_t n) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(n, 1000));
}

Paragraph attributes(const Layout& layout, const LayoutParagraph& from, std::uint32_t page) {
  Paragraph paragraph;
  paragraph.kind = from.kind;
  paragraph.centered = from.centered;
  paragraph.indent = columns(layout.lines[from.first].indent);
  paragraph.hanging =
      from.last - from.first < 2 ? paragraph.indent : columns(layout.lines[from.first + 1].indent);
  paragraph.page = page;
  return paragraph;
}

/// Counts the pages of a text that has form feeds.
class Pages {
 public:
  explicit Pages(const Layout& layout)
      : any_(std::ranges::any_of(layout.lines, [](const TextLine& line) { return line.page_start; })) {}
  std::uint32_t of(const TextLine& line) {
    n_ += line.page_start;
    return any_ ? n_ : 0;
  }

 private:
  bool any_;
  std::uint32_t n_ = 1;
};

}  // namespace

Wrapping::Wrapping(const std::vector<TextLine>& lines) : width_(wrap_width(lines)) {
  if (width_ == 0) {
    width_ = typewriter_width(lines);
    doubtful_ = true;
    return;
  }
  constexpr std::size_t kEnough = 6;
  std::vector<std::vector<std::uint32_t>> widths(kMostIndent + 1);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (adjacent(lines[i], lines[i + 1]) && lines[i].indent <= kMostIndent) {
      widths[lines[i].indent].push_back(lines[i].width);
    }
  }
  by_indent_.resize(kMostIndent + 1);
  for (std::size_t indent = 0; indent <= kMostIndent; ++indent) {
    if (widths[indent].size() >= kEnough) by_indent_[indent] = percentile(widths[indent], 90);
  }
}

bool Wrapping::is_wrap(const TextLine& line, const TextLine& next) const {
  if (width_ == 0) return false;
  if (doubtful_) return full(line, next, width_);
  // A narrower block, such as a quotation, is wrapped at a width of its own; a list of short lines is none.
  const std::uint32_t own = line.indent < by_indent_.size() ? by_indent_[line.indent] : 0;
  const std::uint32_t width = own * 3 > width_ * 2 && own < width_ ? own : width_;
  return full(line, next, width - width / 10);
}

Layout find_layout(std::string_view text) {
  Layout layout;
  layout.lines = split_lines(text);
  layout.n_line_numbers = find_furniture(text, layout.lines);
  Paragrapher(text, layout, Wrapping(layout.lines)).run();
  return layout;
}

void emit_layout(std::string_view text, std::uint32_t offset, Emitter& emitter, DocumentBuilder& builder) {
  const Layout layout = find_layout(text);
  Pages pages(layout);
  for (const LayoutParagraph& from : layout.paragraphs) {
    emitter.separate();
    const std::uint32_t begin = emitter.size();
    std::uint32_t page = 0;
    for (std::uint32_t i = from.first; i < from.last; ++i) {
      const std::uint32_t line_page = pages.of(layout.lines[i]);
      if (i == from.first) page = line_page;
      Span line = layout.lines[i].content;
      const bool more = i + 1 < from.last;
      if (more && layout.joins[i + 1] == Join::hyphen) --line.end;
      emitter.copy({line.begin + offset, line.end + offset});
      if (!more || layout.joins[i + 1] != Join::space) continue;
      // A line number between the two is no part of the space.
      const std::uint32_t next = layout.lines[i + 1].content.begin;
      const std::size_t word = text.find_first_not_of(" \t\r\n", line.end);
      emitter.unit(" ", {line.end + offset, std::min(next, static_cast<std::uint32_t>(word)) + offset});
    }
    Paragraph paragraph = attributes(layout, from, page);
    paragraph.span = {begin, emitter.size()};
    builder.paragraphs.push_back(paragraph);
  }
  if (layout.n_line_numbers > 0) {
    builder.diagnostics.push_back(
        {"text.line_numbers_removed", std::nullopt,
         std::to_string(layout.n_line_numbers) + " line numbers in the margin are left out"});
  }
}

std::vector<Paragraph> find_paragraphs(std::string_view text) {
  const Layout layout = find_layout(text);
  Pages pages(layout);
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(layout.paragraphs.size());
  for (const LayoutParagraph& from : layout.paragraphs) {
    std::uint32_t page = 0;
    for (std::uint32_t i = from.first; i < from.last; ++i) {
      const std::uint32_t line_page = pages.of(layout.lines[i]);
      if (i == from.first) page = line_page;
    }
    Paragraph paragraph = attributes(layout, from, page);
    paragraph.span = {layout.lines[from.first].content.begin, layout.lines[from.last - 1].content.end};
    paragraphs.push_back(paragraph);
  }
  join_cut_paragraphs(text, paragraphs);
  return paragraphs;
}

}  // namespace quoth
