#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// The lemma that `script` makes of a word's form: "=" and the lemma itself; else a letter for the base (l lower-cased,
/// k as it is, t Titled, n without commas), a digit for how many characters to strip at its end, and what to add. The form
/// where nothing would be left.
std::string lemma_by(std::string_view script, std::string_view form);

}  // namespace quoth
