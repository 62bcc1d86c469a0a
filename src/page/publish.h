#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/result.h"
#include "store/store.h"

namespace quoth {

struct Published {
  std::size_t records = 0, people = 0;
  std::size_t files = 0;    ///< that the site has
  std::size_t removed = 0;  ///< that an earlier site had and this one does not
};

/// Writes what is in the store as a static site into `folder`, which is made where it is not there: the same pages as the
/// server's, without what needs one, and each record as JSON beside its page. A site that was published there before is brought
/// up to date, and what no longer belongs to it is taken away; other files are left alone. Each file is there whole or not at all.
/// `progress` is told how many of how many records are done. Errors: output.failed, store.*.
Result<Published> publish(Store& store, const std::string& folder,
                          const std::function<void(std::size_t done, std::size_t of)>& progress);

/// A record as one page that stands alone. Errors: record.not_found, store.*.
Result<std::string> record_file(Store& store, std::int64_t number);

/// The layers that a reading page shows.
LayerSet shown_layers();

}  // namespace quoth
