#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/answer.h"

namespace quoth {

/// How a question was answered, by its words beside those of the answer.
struct AnswerReading {
  Clarity clarity = Clarity::ambivalent;
  Technique technique = Technique::general;
  float score = 0;             ///< the probability of `clarity`
  std::vector<Span> evidence;  ///< sentences of the answer, spans of its text
};

/// `question` alone, and `asked`: all of the turns in which it stands (the same where there are none). Evidence is taken from the
/// parts of the answer that are the question's `own`; from all of it where there are none.
AnswerReading read_answer(std::string_view question, std::string_view asked, std::string_view answer,
                          const std::vector<Span>& own = {});

}  // namespace quoth
