#include "read/markdown/markdown_reader.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "base/sha256.h"
#include "read/emitter.h"
#include "read/heal.h"
#include "read/html_tags.h"
#include "read/label.h"
#include "read/layout.h"
#include "read/markdown/align.h"
#include "read/markdown/front_matter.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Stands for a byte that the parser must not take for markup; no text has it, decode leaves it out.
constexpr char kNeutral = '\x01';
/// A heading of one line, underlined, is short; a longer one is a paragraph before a rule.
constexpr std::size_t kLongestUnderlined = 160;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

/// The body as it is parsed, as long as the original: without what Markdown would take for markup and a transcript
/// means as words, such as `[Ann Reed]: Hello` (to Markdown a link reference), and without markers of quotations
/// and lists nested deeper than `depth`.
std::string neutralised(std::string_view body, std::uint32_t depth) {
  std::string out(body);
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::uint32_t n_markers = 0;
    std::size_t i = at;
    for (; i < end && std::strchr(" \t>-*+", body[i]) != nullptr; ++i) {
      if (body[i] != ' ' && body[i] != '\t' && ++n_markers > depth) out[i] = kNeutral;
    }
    const std::size_t close =
        i < end && body[i] == '[' ? body.substr(0, end).find("]:", i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      const std::string_view target = trim(body.substr(close + 2, end - close - 2));
      const bool link = target.starts_with('<') || target.starts_with('#') || target.starts_with('/') ||
                        target.find("://") < target.find(' ') || target.starts_with("mailto:");
      if (!link) out[close + 1] = kNeutral;
    }
    at = end + 1;
  }
  return out;
}

std::unique_ptr<cmark_node, FreeNode> parse(const std::string& body) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  // In pieces, because the parser takes the length of one as 32 bits.
  constexpr std::size_t kPiece = 16u << 20;
  for (std::size_t at = 0; at < body.size(); at += kPiece) {
    cmark_parser_feed(parser.get(), body.data() + at, std::min(kPiece, body.size() - at));
  }
  return std::unique_ptr<cmark_node, FreeNode>(cmark_parser_finish(parser.get()));
}

bool has_type(cmark_node* node, std::string_view type) { return cmark_node_get_type_string(node) == type; }

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::uint8_t style_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG: return Style::bold;
    case CMARK_NODE_EMPH: return Style::italic;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE: return Style::link;
    default: return has_type(node, "strikethrough") ? Style::struck : 0;
  }
}

/// Walks the parsed document and writes it.
class Writer {
 public:
  /// `offset`: where the body begins in the emitter's source.
  Writer(std::string_view body, std::uint32_t offset, Emitter& emitter, DocumentBuilder& builder)
      : body_(body),
        offset_(offset),
        emitter_(emitter),
        builder_(builder),
        lines_(split_lines(body)),
        wrapping_(lines_) {
    line_starts_.push_back(0);
    for (std::size_t at = 0; (at = body.find_first_of("\r\n", at)) != std::string_view::npos;) {
      at += body.substr(at, 2) == "\r\n" ? 2 : 1;
      line_starts_.push_back(static_cast<std::uint32_t>(at));
    }
  }

