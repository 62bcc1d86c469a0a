#pragma once

#include <string>
#include <vector>

#include "record/record.h"
#include "record/review.h"
#include "write/page_parts.h"

namespace quoth {

/// Some answers of a record as a page: each question beside what was answered, how that is read, and the words that show it:
/// underlined where there is colour, else _between underscores_. Long answers are cut to their begin and the
/// evidence. `which`: numbers of answers, sorted;
/// `reviewed`: what people say of the record.
std::string render_answers(const Record& record, const std::vector<std::size_t>& which,
                           const std::vector<ReviewedRow>& reviewed, const LayerPageOptions& options);

/// The same as a line of JSON each, and as rows of CSV (RFC 4180) in columns of kAnswerColumns.
std::string answers_json_lines(const Record& record, const std::vector<std::size_t>& which,
                               const std::vector<ReviewedRow>& reviewed);
std::string answers_csv(const Record& record, const std::vector<std::size_t>& which,
                        const std::vector<ReviewedRow>& reviewed);
inline constexpr std::string_view kAnswerColumns =
    "record,answer,exchange,turn,speaker,asked_by,question,begin,end,ask,clarity,technique,score,unsure,"
    "evidence,again,state,corrected_by";

/// Who speaks in a turn; empty where nobody does.
std::string speaker_of(const Record& record, TurnId turn);

}  // namespace quoth
