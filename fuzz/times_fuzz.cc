// The grammar of times over any text: expressions in order, apart, within the text, at the edges of characters.
#include <cstdint>
#include <string>
#include <string_view>

#include "annotate/times/times.h"
#include "fuzz/invariants.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  for (const bool talk : {true, false}) {
    for (const char* date : {"", "2018", "2018-07-14", "9999-12-31", "0001-01-01"}) {
      std::optional<TurnId> turn;
      if (talk) turn = TurnId(0);
      const TimeLayer layer = find_times(text, {{make_span(0, text.size()), turn}}, date, {});
      std::uint32_t end = 0;
      for (const Time& time : layer.times) {
        fuzz::require(
            time.span.begin >= end && time.span.begin < time.span.end && time.span.end <= text.size(),
            "times are in order and apart");
        fuzz::require(is_valid_utf8(slice(text, time.span)), "times end at characters");
        end = time.span.end;
      }
    }
  }
  return 0;
}
