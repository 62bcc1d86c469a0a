#pragma once

#include <string>

#include "engine/verify_article.h"
#include "verify/verify.h"

namespace quoth {

/// A verdict as one line of JSON, without the line's end (docs/verify.md). `id` is null where it is not given.
std::string verdict_json(const std::string* id, const Verdict& verdict);

/// The same for a quotation of an article: led by where it stands there, its words, and the source that is named.
std::string checked_quotation_json(const CheckedQuotation& checked);

}  // namespace quoth
