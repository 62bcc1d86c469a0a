#pragma once

#include <cstdint>
#include <string_view>

#include "verify/reading.h"
#include "verify/sources.h"

namespace quoth {

/// The number of the sentence that a word of a passage is in.
std::uint32_t sentence_of(const SourcePassage& passage, std::uint32_t word);

/// Collects the differences of one part of a quotation, in the order of the quotation, and says which are dangerous.
/// What careful editors change is no difference: words that only a hyphen parts; what stands in brackets beside what
/// was said, unless it denies.
class DifferenceFinder {
 public:
  /// Lifetime: keeps references to all; fills `part`.
  DifferenceFinder(std::string_view quote_text, const QuotedWords& quote, const SourcePassage& source,
                   ReadPart& part)
      : quote_text_(quote_text), quote_(quote), source_(source), part_(part) {}

  /// The words from the beginning of the part to before `first`, the first that is found; they stand for those of the
  /// source from `stood_for` on.
  void before(std::uint32_t first, std::uint32_t stood_for);
  /// A word that is found.
  void same(std::uint32_t quote, std::uint32_t source);
  /// What stands between two words that are found, on both sides, without a mark of omission.
  void unmarked(WordRange quote, WordRange source);
  /// What a mark of omission before a quoted word stands for.
  void omission(std::uint32_t quote, WordRange source);
  /// The words from `end` to the end of the part; they stand for those of the source before `stood_for`.
  void after(std::uint32_t end, std::uint32_t stood_for);

 private:
  void add(WordRange quote, WordRange source);
  void add_left_negation(std::uint32_t first);
  void add_right_negation();
  bool is_bracketed(WordRange quote) const;
  bool is_bracketed_in_source(WordRange source) const;
  bool is_spelling(WordRange quote, WordRange source) const;
  bool is_joined(WordRange quote, WordRange source) const;

  std::string_view quote_text_;
  const QuotedWords& quote_;
  const SourcePassage& source_;
  ReadPart& part_;
};

}  // namespace quoth
