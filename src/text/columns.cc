#include "text/columns.h"

#include <unicode/uchar.h>

#include "text/unicode.h"

namespace quoth {
namespace {

std::size_t columns_of(char32_t c) {
  if (c < 0x300) return is_control(c) ? 0 : 1;
  const auto value = static_cast<UChar32>(c);
  const auto type = u_charType(value);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// One line: what would move the cursor is a space.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    append_utf8(line, is_space(c.value) || is_control(c.value) ? U' ' : c.value);
    i += c.length;
  }
  return line;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    columns += columns_of(c.value);
    i += c.length;
  }
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t columns) {
  std::string line = on_one_line(text);
  if (columns_of(line) <= columns) return line;
  if (columns == 0) return {};
  std::size_t used = 0, i = 0;
  while (i < line.size()) {
    const CodePoint c = code_point_at(line, i);
    if (used + columns_of(c.value) > columns - 1) break;
    used += columns_of(c.value);
    i += c.length;
  }
  return line.substr(0, i) + "…";
}

std::string cut_to_last_columns(std::string_view text, std::size_t columns) {
  std::string line = on_one_line(text);
  if (columns_of(line) <= columns) return line;
  if (columns == 0) return {};
  std::size_t used = 0, i = line.size();
  while (i > 0) {
    const CodePoint c = code_point_before(line, i);
    if (used + columns_of(c.value) > columns - 1) break;
    used += columns_of(c.value);
    i -= c.length;
  }
  return "…" + line.substr(i);
}

std::string fit_to_columns(std::string_view text, std::size_t columns) {
  std::string line = cut_to_columns(text, columns);
  line.append(columns - std::min(columns, columns_of(line)), ' ');
  return line;
}

}  // namespace quoth
