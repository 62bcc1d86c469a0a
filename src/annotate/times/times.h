#pragma once

#include <vector>

#include "annotate/sentences.h"
#include "record/record.h"

namespace quoth {

struct TimeLayer {
  std::vector<Time> times;
  std::vector<Diagnostic> diagnostics;
};

/// The expressions of time in `stretches`, by the rules of times/*.def, sorted and apart. `date` is that of the talk as
/// ISO 8601 has it, as much as is known; without one, values that need it keep X where they cannot be known, and a
/// diagnostic says so. `tokens` may be empty: ambiguous words are then told apart by their neighbours. Text said by nobody
/// follows TempEval-3, talk the conventions of docs/times.md. O(text).
TimeLayer find_times(std::string_view text, const std::vector<Stretch>& stretches, std::string_view date,
                     const Tokens& tokens);

}  // namespace quoth
