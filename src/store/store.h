#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/record.h"
#include "store/database.h"

namespace quoth {

/// What a record is kept as.
struct NewRecord {
  const Record& record;     ///< its id is the path as the user gave it
  std::string_view source;  ///< the bytes of the file
  std::string_view json;    ///< the record as `record_json` writes it, with the source map
  const Given& given;       ///< what the user said beside the file, kept for `refresh`
};

/// Where a record went, or was already.
struct Placed {
  std::int64_t number = 0;
  std::string sha256;
  bool was_there = false;
};

/// A line of `quoth list`. Empty strings: not known.
struct RecordSummary {
  std::int64_t number = 0;
  std::string sha256;
  std::string path;
  std::string format;
  std::string title;
  std::string date;
  std::int64_t words = 0;
  std::int64_t turns = 0;
  std::vector<std::string> speakers;  ///< corrected names, most words first
  std::string quoth_version;          ///< that annotated it
};

/// What is needed to annotate a record again.
struct StoredSource {
  std::string path;
  std::string bytes;
  Given given;
  LayerSet layers;
  std::string weights;  ///< that the annotation was made with; empty: none
};

struct StoreOptions {
  OpenMode mode = OpenMode::existing;
  int busy_timeout_ms = 5000;
};

/// The records of a newsroom in one SQLite file (docs/store.md). Every change is one transaction: it is there
/// whole when the function returns, or not at all. Not to be used from two threads at once.
/// Errors of all functions: store.*.
class Store {
 public:
  static Result<Store> open(const std::string& path, const StoreOptions& options);

  /// Keeps a record. The same bytes twice are one record: the second time nothing changes.
  Result<Placed> add(const NewRecord& record);
  /// Puts a new annotation in place of a kept one, under the same number; corrections hold for it too.
  /// Errors: record.not_found.
  Result<void> replace(std::int64_t number, const NewRecord& record);
  Result<void> remove(std::int64_t number);

  Result<std::optional<Placed>> find_sha256(std::string_view sha256);
  /// The record that `reference` names: a number of `list`, a file's name or path, or the first characters of an id.
  /// Errors: record.not_found, record.ambiguous.
  Result<std::int64_t> find(std::string_view reference);
  /// In the order of their numbers.
  Result<std::vector<RecordSummary>> list();
  Result<std::vector<std::int64_t>> numbers();
  /// Those that another version of the program annotated, or weights other than these where they have layers that
  /// weights make. Without weights the second is not asked.
  Result<std::vector<std::int64_t>> outdated(std::string_view weights);
  Result<StoredSource> source(std::int64_t number);
  /// The record as it was made, the corrected names of speakers in it.
  Result<std::string> json(std::int64_t number);
  /// The record with corrected names, for rendering: its document has the text and no source map.
  Result<Record> load(std::int64_t number);
  /// What load_record gives, for who shows one record part by part: the last one is kept until anything in the store changes.
  Result<std::shared_ptr<const Record>> shown(std::int64_t number, LayerSet wanted);

  struct Counts {
    std::int64_t records = 0, turns = 0, words = 0, people = 0, schema_version = 0;
  };
  Result<Counts> counts();
  /// What SQLite and the index find wrong with the file; empty: nothing.
  Result<std::vector<std::string>> check();

  Database& database() & { return database_; }

 private:
  /// The record that was shown last, and what the store was then: changes by others, and by this connection.
  struct Shown {
    std::int64_t number = 0, others = 0, own = 0;
    std::uint32_t layers = 0;
    std::shared_ptr<const Record> record;
  };

  explicit Store(Database database) : database_(std::move(database)) {}
  Database database_;
  Shown shown_;
};

/// The version of the SQLite library.
std::string sqlite_version();

}  // namespace quoth
