#include "write/quantity_page.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

/// "1,234,567.5"
std::string readable(double value) {
  std::string digits =
      std::abs(value) < 1e15 ? fmt::format("{:.6f}", std::abs(value)) : fmt::format("{:g}", std::abs(value));
  if (digits.find('.') != std::string::npos && digits.find('e') == std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    std::size_t whole = std::min(digits.find('.'), digits.size());
    for (; whole > 3; whole -= 3) digits.insert(whole - 3, ",");
  }
  return (value < 0 ? "-" : "") + digits;
}

std::string amount(const Quantity& quantity) {
  std::string text = quantity.decimal;
  if (quantity.value) text = readable(*quantity.value);
  if (quantity.low && quantity.high)
    text = fmt::format("{} to {}", readable(*quantity.low), readable(*quantity.high));
  if (!quantity.unit.empty()) text += " " + quantity.unit;
  if (quantity.modifier) {
    std::string modifier(to_string(*quantity.modifier));
    std::replace(modifier.begin(), modifier.end(), '_', ' ');
    text = modifier + " " + text;
  }
  return text;
}

}  // namespace

std::string render_quantities(const Record& record, const LayerPageOptions& options) {
  const int width = std::min(options.width, kWidest);
  StyledLines lines(width, options.colour);
  add_heading(lines, record);
  add_line(lines, counted(record.quantities.size(), "quantity", "quantities"), kDim);
  lines.rule();
  for (const Quantity& quantity : record.quantities) {
    lines.blank();
    StyledText line;
    line.add(amount(quantity), kBold);
    line.add(fmt::format(" · {}", to_string(quantity.kind)), kDim);
    const auto add = [&](std::string_view what, const std::optional<Span>& span) {
      if (!span) return;
      line.add(fmt::format(" · {} ", what), kDim);
      line.add(fold_space(record.document.slice(*span)));
    };
    add("of", quantity.of);
    add("than", quantity.than);
    add("out of", quantity.out_of);
    lines.add(line);
    add_in_context(lines, record, quantity.span, kMargin, width);
  }
  return std::move(lines).take();
}

}  // namespace quoth
