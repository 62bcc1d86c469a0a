#include "write/time_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

/// "EQUAL_OR_MORE" as words.
std::string readable(TimeMod mod) {
  std::string words = to_lower(to_string(mod));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

std::string render_times(const Record& record, const LayerPageOptions& options) {
  const int width = std::min(options.width, kWidest);
  StyledLines lines(width, options.colour);
  add_heading(lines, record);
  add_line(lines, counted(record.times.size(), "time", "times"), kDim);
  lines.rule();
  for (const Time& time : record.times) {
    lines.blank();
    StyledText line;
    line.add(time.value.empty() ? "no value" : time.value, kBold);
    line.add(fmt::format(" · {}", to_lower(to_string(time.type))), kDim);
    if (time.mod != TimeMod::none) line.add(" · " + readable(time.mod), kDim);
    if (!time.from.empty() && !time.to.empty())
      line.add(fmt::format(" · {} to {}", time.from, time.to), kDim);
    lines.add(line);
    add_in_context(lines, record, time.span, kMargin, width);
  }
  return std::move(lines).take();
}

}  // namespace quoth
