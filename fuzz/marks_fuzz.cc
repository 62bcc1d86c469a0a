#include <cstdint>
#include <string>

#include "annotate/quotes/marks.h"
#include "fuzz/invariants.h"
#include "text/unicode.h"

/// Quotation marks of any text: pairs inside the region, sorted, none across another, no deeper than is said.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  const std::string text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  const auto region = make_span(0, text.size());
  Span before;
  std::vector<Span> open;
  for (const Marked& marked : find_marked(text, region)) {
    fuzz::require(region.contains(marked.span) && !marked.span.empty(), "marks lie outside the region");
    fuzz::require(marked.span.contains(marked.inner) && marked.inner.begin <= marked.inner.end,
                  "the words lie outside their marks");
    fuzz::require(before.begin <= marked.span.begin, "marks are not sorted");
    fuzz::require(marked.depth <= kDeepestMarks, "marks are too deep");
    before = marked.span;
    if (!marked.closed) continue;
    while (!open.empty() && open.back().end <= marked.span.begin) open.pop_back();
    fuzz::require(open.empty() || open.back().contains(marked.span), "marks cross each other");
    open.push_back(marked.span);
  }
  return 0;
}
