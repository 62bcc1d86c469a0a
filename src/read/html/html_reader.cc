#include "read/html/html_reader.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gumbo.h>

#include "base/sha256.h"
#include "read/emitter.h"
#include "read/heal.h"
#include "read/html/article.h"
#include "read/html/dom.h"
#include "read/html/flow.h"
#include "read/html/hints.h"
#include "read/html/prescan.h"
#include "read/html/text_run.h"
#include "read/html_tags.h"
#include "read/wrapper.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A heading is a line; a cell with more text than this is no datum.
constexpr std::size_t kLongestHeading = 200;
constexpr std::size_t kLongestDatum = 80;

struct FreeTree {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

std::unique_ptr<GumboOutput, FreeTree> parse(const std::string& html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  return std::unique_ptr<GumboOutput, FreeTree>(gumbo_parse_with_options(&options, html.data(), html.size()));
}

/// What stands at a place of the source: text, or something that ends a line.
struct Event {
  enum Kind : std::uint8_t { text, line_break, block, title } kind = text;
  std::uint32_t at = 0;           ///< in the content that was parsed
  std::uint32_t size = 0;         ///< of the source text or tag
  std::uint32_t style = 0;        ///< index
  const char* decoded = nullptr;  ///< of a text
  std::uint32_t pre = 0;          ///< number of the <pre> it stands in; 0: in none
};

/// Walks the tree and puts down what it finds, in the order of the source.
class Collector {
 public:
  Collector(std::string_view parsed, const GumboNode* root) : parsed_(parsed), article_(root) {
    styles_.push_back({});
    walk(root, 0, 0);
    // Content that the parser moved out of a table is put back in its place.
    const auto by_place = [](const Event& a, const Event& b) { return a.at < b.at; };
    if (!std::is_sorted(events_.begin(), events_.end(), by_place)) {
      std::stable_sort(events_.begin(), events_.end(), by_place);
    }
  }

  const std::vector<Event>& events() const { return events_; }
  const std::vector<FlowStyle>& styles() const { return styles_; }
  bool has_headings() const { return has_headings_; }

  struct Marked {
    std::string key;
    std::string value;
    std::uint32_t begin;
    std::uint32_t end;
  };
  /// Elements that give a hint by where they are: <time datetime>, <h1>.
  const std::vector<Marked>& marked() const { return marked_; }

 private:
  void put(Event event) { events_.push_back(event); }

  void boundary(std::size_t at) {
    Event event;
    event.kind = Event::block;
    event.at = static_cast<std::uint32_t>(std::min(at, parsed_.size()));
    put(event);
  }

