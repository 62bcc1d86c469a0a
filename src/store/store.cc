#include "store/store.h"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/version.h"
#include "store/layers.h"
#include "store/numbers.h"
#include "store/people.h"
#include "store/said.h"
#include "store/schema.h"
#include "store/settle.h"

namespace quoth {
namespace {

std::optional<std::string_view> known(const std::string& value) {
  if (value.empty()) return std::nullopt;
  return value;
}

/// What `records` says of a record besides its number, its hash and when it was added.
Result<void> update_row(Database& database, std::int64_t number, const NewRecord& kept) {
  const Record& record = kept.record;
  std::int64_t n_words = 0;
  for (const Turn& turn : record.turns) n_words += words_in(said(record.document.text(), turn).text);
  QUOTH_TRY(Statement update,
            database.prepare(
                "UPDATE records SET path = ?2, file_name = ?3, format = ?4, title = ?5, date = ?6, "
                "published = ?7, place = ?8, language = ?9, rights_text = ?10, rights_license = ?11, "
                "characters = ?12, words = ?13, quoth_version = ?14, record_version = ?15, weights = ?16, "
                "annotated = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE number = ?1"));
  QUOTH_TRY(Statement length, database.prepare("SELECT length(?1)"));
  QUOTH_CHECK(length.first(record.document.text()));
  const Meta& meta = record.meta;
  return update.run(number, record.id, record.document.file_name(), to_string(record.document.format()),
                    known(meta.title), known(meta.date), known(meta.published), known(meta.place),
                    known(meta.language), known(meta.rights_text), known(meta.rights_license),
                    length.integer(0), n_words, kVersion, kRecordVersion, known(record.weights));
}

Result<std::vector<std::int64_t>> integers(Database& database, std::string_view sql) {
  QUOTH_TRY(Statement row, database.prepare(sql));
  std::vector<std::int64_t> values;
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) return values;
    values.push_back(row.integer(0));
  }
}

tl::unexpected<Error> no_record(std::string_view reference) {
  return fail(ErrorCode::record_not_found, fmt::format("the store has no record {}", reference));
}

bool is_hexadecimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string sqlite_version() { return sqlite3_libversion(); }

