#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace quoth {

/// Who speaks in the store, over all its records.
struct Person {
  std::int64_t id = 0;
  std::string name;
  std::int64_t records = 0;
  std::int64_t turns = 0;
  std::int64_t words = 0;
};

/// A person is a name. Two speakers of one name are one person until a correction says otherwise. A correction
/// rewrites names: every speaker who would be called `name` (in one record only, for a split) is called
/// `new_name`. They apply in the order in which they were made, to what is in the store and to what comes later;
/// what the annotation found stays in `speakers.name`.

/// Most words first, then by name.
Result<std::vector<Person>> list_people(Database& database);

/// Those whom `words` names: called just that, or else with all of these words in their names, looking past case.
/// Errors: person.not_found.
Result<std::vector<Person>> find_people(Database& database, std::string_view words);

/// `name` is called `new_name`. Errors: person.not_found; person.exists (they would become one: merge does that).
Result<void> rename_person(Database& database, std::string_view name, std::string_view new_name,
                           std::string_view author);

/// What `other` said, `kept` said. Errors: person.not_found.
Result<void> merge_people(Database& database, std::string_view kept, std::string_view other,
                          std::string_view author);

/// Who is called `name` in these records is another, called `new_name`. Errors: person.not_found, also where
/// nobody of that name speaks in one of them.
Result<void> split_person(Database& database, std::string_view name, const std::vector<std::int64_t>& records,
                          std::string_view new_name, std::string_view author);

/// The person that a speaker called `name` in the record with these bytes is, by the corrections; made where there
/// is none yet. Requires: a transaction.
Result<std::int64_t> person_of(Database& database, std::string_view name, std::string_view sha256);

/// Forgets those who speak in no record any more. Requires: a transaction.
Result<void> forget_silent_people(Database& database);

}  // namespace quoth
