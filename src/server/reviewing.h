#pragma once

#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// What people say of claims and answers: the pages on which they decide, what their forms do, and the same as an API
/// (docs/review.md, docs/api.md).
Result<Response> get_claims(Store& store, const Request& request);
/// `/claims/4f0c91ab1234:c120-139`, `/claims/12`: one claim, or what review 12 is of.
Result<Response> get_claim(Store& store, const Request& request);
Result<Response> get_answers(Store& store, const Request& request);
Result<Response> get_answer(Store& store, const Request& request);
Result<Response> get_agreement(Store& store, const Request& request);
/// A change by a form; its author is who the browser says looks at it.
Result<Response> post_review_form(Store& store, const Request& request);
/// Lets the browser keep a reviewer's name.
Result<Response> post_reviewer(Store& store, const Request& request);

Result<Response> api_reviews(Store& store, const Request& request);
Result<Response> api_review(Store& store, const Request& request);
/// A change; If-Match says of which version.
Result<Response> post_review(Store& store, const Request& request);
/// One claim as schema.org JSON-LD, and all of a record.
Result<Response> api_claim_review(Store& store, const Request& request);
Result<Response> api_claim_reviews(Store& store, const Request& request);
Result<Response> api_agreement(Store& store, const Request& request);

}  // namespace quoth