  void write(cmark_node* root) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) {
        enter(node);
      } else {
        leave(node);
      }
    }
  }

 private:
  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE: ++n_quotes_; return;
      case CMARK_NODE_LIST: ++n_lists_; return;
      case CMARK_NODE_ITEM: item_ = node; return;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING: begin_block(node); return;
      case CMARK_NODE_CODE_BLOCK: code_block(node); return;
      case CMARK_NODE_HTML_BLOCK: html_block(node); return;
      case CMARK_NODE_TEXT: words(literal(node), bits_); return;
      case CMARK_NODE_CODE: words(literal(node), bits_ | Style::code); return;
      case CMARK_NODE_SOFTBREAK: soft_break(); return;
      case CMARK_NODE_LINEBREAK: hard_break(); return;
      case CMARK_NODE_HTML_INLINE: html_inline(literal(node)); return;
      default: break;
    }
    if (has_type(node, "table_cell")) {
      begin_block(node);
    } else if (const std::uint8_t style = style_of(node)) {
      styles_.push_back(bits_);
      bits_ |= style;
      if (style == Style::bold && hard_break_) end_paragraph();
    }
  }

  void leave(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE: --n_quotes_; return;
      case CMARK_NODE_LIST: --n_lists_; return;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING: end_paragraph(); return;
      default: break;
    }
    if (has_type(node, "table_cell")) {
      end_paragraph();
    } else if (const std::uint8_t style = style_of(node)) {
      bits_ = styles_.back();
      styles_.pop_back();
      if (style == Style::link) skip_link_target();
    }
  }

  std::uint32_t line_start(int line) const {
    const auto at = static_cast<std::size_t>(std::max(line, 1) - 1);
    return at < line_starts_.size() ? line_starts_[at] : static_cast<std::uint32_t>(body_.size());
  }

  void begin_block(cmark_node* node) {
    // The parser places the first row of a table that follows a line of text on that line; the table's end is right.
    cmark_node* const placed =
        has_type(node, "table_cell") ? cmark_node_parent(cmark_node_parent(node)) : node;
    block_end_ = line_start(cmark_node_get_end_line(placed) + 1);
    // Cells of one row share its lines; everything else begins anew.
    cursor_ = std::max(cursor_, line_start(cmark_node_get_start_line(node)));
    cursor_ = std::min(cursor_, block_end_);
    kind_ = ParagraphKind::text;
    level_ = 0;
    if (has_type(node, "table_cell")) {
      kind_ = ParagraphKind::table_cell;
    } else if (n_lists_ > 0) {
      kind_ = ParagraphKind::list_item;
      level_ = static_cast<std::uint8_t>(std::min(n_lists_, 255));
    } else if (n_quotes_ > 0) {
      kind_ = ParagraphKind::quotation;
    }
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
      kind_ = ParagraphKind::heading;
      level_ = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
      heading_begin_ = cursor_;
    }
    marker_ = {};
    if (item_ != nullptr) marker();
    begun_ = false;
    hard_break_ = false;
  }

  /// The number of a numbered item is text; a bullet is not.
  void marker() {
    cmark_node* const item = item_;
    item_ = nullptr;
    if (cmark_node_get_list_type(cmark_node_parent(item)) != CMARK_ORDERED_LIST) return;
    const std::uint32_t line = line_start(cmark_node_get_start_line(item));
    const std::size_t begin = body_.find_first_of("0123456789", line);
    const std::size_t end =
        begin == std::string_view::npos ? begin : body_.find_first_not_of("0123456789", begin);
    if (end == std::string_view::npos || end >= block_end_) return;
    marker_ = make_span(begin, end + 1);
    cursor_ = std::max(cursor_, marker_.end);
  }

  void begin_paragraph() {
    if (begun_) return;
    emitter_.separate();
    begin_ = emitter_.size();
    begun_ = true;
    if (marker_.empty()) return;
    copy(marker_);
    const std::size_t space = body_.find_first_not_of(" \t", marker_.end);
    emitter_.unit(" ", shifted(make_span(marker_.end, std::min(space, body_.size()))));
    marker_ = {};
  }

  void end_paragraph() {
    hard_break_ = false;
    if (!begun_ || emitter_.size() == begin_) return;
    begun_ = false;
    Paragraph paragraph;
    paragraph.span = trim(builder_.text.text(), {begin_, emitter_.size()});
    if (paragraph.span.empty()) return;
    paragraph.kind = kind_;
    paragraph.level = level_;
    if (kind_ == ParagraphKind::heading && body_[heading_begin_] != '#' &&
        paragraph.span.size() > kLongestUnderlined) {
      paragraph.kind = ParagraphKind::text;
      paragraph.level = 0;
    }
    builder_.paragraphs.push_back(paragraph);
  }

  void hard_break() {
    if (!hard_break_) break_begin_ = cursor_;
    hard_break_ = true;
  }

  void soft_break() {
    const std::size_t newline = body_.find_first_of("\r\n", cursor_);
    const auto next =
        std::upper_bound(lines_.begin(), lines_.end(), newline,
                         [](std::size_t at, const TextLine& line) { return at < line.content.begin; });
    if (next == lines_.begin() || next == lines_.end() || !wrapping_.is_wrap(*(next - 1), *next)) {
      end_paragraph();
    } else {
      soft_break_ = true;
      break_begin_ = cursor_;
    }
  }

  Span shifted(Span span) const { return {span.begin + offset_, span.end + offset_}; }
  void copy(Span span) { emitter_.copy(shifted(span)); }

  /// Past `](address "title")`, whose words could be taken for those that follow.
  void skip_link_target() {
    if (!body_.substr(cursor_).starts_with("](")) return;
    int depth = 0;
    for (std::uint32_t at = cursor_ + 1; at < block_end_; ++at) {
      if (body_[at] == '\\') {
        ++at;
      } else if (body_[at] == '(') {
        ++depth;
      } else if (body_[at] == ')' && --depth == 0) {
        cursor_ = at + 1;
        return;
      }
    }
  }

  /// Writes the break that stands before the next words, which begin at `at` in the body.
  void write_break(std::uint32_t at) {
    if (!soft_break_ && !hard_break_) return;
    const std::string_view mark = soft_break_ ? " " : "\n";
    soft_break_ = hard_break_ = false;
    if (begun_ && emitter_.size() > begin_) {
      // A <br> has no line break of its own.
      const std::size_t newline = slice(body_, {0, at}).find_first_of("\r\n", break_begin_);
      const bool tag = newline == std::string_view::npos;
      emitter_.unit(mark, shifted(tag ? Span{break_begin_, at} : make_span(newline, newline + 1)));
    }
  }

  void words(std::string_view text, std::uint8_t bits) {
    if (text.empty()) return;
    if (hard_break_ && !label_of(text).empty()) end_paragraph();
    const Aligned aligned = align(body_, cursor_, block_end_, text);
    if (!aligned.pieces.empty()) write_break(aligned.pieces.front().source.begin);
    begin_paragraph();
    const std::uint32_t begin = emitter_.size();
    if (aligned.pieces.empty()) {
      emitter_.insert(text);
    } else {
      for (const AlignedPiece& piece : aligned.pieces) {
        if (piece.reading.empty()) {
          copy(piece.source);
        } else {
          emitter_.unit(piece.reading, shifted(piece.source));
        }
      }
      cursor_ = aligned.pieces.back().source.end;
    }
    if (bits == 0) return;
    // Emphasis that an escape or entity interrupts is one stretch.
    if (!builder_.styles.empty() && builder_.styles.back().bits == bits &&
        builder_.styles.back().span.end == begin) {
      builder_.styles.back().span.end = emitter_.size();
    } else {
      builder_.styles.push_back({{begin, emitter_.size()}, bits});
    }
  }

  void html_inline(std::string_view tag) {
    const std::string name = tag_name(tag);
    const std::size_t at = body_.substr(0, block_end_).find(tag, cursor_);
    if (name == "br") {
      hard_break();
    } else if (!name.empty() && !is_html_tag(name)) {
      words(tag, bits_);
      return;
    }
    if (at < block_end_) cursor_ = static_cast<std::uint32_t>(at + tag.size());
  }

  /// A line of the body as a paragraph of its own.
  void line_paragraph(std::uint32_t line, ParagraphKind kind) {
    const std::uint32_t begin = line_start(static_cast<int>(line));
    const Span content = trim(body_, {begin, line_start(static_cast<int>(line + 1))});
    span_paragraph(content, kind, content.begin - begin);
  }

  void span_paragraph(Span content, ParagraphKind kind, std::uint32_t indent) {
    if (content.empty()) return;
    emitter_.separate();
    Paragraph paragraph;
    paragraph.span.begin = emitter_.size();
    copy(content);
    paragraph.span.end = emitter_.size();
    paragraph.kind = kind;
    paragraph.indent = paragraph.hanging = static_cast<std::uint16_t>(std::min<std::uint32_t>(indent, 1000));
    builder_.paragraphs.push_back(paragraph);
  }

  void code_block(cmark_node* node) {
    int fence_length = 0;
    int fence_offset = 0;
    char fence = 0;
    const bool fenced = cmark_node_get_fenced(node, &fence_length, &fence_offset, &fence) != 0;
    // Counted in what the parser read: it is not always right about where a block ends.
    const std::string_view code = literal(node);
    const auto n_lines = static_cast<std::uint32_t>(std::count(code.begin(), code.end(), '\n'));
    const auto first = static_cast<std::uint32_t>(cmark_node_get_start_line(node)) + (fenced ? 1 : 0);
    for (std::uint32_t line = first; line < first + n_lines; ++line) {
      line_paragraph(line, fenced ? ParagraphKind::code : ParagraphKind::quotation);
    }
    cursor_ = line_start(static_cast<int>(first + n_lines));
    item_ = nullptr;
  }

  /// The words between the tags.
  void html_block(cmark_node* node) {
    const std::uint32_t end = line_start(cmark_node_get_end_line(node) + 1);
    std::size_t at = line_start(cmark_node_get_start_line(node));
    std::size_t text = at;
    const auto flush = [&](std::size_t to) {
      for (std::size_t line = text; line < to;) {
        const std::size_t stop = std::min(body_.find('\n', line), to);
        span_paragraph(trim(body_, make_span(line, stop)), ParagraphKind::text, 0);
        line = stop + 1;
      }
    };
    while (at < end) {
      at = std::min<std::size_t>(body_.find('<', at), end);
      if (at == end) break;
      const std::string_view rest = body_.substr(at, end - at);
      const std::string name = tag_name(rest);
      std::size_t close = std::string_view::npos;
      if (rest.starts_with("<!--")) {
        close = rest.find("-->") == std::string_view::npos ? rest.size() : rest.find("-->") + 3;
      } else if (is_html_tag(name)) {
        close = rest.find('>');
        if ((name == "script" || name == "style") && rest[1] != '/') close = to_lower(rest).find("</" + name);
        close = close == std::string_view::npos ? rest.size() : close + 1;
      }
      if (close == std::string_view::npos) {
        ++at;
        continue;
      }
      flush(at);
      at += close;
      text = at;
    }
    flush(end);
    cursor_ = end;
    item_ = nullptr;
  }

  std::string_view body_;
  std::uint32_t offset_;
  Emitter& emitter_;
  DocumentBuilder& builder_;
  std::vector<TextLine> lines_;
  Wrapping wrapping_;
  std::vector<std::uint32_t> line_starts_;

  int n_quotes_ = 0;
  int n_lists_ = 0;
  cmark_node* item_ = nullptr;  // begun, and nothing of it written yet
  Span marker_;                 // of that item, to be written
  std::vector<std::uint8_t> styles_;
  std::uint8_t bits_ = 0;
  std::uint32_t cursor_ = 0;       // in the body: what stands before it is written or was markup
  std::uint32_t break_begin_ = 0;  // where the words before a break end
  std::uint32_t block_end_ = 0;
  std::uint32_t heading_begin_ = 0;
  ParagraphKind kind_ = ParagraphKind::text;
  std::uint8_t level_ = 0;
  bool begun_ = false;
  bool soft_break_ = false;
  bool hard_break_ = false;
  std::uint32_t begin_ = 0;
};

}  // namespace

Result<Document> read_markdown(const Source& source, const Limits& limits) {
  DocumentBuilder builder;
  QUOTH_TRY(const Decoded decoded, decode_source(source, limits, {}, builder.diagnostics));
  const std::string_view text = decoded.text.text();
  Emitter emitter(decoded.text, builder);
  const std::size_t front = front_matter_end(text);
  emit_front_matter(front, emitter, builder);

  const std::string_view body = text.substr(front);
  {
    // The tree is several times as large as the text; it goes before the document is sealed.
    const auto root = parse(neutralised(body, limits.depth));
    Writer(body, static_cast<std::uint32_t>(front), emitter, builder).write(root.get());
  }
  if (builder.paragraphs.empty())
    return fail(ErrorCode::input_empty, "it holds nothing but markup and white space");
  heal_page_cuts(builder);
  return std::move(builder).seal(Format::markdown, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
