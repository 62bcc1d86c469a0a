#pragma once

#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// The API (docs/api.md), one function an address.
Result<Response> api_records(Store& store, const Request& request);
Result<Response> api_record(Store& store, const Request& request);

}  // namespace quoth
