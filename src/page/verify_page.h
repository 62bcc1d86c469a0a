#pragma once

#include <optional>

#include "base/error.h"
#include "page/site.h"
#include "verify/verify.h"

namespace quoth {

/// Words that somebody is said to have said, and what the record has of them. `verdict`: none where nothing was asked yet, or
/// where `error` says why there is no answer.
Page render_verify(const Site& site, const Quotation& asked, const std::optional<Verdict>& verdict,
                   const std::optional<Error>& error);

}  // namespace quoth
