#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace quoth {

/// Bytes to be bound as a BLOB.
struct Blob {
  std::string_view bytes;
};

/// A prepared statement. Lifetime: must not outlive its Database.
class Statement {
 public:
  /// Binds the arguments to ?1, ?2, ... and runs to the end. A std::optional without value, and nullptr, are NULL.
  template <typename... Args>
  Result<void> run(const Args&... args) {
    QUOTH_CHECK(start(args...));
    return finish();
  }
  /// Binds the arguments and steps to the first row; false: there is none.
  /// Lifetime: text and bytes that are bound must live until the statement is done with.
  template <typename... Args>
  Result<bool> first(const Args&... args) {
    QUOTH_CHECK(start(args...));
    return next();
  }
  /// Steps to the next row; false: there is none, and the statement can be used again.
  Result<bool> next();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  /// Lifetime: until the next step. NULL reads as "".
  std::string_view text(int column) const;
  std::string string(int column) const { return std::string(text(column)); }
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<double> maybe_real(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  template <typename... Args>
  Result<void> start(const Args&... args) {
    reset();
    int at = 0;
    (bind(++at, args), ...);
    return {};
  }
  void bind(int at, std::int64_t value);
  void bind(int at, double value);
  void bind(int at, std::integral auto value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, std::string_view value);
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, Blob value);
  void bind(int at, std::nullptr_t);
  template <typename T>
  void bind(int at, const std::optional<T>& value) {
    if (value) {
      bind(at, *value);
    } else {
      bind(at, nullptr);
    }
  }
  void reset();
  Result<void> finish();

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class OpenMode : std::uint8_t {
  create,    ///< made where it is not there
  existing,  ///< must be there; read-only where the file or its folder is
};

/// A connection to one SQLite file. Errors of all its functions, and of its statements': store.*, input.too_large.
/// Not to be used from two threads at once.
class Database {
 public:
  static Result<Database> open(const std::string& path, OpenMode mode, int busy_timeout_ms);

  Result<Statement> prepare(std::string_view sql);
  /// Runs statements that need no arguments and give no rows.
  Result<void> run(const std::string& sql);
  /// The first column of the first row, "" where there is none.
  Result<std::string> value(std::string_view sql);
  Result<std::int64_t> integer(std::string_view sql);
  std::int64_t last_rowid() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// A write transaction: all or nothing; or one state of the store for several reads. Rolled back by the destructor
/// unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  static Result<Transaction> begin_reading(Database& database);
  Result<void> commit();
  ~Transaction();
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace quoth
