#include "write/styled_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/display.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr int kLeastColumns = 16;  // beside the margin, however narrow the terminal says it is

/// Where a line that begins at `begin` and may take `columns` ends: after the last of `breaks` that fits, in the
/// middle of a word where none does. White space at the end may stand out.
std::size_t end_of_line(std::string_view text, std::size_t begin, int columns,
                        const std::vector<std::uint32_t>& breaks) {
  int used = 0;
  std::size_t fits = begin;  // the last break that fits
  auto next = std::upper_bound(breaks.begin(), breaks.end(), begin);
  for (std::size_t at = begin; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == '\n') return at + 1;
    used += display_columns(c.value);
    if (used > columns && !is_space(c.value)) return fits > begin ? fits : std::max(at, begin + c.length);
    at += c.length;
    if (next != breaks.end() && *next == at) {
      fits = at;
      ++next;
    }
  }
  return text.size();
}

}  // namespace

void StyledText::add(std::string_view text, Ink ink) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    i += c.length;
    if (c.value == '\n' || c.value == 0x2028 || c.value == 0x2029) {
      while (text_.ends_with(' ')) text_.pop_back();
      text_ += '\n';
    } else if (is_space(c.value) && c.value != 0xA0 && c.value != 0x202F) {
      if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    } else {
      append_utf8(text_, is_control(c.value) ? 0xFFFD : c.value);
    }
  }
  if (!runs_.empty() && runs_.back().ink == ink) {
    runs_.back().end = text_.size();
  } else {
    runs_.push_back({text_.size(), ink});
  }
}

void StyledLines::put(std::string_view text, Ink ink) {
  if (!colour_ || ink == Ink{} || text.find_first_not_of(' ') == std::string_view::npos) {
    out_ += text;
    return;
  }
  std::string codes;
  if (ink.bold) codes += ";1";
  if (ink.dim) codes += ";2";
  if (ink.italic) codes += ";3";
  if (ink.underline) codes += ";4";
  if (ink.colour != 0) codes += fmt::format(";{}", ink.colour);
  out_ += fmt::format("\x1b[{}m{}\x1b[0m", codes.substr(1), text);
}

void StyledLines::put_line(const StyledText& paragraph, std::size_t begin, std::size_t end) {
  const std::string_view text = paragraph.text_;
  const std::string_view line = text.substr(begin, end - begin), kept = trim(line);
  // White space stays at the begin: spaces that hold together.
  end = kept.empty() ? begin : begin + static_cast<std::size_t>(kept.data() - line.data()) + kept.size();
  for (const StyledText::Run& run : paragraph.runs_) {
    if (run.end <= begin) continue;
    const std::size_t until = std::min(run.end, end);
    if (until > begin) put(text.substr(begin, until - begin), run.ink);
    begin = std::max(begin, until);
  }
  out_ += '\n';
}

void StyledLines::add(const StyledText& paragraph, std::string_view first, std::string_view rest,
                      Ink margin) {
  const std::string_view text = paragraph.text_;
  const std::vector<std::uint32_t> breaks = line_breaks(text);
  const std::string spaces(static_cast<std::size_t>(display_columns(first)), ' ');
  std::string_view before = first;
  for (std::size_t begin = 0; begin < text.size();) {
    while (begin < text.size() && text[begin] == ' ') ++begin;
    if (begin == text.size()) break;
    const int columns = std::max(kLeastColumns, width_ - display_columns(before));
    const std::size_t end = end_of_line(text, begin, columns, breaks);
    put(before, margin);
    put_line(paragraph, begin, end);
    begin = end;
    before = rest.empty() ? std::string_view(spaces) : rest;
  }
}

void StyledLines::picture(std::string_view line, Ink ink) {
  put(line, ink);
  out_ += '\n';
}

void StyledLines::blank() {
  if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
}

void StyledLines::rule() {
  std::string line;
  for (int i = 0; i < width_; ++i) line += "─";
  put(line, {.dim = true});
  out_ += '\n';
}

}  // namespace quoth
