// The grammar of quantities over any text: what it finds lies in the text, in order, with sound values.
#include <cstdint>
#include <string_view>

#include "annotate/quantities/quantities.h"
#include "fuzz/invariants.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(text)) return 0;
  std::uint32_t end = 0;
  for (const Quantity& quantity : find_quantities(text, {make_span(0, size)}, {}, {}, {})) {
    fuzz::require(quantity.span.begin >= end && quantity.span.end <= size && !quantity.span.empty(),
                  "a quantity lies in the text, after the one before");
    end = quantity.span.end;
    fuzz::require(!quantity.low || *quantity.low <= *quantity.high, "the ends are the right way round");
    fuzz::require(quantity.low || quantity.value || !quantity.decimal.empty(), "a quantity has a value");
  }
  return 0;
}
