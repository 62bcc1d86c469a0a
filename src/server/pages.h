#pragma once

#include "page/compare_page.h"
#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// The pages, one function an address: it reads the address, asks the engine and gives what src/page makes of it.
Result<Response> records_page(Store& store, const Request& request);
Result<Response> reading_page(Store& store, const Request& request);
/// `/r/ID` means `/r/ID/`.
Result<Response> to_folder(Store& store, const Request& request);
/// `/r/ID/s12`, `/r/ID/w120-134`: to the place on the page, and on the part of it where the record is long.
Result<Response> permalink(Store& store, const Request& request);
/// `/r/ID/source/?w=120-134`: those words in the file; without, all of it.
Result<Response> get_source(Store& store, const Request& request);
/// `/r/ID/source/3.png`: a page of its PDF.
Result<Response> get_picture(Store& store, const Request& request);
Result<Response> get_search(Store& store, const Request& request);
Result<Response> get_verify(Store& store, const Request& request);
Result<Response> get_quotations(Store& store, const Request& request);
Result<Response> get_timeline(Store& store, const Request& request);
/// Two people, or one at two times, on one subject.
Comparison comparison_of(Store& store, const Target& target);
Result<Response> get_comparison(Store& store, const Request& request);
Result<Response> asset(Store& store, const Request& request);

}  // namespace quoth
