#include "read/pdf/pdf_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/sha256.h"
#include "read/pdf/child_process.h"
#include "read/pdf/furniture.h"
#include "read/pdf/line_joins.h"
#include "read/pdf/paragraphs.h"
#include "read/pdf/poppler_output.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using namespace pdf;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The first line of what a program wrote to standard error.
std::string first_line(std::string_view messages) {
  const std::size_t end = std::min(messages.find('\n'), messages.size());
  return fold_space(messages.substr(0, end));
}

bool says_damaged(std::string_view messages) {
  return contains(messages, "Syntax Error") || contains(messages, "Internal Error") ||
         contains(messages, "may not be a PDF");
}

/// What a program of poppler wrote, or why that is nothing.
Result<ChildResult> finish(Child& child, const std::string& name) {
  ChildResult result = child.finish();
  switch (result.end) {
    case ChildResult::End::over_time: return fail(ErrorCode::pdf_limit, name + " did not end in time");
    case ChildResult::End::over_output:
      return fail(ErrorCode::pdf_limit, name + " wrote more than a reader may take");
    case ChildResult::End::crashed:
    case ChildResult::End::exited: break;
  }
  const std::string& messages = result.messages;
  // The dynamic loader may come to the limit before the program does, and has words of its own for it.
  if (contains(messages, "ut of memory") || contains(messages, "bad_alloc") ||
      contains(messages, "failed to map segment") || contains(messages, "annot allocate memory")) {
    return fail(ErrorCode::pdf_limit, name + " needed more memory than it may use");
  }
  if (contains(messages, "Incorrect password")) {
    return fail(ErrorCode::pdf_encrypted, "the file opens only with a password");
  }
  if (contains(messages, "Permission Error")) {
    return fail(ErrorCode::pdf_encrypted, "the file is encrypted and does not allow its text to be copied");
  }
  return result;
}

/// Whether a second look for fonts can tell anything. A file that names one font, in the clear, has no
/// contrast of bold and plain.
bool may_hold_styles(std::string_view bytes) {
  if (contains(bytes, "/ObjStm") || contains(bytes, "/Type3")) return true;
  static constexpr std::string_view kKey = "/BaseFont";
  std::set<std::string_view> names;
  for (std::size_t at = bytes.find(kKey); at != std::string_view::npos; at = bytes.find(kKey, at + 1)) {
    const std::size_t begin = bytes.find('/', at + kKey.size());
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(bytes.find_first_of(" \r\n\t/<>[]()", begin + 1), bytes.size());
    names.insert(bytes.substr(begin, end - begin));
  }
  return names.size() != 1;
}

// ---- From paragraphs to a document
// ----------------------------------------------------------------------------

std::uint16_t columns(float points) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(points, 0.f, 6000.f) / 6));
}

constexpr std::string_view kSoftHyphen = "\u00AD";

/// Writes blocks into a builder.
class Writer {
 public:
  Writer(DocumentBuilder& builder, const LineJoins& joins) : builder_(builder), joins_(joins) {}

  void write(const Block& block) {
    builder_.separate(0);
    const std::uint32_t begin = builder_.text.size();
    runs_ = {};
    for (std::size_t l = 0; l < block.lines.size(); ++l) {
      const Line& line = block.lines[l];
      const bool last = l + 1 == block.lines.size();
      for (std::size_t w = 0; w < line.words.size(); ++w) {
        const bool at_end = w + 1 == line.words.size();
        const Word* next = !at_end ? &line.words[w + 1] : last ? nullptr : &block.lines[l + 1].words.front();
        write(line.words[w], next, at_end, line.page);
      }
    }
    const Span span{begin, builder_.text.size()};
    for (Run& run : runs_) end(run);
    if (block.small) builder_.styles.push_back({span, Style::small});
    builder_.paragraphs.push_back(describe(block, span));
  }

 private:
  /// A style that goes on from word to word.
  struct Run {
    std::uint8_t bit = 0;
    Span span;
  };

