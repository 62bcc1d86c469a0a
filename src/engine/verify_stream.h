#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/stop.h"
#include "verify/verify.h"

namespace quoth {

/// A store in memory with the records of these files, for quotations that are to be checked against them alone; made
/// without weights. What could not be read is told to `failed`. Errors: store.*, interrupted.
Result<Store> store_of_files(const std::vector<std::string>& paths, unsigned jobs, Stop& stop,
                             const std::function<void(const Error&)>& failed);

/// Where the lines of output go, in the order of the input.
struct VerifySink {
  std::function<bool(std::string_view line)>
      line;                                 ///< a verdict or an error, without the line's end; false: stop
  std::function<void(const Error&)> error;  ///< beside the line that says so
  std::function<void()> idle;               ///< before waiting for input: a time to flush
};

/// Checks a quotation a line of JSON from `fd`; one line out for each (docs/verify.md). Empty lines are passed over; the
/// stream goes on after a bad one. `speaker` is for lines that name none. Memory: one line and its answer.
void verify_lines(Store& store, int fd, std::string_view speaker, Stop& stop, const VerifySink& sink);

}  // namespace quoth
