#pragma once

#include <cstdint>
#include <string_view>

#include "record/quote.h"

namespace quoth {

/// Where the content of a reporting word stands: lexicon.def says what each means.
enum class Frame : std::uint16_t {
  that = 1,
  to = 2,
  quote = 4,
  aside = 8,
  noun = 16,
  as = 32,
  called = 64,
  of = 128,
  on = 256,
  mind = 512,
  bare = 1024,
};

struct ReportingWord {
  std::string_view lemma;
  std::string_view upos;  ///< VERB, NOUN or ADJ
  SpeechAct act = SpeechAct::statement;
  std::uint16_t frames = 0;

  bool has(Frame frame) const { return (frames & static_cast<std::uint16_t>(frame)) != 0; }
};

/// The entry of lexicon.def for a lemma in lower case, of a verb with or without an "e" at its end; null where there is none.
const ReportingWord* reporting_word(std::string_view lemma, std::string_view upos);

}  // namespace quoth
