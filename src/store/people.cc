#include "store/people.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/layers.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr const char* kTurnsOf =
    "id IN (SELECT t.id FROM speakers AS s JOIN turns AS t ON t.record = s.record AND t.speaker = s.number "
    "WHERE s.person = ?1 UNION SELECT t.id FROM speakers AS s "
    "JOIN also AS a ON a.record = s.record AND a.speaker = s.number "
    "JOIN turns AS t ON t.record = a.record AND t.number = a.turn WHERE s.person = ?1)";

Result<std::int64_t> id_of(Database& database, std::string_view name) {
  QUOTH_TRY(Statement row, database.prepare("SELECT id FROM people WHERE name = ?1"));
  QUOTH_TRY(const bool found, row.first(name));
  if (!found)
    return fail(ErrorCode::person_not_found, fmt::format("nobody called {} speaks in the store", name));
  return row.integer(0);
}

Result<std::int64_t> id_of_or_new(Database& database, std::string_view name) {
  QUOTH_TRY(Statement insert, database.prepare("INSERT OR IGNORE INTO people(name) VALUES (?1)"));
  QUOTH_CHECK(insert.run(name));
  return id_of(database, name);
}

Result<void> add_correction(Database& database, std::string_view kind, std::string_view name,
                            std::string_view new_name, const std::optional<std::string>& sha256,
                            std::string_view author) {
  QUOTH_TRY(Statement row, database.prepare("INSERT INTO corrections(kind, name, new_name, sha256, author) "
                                            "VALUES (?1, ?2, ?3, ?4, ?5)"));
  return row.run(kind, name, new_name, sha256, author);
}

/// The words of a name in small letters.
std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> found(1);
  const std::string lower = to_lower(text);
  for (std::size_t i = 0; i < lower.size();) {
    const CodePoint c = code_point_at(lower, i);
    if (is_alphanumeric(c.value)) {
      found.back() += lower.substr(i, c.length);
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
    i += c.length;
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

Result<void> check_name(std::string_view name) {
  if (trim(name).empty()) return fail(ErrorCode::usage_invalid, "a person needs a name");
  return {};
}

}  // namespace

Result<std::vector<Person>> list_people(Database& database) {
  QUOTH_TRY(Statement row,
            database.prepare("SELECT p.id, p.name, t.records, t.turns, t.words FROM talk AS t "
                             "JOIN people AS p ON p.name = t.speaker ORDER BY t.words DESC, p.name"));
  std::vector<Person> people;
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) return people;
    people.push_back({row.integer(0), row.string(1), row.integer(2), row.integer(3), row.integer(4)});
  }
}

Result<std::vector<Person>> find_people(Database& database, std::string_view words) {
  QUOTH_TRY(Statement just, database.prepare("SELECT id, name FROM people WHERE name = ?1"));
  QUOTH_TRY(const bool found, just.first(words));
  if (found) return std::vector<Person>{{just.integer(0), just.string(1)}};

  const std::vector<std::string> wanted = name_words(words);
  std::vector<Person> exact, loose;
  QUOTH_TRY(Statement row, database.prepare("SELECT id, name FROM people ORDER BY id"));
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) break;
    const std::vector<std::string> name = name_words(row.text(1));
    const bool all =
        !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
          return std::find(name.begin(), name.end(), word) != name.end();
        });
    if (all && name == wanted) exact.push_back({row.integer(0), row.string(1)});
    if (all) loose.push_back({row.integer(0), row.string(1)});
  }
  if (loose.empty()) {
    return fail(ErrorCode::person_not_found, fmt::format("nobody called {} speaks in the store", words));
  }
  return exact.empty() ? loose : exact;
}

Result<void> rename_person(Database& database, std::string_view name, std::string_view new_name,
                           std::string_view author) {
  QUOTH_CHECK(check_name(new_name));
  QUOTH_TRY(Transaction transaction, Transaction::begin(database));
  QUOTH_TRY(const std::int64_t id, id_of(database, name));
  QUOTH_TRY(Statement other, database.prepare("SELECT 1 FROM people WHERE name = ?1"));
  QUOTH_TRY(const bool taken, other.first(new_name));
  if (taken) return fail(ErrorCode::person_exists, fmt::format("somebody is called {} already", new_name));
  QUOTH_CHECK(add_correction(database, "rename", name, new_name, std::nullopt, author));
  QUOTH_TRY(Statement update, database.prepare("UPDATE people SET name = ?2 WHERE id = ?1"));
  QUOTH_CHECK(update.run(id, new_name));
  return transaction.commit();
}

