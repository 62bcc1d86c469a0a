#include <array>

#include "record/answer.h"
#include "record/claim.h"
#include "record/names_of_values.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 8> kClaimKinds = {"quantity", "event",      "comparison", "law",
                                                         "causal",   "prediction", "quotation",  "position"};
constexpr std::array<std::string_view, 3> kClarities = {"clear reply", "ambivalent", "clear non-reply"};
constexpr std::array<std::string_view, kTechniques> kTechniqueNames = {
    "explicit",   "implicit",  "general",          "partial",      "dodging",
    "deflection", "declining", "claims ignorance", "clarification"};

}  // namespace

std::string_view to_string(ClaimKind kind) { return kClaimKinds[static_cast<std::size_t>(kind)]; }
std::optional<ClaimKind> claim_kind_of(std::string_view word) {
  return value_named<ClaimKind>(kClaimKinds, word);
}
std::string_view to_string(Clarity clarity) { return kClarities[static_cast<std::size_t>(clarity)]; }
std::optional<Clarity> clarity_of(std::string_view word) { return value_named<Clarity>(kClarities, word); }
std::string_view to_string(Technique technique) {
  return kTechniqueNames[static_cast<std::size_t>(technique)];
}
std::optional<Technique> technique_of(std::string_view word) {
  return value_named<Technique>(kTechniqueNames, word);
}

}  // namespace quoth
