#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace quoth {

/// One line of the input of `quoth verify --json -`.
struct QuotationLine {
  std::string quote;
  std::string speaker;  ///< empty: not given
};

/// Reads one line (docs/verify.md). Errors: json.syntax, json.field, input.encoding, input.too_large. `id` is set as
/// soon as it could be read, so that an error can name it; a line need not have one.
Result<QuotationLine> read_quotation(std::string_view line, std::optional<std::string>& id);

}  // namespace quoth
