// What the PDF reader makes of the output of Poppler's programs. The input is that of `pdftotext -bbox-layout`;
// what follows the first "<fonts>" is that of `pdftohtml -xml`.
#include <cstdint>
#include <string_view>

#include "fuzz/invariants.h"
#include "read/pdf/furniture.h"
#include "read/pdf/line_joins.h"
#include "read/pdf/paragraphs.h"
#include "read/pdf/poppler_output.h"
#include "text/unicode.h"

namespace {

using namespace quoth;
using namespace quoth::pdf;

std::size_t n_words(const std::vector<Page>& pages) {
  std::size_t n = 0;
  for (const Page& page : pages) {
    for (const Segment& segment : page.segments) n += segment.words.size();
  }
  return n;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kFonts = "<fonts>";
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(input.find(kFonts), size);
  Pages pages = read_layout(input.substr(0, cut));
  read_fonts(input.substr(cut), pages);
  remove_furniture(pages.pages);
  const std::size_t n_read = n_words(pages.pages);

  std::vector<Line> lines = lines_in_order(std::move(pages.pages));
  const LineJoins joins(lines);
  std::size_t n_kept = 0;
  for (const pdf::Block& block : paragraphs_of(std::move(lines))) {
    fuzz::require(!block.lines.empty(), "a paragraph has no line");
    const std::string* last = nullptr;
    for (const Line& line : block.lines) {
      fuzz::require(!line.words.empty(), "a line has no word");
      if (last != nullptr) joins.between(*last, line.words.front().text);
      for (const Word& word : line.words) {
        fuzz::require(is_valid_utf8(word.text), "a word is not UTF-8");
        ++n_kept;
      }
      last = &line.words.back().text;
    }
  }
  fuzz::require(n_kept == n_read, "words were lost or doubled on the way to paragraphs");
  return 0;
}
