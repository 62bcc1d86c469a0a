#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// The words of a text in their order, counted from 0: runs of characters that are no white space. They are what permalinks
/// count, and no annotation changes them.
class WordIndex {
 public:
  /// Requires: valid UTF-8. O(size).
  explicit WordIndex(std::string_view text);

  std::size_t size() const { return words_.size(); }
  /// The words that a span touches, first and last; none where it touches none.
  struct Range {
    std::size_t first = 0, last = 0;
  };
  std::optional<Range> words_in(Span span) const;
  /// From the first word's begin to the last one's end. Requires: first <= last < size().
  Span span_of(Range range) const { return {words_[range.first].begin, words_[range.last].end}; }

 private:
  std::vector<Span> words_;
};

}  // namespace quoth
