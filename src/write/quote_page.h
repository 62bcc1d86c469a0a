#pragma once

#include <string>
#include <vector>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// Which quotes of a record are shown.
struct QuoteListOptions {
  bool self = false;   ///< a speaker's own mind and words too
  bool scare = false;  ///< words held at a distance too
};

/// Through whose hands the words of a quote came: who says it in the record, then from holder to holder to the one whose
/// words they are. "somebody" for whom nothing names. Requires: parents come before what stands in them.
std::vector<std::string> chain_of(const Record& record, const Quote& quote);

/// The quotes of a record as a page: chain and words, a paragraph each.
///     Ann Reed < a friend < the board: "..."
std::string render_quotes(const Record& record, const QuoteListOptions& what,
                          const LayerPageOptions& options);

/// The same as a line of JSON each, and as rows of CSV (RFC 4180) after a line of kQuoteColumns.
std::string quotes_json_lines(const Record& record, const QuoteListOptions& what);
std::string quotes_csv(const Record& record, const QuoteListOptions& what);
inline constexpr std::string_view kQuoteColumns =
    "record,quote,turn,speaker,chain,holder,kind,act,self,cue,source,content,begin,end,score";

/// A field of CSV: in quotation marks where it has to be.
std::string csv_field(std::string_view text);

}  // namespace quoth
