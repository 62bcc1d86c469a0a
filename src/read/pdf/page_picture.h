#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "read/reader.h"

namespace quoth::pdf {

inline constexpr int kPictureDotsPerInch = 110;

/// One page of a PDF as a PNG, counted from 1. It is drawn by Poppler's program, in a process of its own.
/// Errors: pdf.*.
Result<std::string> picture_of_page(std::string_view bytes, std::uint32_t page, const Limits& limits);

}  // namespace quoth::pdf
