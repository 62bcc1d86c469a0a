#include "read/jsonl/jsonl_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/sha256.h"
#include "text/unicode.h"

namespace quoth {
namespace {

Result<JsonlItem> item_of(std::string_view line) {
  std::optional<std::string> id;
  return read_jsonl(line, {}, id);
}

TEST(JsonlReader, EveryField) {
  const auto item =
      item_of(R"({"id": "a", "text": "Who?\n\nHe.", "date": "2018-07-14T10:30", "title": "T", "outlet": "O",)"
              R"( "speakers": {"Q": "Ann Reed"}, "ask": ["Why?", "How?"], "layout": "prose", "more": [1]})");
  ASSERT_TRUE(item) << to_string(item.error());
  EXPECT_EQ(item->id, "a");
  EXPECT_EQ(item->document.text(), "Who?\n\nHe.");
  EXPECT_EQ(item->document.paragraphs().size(), 2u);
  EXPECT_EQ(item->document.sha256(), sha256_hex("Who?\n\nHe."));
  EXPECT_EQ(item->given.date, "2018-07-14");
  EXPECT_EQ(item->given.title, "T");
  EXPECT_EQ(item->given.outlet, "O");
  EXPECT_EQ(item->given.speakers, (std::vector<std::pair<std::string, std::string>>{{"Q", "Ann Reed"}}));
  EXPECT_EQ(item->given.ask, (std::vector<std::string>{"Why?", "How?"}));
  EXPECT_TRUE(item->given.prose);
}

TEST(JsonlReader, TurnsAreSpansOfTheJoinedText) {
  const auto item =
      item_of(R"({"id": "a", "turns": [{"speaker": "É", "role": "chair", "text": " é "}, {"text": "b"}]})");
  ASSERT_TRUE(item) << to_string(item.error());
  EXPECT_EQ(item->document.text(), " é \n\nb");
  ASSERT_EQ(item->given.turns.size(), 2u);
  EXPECT_EQ(item->document.slice(item->given.turns[0].span), " é ");
  EXPECT_EQ(item->given.turns[0].speaker, "É");
  EXPECT_EQ(item->given.turns[0].role, Role::chair);
  EXPECT_EQ(item->document.slice(item->given.turns[1].span), "b");
  EXPECT_EQ(item->given.turns[1].role, std::nullopt);
}

TEST(JsonlReader, NullIsAsGoodAsMissing) {
  EXPECT_TRUE(
      item_of(R"({"id": "a", "text": "x", "date": null, "turns": null, "ask": null, "speakers": null})"));
  EXPECT_FALSE(item_of(R"({"id": null, "text": "x"})"));
  EXPECT_FALSE(item_of(R"({"id": "a", "text": null})"));
}

TEST(JsonlReader, TheIdIsKnownAsSoonAsItIsRead) {
  std::optional<std::string> id;
  EXPECT_FALSE(read_jsonl(R"({"text": 5, "id": "a"})", {}, id));
  EXPECT_EQ(id, "a");
  id.reset();
  EXPECT_FALSE(read_jsonl(R"({"id": "a", "text")", {}, id));
  EXPECT_EQ(id, std::nullopt);
}

TEST(JsonlReader, Dates) {
  for (const char* date : {"2018", "2018-07", "2018-07-14"})
    EXPECT_EQ(read_iso_date(date).value_or(""), date);
  EXPECT_EQ(read_iso_date("2018-07-14 10:00").value_or(""), "2018-07-14");
  for (const char* date :
       {"", "14.7.2018", "2018-13", "2018-00", "2018-07-32", "2018-7-1", "2018-07-1", "20180714", "T"}) {
    EXPECT_FALSE(read_iso_date(date)) << date;
  }
}

RC_GTEST_PROP(JsonlReader, AnyBytesGiveAnItemOrAnError, (const std::string& bytes)) { (void)item_of(bytes); }

RC_GTEST_PROP(JsonlReader, TextComesBackToTheCharacter, (const std::u32string& characters)) {
  std::string text, escaped;
  for (const char32_t c : characters) {
    append_utf8(text, c);
    if (c < 0x20 || c == '"' || c == '\\') {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      escaped += escape;
    } else {
      append_utf8(escaped, c);
    }
  }
  const auto item = item_of(R"({"id":"a","text":")" + escaped + "\"}");
  RC_ASSERT(item.has_value());
  RC_ASSERT(item->document.text() == text);
  for (const Paragraph& paragraph : item->document.paragraphs()) RC_ASSERT(!paragraph.span.empty());
}

}  // namespace
}  // namespace quoth
