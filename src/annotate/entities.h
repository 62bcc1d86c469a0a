#pragma once

#include <vector>

#include "annotate/language.h"
#include "record/record.h"

namespace quoth {

/// Joins the mentions of a record to entities. ...
std::vector<Entity> find_entities(std::string_view text, const Record& record,
                                  const LanguageLayers& language);

}  // namespace quoth
