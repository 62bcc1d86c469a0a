#pragma once

#include <string>

#include "record/record.h"

namespace quoth {

/// The name of a holder as the record has it; empty where it names nobody, and of an entity that was not read.
std::string name_of(const Record& record, const Holder& holder);

/// The same, or else the words that stand for one whom the record does not name; empty where there are none.
std::string name_or_words(const Record& record, const Holder& holder);

}  // namespace quoth
