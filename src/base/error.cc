#include "base/error.h"

#include <array>

#include <fmt/format.h>

namespace quoth {
namespace {

constexpr ErrorKind kKinds[] = {
#define QUOTH_ERROR(enumerator, code, exit_status, http_status, hint) {code, exit_status, http_status, hint},
#include "base/errors.def"
#undef QUOTH_ERROR
};

}  // namespace

const ErrorKind& kind_of(ErrorCode code) { return kKinds[static_cast<std::size_t>(code)]; }

std::optional<ErrorCode> error_code(std::string_view code) {
  for (std::size_t i = 0; i < std::size(kKinds); ++i) {
    if (kKinds[i].code == code) return static_cast<ErrorCode>(i);
  }
  return std::nullopt;
}

std::string to_string(const Error& error) {
  return fmt::format("{}: {} ({})", error.code_word(), error.message, error.hint_text());
}

Error about(std::string_view name, Error error) {
  error.message = fmt::format("{}: {}", name, error.message);
  return error;
}

}  // namespace quoth
