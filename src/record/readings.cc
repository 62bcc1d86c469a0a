#include <array>

#include "record/answer.h"
#include "record/claim.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 8> kClaimKinds = {"quantity", "event",      "comparison", "law",
                                                         "causal",   "prediction", "quotation",  "position"};
constexpr std::array<std::string_view, 3> kClarities = {"clear reply", "ambivalent", "clear non-reply"};
constexpr std::array<std::string_view, kTechniques> kTechniqueNames = {
    "explicit",   "implicit",  "general",          "partial",      "dodging",
    "deflection", "declining", "claims ignorance", "clarification"};

template <typename Enum, std::size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& names, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(ClaimKind kind) { return kClaimKinds[static_cast<std::size_t>(kind)]; }
std::optional<ClaimKind> claim_kind_of(std::string_view word) { return find<ClaimKind>(kClaimKinds, word); }
std::string_view to_string(Clarity clarity) { return kClarities[static_cast<std::size_t>(clarity)]; }
std::optional<Clarity> clarity_of(std::string_view word) { return find<Clarity>(kClarities, word); }
std::string_view to_string(Technique technique) {
  return kTechniqueNames[static_cast<std::size_t>(technique)];
}
std::optional<Technique> technique_of(std::string_view word) {
  return find<Technique>(kTechniqueNames, word);
}

}  // namespace quoth
