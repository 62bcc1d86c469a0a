#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/annotate_file.h"
#include "engine/stop.h"
#include "write/record_json.h"

namespace quoth {

/// How many inputs are read at once, and what is written of each.
struct StreamOptions {
  AnnotateOptions annotate;
  RecordJsonOptions json;
  unsigned jobs = 1;
};

/// Where the lines of output go. All is called on the thread that called, in the order of the input.
struct StreamSink {
  TextSink part;  ///< a piece of a line too long to be made whole; `line` brings the last of it
  std::function<bool(std::string_view line)>
      line;                                 ///< a record or an error, without the line's end; false: stop
  std::function<void(const Error&)> error;  ///< beside the line that says so
  std::function<void()> idle;               ///< nothing to write for now: a time to flush
};

/// Annotates each file; one line out for each, with its error where it failed. The lines are the same for any
/// number of jobs. Memory: the files being read, and what waits for an earlier one.
void annotate_files(const std::vector<std::string>& paths, const StreamOptions& options, Stop& stop,
                    const StreamSink& sink);

/// The same for lines of JSON from `fd` (docs/record.md, "Input"). Empty lines are passed over; the stream
/// goes on after a bad one. What the line says goes before what `options` give. `name` is what errors call
/// the stream.
void annotate_lines(int fd, std::string_view name, const StreamOptions& options, Stop& stop,
                    const StreamSink& sink);

}  // namespace quoth
