#pragma once

#include <string>
#include <vector>

#include "engine/source_view.h"
#include "page/site.h"
#include "record/record.h"

namespace quoth {

/// The file that a record was read from, and in it what was asked for.
struct SourcePageOf {
  Span place;                      ///< words of the record, in code points; empty: all of it
  std::string name;                ///< how addresses call them: "w120-134"
  std::vector<std::string> names;  ///< of the stretches in the view, as source_panel takes them
  SourceView view;
};
Page render_source(const Site& site, const Record& record, const SourcePageOf& source);

}  // namespace quoth
