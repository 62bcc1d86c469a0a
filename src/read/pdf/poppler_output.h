#pragma once

#include <string_view>

#include "read/pdf/page.h"

namespace quoth::pdf {

/// Reads what `pdftotext -bbox-layout` wrote; what is broken in it is left out. O(size).
Pages read_layout(std::string_view markup);

/// Sets Style::bold and Style::italic of the words from what `pdftohtml -xml -noroundcoord -zoom 1` wrote.
/// The two programs cut a line into other pieces: a word has the font of the piece that it lies in.
void read_fonts(std::string_view markup, Pages& pages);

}  // namespace quoth::pdf
