#include "store/figure_marks.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace quoth {
namespace {

constexpr std::size_t kMantissaDigits = 15;

/// Beginnings of all words of digits from `low` to `high`, which are of one length and share `shared`.
void add_between(const std::string& shared, std::string_view low, std::string_view high,
                 std::vector<std::string>& out) {
  const bool all = low.find_first_not_of('0') == std::string_view::npos &&
                   high.find_first_not_of('9') == std::string_view::npos;
  if (all) {
    out.push_back(shared);
    return;
  }
  const std::string nines(low.size() - 1, '9'), zeros(low.size() - 1, '0');
  for (char digit = low[0]; digit <= high[0]; ++digit) {
    add_between(shared + digit, digit == low[0] ? low.substr(1) : zeros,
                digit == high[0] ? high.substr(1) : nines, out);
  }
}

}  // namespace

QuantityKind figure_kind(const Quantity& quantity) {
  if (quantity.kind != QuantityKind::range) return quantity.kind;
  if (quantity.unit.empty()) return QuantityKind::number;
  if (quantity.unit == "times") return QuantityKind::ratio;
  if (quantity.unit.starts_with("percent") || quantity.unit == "basis point") return QuantityKind::percent;
  const bool code = quantity.unit.size() == 3 && std::all_of(quantity.unit.begin(), quantity.unit.end(),
                                                             [](char c) { return c >= 'A' && c <= 'Z'; });
  return code ? QuantityKind::money : QuantityKind::measure;
}

std::string sortable(double value) {
  if (value == 0) return "1" + std::string(3 + kMantissaDigits, '0');
  // "1.23456789012345e+06"
  const std::string text = fmt::format("{:.{}e}", std::abs(value), kMantissaDigits - 1);
  const std::size_t e = text.find('e');
  std::string digits =
      fmt::format("{:03}", std::stoi(text.substr(e + 1)) + 500) + text[0] + text.substr(2, e - 2);
  if (value > 0) return "1" + digits;
  for (char& c : digits) c = static_cast<char>('9' - (c - '0'));
  return "0" + digits;
}

std::vector<std::string> beginnings_between(double low, double high) {
  std::vector<std::string> out;
  add_between("", sortable(low), sortable(high), out);
  return out;
}

}  // namespace quoth
