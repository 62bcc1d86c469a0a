#include "read/lines.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

bool ends_line(char32_t c) {
  return c == '\n' || c == '\r' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Where the line that begins at `at` ends, before its line break.
std::size_t line_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' || byte == '\r' || byte == '\f') break;
    // NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR begin with these.
    if ((byte == 0xC2 || byte == 0xE2) && ends_line(code_point_at(text, at).value)) break;
    ++at;
  }
  return at;
}

}  // namespace

void measure(std::string_view text, TextLine& line) {
  std::size_t begin = line.content.begin;
  while (begin > 0 && !ends_line(code_point_before(text, begin).value))
    begin -= code_point_before(text, begin).length;
  std::uint32_t column = 0;
  for (std::size_t i = begin; i < line.content.begin; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\t') {
      column += 8 - column % 8;
    } else {
      column += (byte & 0xC0) != 0x80;
    }
  }
  line.indent = column;
  std::uint16_t word = 0;
  bool in_word = true;
  for (std::size_t i = line.content.begin; i < line.content.end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool starts = (byte & 0xC0) != 0x80;
    column += starts;
    in_word = in_word && byte > ' ' && word < 1000;
    word = static_cast<std::uint16_t>(word + (in_word && starts));
  }
  line.width = column;
  line.first_word = word;
}

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines;
  bool blank = true;
  bool page = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = line_end(text, at);
    const Span content = trim(text, make_span(at, end));
    if (content.empty()) {
      blank = true;
    } else {
      TextLine line;
      line.content = content;
      line.blank_before = blank;
      line.page_start = page;
      measure(text, line);
      lines.push_back(line);
      blank = page = false;
    }
    if (end == text.size()) break;
    const CodePoint mark = code_point_at(text, end);
    at = end + mark.length;
    if (mark.value == '\r' && at < text.size() && text[at] == '\n') ++at;
    if (mark.value == '\f') blank = page = true;
  }
  return lines;
}

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = is_space(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80;
    n += !space && !inside;
    inside = !space;
  }
  return n;
}

}  // namespace quoth
