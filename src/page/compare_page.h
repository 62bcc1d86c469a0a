#pragma once

#include <array>
#include <optional>
#include <string>

#include "base/error.h"
#include "engine/concordance.h"
#include "page/site.h"

namespace quoth {

/// One side of a comparison: who, when, and what was found.
struct ComparedSide {
  std::string name;      ///< as it was typed; empty: anybody
  std::string from, to;  ///< dates of the talks; empty: any
  Concordance found;
};

/// Two people, or one at two times, on one subject.
struct Comparison {
  std::string subject;  ///< a query
  std::array<ComparedSide, 2> sides;
  std::optional<Error> error;
};
Page render_comparison(const Site& site, const Comparison& comparison);

}  // namespace quoth
