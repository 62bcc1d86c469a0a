// The first line of a request, and a form that was sent: nothing of them leads out of the segments of a path, and what was
// read reads the same when it is written again.
#include <cstdint>

#include "fuzz/invariants.h"
#include "server/form.h"
#include "server/target.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto target = parse_target(text)) {
    for (const std::string& segment : target->path) {
      fuzz::require(!segment.empty() && segment != "." && segment != "..", "a segment is a name");
      fuzz::require(segment.find_first_of("/\\") == std::string::npos, "a segment is one");
      fuzz::require(segment.find('\0') == std::string::npos && is_valid_utf8(segment), "a segment is text");
    }
    const auto again = parse_target(to_string(*target));
    fuzz::require(again && again->path == target->path && again->is_folder == target->is_folder &&
                      again->query == target->query,
                  "written and read again it is the same");
  }
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  const std::string_view body = text.substr(line + 1);
  if (const auto parts = parts_of_form(text.substr(0, line), body)) {
    for (const FormPart& part : *parts) {
      fuzz::require(part.bytes.data() >= body.data() &&
                        part.bytes.data() + part.bytes.size() <= body.data() + body.size(),
                    "what is sent is in the body");
    }
  }
  return 0;
}
