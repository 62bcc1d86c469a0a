#pragma once

#include <vector>

#include "page/html.h"
#include "page/layout.h"
#include "record/record.h"
#include "store/numbers.h"

namespace quoth {

/// A talk at a glance: a strip from its first word to its last; who asks and who answers, and where others' words are
/// reported. A click goes there. Hidden from screen readers, who have the text.
Html map_of(const Record& record, const Numbering& numbering, const std::vector<Unit>& units,
            const std::vector<std::size_t>& parts, std::size_t part);

}  // namespace quoth
