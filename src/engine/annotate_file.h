#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/model.h"
#include "read/reader.h"
#include "record/record.h"

namespace quoth {

/// What to read in every input, and what the caller knows about it.
struct AnnotateOptions {
  Given given;
  LayerSet layers;
  Limits limits;
  ModelSource* weights = nullptr;  ///< shared by all that is read
};

/// Reads the file at `path` and what it says; the record's id is the path as given.
/// Errors: those of read_file and of the readers.
Result<Record> annotate_file(const std::string& path, const AnnotateOptions& options);

/// The same for bytes already read. `path` may be empty; a reader that runs another program needs it.
Result<Record> annotate_bytes(std::string id, std::string_view bytes, const std::string& path,
                              const AnnotateOptions& options);

}  // namespace quoth