  void write(const Word& word, const Word* next, bool at_line_end, std::uint32_t page) {
    using Join = LineJoins::Join;
    std::string_view text = word.text;
    Join join = next == nullptr || next->glued ? Join::nothing : Join::space;
    if (at_line_end && next != nullptr) join = joins_.between(word.text, next->text);
    if (join == Join::without_hyphen || (text.ends_with(kSoftHyphen) && text != kSoftHyphen))
      text.remove_suffix(code_point_before(text, text.size()).length);
    const std::uint32_t begin = builder_.text.size();
    builder_.text.append_inserted(text, 0);
    const Span span{begin, builder_.text.size()};
    builder_.page_boxes.push_back({span, page, word.box.x0, word.box.y0, word.box.x1, word.box.y1});
    mark(word.bits, span);
    if (join == Join::space) builder_.text.append_inserted(" ", 0);
  }

  void mark(std::uint8_t bits, Span span) {
    static constexpr std::uint8_t kBits[] = {Style::bold, Style::italic, Style::superscript};
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      Run& run = runs_[i];
      if ((bits & kBits[i]) == 0) {
        end(run);
      } else if (run.bit != 0) {
        run.span.end = span.end;
      } else {
        run = {kBits[i], span};
      }
    }
  }

  void end(Run& run) {
    if (run.bit != 0) builder_.styles.push_back({run.span, run.bit});
    run = {};
  }

  static Paragraph describe(const Block& block, Span span) {
    Paragraph paragraph{span};
    const std::vector<Line>& lines = block.lines;
    if (block.heading > 0) {
      paragraph.kind = ParagraphKind::heading;
      paragraph.level = static_cast<std::uint8_t>(std::min(block.heading, 6));
    } else if (block.quotation) {
      paragraph.kind = ParagraphKind::quotation;
    }
    paragraph.centered = block.centered;
    paragraph.page = lines.front().page;
    paragraph.indent = columns(lines.front().box.x0 - lines.front().frame.left);
    float hanging = lines.size() > 1 ? 1e6f : 0;
    for (std::size_t l = 1; l < lines.size(); ++l)
      hanging = std::min(hanging, lines[l].box.x0 - lines[l].frame.left);
    paragraph.hanging = columns(hanging);
    return paragraph;
  }

  DocumentBuilder& builder_;
  const LineJoins& joins_;
  std::array<Run, 3> runs_{};
};

/// The file's own title, where a person gave it: not the name of a file.
std::string sensible_title(std::string title) {
  static constexpr std::string_view kWord = "Microsoft Word - ";
  if (title.starts_with(kWord)) title.erase(0, kWord.size());
  const std::string lower = to_lower(title);
  for (const std::string_view ending :
       {".pdf", ".doc", ".docx", ".rtf", ".odt", ".txt", ".indd", ".html", ".htm"}) {
    if (lower.ends_with(ending)) return {};
  }
  const bool has_letter = letters_of(title).size() >= 3;
  return lower == "untitled" || lower == "about:blank" || contains(lower, "://") || !has_letter
             ? std::string()
             : title;
}

void add_hints(const Pages& pages, DocumentBuilder& builder) {
  const auto add = [&](const char* key, std::string value) {
    if (!value.empty()) builder.hints.push_back({key, std::move(value), std::nullopt});
  };
  add("title", sensible_title(pages.title));
  add("author", pages.author);
  add("created", pages.created);
}

/// Of a cut file, poppler may give the one page that it finds for each of those that are lost. Empties the copies,
/// and gives the number of pages left with words.
std::size_t empty_copies(std::vector<Page>& pages) {
  const auto same_word = [](const Word& a, const Word& b) {
    return a.text == b.text && a.box.x0 == b.box.x0 && a.box.y0 == b.box.y0;
  };
  const auto same_segment = [&](const Segment& a, const Segment& b) {
    return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(), same_word);
  };
  std::size_t n = 0;
  const Page* last = nullptr;
  for (Page& page : pages) {
    const bool copy =
        last != nullptr && std::equal(page.segments.begin(), page.segments.end(), last->segments.begin(),
                                      last->segments.end(), same_segment);
    if (copy) page.segments.clear();
    if (page.segments.empty()) continue;
    last = &page;
    ++n;
  }
  return n;
}

