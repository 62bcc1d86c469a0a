#pragma once

#include <string>

#include "base/error.h"
#include "record/record.h"
#include "write/json_writer.h"

namespace quoth {

struct RecordJsonOptions {
  bool source_map = false;
};

/// The record as one line of JSON without its end, by docs/record.md: offsets in code points, keys in the
/// documented order, only the layers that were made. Deterministic.
std::string record_json(const Record& record, const RecordJsonOptions& options);

/// The same in pieces, for a record whose JSON is too long to be whole in memory.
void write_record_json(const Record& record, const RecordJsonOptions& options, const TextSink& sink);

/// What stands in place of a record that could not be made: {"id", "error": {"code", "message", "hint"}},
/// with "line" where a JSONL line could not be parsed (`id` null then).
std::string error_json(const std::string* id, const Error& error, std::size_t line);

}  // namespace quoth
