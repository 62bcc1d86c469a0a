#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.h"
#include "text/span.h"

namespace quoth {

/// A page of a PDF with the place of some words on it.
struct SourcePage {
  struct Box {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;  ///< points from the upper left corner
  };
  std::int64_t page = 0;         ///< counted from 1
  std::string picture;           ///< PNG
  double width = 0, height = 0;  ///< points
  std::vector<Box> boxes;
};

/// Words of a record in the file that it was read from: on pages, or among its characters as they are, markup and all.
struct SourceView {
  std::string file_name;
  std::vector<SourcePage> pages;
  std::string encoding;  ///< in which the characters were written; empty where there are pages
  std::string before, words, after;
  bool begins = false, ends = false;  ///< before and after reach to the ends of the file
};

inline constexpr std::size_t kMostSourcePages = 3;

/// `range`: code points of the record's text. Errors: record.not_found, pdf.*, input.binary, store.*.
Result<SourceView> source_view(Store& store, std::int64_t number, Span range);

}  // namespace quoth
