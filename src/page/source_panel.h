#pragma once

#include <string>
#include <vector>

#include "engine/source_view.h"
#include "page/html.h"
#include "page/site.h"
#include "record/record.h"
#include "store/numbers.h"

namespace quoth {

/// The text of a record where something of it is marked, cut at the ends of all marks.
struct MarkedStretches {
  std::vector<Span> spans;  ///< code points, sorted, apart
  std::vector<std::string>
      names;  ///< of each the marks that cover it: "s12 quote-3"; "target" for the target
};
/// Of a part of the text. `target`: words that are looked for; empty: none.
MarkedStretches marked_stretches(const Record& record, const Numbering& numbering, Span part, Span target);

/// The file that a record was read from, with its stretches in it: on pictures of pages, or among its characters. They say in
/// data-of which marks they are of, so that both sides can be read together; those of the target are marked.
/// `is_alone`: no talk stands beside it, and the target is called so here. Requires: `names` is as long as what
/// source_view was asked for.
Html source_panel(const Site& site, const std::string& sha256, const SourceView& view,
                  const std::vector<std::string>& names, bool is_alone);

}  // namespace quoth
