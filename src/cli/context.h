#pragma once

#include <string>

#include "base/error.h"
#include "cli/output.h"
#include "engine/stop.h"

namespace quoth {

/// What every command shares: the global options, standard output, the exit status.
struct Context {
  std::string store;   ///< of --store; empty: the default place
  bool json = false;   ///< --json
  bool quiet = false;  ///< --quiet: nothing on stderr but errors
  unsigned jobs = 1;   ///< --jobs; the number of cores where it is not given

  Output out{1};
  int status = 0;  ///< of the program's exit; the highest that was reported

  /// Prints `quoth: CODE: message (hint)` to stderr and keeps the code's exit status.
  void report(const Error& error);
  /// The same, and below it `input` with a mark at the place where it goes wrong (Error::at).
  void report(const Error& error, std::string_view input);
  /// Prints a remark to stderr, unless --quiet.
  void note(std::string_view text);
  /// A stop that Ctrl-C and a polite kill request; a second one ends the program at once. What was under way
  /// is for the caller to finish; main reports the interruption.
  Stop& stop_on_interrupt();
  bool was_interrupted() const;
  /// Whether to colour standard output: a terminal, and NO_COLOR not set.
  bool colour() const;
};

}  // namespace quoth