Result<Store> Store::open(const std::string& path, const StoreOptions& options) {
  QUOTH_TRY(Database database, Database::open(path, options.mode, options.busy_timeout_ms));
  QUOTH_CHECK(migrate(database, path, migrations()));
  // A write-ahead log lets others read while one writes. It stays once it is set; that it cannot be set now, because
  // others are at work or the file is read-only, is no failure.
  (void)database.run("PRAGMA journal_mode = WAL");
  // FULL: what was reported done outlives a loss of power too. The cache holds the pages that a record's words are
  // spread over in the index by lemma.
  QUOTH_CHECK(
      database.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768"));
  return Store(std::move(database));
}

Result<Placed> Store::add(const NewRecord& record) {
  const std::string& sha256 = record.record.document.sha256();
  QUOTH_TRY(Transaction transaction, Transaction::begin(database_));
  QUOTH_TRY(const std::optional<Placed> there, find_sha256(sha256));
  if (there) return *there;
  QUOTH_TRY(Statement insert,
            database_.prepare("INSERT INTO records(sha256, path, file_name, format, characters, "
                              "words, quoth_version, record_version) "
                              "VALUES (?1, '', '', '', 0, 0, '', 0)"));
  QUOTH_CHECK(insert.run(sha256));
  const std::int64_t number = database_.last_rowid();
  QUOTH_CHECK(update_row(database_, number, record));
  QUOTH_CHECK(insert_layers(database_, number, record));
  QUOTH_CHECK(keep_numbers_of_returned(database_, number));
  QUOTH_CHECK(settle_record(database_, number));
  QUOTH_CHECK(transaction.commit());
  return Placed{number, sha256, false};
}

Result<void> Store::replace(std::int64_t number, const NewRecord& record) {
  QUOTH_TRY(Transaction transaction, Transaction::begin(database_));
  QUOTH_TRY(const std::optional<Placed> there, find_sha256(record.record.document.sha256()));
  if (!there || there->number != number) return no_record(std::to_string(number));
  QUOTH_TRY(const NumberedPlaces before, numbered_places(database_, number));
  QUOTH_CHECK(delete_layers(database_, number));
  QUOTH_CHECK(update_row(database_, number, record));
  QUOTH_CHECK(insert_layers(database_, number, record));
  QUOTH_CHECK(keep_numbers(database_, number, before));
  QUOTH_CHECK(settle_record(database_, number));
  QUOTH_CHECK(forget_silent_people(database_));
  return transaction.commit();
}

Result<void> Store::remove(std::int64_t number) {
  QUOTH_TRY(Transaction transaction, Transaction::begin(database_));
  QUOTH_CHECK(keep_numbers_of_removed(database_, number));
  QUOTH_TRY(const std::vector<std::int64_t> reviews, reviews_settled_in(database_, number));
  QUOTH_CHECK(delete_layers(database_, number));
  QUOTH_TRY(Statement row, database_.prepare("DELETE FROM records WHERE number = ?1 RETURNING number"));
  QUOTH_TRY(const bool was_there, row.first(number));
  if (!was_there) return no_record(std::to_string(number));
  QUOTH_TRY([[maybe_unused]] const bool more, row.next());
  QUOTH_CHECK(settle_reviews(database_, reviews));
  QUOTH_CHECK(forget_silent_people(database_));
  return transaction.commit();
}

Result<std::optional<Placed>> Store::find_sha256(std::string_view sha256) {
  QUOTH_TRY(Statement row, database_.prepare("SELECT number FROM records WHERE sha256 = ?1"));
  QUOTH_TRY(const bool found, row.first(sha256));
  if (!found) return std::nullopt;
  return Placed{row.integer(0), std::string(sha256), true};
}

Result<std::int64_t> Store::find(std::string_view reference) {
  const auto one_of = [&](std::string_view sql) -> Result<std::optional<std::int64_t>> {
    QUOTH_TRY(Statement row, database_.prepare(sql));
    QUOTH_TRY(const bool found, row.first(reference));
    if (!found) return std::nullopt;
    const std::int64_t number = row.integer(0);
    QUOTH_TRY(const bool more, row.next());
    if (more) {
      return fail(ErrorCode::record_ambiguous,
                  fmt::format("{} is the name of more than one record", reference));
    }
    return number;
  };
  std::optional<std::int64_t> number;
  if (reference.size() < 19 && reference.find_first_not_of("0123456789") == std::string_view::npos) {
    QUOTH_TRY(number, one_of("SELECT number FROM records WHERE number = CAST(?1 AS INTEGER)"));
  }
  if (!number) {
    QUOTH_TRY(number, one_of("SELECT number FROM records WHERE path = ?1"));
  }
  if (!number) {
    QUOTH_TRY(number, one_of("SELECT number FROM records WHERE file_name = ?1 LIMIT 2"));
  }
  if (!number && is_hexadecimal(reference)) {
    QUOTH_TRY(number, one_of("SELECT number FROM records WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' LIMIT 2"));
  }
  if (!number) return no_record(reference);
  return *number;
}

Result<std::vector<RecordSummary>> Store::list() {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database_));
  QUOTH_TRY(Statement row, database_.prepare("SELECT number, sha256, path, format, title, date, words, "
                                             "(SELECT count(*) FROM turns WHERE record = records.number), "
                                             "quoth_version FROM records ORDER BY number"));
  std::vector<RecordSummary> records;
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) break;
    records.push_back({row.integer(0),
                       row.string(1),
                       row.string(2),
                       row.string(3),
                       row.string(4),
                       row.string(5),
                       row.integer(6),
                       row.integer(7),
                       {},
                       row.string(8)});
  }
  QUOTH_TRY(
      Statement speaker,
      database_.prepare("SELECT s.record, p.name FROM speakers AS s JOIN people AS p ON p.id = s.person "
                        "LEFT JOIN turns AS t ON t.record = s.record AND t.speaker = s.number "
                        "GROUP BY s.record, p.id ORDER BY s.record, sum(t.words) DESC, min(s.number)"));
  auto record = records.begin();
  for (;;) {
    QUOTH_TRY(const bool more, speaker.next());
    if (!more) return records;
    while (record->number != speaker.integer(0)) ++record;
    record->speakers.push_back(speaker.string(1));
  }
}

Result<std::vector<std::int64_t>> Store::numbers() {
  return integers(database_, "SELECT number FROM records ORDER BY number");
}

