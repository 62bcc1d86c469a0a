#pragma once

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

/// Reads one line (docs/record.md, "Input"). Given turns are joined by a blank line.
/// Errors: json.syntax, json.field, input.too_large. The id is set in `id` as soon as it could be read.
Result<JsonlItem> read_jsonl(std::string_view line, const Limits& limits, std::string& id);

}  // namespace quoth