  void walk(const GumboNode* node, std::uint32_t style, std::uint32_t pre) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
      text(node, style, pre);
      return;
    }
    if (is_element(node)) {
      element(node, style, pre);
      return;
    }
    if (children(node) != nullptr) walk_children(node, style, pre);
  }

  void walk_children(const GumboNode* node, std::uint32_t style, std::uint32_t pre) {
    const GumboVector* nodes = children(node);
    for (unsigned i = 0; i < nodes->length; ++i)
      walk(static_cast<const GumboNode*>(nodes->data[i]), style, pre);
  }

  void text(const GumboNode* node, std::uint32_t style, std::uint32_t pre) {
    const GumboStringPiece& raw = node->v.text.original_text;
    if (raw.data < parsed_.data() || raw.data + raw.length > parsed_.data() + parsed_.size()) return;
    Event event;
    event.at = static_cast<std::uint32_t>(raw.data - parsed_.data());
    event.size = static_cast<std::uint32_t>(raw.length);
    event.style = style;
    event.decoded = node->v.text.text;
    // A reference to a number far beyond Unicode comes out of the parser as bytes that are no character.
    if (!is_valid_utf8(event.decoded))
      event.decoded = mended_.emplace_back(to_valid_utf8(event.decoded)).c_str();
    event.pre = pre;
    put(event);
  }

  void element(const GumboNode* node, std::uint32_t style, std::uint32_t pre) {
    const GumboElement& self = node->v.element;
    const std::size_t begin = self.start_pos.offset;
    if (self.tag == GUMBO_TAG_HEAD) {
      head(node);
      return;
    }
    if (is_hidden(node)) return;
    if (self.tag == GUMBO_TAG_BR || self.tag == GUMBO_TAG_HR) {
      Event event;
      event.kind = self.tag == GUMBO_TAG_BR ? Event::line_break : Event::block;
      event.at = static_cast<std::uint32_t>(begin);
      event.size = static_cast<std::uint32_t>(self.original_tag.length);
      event.pre = pre;
      put(event);
      return;
    }
    const std::string name = element_name(node);
    const bool block = is_block_tag(name);
    if (self.tag == GUMBO_TAG_PRE || self.tag == GUMBO_TAG_XMP || self.tag == GUMBO_TAG_LISTING)
      pre = ++n_pre_;
    if (self.tag == GUMBO_TAG_TABLE) data_table_.push_back(is_data_table(node));
    const std::uint32_t inner = restyle(node, style);
    if (block) boundary(begin);
    const std::size_t first = events_.size();
    walk_children(node, inner, pre);
    if (self.tag == GUMBO_TAG_TABLE) data_table_.pop_back();
    const std::size_t end = std::max<std::size_t>(self.end_pos.offset, last_end(first, begin));
    if (block) boundary(end);
    mark(node, first, end);
  }

  std::size_t last_end(std::size_t first, std::size_t begin) const {
    if (events_.size() == first) return begin;
    return std::size_t{events_.back().at} + events_.back().size;
  }

  void head(const GumboNode* node) {
    const GumboVector* nodes = children(node);
    for (unsigned i = 0; i < nodes->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes->data[i]);
      if (!is_element(child) || child->v.element.tag != GUMBO_TAG_TITLE) continue;
      FlowStyle style;
      style.kind = ParagraphKind::metadata;
      styles_.push_back(style);
      boundary(child->v.element.start_pos.offset);
      const std::size_t first = events_.size();
      walk_children(child, static_cast<std::uint32_t>(styles_.size() - 1), 0);
      const std::size_t end = last_end(first, child->v.element.start_pos.offset);
      boundary(end);
      if (events_.size() > first + 1)
        marked_.push_back({"title", inner_text(child), events_[first].at, static_cast<std::uint32_t>(end)});
    }
  }

  void mark(const GumboNode* node, std::size_t first, std::size_t) {
    const GumboTag tag = node->v.element.tag;
    if (tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_TIME) return;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    for (std::size_t i = first; i < events_.size(); ++i) {
      if (events_[i].kind != Event::text || styles_[events_[i].style].kind == ParagraphKind::boilerplate)
        continue;
      if (end == 0) begin = events_[i].at;
      end = events_[i].at + events_[i].size;
    }
    if (end == 0) return;
    if (tag == GUMBO_TAG_H1) {
      marked_.push_back({"heading", inner_text(node), begin, end});
    } else if (const std::string_view value = attribute(node, "datetime"); !value.empty()) {
      const bool published = attribute(node, "itemprop") == "datePublished" || has_attribute(node, "pubdate");
      marked_.push_back({published ? "published" : "date", std::string(value), begin, end});
    }
  }

  /// Rows and columns of short cells, as against a frame that text was put into.
  static bool is_data_table(const GumboNode* table) {
    std::size_t n_rows = 0;
    std::size_t n_cells = 0;
    std::size_t n_bytes = 0;
    bool nested = false;
    count_cells(table, n_rows, n_cells, n_bytes, nested);
    return !nested && n_rows >= 2 && n_cells >= 2 * n_rows && n_bytes <= n_cells * kLongestDatum &&
           attribute(table, "role") != "presentation";
  }

  static void count_cells(const GumboNode* node, std::size_t& n_rows, std::size_t& n_cells,
                          std::size_t& n_bytes, bool& nested) {
    const GumboVector* nodes = children(node);
    if (nodes == nullptr || nested) return;
    for (unsigned i = 0; i < nodes->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(nodes->data[i]);
      if (!is_element(child)) continue;
      const GumboTag tag = child->v.element.tag;
      nested = nested || tag == GUMBO_TAG_TABLE;
      n_rows += tag == GUMBO_TAG_TR;
      if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        const std::size_t size = cell_text(child, nested);
        n_bytes += size;
        n_cells += size > 0;
      } else {
        count_cells(child, n_rows, n_cells, n_bytes, nested);
      }
    }
  }

  static std::size_t cell_text(const GumboNode* node, bool& nested) {
    if (node->type == GUMBO_NODE_TEXT) return std::string_view(node->v.text.text).size();
    if (is_element(node) && node->v.element.tag == GUMBO_TAG_TABLE) nested = true;
    const GumboVector* nodes = children(node);
    std::size_t size = 0;
    for (unsigned i = 0; nodes != nullptr && i < nodes->length && !nested; ++i) {
      size += cell_text(static_cast<const GumboNode*>(nodes->data[i]), nested);
    }
    return size;
  }

  /// The style inside an element: that outside, changed.
  std::uint32_t restyle(const GumboNode* node, std::uint32_t outside) {
    FlowStyle style = styles_[outside];
    const FlowStyle before = style;
    by_element(node, style);
    const std::string_view align = attribute(node, "align");
    if (!align.empty()) style.centered = to_lower(align) == "center";
    if (const std::string_view css = attribute(node, "style"); !css.empty()) by_css(css, style);
    if (style.kind != ParagraphKind::boilerplate && article_.is_boilerplate(node)) {
      style.kind = ParagraphKind::boilerplate;
      style.level = 0;
    }
    if (before.kind == ParagraphKind::boilerplate) style.kind = before.kind;
    const bool same = style.bits == before.bits && style.level == before.level && style.kind == before.kind &&
                      style.centered == before.centered && style.indent == before.indent &&
                      style.font_size == before.font_size;
    if (same) return outside;
    styles_.push_back(style);
    return static_cast<std::uint32_t>(styles_.size() - 1);
  }

  void by_element(const GumboNode* node, FlowStyle& style) {
    const GumboTag tag = node->v.element.tag;
    switch (tag) {
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG: style.bits |= Style::bold; break;
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM: style.bits |= Style::italic; break;
      case GUMBO_TAG_SUP: style.bits |= Style::superscript; break;
      case GUMBO_TAG_SMALL: style.bits |= Style::small; break;
      case GUMBO_TAG_S:
      case GUMBO_TAG_STRIKE:
      case GUMBO_TAG_DEL: style.bits |= Style::struck; break;
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP: style.bits |= Style::code; break;
      case GUMBO_TAG_A:
        if (has_attribute(node, "href")) style.bits |= Style::link;
        break;
      case GUMBO_TAG_BIG: style.font_size *= 1.2F; break;
      case GUMBO_TAG_FONT: by_font(attribute(node, "size"), style); break;
      case GUMBO_TAG_CENTER: style.centered = true; break;
      case GUMBO_TAG_BLOCKQUOTE:
        style.kind = ParagraphKind::quotation;
        style.indent = static_cast<std::uint16_t>(std::min(style.indent + 4, 400));
        break;
      case GUMBO_TAG_LI:
        style.kind = ParagraphKind::list_item;
        style.level = static_cast<std::uint8_t>(std::min(style.level + 1, 255));
        break;
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        style.kind =
            !data_table_.empty() && data_table_.back() ? ParagraphKind::table_cell : ParagraphKind::text;
        break;
      default: break;
    }
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) {
      style.kind = ParagraphKind::heading;
      style.level = static_cast<std::uint8_t>(tag - GUMBO_TAG_H1 + 1);
      has_headings_ = true;
    }
  }

  static void by_font(std::string_view size, FlowStyle& style) {
    static constexpr float kPoints[] = {8, 10, 12, 14, 18, 24, 36};
    if (size.size() == 1 && size[0] >= '1' && size[0] <= '7') style.font_size = kPoints[size[0] - '1'];
    if (size == "+1" || size == "+2" || size == "+3")
      style.font_size *= 1.0F + 0.2F * static_cast<float>(size[1] - '0');
    if (size == "-1" || size == "-2") style.font_size /= 1.2F;
  }

  static void by_css(std::string_view css, FlowStyle& style) {
    const auto set = [&](std::uint8_t bit, bool on) {
      style.bits = static_cast<std::uint8_t>(on ? style.bits | bit : style.bits & ~bit);
    };
    if (const std::string weight = css_property(css, "font-weight"); !weight.empty()) {
      set(Style::bold, weight.starts_with("bold") || (weight[0] >= '6' && weight[0] <= '9'));
    }
    if (const std::string slant = css_property(css, "font-style"); !slant.empty()) {
      set(Style::italic, slant.starts_with("italic") || slant.starts_with("oblique"));
    }
    if (css_property(css, "vertical-align").starts_with("super")) set(Style::superscript, true);
    if (css_property(css, "text-decoration").find("line-through") != std::string::npos)
      set(Style::struck, true);
    if (const std::string align = css_property(css, "text-align"); !align.empty())
      style.centered = align == "center";
    if (const float size = css_font_size(css_property(css, "font-size"), style.font_size); size > 0) {
      style.font_size = size;
    }
  }

  std::string_view parsed_;
  Article article_;
  std::deque<std::string> mended_;  ///< texts that events refer to
  std::vector<Event> events_;
  std::vector<FlowStyle> styles_;
  std::vector<Marked> marked_;
  std::vector<bool> data_table_;
  std::uint32_t n_pre_ = 0;
  bool has_headings_ = false;
};

