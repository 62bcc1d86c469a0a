#pragma once

#include <span>

#include "store/database.h"

namespace quoth {

/// `PRAGMA application_id` of every store: "Quth".
inline constexpr std::int64_t kApplicationId = 0x51757468;

/// The steps from an empty file to the schema of docs/store.md; step i leads from `PRAGMA user_version` i to i + 1.
/// A step that was released is never edited: the next change is a new step.
std::span<const char* const> migrations();

/// Takes the database to the last of `steps`, each step in a transaction of its own.
/// Errors: store.foreign (it holds something else), store.newer (it is past the last step), and those of Database.
Result<void> migrate(Database& database, const std::string& path, std::span<const char* const> steps);

}  // namespace quoth
