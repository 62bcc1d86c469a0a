#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/review_parts.h"
#include "server/message.h"

namespace quoth {

/// The fields of a form that was sent, in their order; a name may stand there more than once.
using FormFields = std::vector<std::pair<std::string, std::string>>;
/// Errors: http.request (it is no form of application/x-www-form-urlencoded).
Result<FormFields> fields_of(const Request& request);
/// The first value of that name; empty: there is none.
std::string value_in(const FormFields& fields, std::string_view name);

/// Who the browser says looks at a page, and the page's address.
Reviewer reviewer_of(const Request& request);
inline constexpr std::string_view kReviewerCookie = "quoth_reviewer";

}  // namespace quoth
