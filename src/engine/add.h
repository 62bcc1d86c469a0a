#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/annotate_file.h"
#include "engine/stop.h"
#include "store/store.h"

namespace quoth {

/// What became of one input of `add` or `refresh`.
struct Kept {
  std::string path;
  Result<Placed> placed;
};

/// Called in the order of the input, on the calling thread, each time after the record is on the disk (or failed).
using KeptSink = std::function<void(const Kept&)>;

/// Reads, annotates and keeps each file ("-": standard input), reading and annotating `jobs` of them at once and
/// writing one transaction a record. What fails is told to `sink`, and the rest goes on; after a stop, what was begun
/// is finished.
/// Errors: store.* where the store itself takes no more; what `sink` was told before is kept.
Result<void> add_files(Store& store, const std::vector<std::string>& paths, const AnnotateOptions& options,
                       unsigned jobs, Stop& stop, const KeptSink& sink);

/// The same for bytes that came another way; `name` stands for the path. The same bytes twice are one record.
/// Errors: those of annotate_bytes; store.*.
Result<Placed> add_bytes(Store& store, const std::string& name, std::string_view bytes,
                         const AnnotateOptions& options);

/// Those that `refresh` takes where none are named: made by another version of the program or by other weights.
Result<std::vector<std::int64_t>> outdated_records(Store& store, ModelSource& weights);

/// Annotates records again from their stored bytes, with what was given when they were added. A record that fails
/// stays as it was, and so does one that weights made where there are none now (model.*).
Result<void> refresh_records(Store& store, const std::vector<std::int64_t>& numbers, ModelSource& weights,
                             unsigned jobs, Stop& stop, const KeptSink& sink);

}  // namespace quoth
