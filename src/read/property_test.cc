#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "read/html/html_reader.h"
#include "read/layout.h"
#include "read/markdown/markdown_reader.h"
#include "read/restructured_text/restructured_text_reader.h"
#include "read/text/text_reader.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A random document out of pieces that its format gives a meaning to, words and a few hard characters.
std::string random_document(const std::vector<std::string>& markup) {
  static const std::vector<std::string> kWords = {
      "rope", "Marl", "ANN REED:", "é",  "“no”", "well-", "\n", "\n\n", " ",  "  ",
      "\r\n", "\t",   "\xC2\xA0",  "Q.", "12",   "the",   "😀",  ".",    "\f", "\xFF"};
  std::string document = "A ";
  const auto n = *rc::gen::inRange(0, 60);
  for (int i = 0; i < n; ++i) {
    document += *rc::gen::element(true, false) ? *rc::gen::elementOf(kWords) : *rc::gen::elementOf(markup);
    if (*rc::gen::element(true, false)) document += ' ';
  }
  return document;
}

void check_paragraphs(std::string_view text, const std::vector<Paragraph>& paragraphs) {
  std::uint32_t end = 0;
  for (const Paragraph& paragraph : paragraphs) {
    RC_ASSERT(paragraph.span.begin >= end);
    RC_ASSERT(paragraph.span.end <= text.size());
    RC_ASSERT(trim(text, paragraph.span) == paragraph.span);
    RC_ASSERT(!paragraph.span.empty());
    RC_ASSERT(trim(slice(text, {end, paragraph.span.begin})).empty());
    end = paragraph.span.end;
  }
  RC_ASSERT(trim(text.substr(end)).empty());
}

/// What a reader promises of every document. `bytes` are UTF-8, or nearly.
void check(const std::string& bytes, const Result<Document>& document) {
  RC_LOG() << ::testing::PrintToString(bytes);
  if (!document) {
    RC_ASSERT(document.error().code == ErrorCode::input_empty ||
              document.error().code == ErrorCode::input_binary);
    return;
  }
  const std::string_view text = document->text();
  check_paragraphs(text, document->paragraphs());
  for (const Style& style : document->styles())
    RC_ASSERT(!style.span.empty() && style.span.end <= text.size());
  const SourceMap& map = document->source_map();
  std::uint32_t text_end = 0;
  std::uint32_t source_end = 0;
  const bool utf8 = is_valid_utf8(bytes);
  for (const SourceRun& run : map.runs()) {
    RC_ASSERT(run.text.begin == text_end);
    RC_ASSERT(run.source.begin >= source_end && run.source.end <= bytes.size());
    text_end = run.text.end;
    source_end = run.source.end;
    if (run.source.empty()) {
      // Only a parser that moves text about leaves words without a place.
      if (document->format() != Format::html) RC_ASSERT(trim(slice(text, run.text)).empty());
      continue;
    }
    // Byte for byte the same, but for white space that reads as another.
    for (std::uint32_t i = 0; utf8 && run.text_unit == 1 && run.source_unit == 1 && i < run.text.size();
         ++i) {
      const char read = text[run.text.begin + i];
      const char written = bytes[run.source.begin + i];
      const bool both_space = trim({&read, 1}).empty() && trim({&written, 1}).empty();
      RC_ASSERT(read == written || both_space);
    }
  }
  RC_ASSERT(text_end == text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Span character = make_span(at, at + code_point_at(text, at).length);
    const Span source = map.source_of(character);
    if (!source.empty()) RC_ASSERT(map.text_of(source).contains(character));
    at = character.end;
  }
}

RC_GTEST_PROP(ReadProperty, Text, ()) {
  const std::string bytes =
      random_document({"Page 3", "[[Page 7]]", "                    ", "-", "--", "* item", "(a)", "1",
                       "words that run on and on until the margin stops them", "Mr. REED."});
  check(bytes, read_text({bytes, "a", ""}, Limits{}));
}

