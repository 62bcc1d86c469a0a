#include "record/quantities.h"

#include <array>

#include "record/names_of_values.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 7> kQuantityKinds = {"number", "money",   "percent", "measure",
                                                            "ratio",  "ordinal", "range"};
constexpr std::array<std::string_view, 5> kQuantityModifiers = {"approx", "at_least", "at_most", "more_than",
                                                                "less_than"};

}  // namespace

std::string_view to_string(QuantityKind kind) { return kQuantityKinds[static_cast<std::size_t>(kind)]; }
std::optional<QuantityKind> quantity_kind_of(std::string_view word) {
  return value_named<QuantityKind>(kQuantityKinds, word);
}
std::string_view to_string(QuantityModifier modifier) {
  return kQuantityModifiers[static_cast<std::size_t>(modifier)];
}
std::optional<QuantityModifier> quantity_modifier_of(std::string_view word) {
  return value_named<QuantityModifier>(kQuantityModifiers, word);
}

}  // namespace quoth
