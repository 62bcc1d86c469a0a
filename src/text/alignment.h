#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A stretch of text whose units came, one by one, from equally long units of the source: bytes copied as they
/// were (1:1), UTF-16 letters (1:2), a character entity read as one character (2:6), or text that the source
/// does not have, such as the blank line between two paragraphs (an empty source range).
struct SourceRun {
  Span text;
  Span source;  ///< bytes of the source
  std::uint32_t text_unit = 1;
  std::uint32_t source_unit = 1;  ///< 0 where the source has nothing

  bool operator==(const SourceRun&) const = default;
};

/// Run-length map from every byte of a text to the bytes of the source that it was read from.
///
/// Invariants: runs are sorted by text and by source, do not overlap, and leave no gap in the text.
/// The idea is SentencePiece's normaliser, with runs in place of one integer a byte.
class SourceMap {
 public:
  const std::vector<SourceRun>& runs() const& { return runs_; }
  const std::vector<SourceRun>& runs() && = delete;
  bool empty() const { return runs_.empty(); }

  /// The bytes of the source from the first character of `text` to the last, with what was left out between
  /// them. O(log runs).
  Span source_of(Span text) const;
  /// The text that was read from any byte of `source`. Inverse of source_of for spans that begin and end on
  /// characters that the source has. O(log runs).
  Span text_of(Span source) const;

  /// Adds a run at the end, joined to the one before where they continue each other.
  /// Requires: run.text.begin is the end of the text so far; run.source does not begin before the last one ended.
  void add(SourceRun run);
  /// Adds the part of `from` that covers `span`, moved to the end of the text so far.
  void add_slice(const SourceMap& from, Span span, std::uint32_t text_end);
  void shrink() { runs_.shrink_to_fit(); }

 private:
  std::vector<SourceRun> runs_;
};

/// A text under construction together with its map: how readers clean, and the only way they may.
class AlignedText {
 public:
  std::string_view text() const& { return text_; }
  std::string_view text() && = delete;
  const SourceMap& map() const& { return map_; }
  const SourceMap& map() && = delete;
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  /// The bytes of the source as they are. Requires: valid UTF-8.
  void append_verbatim(std::string_view bytes, std::size_t source_begin);
  /// `text` as the reading of one unit of the source, such as an entity or a character in another encoding.
  void append_unit(std::string_view text, std::size_t source_begin, std::size_t source_size);
  /// Text that the source does not have; it is said to stand at `source_at`.
  void append_inserted(std::string_view text, std::size_t source_at);
  /// Part of another aligned text of the same source.
  void append_slice(const AlignedText& from, Span span);

  /// Moves the text and the map out.
  std::string take_text() && { return std::move(text_); }
  SourceMap take_map() && { return std::move(map_); }

  void reserve(std::size_t bytes) { text_.reserve(bytes); }
  /// Where the source of the text so far ends: a place for what is inserted next.
  std::uint32_t source_end() const { return map_.empty() ? 0 : map_.runs().back().source.end; }

 private:
  std::string text_;
  SourceMap map_;
};

}  // namespace quoth
