// Every stage over arbitrary documents. The input is a small markup for what readers give: paragraphs with a
// blank line between, "# " a heading, "> " a quotation, "- " a list item, "| " centred, spaces an indent, and
// *bold* words.
#include <cstdint>
#include <string>
#include <string_view>

#include "annotate/pipeline.h"
#include "fuzz/invariants.h"
#include "text/unicode.h"
#include "write/record_json.h"

namespace {

using namespace quoth;

/// Takes what stands before the words off `line` and says it in `paragraph`.
void read_marks(std::string_view& line, Paragraph& paragraph) {
  while (line.starts_with(' ')) {
    ++paragraph.indent;
    line.remove_prefix(1);
  }
  if (line.size() < 2 || line[1] != ' ') return;
  switch (line[0]) {
    case '#': paragraph.kind = ParagraphKind::heading; break;
    case '>': paragraph.kind = ParagraphKind::quotation; break;
    case '-': paragraph.kind = ParagraphKind::list_item; break;
    case '|': paragraph.centered = true; break;
    default: return;
  }
  line.remove_prefix(2);
}

/// The paragraphs of `text`; offsets into it are the source.
Document document_of(std::string_view text) {
  DocumentBuilder builder;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    std::string_view line = trim(text.substr(at, end - at));
    // Indents are white space, which trim took.
    const std::size_t begin = line.empty() ? at : static_cast<std::size_t>(line.data() - text.data());
    Paragraph paragraph;
    std::string_view marked = text.substr(at, begin - at + line.size());
    read_marks(marked, paragraph);
    marked = trim(marked);
    at = end + 2;
    if (marked.empty()) continue;
    builder.separate(static_cast<std::size_t>(marked.data() - text.data()));
    paragraph.span.begin = builder.text.size();
    std::uint32_t bold_from = builder.text.size();
    bool bold = false;
    while (!marked.empty()) {
      const std::size_t star = std::min(marked.find('*'), marked.size());
      builder.text.append_verbatim(marked.substr(0, star),
                                   static_cast<std::size_t>(marked.data() - text.data()));
      marked.remove_prefix(std::min(star + 1, marked.size()));
      if (bold && builder.text.size() > bold_from) {
        builder.styles.push_back({{bold_from, builder.text.size()}, Style::bold});
      }
      bold_from = builder.text.size();
      bold = !bold;
    }
    paragraph.span.end = builder.text.size();
    if (!paragraph.span.empty()) builder.paragraphs.push_back(paragraph);
  }
  return std::move(builder).seal(Format::plain_text, std::string(64, '0'), "talk.txt");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(bytes)) return 0;
  Document document = document_of(bytes);
  fuzz::check_document(document, size);
  const Record record = annotate("fuzz", std::move(document), Given{}, LayerSet{});
  fuzz::check_record(record);
  record_json(record, {true});
  return 0;
}
