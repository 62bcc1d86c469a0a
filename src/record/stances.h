#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "record/holder.h"

namespace quoth {

enum class StanceKind : std::uint8_t {
  hedge,       ///< less than sure: "I think", "may"
  booster,     ///< sure: "certainly", "I know"
  denial,      ///< a claim that somebody made is rejected
  evidential,  ///< on what ground: "apparently", "I was told"
  negation,    ///< every other negation
  commitment,  ///< "we will", "I promise"
  demand,      ///< "you must", "we call on them to"
};
std::string_view to_string(StanceKind kind);
std::optional<StanceKind> stance_kind_of(std::string_view word);

/// Words that say how sure somebody is of something, or bind somebody to it.
struct Stance {
  Span span;
  StanceKind kind = StanceKind::hedge;
  Span scope;  ///< the clause whose truth it concerns
  Holder holder;

  bool operator==(const Stance&) const = default;
};

}  // namespace quoth
