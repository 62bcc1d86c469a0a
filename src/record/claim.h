#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "record/holder.h"

namespace quoth {

enum class ClaimKind : std::uint8_t {
  quantity,
  event,
  comparison,
  law,  ///< a law, a treaty or a rule: that it is in force, what it says
  causal,
  prediction,
  quotation,  ///< that somebody used these words
  position,   ///< what others say, want or are for
};
std::string_view to_string(ClaimKind kind);
std::optional<ClaimKind> claim_kind_of(std::string_view word);

struct Time;
struct Quantity;
using TimeId = Id<Time>;
using QuantityId = Id<Quantity>;
struct Claim;
using ClaimId = Id<Claim>;

/// A clause that can be checked: without the words that lead in to it, the marks that end it and the clauses beside it that
/// are claims of their own.
struct Claim {
  Span span;
  float score = 0;               ///< how much a checker would want it, 0 to 1
  std::vector<ClaimKind> kinds;  ///< in the order of the enumeration; may be empty
  Holder holder;                 ///< who claims it: the speaker, or the one whose words the speaker reports
  std::vector<TimeId> times;     ///< that stand in it
  std::vector<QuantityId> quantities;  ///< the same
  std::optional<ClaimId> same_as;      ///< the first claim of the record that says the same
};

}  // namespace quoth
