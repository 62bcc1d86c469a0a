#include "store/said.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {

Said said(std::string_view text, const Turn& turn) {
  Said result;
  result.spans = turn.spans;
  if (result.spans.empty()) result.spans.push_back(turn.span);
  std::uint32_t end = turn.span.begin;
  for (const Span span : result.spans) {
    if (!result.text.empty() && !is_space(code_point_before(result.text, result.text.size()).value) &&
        !(span.begin < text.size() && is_space(code_point_at(text, span.begin).value))) {
      const std::string_view gap = slice(text, {end, span.begin});
      result.text += gap.find("\n\n") != std::string_view::npos ? "\n\n" : " ";
    }
    result.said_begin.push_back(static_cast<std::uint32_t>(result.text.size()));
    result.text += slice(text, span);
    end = span.end;
  }
  return result;
}

std::optional<TurnId> turn_at(const std::vector<Turn>& turns, std::uint32_t at) {
  const auto after = std::partition_point(turns.begin(), turns.end(),
                                          [&](const Turn& turn) { return turn.span.begin <= at; });
  if (after == turns.begin() || (after - 1)->span.end <= at) return std::nullopt;
  return TurnId(static_cast<std::size_t>(after - turns.begin()) - 1);
}

}  // namespace quoth
