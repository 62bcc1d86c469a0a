#pragma once

#include <set>
#include <string>

#include "record/record.h"

namespace quoth {

/// What claims are compared by.
struct ClaimWords {
  std::set<std::string> figures;  ///< values of quantities, and numbers that are none
  std::set<std::string> names;    ///< lemmas of proper nouns, in small letters
  std::set<std::string> words;    ///< lemmas of nouns, verbs and adjectives

  std::size_t size() const { return figures.size() + names.size() + words.size(); }
};

/// Of what stands in `span`. Reads tokens and quantities.
ClaimWords claim_words(const Record& record, Span span);

/// Whether two claims say the same, as far as this shows it: the same figures and names, and most of the other words. A
/// claim with a negation more than the other has other words.
bool says_the_same(const ClaimWords& a, const ClaimWords& b);

}  // namespace quoth
