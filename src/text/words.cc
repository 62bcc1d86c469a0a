#include "text/words.h"

#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "text/unicode.h"

namespace quoth {

std::vector<Span> words_in(std::string_view text, Span span) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const std::string_view part = slice(text, span);
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, part.data(), static_cast<std::int64_t>(part.size()), &status);
  if (U_SUCCESS(status)) iterator->setText(&utext, status);
  std::vector<Span> words;
  if (U_SUCCESS(status)) {
    std::int32_t begin = iterator->first();
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; begin = end, end = iterator->next()) {
      const auto at = static_cast<std::uint32_t>(begin);
      const Span word = trim(text, {span.begin + at, span.begin + static_cast<std::uint32_t>(end)});
      if (!word.empty()) words.push_back(word);
    }
  }
  utext_close(&utext);
  if (U_FAILURE(status)) throw std::logic_error(u_errorName(status));
  return words;
}

}  // namespace quoth
