#pragma once

#include "server/message.h"
#include "store/store.h"

namespace quoth {

Result<Response> get_people(Store& store, const Request& request);
Result<Response> get_person(Store& store, const Request& request);
/// Sets a name right, once and everywhere: `what` is rename (to `name`), merge (with the person `other`) or split (the records
/// `record` are those of somebody called `name`); to the page of who it is then. Errors: http.request; review.invalid (nobody says
/// who does it); person.*; record.*.
Result<Response> post_person(Store& store, const Request& request);
/// The same with the field `author`; answers who it is then.
Result<Response> post_api_person(Store& store, const Request& request);

}  // namespace quoth
