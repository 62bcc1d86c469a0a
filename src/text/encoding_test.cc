#include "text/encoding.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/mojibake.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

std::string text_of(std::string_view bytes, std::string_view declared = {}) {
  const auto decoded = decode(bytes, declared);
  return decoded ? std::string(decoded->text.text()) : "error " + std::string(decoded.error().code_word());
}

TEST(Decode, ReadsUtf8WithAndWithoutMark) {
  const auto plain = decode("Zoë said “no”.");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->text.text(), "Zoë said “no”.");
  EXPECT_EQ(plain->encoding, "UTF-8");
  EXPECT_FALSE(plain->assumed);
  const auto marked = decode("\xEF\xBB\xBFZoë");
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text.text(), "Zoë");
  EXPECT_EQ(marked->text.map().source_of({0, 1}), (Span{3, 4}));
}

TEST(Decode, ReadsUtf16) {
  for (const bool little : {true, false}) {
    const std::string bytes = utf16(u"Good morning, Zoë \U0001F600.", little);
    const std::string mark = little ? "\xFF\xFE" : "\xFE\xFF";
    EXPECT_EQ(text_of(mark + bytes), "Good morning, Zoë 😀.");
    const auto unmarked = decode(bytes);
    ASSERT_TRUE(unmarked);
    EXPECT_EQ(unmarked->text.text(), "Good morning, Zoë 😀.");
    EXPECT_TRUE(unmarked->assumed);
    EXPECT_EQ(unmarked->encoding, little ? "UTF-16LE" : "UTF-16BE");
    EXPECT_EQ(unmarked->text.map().source_of({0, 4}), (Span{0, 8}));
  }
}

TEST(Decode, ReadsUnpairedSurrogateAndOddByteAsReplacements) {
  const auto decoded = decode("\xFF\xFE"s +
                              utf16(u"ab\xD800"
                                    u"cdefghij",
                                    true) +
                              "x");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text.text(), "ab\uFFFDcdefghij\uFFFD");
  EXPECT_EQ(decoded->n_replaced, 2u);
}

TEST(Decode, AssumesWindows1252) {
  const auto decoded = decode(
      "The minister\x92s caf\xE9 \x93"
      "opened\x94 again, and he\x92ll be there.");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text.text(), "The minister’s café “opened” again, and he’ll be there.");
  EXPECT_EQ(decoded->encoding, "windows-1252");
  EXPECT_TRUE(decoded->assumed);
}

TEST(Decode, ObeysADeclarationThatTheBytesDoNotContradict) {
  EXPECT_EQ(text_of("\xEF\xF0\xE8", "windows-1251"), "при");
  EXPECT_EQ(text_of("Zoë", "iso-8859-1"), "Zoë");
  EXPECT_EQ(text_of("caf\xE9 noir", "no-such-encoding"), "café noir");
}

TEST(Decode, ReadsBrokenUtf8AsUtf8) {
  const auto decoded = decode("Zoë, Chloë, Naïve, Noël, façade, “quoted”, ‘single’ – and a cut: \xE2\x80");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, "UTF-8");
  EXPECT_EQ(decoded->n_replaced, 2u);
}

TEST(Decode, LeavesOutControlCharacters) {
  const auto decoded = decode("Good\0 morn\x01ing, everyone; thank you all for coming.\n"s);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text.text(), "Good morning, everyone; thank you all for coming.\n");
  EXPECT_EQ(decoded->n_dropped, 2u);
  EXPECT_EQ(decoded->text.map().source_of({4, 5}), (Span{5, 6}));
}

TEST(Decode, RefusesWhatIsNoText) {
  EXPECT_EQ(text_of("PK\x03\x04 and so on"), "error input.binary");
  EXPECT_EQ(text_of(std::string(1000, '\0')), "error input.binary");
  std::string noise;
  unsigned state = 7;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>((state = state * 1103515245 + 12345) >> 16);
  EXPECT_EQ(text_of(noise), "error input.binary");
}

RC_GTEST_PROP(DecodeProperty, TextIsUtf8AndEveryCharacterComesFromItsSource, (const std::string& bytes)) {
  const auto decoded = decode(bytes);
  if (!decoded) return;
  const std::string_view text = decoded->text.text();
  RC_ASSERT(is_valid_utf8(text));
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const Span span = make_span(at, at + c.length);
    const Span source = decoded->text.map().source_of(span);
    RC_ASSERT(source.end <= bytes.size() && !source.empty());
    RC_ASSERT(decoded->text.map().text_of(source) == span);
    at += c.length;
  }
}

RC_GTEST_PROP(DecodeProperty, Utf16ComesBack, (const std::vector<char16_t>& units, bool little)) {
  std::u16string valid;
  for (const char16_t unit : units) {
    if (unit >= 0xA0 && (unit < 0xD800 || unit >= 0xE000) && unit < 0xFFFE) valid += unit;
  }
  const std::string bytes = (little ? "\xFF\xFE" : "\xFE\xFF") + utf16(valid, little);
  const auto decoded = decode(bytes);
  RC_ASSERT(decoded);
  std::string expected;
  for (const char16_t unit : valid) append_utf8(expected, unit);
  repair_mojibake(expected);
  RC_ASSERT(decoded->text.text() == expected);
}

}  // namespace
}  // namespace quoth
