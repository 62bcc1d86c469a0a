#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/span.h"

namespace quoth {

/// A code point and how many bytes of UTF-8 it takes; an ill-formed byte reads as U+FFFD of length 1.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};

namespace unicode_detail {
// What lies beyond ASCII, by ICU.
CodePoint code_point_at(std::string_view text, std::size_t at);
bool is_space(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
}  // namespace unicode_detail

/// The code point that begins at byte `at`. Requires: at < text.size().
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? CodePoint{lead, 1} : unicode_detail::code_point_at(text, at);
}
/// The code point that ends before byte `at`. Requires: 0 < at <= text.size().
CodePoint code_point_before(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);
bool is_valid_utf8(std::string_view text);
/// `text` with every ill-formed byte read as U+FFFD.
std::string to_valid_utf8(std::string_view text);

/// Properties by the Unicode Character Database, quick for ASCII.
inline bool is_space(char32_t c) {  ///< White_Space, and U+FEFF
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : unicode_detail::is_space(c);
}
inline bool is_letter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : unicode_detail::is_letter(c);
}
inline bool is_digit(char32_t c) {  ///< decimal digits of any script
  return c < 0x80 ? c >= '0' && c <= '9' : unicode_detail::is_digit(c);
}
inline bool is_alphanumeric(char32_t c) { return is_letter(c) || is_digit(c); }
bool is_upper(char32_t c);  ///< upper or title case
bool is_lower(char32_t c);
bool is_dash(char32_t c);           ///< hyphen-minus, en and em dash, horizontal bar, minus
bool is_opening_quote(char32_t c);  ///< a mark that may open a quotation, the straight ones too
bool is_closing_quote(char32_t c);  ///< a mark that may close one, the straight ones too
bool is_control(char32_t c);
bool is_punctuation(char32_t c);      ///< general category P
bool is_space_separator(char32_t c);  ///< general category Zs
bool is_nonspacing_mark(char32_t c);  ///< general category Mn
bool is_other(char32_t c);            ///< general category C: controls, formats, private, unassigned
bool is_numeric(char32_t c);          ///< general category N
/// The upper case, or the title case where there is one.
char32_t title_case(char32_t c);
/// Appends the canonical decomposition (NFD) of one lower-cased character.
void append_lower_decomposed(std::u32string& out, char32_t c);

/// Without the white space at either end.
std::string_view trim(std::string_view text);
Span trim(std::string_view text, Span span);

/// White space runs folded to one space, none at the ends.
std::string fold_space(std::string_view text);
/// Lower case by the root locale.
std::string to_lower(std::string_view text);
/// Upper case at the start of each word, lower inside it ("MARY O'NEIL" -> "Mary O'Neil").
std::string to_title(std::string_view text);

/// Whether `text` has letters, and none of them is lower case.
bool is_all_capitals(std::string_view text);
/// Letters and digits only, in lower case: what a name is compared by.
std::string letters_of(std::string_view text);

}  // namespace quoth
