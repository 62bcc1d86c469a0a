#include "read/pdf/pdf_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <dirent.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "testing/golden.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using testing::file_bytes;

// ---- Golden cases ---------------------------------------------------------------------------------------------

std::string_view mark_of(std::uint8_t bits) {
  switch (bits) {
    case Style::bold: return "b";
    case Style::italic: return "i";
    case Style::superscript: return "sup";
    case Style::small: return "small";
    default: return "?";
  }
}

/// The text of a paragraph with its styles as elements.
std::string marked_up(const Document& document, Span span) {
  std::map<std::uint32_t, std::string> marks;
  for (const Style& style : document.styles()) {
    if (!span.contains(style.span)) continue;
    marks[style.span.begin] += fmt::format("<{}>", mark_of(style.bits));
    marks[style.span.end].insert(0, fmt::format("</{}>", mark_of(style.bits)));
  }
  std::string out;
  for (std::uint32_t at = span.begin; at <= span.end; ++at) {
    if (const auto mark = marks.find(at); mark != marks.end()) out += mark->second;
    if (at < span.end) out += document.text()[at];
  }
  return out;
}

/// A paragraph a line, after what its layout says of it.
std::string pages_of(const Document& document) {
  std::string out;
  for (const Diagnostic& diagnostic : document.diagnostics()) {
    out += fmt::format("! {}: {}\n", diagnostic.code, diagnostic.message);
  }
  for (const Hint& hint : document.hints()) {
    if (hint.key != "created") out += fmt::format("# {}: {}\n", hint.key, hint.value);
  }
  for (const Paragraph& paragraph : document.paragraphs()) {
    out += fmt::format("p.{} +{}/{}", paragraph.page, paragraph.indent, paragraph.hanging);
    if (paragraph.kind == ParagraphKind::heading) out += fmt::format(" heading {}", paragraph.level);
    if (paragraph.kind == ParagraphKind::quotation) out += " quotation";
    if (paragraph.centered) out += " centered";
    out += fmt::format(": {}\n", marked_up(document, paragraph.span));
  }
  return out;
}

/// Every character that is no white space stands on a page, once.
void expect_all_boxed(const Document& document) {
  std::uint32_t end = 0;
  const auto is_blank = [&](Span span) { return trim(document.slice(span)).empty(); };
  for (const PageBox& box : document.page_boxes()) {
    ASSERT_LE(end, box.text.begin);
    ASSERT_FALSE(box.text.empty());
    ASSERT_TRUE(is_blank({end, box.text.begin})) << document.slice({end, box.text.begin});
    ASSERT_GE(box.page, 1u);
    ASSERT_LE(box.x0, box.x1);
    ASSERT_LE(box.y0, box.y1);
    end = box.text.end;
  }
  ASSERT_TRUE(is_blank({end, static_cast<std::uint32_t>(document.text().size())}));
}

TEST(PdfReaderGolden, Cases) {
  for (const auto& golden : testing::golden_cases("read/pdf")) {
    SCOPED_TRACE(golden.name);
    const std::string bytes = file_bytes(golden.input);
    const auto document = read_pdf({bytes, golden.name, {}}, Limits{});
    ASSERT_TRUE(document.has_value()) << to_string(document.error());
    EXPECT_EQ(document->format(), Format::pdf);
    EXPECT_TRUE(document->source_map().empty());
    expect_all_boxed(*document);
    testing::expect_golden(golden.expected, pages_of(*document));
  }
}

// ---- Small files made here ------------------------------------------------------------------------------------

