#pragma once

#include <vector>

#include "engine/quotations.h"
#include "page/site.h"

namespace quoth {

/// Who quotes whom: a matrix of those who do it most, and the quotations that the filter lets through, each with its chain.
Page render_quotations(const Site& site, const QuoteFilter& filter, const QuoteList& list,
                       const std::vector<QuotedBy>& matrix);

/// One quotation of a list.
void add_listed_quote(Html& out, const Site& site, const ListedQuote& quote);

}  // namespace quoth
