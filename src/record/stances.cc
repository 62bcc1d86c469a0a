#include "record/stances.h"

#include <array>

#include "record/names_of_values.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 7> kStanceKinds = {"hedge",    "booster",    "denial", "evidential",
                                                          "negation", "commitment", "demand"};

}  // namespace

std::string_view to_string(StanceKind kind) { return kStanceKinds[static_cast<std::size_t>(kind)]; }
std::optional<StanceKind> stance_kind_of(std::string_view word) {
  return value_named<StanceKind>(kStanceKinds, word);
}

}  // namespace quoth