/// A PDF of pages of Helvetica, each with the content given, and a sound table of its objects.
std::string make_pdf(const std::vector<std::string>& contents) {
  std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", ""};
  objects.emplace_back("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  std::string kids;
  for (const std::string& content : contents) {
    const std::size_t page = objects.size() + 1;
    kids += fmt::format("{} 0 R ", page);
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents {} 0 R"
                    "/Resources<</Font<</F 3 0 R>>>>>>",
                    page + 1));
    objects.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", content.size(), content));
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, contents.size());
  std::string pdf = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t start = pdf.size();
  pdf += fmt::format("xref\n0 {}\n0000000000 65535 f \n{}", objects.size() + 1, table);
  return pdf +
         fmt::format("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

std::string line(int x, int y, std::string_view text, int size = 9) {
  return fmt::format("BT /F {} Tf {} {} Td ({}) Tj ET\n", size, x, y, text);
}

std::string text_of(std::string_view bytes) {
  const auto document = read_pdf({bytes, "talk.pdf", {}}, Limits{});
  return document ? std::string(document->text()) : to_string(document.error());
}

TEST(PdfReader, LinesOfAParagraphAreJoined) {
  EXPECT_EQ(text_of(make_pdf({line(40, 500, "Who told the harbour master that the ferry would not") +
                              line(40, 485, "sail? Nobody did, and nobody asked him about it.") +
                              line(40, 450, "The chair thanked him.")})),
            "Who told the harbour master that the ferry would not sail? Nobody did, and nobody asked him "
            "about it.\n\n"
            "The chair thanked him.");
}

TEST(PdfReader, PageNumbersAreNoText) {
  std::vector<std::string> pages;
  for (const char* fish : {"herring", "mackerel", "cod", "plaice"}) {
    const std::string number = std::to_string(pages.size() + 1);
    pages.push_back(line(40, 570, "Evidence of the ferry board") +
                    line(40, 540, fmt::format("We landed {}.", fish)) + line(200, 20, number));
  }
  EXPECT_EQ(text_of(make_pdf(pages)),
            "We landed herring.\n\nWe landed mackerel.\n\nWe landed cod.\n\nWe landed plaice.");
}

TEST(PdfReader, HyphensAtLineEnds) {
  const std::string filler = "The committee heard that the well-known pilot was away, ";
  EXPECT_EQ(
      text_of(make_pdf({line(40, 500, filler + "and the com-") +
                        line(40, 485, "mittee wrote that the matter of the pilot was well-") +
                        line(40, 470, "known to the twenty-") +
                        line(40, 455, "two members and to the Hale-") + line(40, 440, "Marsh family.")})),
      filler +
          "and the committee wrote that the matter of the pilot was well-known to the twenty-two members and "
          "to the Hale-Marsh family.");
}

TEST(PdfReader, LettersEncodedTwice) {
  EXPECT_EQ(text_of(make_pdf({line(40, 500, "ANDR\xC3\x89 said the caf\xC3\xA9\xE2\x80\x99s owner left.")})),
            "ANDRÉ said the café’s owner left.");
}

TEST(PdfReader, TheSameBytesGiveTheSameDocument) {
  const std::string bytes =
      file_bytes(std::filesystem::path(QUOTH_SOURCE_DIR) / "tests/golden/read/pdf/two_columns.pdf");
  const auto first = read_pdf({bytes, "a.pdf", {}}, Limits{}),
             second = read_pdf({bytes, "a.pdf", {}}, Limits{});
  ASSERT_TRUE(first && second);
  EXPECT_EQ(pages_of(*first), pages_of(*second));
}

// ---- Errors ---------------------------------------------------------------------------------------------------

std::size_t n_descriptors() {
  const auto folder = std::filesystem::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

/// The code with which reading fails, having left no descriptor open and no child behind.
std::string pdf_error(std::string_view bytes, const Limits& limits = {}) {
  const std::size_t before = n_descriptors();
  const auto document = read_pdf({bytes, "talk.pdf", {}}, limits);
  EXPECT_EQ(n_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
  return document ? "no error" : std::string(document.error().code_word());
}

const std::string kSound = make_pdf({line(40, 500, "One line of talk.")});

TEST(PdfReaderErrors, EmptyFile) { EXPECT_EQ(pdf_error(""), "input.empty"); }

TEST(PdfReaderErrors, TooLarge) {
  Limits limits;
  limits.bytes = 100;
  EXPECT_EQ(pdf_error(kSound, limits), "input.too_large");
}

TEST(PdfReaderErrors, NoPdfBehindItsFirstLine) {
  EXPECT_EQ(pdf_error("%PDF-1.7\nnothing of the kind\n"), "pdf.damaged");
}

TEST(PdfReaderErrors, CutBeforeThePages) { EXPECT_EQ(pdf_error(kSound.substr(0, 60)), "pdf.damaged"); }

TEST(PdfReaderErrors, Encrypted) {
  const auto path = std::filesystem::path(QUOTH_SOURCE_DIR) / "tests/golden/read/pdf_errors/encrypted.pdf";
  EXPECT_EQ(pdf_error(file_bytes(path)), "pdf.encrypted");
}

TEST(PdfReaderErrors, ScannedPage) {
  const std::string image = "q 300 0 0 300 50 150 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x55\nEI\nQ";
  EXPECT_EQ(pdf_error(make_pdf({image, image})), "pdf.no_text");
}

TEST(PdfReaderErrors, ToolMissing) {
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nonexistent", 1);
  const std::string missing = pdf_error(kSound);
  ::setenv("PATH", "", 1);
  const std::string empty = pdf_error(kSound);
  ::setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(missing, "pdf.no_tool");
  EXPECT_EQ(empty, "pdf.no_tool");
}

TEST(PdfReaderErrors, TooManyPages) {
  Limits limits;
  limits.pages = 1;
  EXPECT_EQ(pdf_error(make_pdf({line(40, 500, "One."), line(40, 500, "Two.")}), limits), "pdf.limit");
}

TEST(PdfReaderErrors, TooMuchOutput) {
  Limits limits;
  limits.text_bytes = 500;
  EXPECT_EQ(pdf_error(kSound, limits), "pdf.limit");
}

TEST(PdfReaderErrors, NoTime) {
  Limits limits;
  limits.time = std::chrono::seconds(0);
  EXPECT_EQ(pdf_error(kSound, limits), "pdf.limit");
}

TEST(PdfReaderErrors, TooLittleMemory) {
  Limits limits;
  limits.process_bytes = 16 << 20;
  const std::string content(64 << 20, ' ');
  EXPECT_EQ(pdf_error(make_pdf({content}), limits), "pdf.limit");
}

}  // namespace
}  // namespace quoth
