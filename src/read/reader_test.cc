#include "read/reader.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

Format format_of(std::string_view bytes, std::string name = "a") {
  return detect_format({bytes, std::move(name), ""});
}

std::string error_of(std::string_view bytes, Limits limits = {}) {
  const auto document = read({bytes, "a", ""}, limits);
  return document ? "none" : std::string(document.error().code_word());
}

TEST(DetectFormat, TrustsTheContent) {
  EXPECT_EQ(format_of("%PDF-1.7\n", "a.txt"), Format::pdf);
  EXPECT_EQ(format_of("\n<!DOCTYPE html>\n<html>", "a.txt"), Format::html);
  EXPECT_EQ(format_of("<!-- made by hand --><div>Good morning</div>", "a.md"), Format::html);
  EXPECT_EQ(format_of("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"), Format::html);
  EXPECT_EQ(format_of("Good morning<br>\nGood day<br>\nGood night<br>"), Format::html);
  EXPECT_EQ(format_of("<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n<html><body>", "a.txt"), Format::html);
  EXPECT_EQ(format_of("{\"id\": \"a\", \"text\": \"Hello\"}\n"), Format::jsonl);
}

TEST(DetectFormat, KnowsLightMarkupByItsSigns) {
  EXPECT_EQ(format_of("---\ntitle: A talk\n---\n\nHello", "a.txt"), Format::markdown);
  EXPECT_EQ(format_of("By [Ann Reed](#)\n\nHello", "a.txt"), Format::markdown);
  EXPECT_EQ(format_of("# A talk\n\nHello", "a.txt"), Format::markdown);
  EXPECT_EQ(format_of("**Ann:** Hello.\n\n**Ben:** Hello.", "a.txt"), Format::markdown);
  EXPECT_EQ(format_of("A talk\n======\n\n**Ann**: Hello.\n\n**Ben**: Hello.", "a.rst"),
            Format::restructured_text);
  EXPECT_EQ(format_of(".. raw:: html\n\n   <b>x</b>\n\nHello", "a.txt"), Format::restructured_text);
}

TEST(DetectFormat, TakesPlainTextForPlainText) {
  EXPECT_EQ(format_of("ANN REED: Hello. [Laughter]\n\nQ. And *you*?\n"), Format::plain_text);
  EXPECT_EQ(format_of("[Music] Hello"), Format::plain_text);
  EXPECT_EQ(format_of("<bullet> Mr. Reed. Hello."), Format::plain_text);
}

TEST(Read, RefusesWhatHoldsNoText) {
  EXPECT_EQ(error_of(""), "input.empty");
  EXPECT_EQ(error_of(" \r\n\t\n"), "input.empty");
  EXPECT_EQ(error_of("\xEF\xBB\xBF"), "input.empty");
  EXPECT_EQ(error_of("PK\x03\x04"), "input.binary");
  EXPECT_EQ(error_of("<?xml version=\"1.0\"?><TEI><text/></TEI>"), "input.format");
  EXPECT_EQ(error_of("[{\"word\": 1}]"), "input.format");
  Limits small;
  small.bytes = 3;
  EXPECT_EQ(error_of("Hello", small), "input.too_large");
}

}  // namespace
}  // namespace quoth
