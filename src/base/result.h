#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "base/error.h"

namespace quoth {

/// A value, or why there is none.
template <typename T>
using Result = tl::expected<T, Error>;

/// An error ready to be returned from a function that gives a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

}  // namespace quoth

#define QUOTH_CONCAT_INNER(a, b) a##b
#define QUOTH_CONCAT(a, b) QUOTH_CONCAT_INNER(a, b)

/// QUOTH_TRY(auto x, f()): x is the value of f(), or the calling function returns f()'s error.
#define QUOTH_TRY(declaration, expression) \
  QUOTH_TRY_INNER(QUOTH_CONCAT(quoth_result_, __LINE__), declaration, expression)
#define QUOTH_TRY_INNER(result, declaration, expression)                         \
  auto result = (expression);                                                    \
  if (!result) return tl::unexpected<::quoth::Error>(std::move(result).error()); \
  declaration = *std::move(result)

/// QUOTH_CHECK(f()): the calling function returns f()'s error, if it has one.
#define QUOTH_CHECK(expression)                                                \
  do {                                                                         \
    if (auto quoth_checked = (expression); !quoth_checked)                     \
      return tl::unexpected<::quoth::Error>(std::move(quoth_checked).error()); \
  } while (false)