RC_GTEST_PROP(ReadProperty, Markdown, ()) {
  const std::string bytes = random_document(
      {"**",  "*",   "_", "[",    "](#)", "\\[",         "&amp;", "&eacute;", "# ",   "> ", "* ",
       "1. ", "```", "`", "<br>", "<i>",  "<inaudible>", "|",     "---",      "    ", "~~", "]: "});
  check(bytes, read_markdown({bytes, "a", ""}, Limits{}));
}

RC_GTEST_PROP(ReadProperty, RestructuredText, ()) {
  const std::string bytes =
      random_document({"**", "*", "`", "``", "<u>`_", ".. note::", ".. raw:: html", ".. [1]", "====", "----",
                       "|", "\\", "::", ":ref:`", "   ", ".. "});
  check(bytes, read_restructured_text({bytes, "a", ""}, Limits{}));
}

RC_GTEST_PROP(ReadProperty, Html, ()) {
  const std::string bytes = random_document({"<p>",
                                             "</p>",
                                             "<b>",
                                             "</b>",
                                             "<br>",
                                             "<div class=nav>",
                                             "</div>",
                                             "<table>",
                                             "<tr>",
                                             "<td>",
                                             "</table>",
                                             "&amp;",
                                             "&eacute",
                                             "&nbsp;",
                                             "&#x41;",
                                             "&notit;",
                                             "<pre>",
                                             "</pre>",
                                             "<bullet>",
                                             "<!-- x -->",
                                             "<script>",
                                             "</script>",
                                             "<h1>",
                                             "</i>",
                                             "<i>",
                                             "<li>",
                                             "<title>",
                                             "<article>",
                                             "&",
                                             "<",
                                             "&NotEqualTilde;"});
  check(bytes, read_html({bytes, "a", ""}, Limits{}));
}

RC_GTEST_PROP(ReadProperty, ParagraphsOfTextThatIsKept, ()) {
  const std::string text =
      random_document({"Page 3", "                ", "words that run on until the margin stops them"});
  if (is_valid_utf8(text)) check_paragraphs(text, find_paragraphs(text));
}

std::string repeated(std::string_view piece, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

/// What took a parser's time or stack once, for the readers that could fall for it.
TEST(ReadHardInput, DeepAndLongInputIsRead) {
  const std::size_t n = 100'000;
  for (const std::string& html :
       {repeated("<div>", n) + "deep" + repeated("</div>", n), repeated("<b>", n) + "deep",
        repeated("<p><b>x", n), repeated("<table><tr><td>", n / 3) + "deep",
        repeated("<font color=red><p>x", n / 4), repeated("</p>x", n), repeated("<bullet>", n) + "deep",
        repeated("&amp", n), repeated("<", n) + "deep", repeated("<!--", n) + "deep"}) {
    const auto document = read_html({html, "a", ""}, Limits{});
    EXPECT_TRUE(document || document.error().code == ErrorCode::input_empty) << html.substr(0, 20);
  }
  for (const std::string& text :
       {repeated("> ", n) + "deep", repeated("* ", n) + "deep", repeated("[", n) + "deep", repeated("*a ", n),
        repeated("a**b", n), repeated("[a](b", n / 4), repeated("`a``", n), repeated("<a ", n),
        repeated("- x\n", n), std::string(n * 10, 'a'), repeated("_a", n)}) {
    EXPECT_TRUE(read_markdown({text, "a", ""}, Limits{})) << text.substr(0, 20);
    EXPECT_TRUE(read_restructured_text({text, "a", ""}, Limits{})) << text.substr(0, 20);
    EXPECT_TRUE(read_text({text, "a", ""}, Limits{})) << text.substr(0, 20);
  }
}

TEST(ReadHardInput, DeepTextIsKept) {
  const std::string html = repeated("<div>a</div><section>", 2'000) + "deep";
  const auto document = read_html({html, "a", ""}, Limits{});
  ASSERT_TRUE(document);
  EXPECT_EQ(std::ranges::count(document->text(), 'a'), 2'000);
  EXPECT_TRUE(document->text().ends_with("deep"));
}

}  // namespace
}  // namespace quoth
