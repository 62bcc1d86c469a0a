#pragma once

#include "engine/library.h"
#include "page/site.h"

namespace quoth {

/// What is in the store, with the filters that lead to less of it. A static site has all of them on one page and no filters.
Page render_records(const Site& site, const RecordFilter& filter, const RecordList& list);

/// An error as a page: what went wrong, and what can be done.
Page render_error(const Site& site, int status, const Error& error);

}  // namespace quoth
