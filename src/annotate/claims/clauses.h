#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/claims_head.h"
#include "record/record.h"

namespace quoth {

/// What a clause does, as far as its verb and its subject tell.
enum class ClauseUse : std::uint8_t {
  states,
  asks,
  promises,  ///< what the speaker will do
  feels,     ///< thanks, wishes, hopes
  orders,    ///< "Let us go."
  demands,   ///< what ought to be
};

/// A clause that may stand alone.
struct Clause {
  Span span;
  std::size_t begin = 0, end = 0;  ///< its first word and the one past its last
  std::size_t head = 0;            ///< the word that the others hang from
  ClauseUse use = ClauseUse::states;
  std::size_t sentence = 0;  ///< its number in the record
  std::optional<ClaimLogits>
      logits;  ///< what the encoder reads in it, where a reading was fitted to the weights
};

/// The clauses of a sentence whose words are begin to end, without logits: main clauses, those beside them that have a subject of
/// their own, and, in place of "I think that ...", what is thought; of questions also what they put to who is asked ("Do you
/// accept that ...?") or take for granted ("Why did you, when ...?"). What a clause opens or ends with and could do without stands
/// alone where it states something: "While ...,", ", which ...". Without conjunctions, openers, frames ("As far as ...,"), names
/// of those addressed and marks at their ends.
std::vector<Clause> find_clauses(std::string_view text, const Tokens& tokens, std::size_t begin,
                                 std::size_t end, std::size_t sentence);

/// The same of all sentences of a record.
std::vector<Clause> find_clauses(std::string_view text, const Sentences& sentences, const Tokens& tokens);

}  // namespace quoth
