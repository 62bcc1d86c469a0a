#include "testing/golden.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "read/reader.h"

namespace quoth {
namespace {

std::string_view name_of(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::text: return "text";
    case ParagraphKind::heading: return "heading";
    case ParagraphKind::list_item: return "item";
    case ParagraphKind::quotation: return "quotation";
    case ParagraphKind::table_cell: return "cell";
    case ParagraphKind::code: return "code";
    case ParagraphKind::metadata: return "metadata";
    case ParagraphKind::boilerplate: return "boilerplate";
  }
  return "";
}

std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

std::string styles_in(const Document& document, Span paragraph) {
  static constexpr char kLetters[] = "bilpskc";
  std::string out;
  for (const Style& style : document.styles()) {
    if (!paragraph.contains(style.span)) continue;
    std::string bits;
    for (int i = 0; i < 7; ++i) {
      if ((style.bits >> i & 1) != 0) bits += kLetters[i];
    }
    out += fmt::format("\n    {}: {}", bits, visible(document.slice(style.span)));
  }
  return out;
}

/// Paragraph by paragraph; styles under each, by letters: bold, italic, link, superscript (p), small, struck (k), code.
std::string dump(const Document& document) {
  std::string out = fmt::format("format: {}\n", to_string(document.format()));
  for (const Diagnostic& diagnostic : document.diagnostics()) {
    out += fmt::format("diagnostic: {}: {}\n", diagnostic.code, diagnostic.message);
  }
  for (const Hint& hint : document.hints()) {
    out += fmt::format("hint: {} = {}{}\n", hint.key, hint.value,
                       hint.span ? fmt::format(" at \"{}\"", visible(document.slice(*hint.span))) : "");
  }
  for (const Paragraph& paragraph : document.paragraphs()) {
    out += name_of(paragraph.kind);
    if (paragraph.level > 0) out += fmt::format(" {}", paragraph.level);
    if (paragraph.centered) out += " centered";
    if (paragraph.indent > 0 || paragraph.hanging > 0)
      out += fmt::format(" {}/{}", paragraph.indent, paragraph.hanging);
    if (paragraph.page > 0) out += fmt::format(" page {}", paragraph.page);
    out += fmt::format("\n  | {}{}\n", visible(document.slice(paragraph.span)),
                       styles_in(document, paragraph.span));
  }
  return out;
}

class ReadGolden : public ::testing::TestWithParam<const char*> {};

TEST_P(ReadGolden, Documents) {
  for (const testing::GoldenCase& golden : testing::golden_cases(std::string("read/") + GetParam())) {
    const std::string bytes = testing::file_bytes(golden.input);
    const auto document = read({bytes, golden.name, golden.input.string()}, Limits{});
    ASSERT_TRUE(document) << golden.name << ": " << to_string(document.error());
    testing::expect_golden(golden.expected, dump(*document));
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, ReadGolden,
                         ::testing::Values("text", "markdown", "restructured_text", "html"));

}  // namespace
}  // namespace quoth
