#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "verify/sources.h"

namespace quoth {

/// A passage of the store, and where it stands.
struct StoredPassage {
  std::int64_t number = 0;  ///< in the index of passages
  std::int64_t record = 0;
  std::optional<std::int64_t> turn;  ///< none: a block of words that no turn has
  std::uint32_t begin = 0;           ///< of a block in the record's text, in code points
  std::string block_kind;
  std::vector<std::string> speakers;  ///< corrected names, the turn's first
  std::vector<std::int64_t> people;   ///< the same as numbers of people
  SourcePassage passage;
};

/// Reads a passage of the index. Errors: store.*.
Result<StoredPassage> load_passage(Database& database, std::int64_t number);

}  // namespace quoth
