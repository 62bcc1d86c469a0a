#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "record/record.h"

namespace quoth {

/// What was answered: one entry for each question of an exchange that somebody replied to, then one for each of `ask`, which
/// is put to the answer of the last exchange (to the last turn where there is none). Reads turns, exchanges and
/// sentences. A question that nobody replied to has no entry; talk without turns has none at all. `model`: null where there
/// are no weights; then words alone have a say.
std::vector<Answer> find_answers(const Document& document, const Record& record,
                                 const std::vector<std::string>& ask, const Model* model);

}  // namespace quoth
