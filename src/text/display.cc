#include "text/display.h"

#include <memory>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/unicode.h"

namespace quoth {

int display_columns(char32_t code_point) {
  if (code_point < 0x300) return code_point == 0xAD ? 0 : 1;
  const auto c = static_cast<UChar32>(code_point);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR: return 0;
    default: break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

int display_columns(std::string_view text) {
  int columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    columns += display_columns(c.value);
    i += c.length;
  }
  return columns;
}

std::vector<std::uint32_t> line_breaks(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) iterator->setText(&utext, status);
  std::vector<std::uint32_t> breaks;
  if (U_SUCCESS(status)) {
    for (auto at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
      if (at > 0) breaks.push_back(static_cast<std::uint32_t>(at));
    }
  }
  utext_close(&utext);
  if (U_FAILURE(status)) throw std::logic_error(u_errorName(status));
  return breaks;
}

}  // namespace quoth
