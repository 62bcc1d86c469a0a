#pragma once

#include <string>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// The words of every sentence, a line each: number, word, lemma, universal and Penn part of speech, number of the word
/// that it depends on (0: none), relation, features. Words are counted from 1 in each sentence. Deterministic.
std::string render_tokens(const Record& record, const LayerPageOptions& options);

}  // namespace quoth
