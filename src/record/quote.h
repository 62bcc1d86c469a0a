#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "record/holder.h"

namespace quoth {

enum class QuoteKind : std::uint8_t {
  direct,    ///< all in the holder's words
  indirect,  ///< in the reporter's
  mixed,     ///< in the reporter's, with words in quotation marks among them
  scare,     ///< words held at a distance ("so-called")
};
std::string_view to_string(QuoteKind kind);
std::optional<QuoteKind> quote_kind_of(std::string_view word);

enum class SpeechAct : std::uint8_t { statement, question, order, thought };
std::string_view to_string(SpeechAct act);
std::optional<SpeechAct> speech_act_of(std::string_view word);

struct Quote;
using QuoteId = Id<Quote>;

/// Reported speech or thought: what is said, the words that report it and those that name whose it is. Spans of each
/// are sorted and apart; there is at least one of the content.
struct Quote {
  std::vector<Span> content, cue, source;
  QuoteKind kind = QuoteKind::indirect;
  SpeechAct act = SpeechAct::statement;
  bool self = false;  ///< a speaker's own mind or words ("I believe", "as I have said")
  Holder holder;
  std::optional<QuoteId> parent;  ///< the quote in whose content this one stands
  float score = 0;                ///< how sure it is, 0 to 1
};

}  // namespace quoth
