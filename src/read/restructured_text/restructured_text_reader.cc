#include "read/restructured_text/restructured_text_reader.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "read/emitter.h"
#include "read/heal.h"
#include "read/restructured_text/inline_markup.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Directives whose content is the source of something else than text.
constexpr std::string_view kOpaque[] = {
    "raw",    "code",    "code-block", "sourcecode", "highlight", "math",      "image",
    "figure", "include", "toctree",    "contents",   "meta",      "csv-table", "default-role",
    "role",   "unicode", "date",       "only",       "index",     "sectnum",   "title"};

/// One line: its indentation and what stands on it.
struct Line {
  Span content;  ///< trimmed; empty for a blank line
  std::uint32_t indent = 0;
};

bool is_rule(std::string_view line) {
  const auto byte = line.empty() ? '\0' : line[0];
  return line.size() >= 3 && byte > ' ' && byte < 0x7F &&
         !is_alphanumeric(static_cast<unsigned char>(byte)) &&
         line.find_first_not_of(byte) == std::string_view::npos;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

class Writer {
 public:
  Writer(std::string_view text, Emitter& emitter, DocumentBuilder& builder)
      : text_(text), emitter_(emitter), builder_(builder) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      Line line;
      line.content = trim(text, make_span(at, end));
      for (std::size_t i = at; !line.content.empty() && i < line.content.begin; ++i) {
        line.indent += text[i] == '\t' ? 8 - line.indent % 8 : 1;
      }
      lines_.push_back(line);
      at = end + 1;
    }
  }

  void write() {
    std::size_t i = 0;
    while (i < lines_.size()) i = block(i);
  }

 private:
  std::string_view content(std::size_t i) const {
    return i < lines_.size() ? slice(text_, lines_[i].content) : std::string_view();
  }

  /// Writes the block that begins at line `i`; returns the line after it.
  std::size_t block(std::size_t i) {
    if (content(i).empty()) return i + 1;
    if (content(i).starts_with("..") && (content(i).size() == 2 || content(i)[2] == ' '))
      return explicit_markup(i);
    if (content(i) == "__" || content(i).starts_with("__ ")) return i + 1;  // an anonymous link's target
    if (const std::size_t end = section(i); end > i) return end;
    if (is_rule(content(i)) && content(i).size() >= 4 && content(i + 1).empty())
      return i + 1;  // a transition
    return paragraph(i);
  }

  /// A title with a line under it, and perhaps the same over it.
  std::size_t section(std::size_t i) {
    const bool over = is_rule(content(i)) && !content(i + 1).empty() && is_rule(content(i + 2)) &&
                      content(i)[0] == content(i + 2)[0];
    const std::size_t title = over ? i + 1 : i;
    const std::string_view rule = content(title + 1);
    if (!is_rule(rule) || is_rule(content(title)) || lines_[title + 1].indent > 0) return i;
    // A line of dots or dashes under a long paragraph line is no underline.
    if (rule.size() < columns(content(title)) && rule.size() < 4) return i;
    const std::string style = {rule[0], over ? 'o' : 'u'};
    const auto level =
        levels_.try_emplace(style, static_cast<std::uint8_t>(levels_.size() + 1)).first->second;
    emit({lines_[title].content}, ParagraphKind::heading, level, 0);
    return title + 2;
  }

  /// The line after the block that is indented deeper than `indent`, blank lines in it included.
  std::size_t indented_end(std::size_t i, std::uint32_t indent) const {
    std::size_t end = i;
    for (std::size_t k = i; k < lines_.size(); ++k) {
      if (lines_[k].content.empty()) continue;
      if (lines_[k].indent <= indent) break;
      end = k + 1;
    }
    return end;
  }

  std::size_t explicit_markup(std::size_t i) {
    const std::size_t end = std::max(indented_end(i + 1, lines_[i].indent), i + 1);
    const std::string_view line = content(i);
    const std::string_view rest = trim(line.substr(2));
    if (rest.starts_with('[')) {
      footnote(i, end);
    } else if (rest.starts_with('|')) {
      // A substitution's definition; its text stands where it is used.
    } else if (const std::size_t colons = rest.find("::");
               colons != std::string_view::npos && rest.find(' ') >= colons && !rest.starts_with('_')) {
      const std::string name = to_lower(rest.substr(0, colons));
      if (std::find(std::begin(kOpaque), std::end(kOpaque), name) == std::end(kOpaque))
        directive(i, end, colons);
    } else if (!rest.starts_with('_')) {
      comment(i, end);
    }
    return end;
  }

  /// `.. [1] Text`: kept as text, with its mark.
  void footnote(std::size_t i, std::size_t end) {
    const Span first = trim(text_, Span{lines_[i].content.begin + 2, lines_[i].content.end});
    std::vector<Span> lines = {first};
    std::size_t k = i + 1;
    for (; k < end && !lines_[k].content.empty(); ++k) lines.push_back(lines_[k].content);
    emit(lines, ParagraphKind::text, 0, 0);
    body(k, end);
  }

  /// The argument and the content of a directive that sets text apart, such as a note; options are no words.
  void directive(std::size_t i, std::size_t end, std::size_t colons) {
    const std::uint32_t rest = lines_[i].content.begin + 2;
    const std::size_t name = text_.find_first_not_of(" \t", rest);
    const Span argument = trim(text_, make_span(name + colons + 2, lines_[i].content.end));
    const std::string directive_name = to_lower(text_.substr(name, colons));
    const bool styles = directive_name == "rst-class" || directive_name == "class";
    if (!argument.empty() && !styles) emit({argument}, ParagraphKind::text, 0, 0);
    std::size_t k = i + 1;
    while (k < end && content(k).starts_with(':') && content(k).find(':', 1) != std::string_view::npos) ++k;
    body(k, end);
  }

  /// What the author left for those who edit the file; nothing is lost.
  void comment(std::size_t i, std::size_t end) {
    std::vector<Span> lines;
    const Span first = trim(text_, Span{lines_[i].content.begin + 2, lines_[i].content.end});
    if (!first.empty()) lines.push_back(first);
    for (std::size_t k = i + 1; k < end; ++k) {
      if (!lines_[k].content.empty()) lines.push_back(lines_[k].content);
    }
    for (const Span line : lines) emit({line}, ParagraphKind::boilerplate, 0, 0);
  }

  /// The blocks of lines [i, end), as deep as they are indented.
  void body(std::size_t i, std::size_t end) {
    const std::uint32_t before = base_;
    std::uint32_t indent = ~0u;
    for (std::size_t k = i; k < end; ++k) {
      if (!lines_[k].content.empty()) indent = std::min(indent, lines_[k].indent);
    }
    base_ = indent == ~0u ? before : indent;
    if (depth_ < kDeepest) {
      ++depth_;
      while (i < end) i = block(i);
      --depth_;
    } else {
      for (; i < end; ++i) {
        if (!lines_[i].content.empty()) emit({lines_[i].content}, ParagraphKind::text, 0, lines_[i].indent);
      }
    }
    base_ = before;
  }

  /// How long the marker of a list item at the start of `line` is; 0 where it is none.
  static std::size_t bullet(std::string_view line) {
    for (const std::string_view mark : {"* ", "- ", "+ ", "• "}) {
      if (line.starts_with(mark)) return mark.size();
    }
    return 0;
  }

  std::size_t paragraph(std::size_t i) {
    const std::uint32_t indent = lines_[i].indent;
    std::vector<Span> lines;
    ParagraphKind kind = indent > base_ ? ParagraphKind::quotation : ParagraphKind::text;
    std::size_t k = i;
    const bool block_lines = content(i).starts_with("| ");
    for (; k < lines_.size() && !content(k).empty(); ++k) {
      if (k > i && (lines_[k].indent < indent || (bullet(content(k)) > 0 && lines_[k].indent == indent)))
        break;
      if (k > i && content(k).starts_with(".. ")) break;
      if (block_lines != content(k).starts_with("| ")) break;
      if (k > i && k + 1 < lines_.size() && is_rule(content(k + 1)) && section_follows(k)) break;
      lines.push_back(lines_[k].content);
    }
    if (const std::size_t size = bullet(content(i)); size > 0) {
      kind = ParagraphKind::list_item;
      lines.front() =
          trim(text_, Span{lines.front().begin + static_cast<std::uint32_t>(size), lines.front().end});
    }
    if (block_lines) {
      for (Span& line : lines) line = trim(text_, Span{line.begin + 1, line.end});
    }
    // `::` at the end announces a literal block; alone it is markup.
    Span& last = lines.back();
    if (slice(text_, last).ends_with("::")) last = trim(text_, Span{last.begin, last.end - 1});
    if (slice(text_, last) == ":") lines.pop_back();
    emit(lines, kind, kind == ParagraphKind::list_item ? 1 : 0, indent, block_lines);
    return std::max(k, i + 1);
  }

  bool section_follows(std::size_t k) const {
    return content(k + 1).size() >= columns(content(k)) && lines_[k + 1].indent == 0 && lines_[k].indent == 0;
  }

  /// One paragraph of these lines, joined by spaces; line breaks stay where `verse` is set.
  void emit(const std::vector<Span>& lines, ParagraphKind kind, std::uint8_t level, std::uint32_t indent,
            bool verse = false) {
    if (lines.empty()) return;
    emitter_.separate();
    const std::uint32_t begin = emitter_.size();
    InlineWriter writer(text_, lines, verse ? "\n" : " ", emitter_, builder_.styles);
    writer.write();
    const Span span = trim(builder_.text.text(), {begin, emitter_.size()});
    if (span.empty()) return;
    Paragraph paragraph;
    paragraph.span = span;
    paragraph.kind = kind;
    paragraph.level = level;
    paragraph.indent = paragraph.hanging = static_cast<std::uint16_t>(std::min<std::uint32_t>(indent, 1000));
    builder_.paragraphs.push_back(paragraph);
  }

  static constexpr int kDeepest = 64;

  std::string_view text_;
  Emitter& emitter_;
  DocumentBuilder& builder_;
  std::vector<Line> lines_;
  std::map<std::string, std::uint8_t> levels_;
  std::uint32_t base_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Document> read_restructured_text(const Source& source, const Limits& limits) {
  DocumentBuilder builder;
  QUOTH_TRY(const Decoded decoded, decode_source(source, limits, {}, builder.diagnostics));
  const std::string_view text = decoded.text.text();
  Emitter emitter(decoded.text, builder);
  Writer(text, emitter, builder).write();
  if (builder.paragraphs.empty())
    return fail(ErrorCode::input_empty, "it holds nothing but markup and white space");
  heal_page_cuts(builder);
  return std::move(builder).seal(Format::restructured_text, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