/// The words of all pages with their fonts; what is to be remarked on goes to `diagnostics`.
Result<Pages> read_pages(const Source& source, const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  QUOTH_TRY(const MemoryFile file, MemoryFile::of(source.bytes));
  const ChildLimits child_limits{std::chrono::steady_clock::now() + limits.time, limits.time,
                                 limits.process_bytes, limits.text_bytes};
  const std::string input(kChildFile);
  QUOTH_TRY(Child text, Child::start({"pdftotext", "-bbox-layout", input, "-"}, file, child_limits));
  std::optional<Result<Child>> fonts;  // at work meanwhile
  if (may_hold_styles(source.bytes)) {
    fonts.emplace(Child::start({"pdftohtml", "-xml", "-i", "-stdout", "-noroundcoord", "-zoom", "1", input},
                               file, child_limits));
  }
  QUOTH_TRY(const ChildResult layout, finish(text, "pdftotext"));
  Pages pages = read_layout(layout.output);
  if (pages.pages.size() > limits.pages) {
    return fail(ErrorCode::pdf_limit, fmt::format("the file has more than {} pages", limits.pages));
  }
  const bool damaged =
      layout.end == ChildResult::End::crashed || layout.exit_status != 0 || says_damaged(layout.messages);
  const bool has_words = std::any_of(pages.pages.begin(), pages.pages.end(),
                                     [](const Page& page) { return !page.segments.empty(); });
  if (!has_words && damaged) {
    return fail(ErrorCode::pdf_damaged, "no page can be read: " + first_line(layout.messages));
  }
  if (!has_words) return fail(ErrorCode::pdf_no_text, "the pages hold no text");
  if (damaged) {
    const std::size_t n = empty_copies(pages.pages);
    diagnostics.push_back({"pdf.partial", std::nullopt,
                           fmt::format("the file is damaged; words were read on {} of {} pages ({})", n,
                                       pages.pages.size(), first_line(layout.messages))});
  }
  if (!fonts) return pages;
  const auto markup = fonts->and_then([](Child& child) { return finish(child, "pdftohtml"); });
  if (markup) {
    read_fonts(markup->output, pages);
  } else {
    diagnostics.push_back(
        {"pdf.no_fonts", std::nullopt, "bold and italic are not known: " + markup.error().message});
  }
  return pages;
}

}  // namespace

Result<Document> read_pdf(const Source& source, const Limits& limits) {
  if (source.bytes.empty()) return fail(ErrorCode::input_empty, "the file is empty");
  if (source.bytes.size() > limits.bytes) return fail(ErrorCode::input_too_large, "the file is too large");
  DocumentBuilder builder;
  QUOTH_TRY(Pages pages, read_pages(source, limits, builder.diagnostics));
  if (const std::size_t n = remove_furniture(pages.pages); n > 0) {
    builder.diagnostics.push_back(
        {"pdf.furniture_removed", std::nullopt,
         fmt::format("{} running heads, feet, page and line numbers were left out", n)});
  }
  if (pages.n_repaired > 0) {
    builder.diagnostics.push_back(
        {"text.mojibake_repaired", std::nullopt,
         fmt::format("{} characters had been written in two encodings at once", pages.n_repaired)});
  }
  add_hints(pages, builder);
  std::vector<Line> lines = lines_in_order(std::move(pages.pages));
  const LineJoins joins(lines);
  Writer writer(builder, joins);
  for (const Block& block : paragraphs_of(std::move(lines))) writer.write(block);
  return std::move(builder).seal(Format::pdf, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
