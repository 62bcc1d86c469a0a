#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.h"
#include "text/span.h"

namespace quoth {

/// A box on a page, in points from its upper left corner.
struct SourceBox {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// A page of a PDF with the places of stretches of a record's text on it.
struct SourcePage {
  std::int64_t page = 0;         ///< counted from 1
  double width = 0, height = 0;  ///< points
  struct Place {
    std::size_t stretch = 0;  ///< which one
    SourceBox box;            ///< around its words of one line
  };
  std::vector<Place> places;
};

/// Stretches of a record's text in the file that it was read from: on pages, or among its characters as they are, markup and
/// all.
struct SourceView {
  std::string file_name;
  std::vector<SourcePage> pages;
  std::string encoding;               ///< in which the characters were written; empty where there are pages
  std::string text;                   ///< from some way before the first stretch to some way behind the last
  std::vector<Span> places;           ///< of each stretch, bytes of `text`; empty: the file has nothing of it
  bool begins = false, ends = false;  ///< `text` reaches to the ends of the file
};

/// `stretches`: code points of the record's text, sorted, apart. Errors: record.not_found, pdf.*, input.binary, store.*.
Result<SourceView> source_view(Store& store, std::int64_t number, const std::vector<Span>& stretches);

/// A page of a record's PDF as a PNG, counted from 1. Errors: record.not_found, http.not_found (the file has no pages), pdf.*.
Result<std::string> source_picture(Store& store, std::int64_t number, std::uint32_t page);

}  // namespace quoth
