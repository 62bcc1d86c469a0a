#pragma once

#include <optional>
#include <string>

#include "text/span.h"

namespace quoth {

/// A remark on a result: what was assumed, what could not be read, what was left out.
struct Diagnostic {
  std::string code;  ///< stable dotted word, "text.encoding_assumed" (docs/errors.md)
  std::optional<Span> span;
  std::string message;
};

}  // namespace quoth
