#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/offsets.h"
#include "text/span.h"
#include "text/words.h"

namespace quoth {

/// Words of a text and what stood around them, by which they are found again in another version of it: a
/// TextPositionSelector and a TextQuoteSelector of the W3C Web Annotation Data Model.
struct Anchor {
  std::uint32_t begin = 0, end = 0;  ///< code points of the text that it was taken from
  std::string words;
  std::string before, after;  ///< about a line of each
};

enum class Anchoring : std::uint8_t {
  in_place,  ///< the same words at the same position
  moved,     ///< the same words elsewhere, or differing only by what a word is not (words.h)
  changed,   ///< other words stand between what stood around them
  lost,
};

struct AnchorPlace {
  Anchoring how = Anchoring::lost;
  Span span;                  ///< in bytes; none of what is lost
  std::uint32_t context = 0;  ///< how many words next to them are those that stood there before
};

/// A text in which anchors are set and found. Lifetime: keeps a view of the text, which must outlive it.
class AnchoredText {
 public:
  /// Requires: valid UTF-8.
  explicit AnchoredText(std::string_view text) : text_(text), offsets_(text) {}

  /// The span from one code point to another; none where they lie beyond the text or hold nothing.
  std::optional<Span> span_of(std::int64_t begin, std::int64_t end) const;
  std::string_view text(Span span) const { return slice(text_, span); }
  /// Where `words` stand that overlap `place`, the nearest to its begin; none: nowhere.
  std::optional<Span> nearest(std::string_view words, Span place) const;
  /// Requires: a span of the text, at the edges of characters.
  Anchor anchor_at(Span span) const;
  /// Of several places the one with most of the context, of equal ones the nearest; where no context tells, only words
  /// that stand once are found. O(text) for the first that is not in place, then O(words).
  AnchorPlace find(const Anchor& anchor);

  const OffsetIndex& offsets() const { return offsets_; }

 private:
  const WordList& words();
  AnchorPlace find_between(const Anchor& anchor, std::uint32_t near);

  std::string_view text_;
  OffsetIndex offsets_;
  std::optional<WordList> words_;
};

}  // namespace quoth
