#include "text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace quoth {

CodePoint unicode_detail::code_point_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
  // At most four bytes, so that the length always fits ICU's 32 bits.
  const auto available = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  std::int32_t next = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, next, available, c);
  if (c < 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(c), static_cast<std::uint32_t>(next)};
}

CodePoint code_point_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  const CodePoint c = code_point_at(text, begin);
  if (begin + c.length == at) return c;
  return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t code_point) {
  char buffer[4];
  std::int32_t length = 0;
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(code_point));
  out.append(buffer, static_cast<std::size_t>(length));
}

bool is_valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    if (c.value == 0xFFFD && c.length == 1) return false;
    i += c.length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    append_utf8(out, c.value);
    i += c.length;
  }
  return out;
}

bool unicode_detail::is_space(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_WHITE_SPACE) || c == 0xFEFF;
}
bool unicode_detail::is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool unicode_detail::is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(static_cast<UChar32>(c));
}
bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }
bool is_opening_quote(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '`':
    case 0xAB:
    case 0x2018:
    case 0x201A:
    case 0x201B:
    case 0x201C:
    case 0x201E:
    case 0x201F:
    case 0x2039: return true;
    default: return false;
  }
}
bool is_closing_quote(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x203A: return true;
    default: return false;
  }
}
bool is_control(char32_t c) {
  if (c < 0x80) return c < 0x20 || c == 0x7F;
  return u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR;
}

bool is_punctuation(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_P_MASK) != 0; }
bool is_space_separator(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR; }
bool is_nonspacing_mark(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }
bool is_other(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_C_MASK) != 0; }
bool is_numeric(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_N_MASK) != 0; }

char32_t title_case(char32_t c) { return static_cast<char32_t>(u_totitle(static_cast<UChar32>(c))); }

void append_lower_decomposed(std::u32string& out, char32_t c) {
  const auto lower = u_tolower(static_cast<UChar32>(c));
  if (lower < 0x80) {
    out += static_cast<char32_t>(lower);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !nfd->getDecomposition(lower, parts)) {
    out += static_cast<char32_t>(lower);
    return;
  }
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    out += static_cast<char32_t>(parts.char32At(i));
  }
}

Span trim(std::string_view text, Span span) {
  while (!span.empty()) {
    const CodePoint c = code_point_at(text.substr(0, span.end), span.begin);
    if (!is_space(c.value)) break;
    span.begin += c.length;
  }
  while (!span.empty()) {
    const CodePoint c = code_point_before(text, span.end);
    if (!is_space(c.value)) break;
    span.end -= c.length;
  }
  return span;
}

std::string_view trim(std::string_view text) { return slice(text, trim(text, make_span(0, text.size()))); }

std::string fold_space(std::string_view text) {
  std::string out;
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_space(c.value)) {
      pending = !out.empty();
    } else {
      if (pending) out += ' ';
      pending = false;
      out.append(text.substr(i, c.length));
    }
    i += c.length;
  }
  return out;
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char byte = text[i];
    if (static_cast<unsigned char>(byte) < 0x80) {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    i += c.length;
  }
  return out;
}

std::string to_title(std::string_view text) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    const auto value = static_cast<UChar32>(c.value);
    append_utf8(out, static_cast<char32_t>(inside ? u_tolower(value) : u_toupper(value)));
    inside = is_letter(c.value);
    i += c.length;
  }
  return out;
}

bool is_all_capitals(std::string_view text) {
  bool letters = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_lower(c.value)) return false;
    letters = letters || is_upper(c.value);
    i += c.length;
  }
  return letters;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char byte = text[i];
    if (static_cast<unsigned char>(byte) < 0x80) {
      if (is_alphanumeric(static_cast<char32_t>(byte)))
        out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    if (is_alphanumeric(c.value))
      append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    i += c.length;
  }
  return out;
}

}  // namespace quoth
