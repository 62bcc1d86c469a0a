#include "text/word_index.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {

WordIndex::WordIndex(std::string_view text) {
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const bool space = is_space(c.value);
    if (!space && !inside) words_.push_back(make_span(i, text.size()));
    if (space && inside) words_.back().end = static_cast<std::uint32_t>(i);
    inside = !space;
    i += c.length;
  }
}

std::optional<WordIndex::Range> WordIndex::words_in(Span span) const {
  const auto first =
      std::partition_point(words_.begin(), words_.end(), [&](Span word) { return word.end <= span.begin; });
  const auto after =
      std::partition_point(first, words_.end(), [&](Span word) { return word.begin < span.end; });
  if (first == after) return std::nullopt;
  return Range{static_cast<std::size_t>(first - words_.begin()),
               static_cast<std::size_t>(after - words_.begin()) - 1};
}

}  // namespace quoth