Result<void> merge_people(Database& database, std::string_view kept, std::string_view other,
                          std::string_view author) {
  QUOTH_TRY(Transaction transaction, Transaction::begin(database));
  QUOTH_TRY(const std::int64_t kept_id, id_of(database, kept));
  QUOTH_TRY(const std::int64_t other_id, id_of(database, other));
  if (kept_id == other_id)
    return fail(ErrorCode::usage_invalid, fmt::format("{} is one person already", kept));
  QUOTH_CHECK(add_correction(database, "merge", other, kept, std::nullopt, author));
  QUOTH_CHECK(unindex_turns(database, kTurnsOf, other_id));
  // Until all of these turns are back in the index they must be found again, by a person who is nobody yet else.
  QUOTH_CHECK(database.run("CREATE TEMP TABLE moved(id INTEGER PRIMARY KEY)"));
  QUOTH_TRY(Statement moved,
            database.prepare(fmt::format("INSERT INTO moved SELECT id FROM turns WHERE {}", kTurnsOf)));
  QUOTH_CHECK(moved.run(other_id));
  QUOTH_TRY(Statement update, database.prepare("UPDATE speakers SET person = ?2 WHERE person = ?1"));
  QUOTH_CHECK(update.run(other_id, kept_id));
  QUOTH_CHECK(index_turns(database, "?1 = ?1 AND id IN (SELECT id FROM moved)", 0));
  QUOTH_CHECK(database.run("DROP TABLE moved"));
  QUOTH_CHECK(forget_silent_people(database));
  return transaction.commit();
}

Result<void> split_person(Database& database, std::string_view name, const std::vector<std::int64_t>& records,
                          std::string_view new_name, std::string_view author) {
  QUOTH_CHECK(check_name(new_name));
  if (name == new_name) return fail(ErrorCode::usage_invalid, "the other person needs another name");
  QUOTH_TRY(Transaction transaction, Transaction::begin(database));
  QUOTH_TRY(const std::int64_t id, id_of(database, name));
  QUOTH_TRY(const std::int64_t new_id, id_of_or_new(database, new_name));
  QUOTH_TRY(Statement find, database.prepare("SELECT r.sha256 FROM records AS r JOIN speakers AS s "
                                             "ON s.record = r.number WHERE r.number = ?1 AND s.person = ?2"));
  QUOTH_TRY(Statement update,
            database.prepare("UPDATE speakers SET person = ?3 WHERE record = ?1 AND person = ?2"));
  for (const std::int64_t record : records) {
    QUOTH_TRY(const bool speaks, find.first(record, id));
    if (!speaks) {
      return fail(ErrorCode::person_not_found, fmt::format("{} does not speak in record {}", name, record));
    }
    const std::string sha256 = find.string(0);
    QUOTH_CHECK(add_correction(database, "split", name, new_name, sha256, author));
    const char* turns = "id IN (SELECT id FROM turns WHERE record = ?1)";
    QUOTH_CHECK(unindex_turns(database, turns, record));
    QUOTH_CHECK(update.run(record, id, new_id));
    QUOTH_CHECK(index_turns(database, turns, record));
  }
  QUOTH_CHECK(forget_silent_people(database));
  return transaction.commit();
}

Result<std::int64_t> person_of(Database& database, std::string_view name, std::string_view sha256) {
  std::string corrected(name);
  QUOTH_TRY(Statement row, database.prepare("SELECT name, new_name FROM corrections "
                                            "WHERE sha256 IS NULL OR sha256 = ?1 ORDER BY id"));
  QUOTH_TRY(bool more, row.first(sha256));
  while (more) {
    if (row.text(0) == corrected) corrected = row.string(1);
    QUOTH_TRY(more, row.next());
  }
  return id_of_or_new(database, corrected);
}

Result<void> forget_silent_people(Database& database) {
  return database.run("DELETE FROM people WHERE id NOT IN (SELECT person FROM speakers)");
}

}  // namespace quoth
