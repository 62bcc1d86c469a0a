#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotate/answers/vectors.h"
#include "record/answer.h"

namespace quoth {

/// How a question was answered, by its words beside those of the answer.
struct AnswerReading {
  Clarity clarity = Clarity::ambivalent;
  Technique technique = Technique::general;
  float score = 0;             ///< the probability of `clarity`
  std::vector<Span> evidence;  ///< sentences of the answer, spans of its text
};

/// What a question is read beside.
struct Reply {
  std::string_view asked;  ///< all of the turns in which the question stands
  std::string_view answer;
  const AnswerVectors* vectors = nullptr;  ///< of the two; null: words alone have a say
};

/// Evidence is taken from the parts of the answer that are the question's `own`, which are read apart as well; from all of it
/// where there are none.
AnswerReading read_answer(std::string_view question, const Reply& reply, const std::vector<Span>& own = {});

}  // namespace quoth
