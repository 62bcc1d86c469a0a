#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/verify_article.h"
#include "verify/verify.h"

namespace quoth {

struct VerdictPageOptions {
  int width = 80;       ///< columns
  bool colour = false;  ///< ECMA-48 sequences
};

/// A verdict to read in a terminal: what it is, where the words stand, in answer to what, and what differs.
std::string render_verdict(const Quotation& quotation, const Verdict& verdict,
                           const VerdictPageOptions& options);

/// The quotations of an article in the order given, each with its verdict; a summary at the end.
std::string render_article(const std::vector<CheckedQuotation>& quotations,
                           const VerdictPageOptions& options);

}  // namespace quoth
