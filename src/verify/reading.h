#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "verify/align.h"
#include "verify/sources.h"

namespace quoth {

enum class VerifyStatus : std::uint8_t { verbatim, altered, spliced, not_found };
std::string_view to_string(VerifyStatus status);

/// Words from `begin` to before `end`; empty ones stand before word `begin`.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
  bool operator==(const WordRange&) const = default;
};

/// One place where the quotation and what was said are not the same words.
struct WordDifference {
  enum Kind : std::uint8_t { missing, added, replaced };
  Kind kind = replaced;
  WordRange quote;
  WordRange source;
  bool negation = false;  ///< what is denied is not the same
  bool number = false;    ///< numbers are not the same
  bool name = false;      ///< touches a name
  bool spelling = false;  ///< the same words, written otherwise: "don't", "do not"; none of the others
};
std::string_view to_string(WordDifference::Kind kind);

/// Words that the quotation leaves out and says so.
struct WordOmission {
  WordRange source;
  bool negation = false;
};

/// A part of the quotation and the part of a passage that it is.
struct ReadPart {
  std::uint32_t passage = 0;
  WordRange quote;
  WordRange source;
  std::vector<WordDifference> differences;
  std::vector<WordOmission> omissions;
};

/// What an alignment means.
struct Reading {
  VerifyStatus status = VerifyStatus::not_found;
  double score = 0;  ///< how much of the quotation is found, less for what is left out; 1: all of it
  std::vector<ReadPart> parts;  ///< in the order of the quotation; one unless spliced, none where not found
};

/// Reads an alignment of `quote` with `sources`, which hold `passages` in their order.
/// `quote_text` is what the words of the quotation are spans of.
Reading read_alignment(std::string_view quote_text, const QuotedWords& quote,
                       std::span<const SourcePassage* const> passages, const Sources& sources,
                       const Alignment& alignment);

}  // namespace quoth
