#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A language by its tag (BCP 47) and its English name.
struct WrittenLanguage {
  std::string_view tag;
  std::string_view name;
  bool operator==(const WrittenLanguage&) const = default;
};

/// The language that most of the words in `spans` are written in: other scripts by their letters, languages in Latin letters by
/// their commonest words. Empty where there are too few words to tell, or none that is known. English with some
/// words of another language is English. Looks at the first 200,000 bytes at most.
WrittenLanguage written_language(std::string_view text, const std::vector<Span>& spans);

/// Whether text in this language is not for a reader of English.
inline bool is_foreign(const WrittenLanguage& language) {
  return !language.tag.empty() && language.tag != "en";
}

}  // namespace quoth
