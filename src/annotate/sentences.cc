#include "annotate/sentences.h"

#include <algorithm>
#include <string>
#include <utility>

#include "annotate/sentence_splitter.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A stretch of text without an insert or the end of a paragraph in it.
struct Piece {
  Span span;
  std::size_t place = 0;  ///< odd: a paragraph; even: what lies before it and in none
};

/// Cuts spans where paragraphs begin and end.
class ParagraphCutter {
 public:
  explicit ParagraphCutter(const Document& document) : document_(document) {}

  /// Adds the parts of `span` that are not white space. Requires: spans come in order.
  void cut(Span span, std::vector<Piece>& pieces) {
    const std::vector<Paragraph>& paragraphs = document_.paragraphs();
    while (next_ < paragraphs.size() && paragraphs[next_].span.end <= span.begin) ++next_;
    std::size_t i = next_;
    for (; i < paragraphs.size() && paragraphs[i].span.begin < span.end; ++i) {
      const Span paragraph = paragraphs[i].span;
      add({span.begin, std::max(span.begin, paragraph.begin)}, 2 * i, pieces);
      add({std::max(span.begin, paragraph.begin), std::min(span.end, paragraph.end)}, 2 * i + 1, pieces);
      span.begin = std::min(span.end, paragraph.end);
    }
    add(span, 2 * i, pieces);
  }

 private:
  void add(Span span, std::size_t place, std::vector<Piece>& pieces) const {
    const Span trimmed = trim(document_.text(), span);
    if (!trimmed.empty()) pieces.push_back({trimmed, place});
  }

  const Document& document_;
  std::size_t next_ = 0;
};

/// Whether a sentence that an insert cut at the end of `before` goes on with `after`.
bool runs_on(std::string_view before, std::string_view after) {
  if (before.ends_with('.') || before.ends_with('!') || before.ends_with('?')) return false;
  std::size_t at = 0;
  while (at < after.size() && (after[at] == ' ' || is_dash(code_point_at(after, at).value))) {
    at += code_point_at(after, at).length;
  }
  return at < after.size() && is_lower(code_point_at(after, at).value);
}

/// Whether two pieces are to be read as one text: parts of a paragraph, or of a sentence that an insert cut.
bool belong_together(const Document& document, const Piece& a, const Piece& b) {
  if (a.place == b.place) return true;
  const bool insert_between = !trim(document.text(), Span{a.span.end, b.span.begin}).empty();
  return insert_between && runs_on(document.slice(a.span), document.slice(b.span));
}

/// Pieces read as one text, what stands between them left out, and the way back.
class Passage {
 public:
  Passage(const Document& document, const Piece* begin, const Piece* end) {
    for (const Piece* piece = begin; piece != end; ++piece) {
      const std::string_view text = document.slice(piece->span);
      if (needs_space(text)) text_ += ' ';
      parts_.push_back({static_cast<std::uint32_t>(text_.size()), piece->span.begin});
      text_ += text;
    }
  }

  std::string_view text() const& { return text_; }
  /// Requires: the span begins and ends with text of the document.
  Span in_document(Span span) const { return {place(span.begin), place(span.end - 1) + 1}; }

 private:
  /// A footnote may stand before a full stop, and leaves no space; a stage direction stands between words.
  bool needs_space(std::string_view next) const {
    if (text_.empty()) return false;
    const CodePoint first = code_point_at(next, 0);
    return is_alphanumeric(first.value) || (is_opening_quote(first.value) && !is_closing_quote(first.value));
  }
  std::uint32_t place(std::uint32_t at) const {
    const auto after = std::upper_bound(parts_.begin(), parts_.end(), at,
                                        [](std::uint32_t x, const Part& part) { return x < part.begin; });
    return std::prev(after)->source + (at - std::prev(after)->begin);
  }

  struct Part {
    std::uint32_t begin;   // in text_
    std::uint32_t source;  // in the document
  };
  std::string text_;
  std::vector<Part> parts_;
};

void add_sentences(const Document& document, const std::vector<Piece>& pieces, std::optional<TurnId> turn,
                   Sentences& sentences) {
  const auto add = [&](Span span) {
    sentences.span.push_back(span);
    sentences.turn.push_back(turn);
  };
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin + 1;
    while (end < pieces.size() && belong_together(document, pieces[end - 1], pieces[end])) ++end;
    if (end - begin == 1) {
      const Span piece = pieces[begin].span;
      for (const Span span : split_sentences(document.slice(piece))) {
        add({piece.begin + span.begin, piece.begin + span.end});
      }
    } else {
      const Passage passage(document, &pieces[begin], pieces.data() + end);
      for (const Span span : split_sentences(passage.text())) add(passage.in_document(span));
    }
    begin = end;
  }
}

/// The text without the boilerplate among `blocks`.
std::vector<Span> prose_of(const Document& document, const std::vector<Block>& blocks) {
  std::vector<Span> spans;
  Span rest = make_span(0, document.text().size());
  for (const Block& block : blocks) {
    if (block.kind != BlockKind::boilerplate || block.span.begin < rest.begin) continue;
    spans.push_back({rest.begin, block.span.begin});
    rest.begin = block.span.end;
  }
  spans.push_back(rest);
  return spans;
}

}  // namespace

std::vector<Stretch> stretches_to_read(const Document& document, const std::vector<Block>& blocks,
                                       const std::vector<Turn>& turns) {
  std::vector<Stretch> stretches;
  if (turns.empty()) {
    for (const Span span : prose_of(document, blocks)) stretches.push_back({span, std::nullopt});
  }
  for (std::size_t i = 0; i < turns.size(); ++i) {
    for (const Span span : turns[i].spans) stretches.push_back({span, TurnId(i)});
  }
  return stretches;
}

Sentences find_sentences(const Document& document, const std::vector<Block>& blocks,
                         const std::vector<Turn>& turns) {
  Sentences sentences;
  ParagraphCutter cutter(document);
  const std::vector<Stretch> stretches = stretches_to_read(document, blocks, turns);
  for (std::size_t i = 0; i < stretches.size();) {
    const std::optional<TurnId> turn = stretches[i].turn;
    std::vector<Piece> pieces;
    do {
      cutter.cut(stretches[i++].span, pieces);
    } while (i < stretches.size() && stretches[i].turn == turn);
    add_sentences(document, pieces, turn, sentences);
  }
  return sentences;
}

}  // namespace quoth
