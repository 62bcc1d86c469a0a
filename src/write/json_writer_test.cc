#include "write/json_writer.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/unicode.h"

namespace quoth {
namespace {

std::string json_of(std::string_view text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

TEST(JsonWriter, CommasStandBetweenValues) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("a", "x");
  json.key("b");
  json.begin_array();
  json.integer(-1);
  json.begin_array();
  json.end_array();
  json.null();
  json.boolean(true);
  json.end_array();
  json.key("c");
  json.begin_object();
  json.end_object();
  json.member_or_null("d", "");
  json.member_integer("e", 7);
  json.end_object();
  EXPECT_EQ(out, R"({"a":"x","b":[-1,[],null,true],"c":{},"d":null,"e":7})");
}

TEST(JsonWriter, EscapesWhatMustBeAndWhatCouldEndALine) {
  EXPECT_EQ(json_of("a\"\\\n\t\x01\x7F/"), "\"a\\\"\\\\\\n\\t\\u0001\x7F/\"");
  EXPECT_EQ(json_of(std::string_view("\0", 1)), "\"\\u0000\"");
  EXPECT_EQ(json_of("é\u2028\u2029\u0085😀"), "\"é\\u2028\\u2029\\u0085😀\"");
}

TEST(JsonWriter, IllFormedBytesBecomeReplacementCharacters) {
  EXPECT_EQ(json_of("a\xFFz"), "\"a\\ufffdz\"");
  EXPECT_EQ(json_of("\xE2\x80"), "\"\\ufffd\\ufffd\"");
}

TEST(JsonWriter, Numbers) {
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  json.number(0.1);
  json.number(2.5e60);
  json.number(std::numeric_limits<double>::infinity());
  json.integer(std::numeric_limits<std::int64_t>::min());
  json.end_array();
  EXPECT_EQ(out, "[0.1,2.5e+60,null,-9223372036854775808]");
}

RC_GTEST_PROP(JsonWriter, AnyBytesGiveOneLineOfUtf8, (const std::string& bytes)) {
  const std::string out = json_of(bytes);
  RC_ASSERT(is_valid_utf8(out));
  RC_ASSERT(
      std::none_of(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

}  // namespace
}  // namespace quoth
