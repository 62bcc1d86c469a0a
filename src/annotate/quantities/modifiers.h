#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/quantities/atoms.h"
#include "record/quantities.h"

namespace quoth::quantities {

/// A modifier beside a number.
struct ModifierFound {
  QuantityModifier modifier;
  std::size_t n_atoms = 0;  ///< how many atoms it is
  bool outside =
      false;  ///< a preposition: it says how much, but stands outside the quantity ("above 5 percent")
};

/// The longest modifier whose last atom is the one before `begin` ("no fewer than", "almost").
std::optional<ModifierFound> modifier_before(std::string_view text, const std::vector<Atom>& atoms,
                                             std::size_t begin);
/// The longest modifier that begins at atom `end` ("or so", "or more", "+").
std::optional<ModifierFound> modifier_after(std::string_view text, const std::vector<Atom>& atoms,
                                            std::size_t end);

}  // namespace quoth::quantities
