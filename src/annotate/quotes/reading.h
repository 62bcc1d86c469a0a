#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "record/quote.h"
#include "text/span.h"

namespace quoth {

/// A quotation as one way of reading found it.
struct QuoteReading {
  std::vector<Span> content, cue, source;  ///< sorted
  SpeechAct act = SpeechAct::statement;
  bool direct = false;                  ///< the content is marked as the holder's own words
  bool aside = false;                   ///< the cue is a parenthesis in its content
  bool of_mind = false;                 ///< of thought rather than talk
  std::optional<std::size_t> cue_word;  ///< the reporting word, where there is one
  float score = 0;
};

}  // namespace quoth
