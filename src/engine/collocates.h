#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace quoth {

/// A word that stands near what was found more often than its frequency would have it.
struct Collocate {
  std::string word;         ///< small letters, without marks
  std::size_t before = 0;   ///< how often in the words before a place
  std::size_t after = 0;    ///< how often in those after it
  std::int64_t in_all = 0;  ///< how often it is said in the store
  /// How strongly they go together, 14 at most: 14 + log2(2 together / (places + in all)). Rychlý, P. (2008): A
  /// lexicographer-friendly association score. RASLAN 2008, 6-9.
  double log_dice = 0;
  /// How sure it is that this is no chance: G². Dunning, T. (1993): Accurate methods for the statistics of surprise and
  /// coincidence. Computational Linguistics 19(1), 61-74.
  double log_likelihood = 0;
};

/// What stands around a place that was found.
struct Surroundings {
  std::string_view left, right;
};

inline constexpr std::size_t kCollocateWords = 5;  ///< so many words on each side are near
inline constexpr std::size_t kLeastTogether = 3;   ///< what stands there more rarely says nothing
inline constexpr double kLeastLikelihood = 10.83;  ///< what chance gives once in a thousand is left out
inline constexpr std::size_t kMostCollocates = 24;

/// The strongest first. Errors: store.*.
Result<std::vector<Collocate>> collocates_of(Database& database, const std::vector<Surroundings>& places);

}  // namespace quoth
