#pragma once

#include <string_view>

#include "text/span.h"

namespace quoth {

/// Where a document begins in an SGML submission header such as
///     <DOCUMENT> <TYPE>EX-99.1 <SEQUENCE>2 ... <TEXT> (the document) </TEXT> </DOCUMENT>
/// The header's lines are the submission's own; what stands between <TEXT> and </TEXT> is the file.
struct Wrapper {
  Span header;   ///< empty: there is none
  Span content;  ///< all of `text` then
};

/// Requires: nothing. O(length of the header).
Wrapper find_wrapper(std::string_view text);

}  // namespace quoth
