#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/annotate_file.h"
#include "verify/verify.h"

namespace quoth {

/// A quotation of an article, and what the store says of it.
struct CheckedQuotation {
  Quotation quotation;  ///< with the source that the article names
  TextRange place;      ///< in the article's text, code points
  Verdict verdict;
};

/// Checks every quotation that a file contains against the store; worst first: what turns a meaning round, what another
/// said, wrong numbers and names, what is not found, splices, other changes; then in the order of the article.
/// Errors: those of reading the file; store.*.
Result<std::vector<CheckedQuotation>> verify_article(Store& store, const std::string& path,
                                                     const AnnotateOptions& options);

/// The same of an article that is not in a file; `name` says what it is. Errors: those of annotate_bytes; store.*.
Result<std::vector<CheckedQuotation>> verify_article_bytes(Store& store, const std::string& name,
                                                           std::string_view bytes,
                                                           const AnnotateOptions& options);

}  // namespace quoth
