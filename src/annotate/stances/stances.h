#pragma once

#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The layers that stances are read from. Lifetime: all must outlive the call.
struct StanceSources {
  std::string_view text;
  const Sentences& sentences;
  const Tokens& tokens;
  const std::vector<Turn>& turns;
  const std::vector<Exchange>& exchanges;
  const std::vector<Quote>& quotes;
};

/// The stances of what is said, by the trees of its sentences and the lexicon (stances/lexicon_table.h), in the order of the
/// text. The holder is that of the innermost quote whose content the words stand in, else who speaks. None without tokens.
/// O(size of the text) for sentences of bounded length.
std::vector<Stance> find_stances(const StanceSources& sources);

}  // namespace quoth
