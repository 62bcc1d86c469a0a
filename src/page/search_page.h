#pragma once

#include <optional>

#include "base/error.h"
#include "engine/concordance.h"
#include "page/site.h"

namespace quoth {

/// The places that match, one a line, their words below each other; without a query, how to ask.
/// `error`: why there is no answer; where it has a place, the query is shown with that place marked.
Page render_search(const Site& site, const ConcordanceRequest& request, const Concordance& found,
                   const std::optional<Error>& error);

}  // namespace quoth
