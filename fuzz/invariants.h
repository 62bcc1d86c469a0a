#pragma once

#include <cstddef>
#include <string_view>

#include "record/document.h"
#include "record/record.h"

namespace quoth::fuzz {

/// Stops the program with a message, naming the invariant `what`, unless it holds.
void require(bool holds, std::string_view what);

/// Requires that `document` keeps what record/document.h and text/alignment.h promise; `source_bytes` is the size
/// of what it was read from.
void check_document(const Document& document, std::size_t source_bytes);

/// Requires that `record` keeps what record/record.h and annotate/ promise: spans inside the text, on characters,
/// sorted; ids that point at something; every word in a turn or in a block.
void check_record(const Record& record);

}  // namespace quoth::fuzz
