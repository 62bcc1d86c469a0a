#include "record/times.h"

#include <array>

namespace quoth {
namespace {

constexpr std::array<std::string_view, 4> kTypes = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, 13> kMods = {
    "",          "APPROX",        "BEFORE",        "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN",
    "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID",          "END"};

template <typename Enum, std::size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& names, std::string_view word) {
  for (std::size_t i = 0; i < n; ++i) {
    if (names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(TimeType type) { return kTypes[static_cast<std::size_t>(type)]; }
std::string_view to_string(TimeMod mod) { return kMods[static_cast<std::size_t>(mod)]; }
std::optional<TimeType> time_type_of(std::string_view word) { return find<TimeType>(kTypes, word); }
std::optional<TimeMod> time_mod_of(std::string_view word) { return find<TimeMod>(kMods, word); }

}  // namespace quoth
