#pragma once

#include <vector>

#include "annotate/quotes/marks.h"
#include "annotate/quotes/reading.h"
#include "annotate/quotes/trees.h"

namespace quoth {

/// Direct speech by quotation marks in one region (a turn, or running text), with the verb that introduces, follows or parts
/// it; one that goes on after its verb is one content of several spans. Words in marks inside a clause are left to those
/// who know the clause: `fragments`. Without a verb the source is that of the words in marks before, if `carry_on`.
struct Spoken {
  std::vector<QuoteReading> readings;
  std::vector<Marked> fragments;
};
Spoken read_spoken(const Trees& trees, const std::vector<Marked>& marked, bool carry_on);

/// Direct speech without marks, in the first clause after "is like" or a verb and a colon or comma.
std::vector<QuoteReading> read_unmarked(const Trees& trees, const std::vector<Marked>& marked);

}  // namespace quoth
