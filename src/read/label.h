#pragma once

#include <string_view>

namespace quoth {

/// The start of a paragraph up to the colon or full stop that would make it a speaker's label, without that mark:
/// a few words of which all that count are capitalised, "Q", "A", a title and a name in capitals, capitals and a
/// bracketed role. Empty where none is there. Whether it is one is for a later stage to say; a reader only takes
/// care not to hide it inside a paragraph.
/// Lifetime: that of `text`.
std::string_view label_of(std::string_view text);

/// Whether `text` ends as a sentence, a broken-off one too, or in a bracket: with . ? ! : ; ... a dash or a bracket,
/// quotation marks aside. A title before a name ("Mr.") ends nothing.
bool ends_sentence(std::string_view text);

}  // namespace quoth
