#pragma once

#include "engine/source_view.h"
#include "page/site.h"
#include "page/words.h"
#include "record/record.h"

namespace quoth {

/// Words of a record as it was read, and below them the same words in the file that it was read from.
Page render_source(const Site& site, const Record& record, WordIndex::Range words, const SourceView& view);

}  // namespace quoth
