#include "text/marks.h"

#include <unicode/uchar.h>

namespace quoth {

bool is_joining_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
bool is_currency(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL; }

}  // namespace quoth
