#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "record/record.h"
#include "text/word_index.h"

namespace quoth {

/// What stands on its own on a reading page.
struct Unit {
  enum class Kind : std::uint8_t {
    turn,
    block,   ///< what nobody says, between turns
    hidden,  ///< front matter and boilerplate: there, but folded
    text,    ///< running text of a record without turns
  };
  Kind kind = Kind::turn;
  std::uint32_t row = 0;  ///< of the turn or block
  Span span;
  std::optional<std::uint32_t> opens;  ///< the exchange that begins with this turn
  bool is_question = false, is_answer = false;
  bool joins = false;  ///< belongs to the exchange that was opened before it
};

/// All of a record in the order of its text: nothing is left out.
std::vector<Unit> units_of(const Record& record);

/// Where parts of about `words_per_part` words begin: indices into `units`, the first of them 0. A part begins with an
/// exchange where there are any. 0 words: one part.
std::vector<std::size_t> parts_of(const Record& record, const std::vector<Unit>& units,
                                  const WordIndex& words, std::size_t words_per_part);

/// The paragraphs of a span of the text: what blank lines part.
std::vector<Span> paragraphs_of(const Record& record, Span span);

}  // namespace quoth
