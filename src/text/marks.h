#pragma once

namespace quoth {

/// Properties by the Unicode Character Database that only the comparison of words asks for.
bool is_joining_mark(char32_t c);  ///< general category M: joins to the letter before
bool is_currency(char32_t c);      ///< general category Sc

}  // namespace quoth
