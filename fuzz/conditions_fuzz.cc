// Fields of a request that say on what terms it is to be answered: lists of entity tags, ranges of bytes, codings.
#include <cstdint>

#include "fuzz/invariants.h"
#include "server/compress.h"
#include "server/conditions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::string_view tag : {"\"a\"", "W/\"a\"", "\"\""}) {
    fuzz::require(!names_strongly(text, tag) || names_weakly(text, tag),
                  "what is named strongly is named weakly");
    fuzz::require(!names_strongly(text, tag) || text.find(tag) != std::string_view::npos || text == "*",
                  "what is named stands there");
  }
  for (const std::size_t of : {std::size_t{0}, std::size_t{1}, std::size_t{100}, SIZE_MAX}) {
    if (const auto range = byte_range(text, of)) {
      fuzz::require(range->begin <= range->end && range->end <= of, "a range is part of the bytes");
    }
  }
  (void)takes_gzip(text);
  return 0;
}
