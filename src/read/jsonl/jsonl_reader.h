#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "read/reader.h"
#include "record/record.h"

namespace quoth {

/// One line of the input of `quoth annotate`: a text or turns, and what is given with them.
struct JsonlItem {
  std::string id;
  Document document;  ///< the text to the character, white space and markup too; paragraphs found in it
  Given given;
};

/// Reads one line (docs/record.md, "Input"). Given turns are joined by a blank line. The escape of a lone
/// surrogate, which no UTF-8 text can hold, is read as U+FFFD with a diagnostic.
/// Errors: json.syntax, json.field, input.encoding, input.too_large. `id` is set as soon as it could be
/// read, so that an error can name it.
Result<JsonlItem> read_jsonl(std::string_view line, const Limits& limits, std::optional<std::string>& id);

/// `date` as a field of the record: the day, month or year of an ISO 8601 date, a time of day left out.
/// Errors: json.field.
Result<std::string> read_iso_date(std::string_view date);

}  // namespace quoth
