#pragma once

#include <string_view>

#include "base/result.h"
#include "verify/stored_passage.h"
#include "verify/verify.h"

namespace quoth {

/// What a user is told of one part of a reading: the places in the record and in the quotation, who said it, in answer
/// to what. Errors: store.*.
Result<VerifyMatch> make_match(Database& database, std::string_view quote_text, const WordList& quote,
                               const StoredPassage& stored, const ReadPart& part);

}  // namespace quoth
