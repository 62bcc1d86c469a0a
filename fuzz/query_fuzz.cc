// Queries as typed: an error with a place in the query, or an expression that SQLite's FTS5 understands.
#include <cstdint>

#include "fuzz/invariants.h"
#include "search/query.h"
#include "search/search.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  static Store store = *Store::open(":memory:", {.mode = OpenMode::create});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Result<Query> query = parse_query(text);
  if (!query) {
    fuzz::require(query.error().at && *query.error().at <= size, "an error has a place in the query");
    return 0;
  }
  fuzz::require(search(store, {.query = *std::move(query)}).has_value(),
                "the index understands what was parsed");
  return 0;
}
