#pragma once

#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// The API (docs/api.md), one function an address.
Result<Response> api_records(Store& store, const Request& request);
Result<Response> api_record(Store& store, const Request& request);
/// The bytes of the file that a record was read from.
Result<Response> api_source(Store& store, const Request& request);
Result<Response> api_turns(Store& store, const Request& request);
Result<Response> api_sentences(Store& store, const Request& request);
/// What an address within a record means (docs/api.md, permalinks), where it stands now, and in the file.
Result<Response> api_place(Store& store, const Request& request);
Result<Response> api_compare(Store& store, const Request& request);
Result<Response> api_search(Store& store, const Request& request);
Result<Response> api_verify(Store& store, const Request& request);
Result<Response> api_quotations(Store& store, const Request& request);
Result<Response> api_matrix(Store& store, const Request& request);
Result<Response> api_claims(Store& store, const Request& request);
Result<Response> api_answers(Store& store, const Request& request);
Result<Response> api_times(Store& store, const Request& request);
Result<Response> api_people(Store& store, const Request& request);
Result<Response> api_person(Store& store, const Request& request);
/// The OpenAPI description of all these.
Result<Response> api_description(Store& store, const Request& request);

}  // namespace quoth
