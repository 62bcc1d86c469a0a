#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

/// What can go wrong, one enumerator a row of errors.def.
enum class ErrorCode : std::uint8_t {
#define QUOTH_ERROR(enumerator, code, exit_status, http_status, hint) enumerator,
#include "base/errors.def"
#undef QUOTH_ERROR
};

/// A row of the table behind ErrorCode.
struct ErrorKind {
  std::string_view code;  ///< stable dotted word, "pdf.encrypted"
  int exit_status;        ///< 1: this input failed; 2: bad usage
  int http_status;
  std::string_view hint;  ///< what the user can do, no full stop
};

/// The row of `code`. Never fails.
const ErrorKind& kind_of(ErrorCode code);

/// The enumerator of a dotted code, if there is one.
std::optional<ErrorCode> error_code(std::string_view code);

/// Why there is no result. Malformed input is everyday: it is a value, not an exception.
struct Error {
  ErrorCode code;
  std::string message;                   ///< what happened, naming the thing it happened to; no full stop
  std::string hint;                      ///< replaces the table's hint when not empty
  std::optional<std::uint32_t> at = {};  ///< the character of a query at which it goes wrong, counted from 0

  std::string_view code_word() const { return kind_of(code).code; }
  std::string_view hint_text() const { return hint.empty() ? kind_of(code).hint : std::string_view(hint); }
};

/// `CODE: message (hint)`, as the command line prints it.
std::string to_string(const Error& error);

/// The same error, its message led by what it happened to: `name: message`.
Error about(std::string_view name, Error error);

}  // namespace quoth
