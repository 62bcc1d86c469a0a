#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// Whom a text names as the source of each of its quotations, which `quoted_spans` gave: the name beside a word of
/// saying in the sentence around the quotation ("..." said Ann Reed; Reed told us: "..."; according to Reed), a
/// pronoun there for whom the quotation before was of, and a quotation without either, in the same paragraph, for the
/// same. Empty: nobody. A rule of thumb; who reads a draft has its author at hand.
std::vector<std::string> named_sources(std::string_view text, const std::vector<Span>& quotations);

}  // namespace quoth
