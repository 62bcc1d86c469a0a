#pragma once

#include <string>
#include <string_view>

#include "record/record.h"
#include "write/styled_lines.h"

namespace quoth {

/// What the pages that show a record in a terminal have in common.

inline constexpr int kWidest = 100;  ///< columns; longer lines are hard to read

inline constexpr std::string_view kMargin = "     ";  ///< before the words that an entry stands in

inline constexpr Ink kDim{.dim = true};
inline constexpr Ink kBold{.bold = true};

/// How a page that shows a layer looks.
struct LayerPageOptions {
  int width = 80;       ///< columns
  bool colour = false;  ///< ECMA-48 sequences
};

/// A speaker's own, the same in every record where they speak in the same order.
Ink ink_of(SpeakerId speaker);

/// `14 July 2018` for `2018-07-14`; what is no such date stays as it is.
std::string readable_date(std::string_view iso);

/// `1,204 words`, `1 word`.
std::string counted(std::size_t n, std::string_view one, std::string_view many);

/// A paragraph in one ink; nothing where there is no text.
void add_line(StyledLines& lines, std::string_view text, Ink ink = {});

/// The title of the talk, when and where it was.
void add_heading(StyledLines& lines, const Record& record);

/// Where a span stands, who says it, and the words around it, on one line of `width` columns that begins with `margin`.
void add_in_context(StyledLines& lines, const Record& record, Span span, std::string_view margin, int width);

/// Why a layer that needs weights has nothing in it, in words; empty where it has.
std::string why_empty(const Record& record, Layer layer);

}  // namespace quoth