/// Writes what was collected.
class Writer {
 public:
  /// `offset`: where the parsed content begins in the emitter's source.
  Writer(const AlignedText& from, std::uint32_t offset, Emitter& emitter, DocumentBuilder& builder)
      : from_(from), offset_(offset), builder_(builder), flow_(emitter, builder) {}

  void write(const Collector& collector) {
    const std::vector<Event>& events = collector.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
      const Event& event = events[i];
      if (event.pre != 0 && event.kind != Event::block) {
        std::size_t end = i + 1;
        while (end < events.size() && (events[end].pre == event.pre || events[end].kind == Event::block))
          ++end;
        while (events[end - 1].kind == Event::block) --end;
        preformatted(collector, i, end);
        i = end - 1;
        continue;
      }
      switch (event.kind) {
        case Event::text: text(event, collector.styles()[event.style]); break;
        case Event::line_break:
          flow_.line_break(make_span(offset_ + event.at, offset_ + event.at + event.size));
          break;
        default: flow_.end_paragraph(); break;
      }
    }
    flow_.end_paragraph();
    if (!collector.has_headings()) headings_by_size();
    for (const Collector::Marked& marked : collector.marked()) hint(marked);
  }

 private:
  TextRun run_of(const Event& event) const {
    const std::uint32_t begin = offset_ + event.at;
    return {from_.text().substr(begin, event.size), begin, event.decoded};
  }

  void text(const Event& event, const FlowStyle& style) {
    TextRun run = run_of(event);
    TextPiece piece;
    while (run.next(piece)) flow_.text(piece, style);
  }

  /// The lines of a <pre>, in one text of their own, through the layout of fixed-width text.
  void preformatted(const Collector& collector, std::size_t first, std::size_t last) {
    DocumentBuilder lines;
    Emitter line_emitter(from_, lines);
    std::vector<Style> styles;
    for (std::size_t i = first; i < last; ++i) {
      const Event& event = collector.events()[i];
      if (event.kind != Event::text) {
        line_emitter.unit("\n", make_span(offset_ + event.at, offset_ + event.at + event.size));
        continue;
      }
      const std::uint32_t begin = line_emitter.size();
      TextRun run = run_of(event);
      TextPiece piece;
      while (run.next(piece)) {
        if (piece.verbatim) {
          line_emitter.copy(piece.source);
        } else {
          line_emitter.unit(piece.reading, piece.source);
        }
      }
      const FlowStyle& style = collector.styles()[event.style];
      if (style.bits != 0 && line_emitter.size() > begin)
        styles.push_back({{begin, line_emitter.size()}, style.bits});
    }
    flow_.fixed_width(lines.text, styles, collector.styles()[collector.events()[first].style]);
  }

  /// Where a page has no headings: lines set larger than the text are. A size that returns all the time sets
  /// something else, such as the names of those who speak.
  void headings_by_size() {
    std::map<float, std::size_t> n_bytes;
    std::map<float, std::size_t> n_paragraphs;
    const std::vector<float>& sizes = flow_.font_sizes();
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      n_bytes[sizes[i]] += builder_.paragraphs[i + first_].span.size();
      ++n_paragraphs[sizes[i]];
    }
    if (n_bytes.empty()) return;
    const float body = std::max_element(n_bytes.begin(), n_bytes.end(), [](const auto& a, const auto& b) {
                         return a.second < b.second;
                       })->first;
    std::map<float, std::uint8_t> levels;
    for (auto size = n_paragraphs.rbegin(); size != n_paragraphs.rend(); ++size) {
      const bool rare = size->second <= 3 || size->second * 10 <= sizes.size();
      if (size->first < body * 1.2F || !rare) continue;
      levels.emplace(size->first, static_cast<std::uint8_t>(std::min<std::size_t>(levels.size() + 1, 6)));
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      Paragraph& paragraph = builder_.paragraphs[i + first_];
      const auto level = levels.find(sizes[i]);
      if (level == levels.end() || paragraph.kind != ParagraphKind::text) continue;
      if (paragraph.span.size() > kLongestHeading) continue;
      paragraph.kind = ParagraphKind::heading;
      paragraph.level = level->second;
    }
  }

  void hint(const Collector::Marked& marked) {
    const Span source = from_.map().source_of({offset_ + marked.begin, offset_ + marked.end});
    const Span span = trim(builder_.text.text(), builder_.text.map().text_of(source));
    Hint hint{marked.key, fold_space(marked.value), std::nullopt};
    if (hint.value.empty()) return;
    if (!span.empty()) hint.span = span;
    builder_.hints.push_back(std::move(hint));
  }

  const AlignedText& from_;
  std::uint32_t offset_;
  DocumentBuilder& builder_;
  Flow flow_;
  std::size_t first_ = builder_.paragraphs.size();
};

