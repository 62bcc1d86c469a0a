#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/verify_article.h"
#include "page/site.h"
#include "verify/verify.h"

namespace quoth {

/// Words that somebody is said to have said, and what the record has of them. `verdict`: none where nothing was asked yet, or
/// where `error` says why there is no answer.
Page render_verify(const Site& site, const Quotation& asked, const std::optional<Verdict>& verdict,
                   const std::optional<Error>& error);

/// All quotations of an article, as verify_article gives them. `name`: of its file, or what was said to be its text.
Page render_article(const Site& site, const std::string& name,
                    const Result<std::vector<CheckedQuotation>>& checked);

}  // namespace quoth
