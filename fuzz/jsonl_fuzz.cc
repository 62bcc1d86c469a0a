// A line of the input of `quoth annotate`.
#include <cstdint>
#include <optional>
#include <string>

#include "fuzz/invariants.h"
#include "read/jsonl/jsonl_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  std::optional<std::string> id;
  const Result<JsonlItem> item = read_jsonl(line, Limits{}, id);
  if (!item) return 0;
  // The source is the text itself, in UTF-8.
  fuzz::check_document(item->document, item->document.text().size());
  std::uint32_t end = 0;
  for (const Given::Turn& turn : item->given.turns) {
    fuzz::require(turn.span.begin >= end && turn.span.end <= item->document.text().size(),
                  "given turns are not in the order of the text");
    end = turn.span.end;
  }
  return 0;
}