/// The lines of a submission's header are its own, not the page's.
void emit_wrapper(Span header, Emitter& emitter, DocumentBuilder& builder) {
  const std::string_view text = emitter.source();
  for (std::size_t at = header.begin; at < header.end;) {
    const std::size_t end = std::min<std::size_t>(text.find('\n', at), header.end);
    const std::size_t close = std::min(text.find('>', at), end);
    const Span value = close < end ? trim(text, make_span(close + 1, end)) : Span{};
    at = end + 1;
    if (value.empty()) continue;
    emitter.separate();
    Paragraph paragraph;
    paragraph.span.begin = emitter.size();
    emitter.copy(value);
    paragraph.span.end = emitter.size();
    paragraph.kind = ParagraphKind::metadata;
    builder.paragraphs.push_back(paragraph);
  }
}

}  // namespace

Result<Document> read_html(const Source& source, const Limits& limits) {
  DocumentBuilder builder;
  QUOTH_TRY(const Decoded decoded,
            decode_source(source, limits, declared_encoding(source.bytes), builder.diagnostics));
  const std::string_view text = decoded.text.text();
  Emitter emitter(decoded.text, builder);
  const Wrapper wrapper = find_wrapper(text);
  emit_wrapper(wrapper.header, emitter, builder);

  {
    // The tree is several times as large as the text; it goes before the document is sealed.
    const std::string parsed = prescan_html(slice(text, wrapper.content), limits.depth);
    const auto tree = parse(parsed);
    collect_hints(tree->document, builder.hints);
    Writer(decoded.text, wrapper.content.begin, emitter, builder).write(Collector(parsed, tree->document));
  }
  if (builder.paragraphs.empty())
    return fail(ErrorCode::input_empty, "it holds nothing but markup and white space");
  heal_page_cuts(builder);
  return std::move(builder).seal(Format::html, sha256_hex(source.bytes), source.name);
}

}  // namespace quoth
