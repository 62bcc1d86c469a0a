#include "text/columns.h"

#include <algorithm>

#include "text/display.h"
#include "text/unicode.h"

namespace quoth {
namespace {

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

std::string cut_to_columns(std::string_view text, int columns) {
  std::string line = on_one_line(text);
  if (display_columns(line) <= columns) return line;
  if (columns <= 0) return {};
  int used = 0;
  std::size_t i = 0;
  while (i < line.size()) {
    const CodePoint c = code_point_at(line, i);
    if (used + display_columns(c.value) > columns - 1) break;
    used += display_columns(c.value);
    i += c.length;
  }
  return line.substr(0, i) + "…";
}

std::string cut_to_last_columns(std::string_view text, int columns) {
  std::string line = on_one_line(text);
  if (display_columns(line) <= columns) return line;
  if (columns <= 0) return {};
  int used = 0;
  std::size_t i = line.size();
  while (i > 0) {
    const CodePoint c = code_point_before(line, i);
    if (used + display_columns(c.value) > columns - 1) break;
    used += display_columns(c.value);
    i -= c.length;
  }
  return "…" + line.substr(i);
}

std::string fit_to_columns(std::string_view text, int columns) {
  std::string line = cut_to_columns(text, columns);
  line.append(static_cast<std::size_t>(std::max(0, columns - display_columns(line))), ' ');
  return line;
}

}  // namespace quoth
