#include "store/database.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <sqlite3.h>

namespace quoth {
namespace {

ErrorCode code_of(int status) {
  // SQLite tells only a full disk by its name; there are quotas, and limits on the size of a file.
  if (status == SQLITE_IOERR_WRITE) return ErrorCode::store_full;
  switch (status & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::store_locked;
    case SQLITE_FULL: return ErrorCode::store_full;
    case SQLITE_NOTADB: return ErrorCode::store_foreign;
    case SQLITE_CORRUPT: return ErrorCode::store_damaged;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR: return ErrorCode::store_unwritable;
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM: return ErrorCode::input_too_large;
    default: return ErrorCode::internal_bug;
  }
}

tl::unexpected<Error> failure(sqlite3* database) {
  const char* path = sqlite3_db_filename(database, "main");
  return fail(
      code_of(sqlite3_extended_errcode(database)),
      fmt::format("{}: {}", path != nullptr && *path != '\0' ? path : "the store", sqlite3_errmsg(database)));
}

/// A path as a file: URI, which alone can say that the file never changes.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

/// Opens and reads once: only reading tells whether the file can be used.
int open_and_read(const std::string& path, int flags, sqlite3** database, int busy_timeout_ms) {
  int status = sqlite3_open_v2(path.c_str(), database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (status != SQLITE_OK) return status;
  sqlite3_extended_result_codes(*database, 1);
  sqlite3_busy_timeout(*database, busy_timeout_ms);
  return sqlite3_exec(*database, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_.get(), at, value); }
void Statement::bind(int at, double value) { sqlite3_bind_double(statement_.get(), at, value); }
void Statement::bind(int at, std::string_view value) {
  sqlite3_bind_text64(statement_.get(), at, value.data() == nullptr ? "" : value.data(), value.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}
void Statement::bind(int at, Blob value) {
  sqlite3_bind_blob64(statement_.get(), at, value.bytes.data() == nullptr ? "" : value.bytes.data(),
                      value.bytes.size(), SQLITE_STATIC);
}
void Statement::bind(int at, std::nullptr_t) { sqlite3_bind_null(statement_.get(), at); }

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

Result<bool> Statement::next() {
  const int status = sqlite3_step(statement_.get());
  if (status == SQLITE_ROW) return true;
  if (status == SQLITE_DONE) {
    sqlite3_reset(statement_.get());
    return false;
  }
  auto error = failure(sqlite3_db_handle(statement_.get()));
  sqlite3_reset(statement_.get());
  return error;
}

Result<void> Statement::finish() {
  for (;;) {
    QUOTH_TRY(const bool row, next());
    if (!row) return {};
  }
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
std::string_view Statement::text(int column) const {
  // A BLOB gives its bytes here too: SQLite converts only between UTF-8 and UTF-16.
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}
std::optional<std::int64_t> Statement::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<double> Statement::maybe_real(int column) const {
  if (is_null(column)) return std::nullopt;
  return real(column);
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::open(const std::string& path, OpenMode mode, int busy_timeout_ms) {
  std::error_code ignored;
  if (mode == OpenMode::existing && path != ":memory:" && !std::filesystem::exists(path, ignored)) {
    return fail(ErrorCode::store_not_found, fmt::format("there is no store at {}", path));
  }
  const int create = mode == OpenMode::create ? SQLITE_OPEN_CREATE : 0;
  Database database;
  sqlite3* handle = nullptr;
  int status = open_and_read(path, SQLITE_OPEN_READWRITE | create, &handle, busy_timeout_ms);
  database.database_.reset(handle);
  if (mode == OpenMode::existing && (code_of(status) == ErrorCode::store_unwritable) &&
      !std::filesystem::exists(path + "-wal", ignored)) {
    // On a medium that cannot be written the shared memory of WAL cannot be made; without a log, none is needed.
    handle = nullptr;
    status =
        open_and_read(immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &handle, busy_timeout_ms);
    database.database_.reset(handle);
  }
  if (status != SQLITE_OK) {
    return fail(
        code_of(status),
        fmt::format("{}: {}", path, handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(status)));
  }
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
      SQLITE_OK) {
    return failure(database_.get());
  }
  return Statement(statement);
}

Result<void> Database::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return failure(database_.get());
  }
  return {};
}

Result<std::string> Database::value(std::string_view sql) {
  QUOTH_TRY(Statement statement, prepare(sql));
  QUOTH_TRY(const bool row, statement.first());
  return row ? statement.string(0) : std::string();
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  QUOTH_TRY(Statement statement, prepare(sql));
  QUOTH_TRY(const bool row, statement.first());
  return row ? statement.integer(0) : 0;
}

std::int64_t Database::last_rowid() const { return sqlite3_last_insert_rowid(database_.get()); }

Result<Transaction> Transaction::begin(Database& database) {
  QUOTH_CHECK(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Result<Transaction> Transaction::begin_reading(Database& database) {
  QUOTH_CHECK(database.run("BEGIN"));
  return Transaction(database);
}

Result<void> Transaction::commit() {
  QUOTH_CHECK(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  // Fails where SQLite has rolled back by itself (a full disk); that is what is wanted.
  if (database_ != nullptr) (void)database_->run("ROLLBACK");
}

}  // namespace quoth
