#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/reader.h"

namespace quoth::pdf {

inline constexpr int kPictureDotsPerInch = 110;

/// One page of a PDF as a PNG, counted from 1. It is drawn by Poppler's program, in a process of its own.
/// Errors: pdf.*.
Result<std::string> picture_of_page(std::string_view bytes, std::uint32_t page, const Limits& limits);

/// How large a page is as it is drawn, in points.
struct PageSize {
  double width = 0, height = 0;
};
/// Of the pages from `first` to `last`, counted from 1, as far as there are any; as Poppler's program says. Errors: pdf.*.
Result<std::vector<PageSize>> sizes_of_pages(std::string_view bytes, std::uint32_t first, std::uint32_t last,
                                             const Limits& limits);

}  // namespace quoth::pdf
