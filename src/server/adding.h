#pragma once

#include "model/model.h"
#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// Adds what a request of Work::adds brought: the bytes of one file with `name` in the address (JSON in answer), or the files
/// of a form (the list of records in answer, or what went wrong). A form that is sent to /verify brings an article, which is not
/// kept: its quotations are checked.
Response answer_adding(Store& store, ModelSource& weights, const Request& request);

}  // namespace quoth