Result<std::vector<std::int64_t>> Store::outdated(std::string_view weights) {
  QUOTH_TRY(Statement row,
            database_.prepare(
                "SELECT number FROM records WHERE quoth_version <> ?1 OR (?2 <> '' AND "
                "coalesce(weights, '') <> ?2 AND number IN (SELECT record FROM given "
                "WHERE field = 'layer' AND label IN ('tokens', 'entities', 'times'))) ORDER BY number"));
  std::vector<std::int64_t> numbers;
  QUOTH_TRY(bool more, row.first(kVersion, weights));
  while (more) {
    numbers.push_back(row.integer(0));
    QUOTH_TRY(more, row.next());
  }
  return numbers;
}

Result<StoredSource> Store::source(std::int64_t number) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database_));
  StoredSource source;
  QUOTH_TRY(Statement row, database_.prepare("SELECT r.path, s.bytes, r.weights FROM records AS r "
                                             "JOIN sources AS s ON s.record = r.number WHERE r.number = ?1"));
  QUOTH_TRY(const bool found, row.first(number));
  if (!found) return no_record(std::to_string(number));
  source.path = row.string(0);
  source.bytes = row.string(1);
  source.weights = row.string(2);
  source.layers = LayerSet::none();
  QUOTH_TRY(Statement given, database_.prepare("SELECT field, label, value FROM given WHERE record = ?1"));
  QUOTH_TRY(bool more, given.first(number));
  while (more) {
    const std::string_view field = given.text(0);
    if (field == "date") source.given.date = given.string(2);
    if (field == "title") source.given.title = given.string(2);
    if (field == "outlet") source.given.outlet = given.string(2);
    if (field == "speaker") source.given.speakers.emplace_back(given.string(1), given.string(2));
    if (field == "layer") {
      if (const auto layer = layer_of(given.text(1))) source.layers.add(*layer);
    }
    QUOTH_TRY(more, given.next());
  }
  return source;
}

Result<std::string> Store::json(std::int64_t number) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database_));
  QUOTH_TRY(Statement row, database_.prepare("SELECT json FROM documents WHERE record = ?1"));
  QUOTH_TRY(const bool found, row.first(number));
  if (!found) return no_record(std::to_string(number));
  const std::string document = row.string(0);
  std::string json = document;
  QUOTH_TRY(
      Statement corrected,
      database_.prepare(
          "SELECT s.number, p.name FROM speakers AS s JOIN people AS p ON p.id = s.person "
          "WHERE s.record = ?1 AND s.name <> p.name AND s.number < json_array_length(?2, '$.speakers')"));
  QUOTH_TRY(bool more, corrected.first(number, document));
  while (more) {
    QUOTH_TRY(Statement set, database_.prepare("SELECT json_set(?1, '$.speakers[' || ?2 || '].name', ?3)"));
    QUOTH_CHECK(set.first(json, corrected.integer(0), corrected.text(1)));
    std::string changed = set.string(0);
    json = std::move(changed);
    QUOTH_TRY(more, corrected.next());
  }
  return with_reviews(database_, number, std::move(json));
}

Result<Store::Counts> Store::counts() {
  Counts counts;
  QUOTH_TRY(counts.records, database_.integer("SELECT count(*) FROM records"));
  QUOTH_TRY(counts.turns, database_.integer("SELECT count(*) FROM turns"));
  QUOTH_TRY(counts.words, database_.integer("SELECT coalesce(sum(words), 0) FROM records"));
  QUOTH_TRY(counts.people, database_.integer("SELECT count(*) FROM people"));
  QUOTH_TRY(counts.schema_version, database_.integer("PRAGMA user_version"));
  return counts;
}

Result<std::vector<std::string>> Store::check() {
  std::vector<std::string> faults;
  QUOTH_TRY(Statement row, database_.prepare("PRAGMA integrity_check(20)"));
  for (;;) {
    QUOTH_TRY(const bool more, row.next());
    if (!more) break;
    if (row.text(0) != "ok") faults.push_back(row.string(0));
  }
  QUOTH_TRY(const std::int64_t orphans, database_.integer("SELECT count(*) FROM pragma_foreign_key_check"));
  if (orphans != 0) faults.push_back(fmt::format("{} rows refer to rows that are not there", orphans));
  // With 1 the index is compared with the text of the turns too.
  if (auto index = database_.run("INSERT INTO turn_index(turn_index, rank) VALUES ('integrity-check', 1)");
      !index) {
    const ErrorCode code = index.error().code;
    if (code != ErrorCode::store_damaged && code != ErrorCode::store_unwritable)
      return tl::unexpected(index.error());
    if (code == ErrorCode::store_damaged)
      faults.emplace_back("the search index does not agree with the turns");
  }
  return faults;
}

}  // namespace quoth
