#include "annotate/quotes/marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/unicode.h"

namespace quoth {
namespace {

enum class Side : std::uint8_t { either, opens, closes };

struct Glyph {
  char32_t value;
  bool single;
  Side side;
};

constexpr std::array<Glyph, 14> kGlyphs = {{
    {'"', false, Side::either},
    {0x201C, false, Side::opens},
    {0x201D, false, Side::closes},
    {0x201E, false, Side::opens},
    {0x201F, false, Side::opens},
    {0x00AB, false, Side::opens},
    {0x00BB, false, Side::closes},
    {'\'', true, Side::either},
    {'`', true, Side::opens},
    {0x2018, true, Side::opens},
    {0x2019, true, Side::closes},
    {0x201A, true, Side::opens},
    {0x2039, true, Side::opens},
    {0x203A, true, Side::closes},
}};

const Glyph* glyph_of(char32_t c) {
  const auto found =
      std::find_if(kGlyphs.begin(), kGlyphs.end(), [&](const Glyph& g) { return g.value == c; });
  return found == kGlyphs.end() ? nullptr : found;
}

/// A mark as it stands: one glyph, or the same one doubled.
struct Mark {
  Span span;
  bool single = false;
  char32_t shape = 0;
  Side glyph = Side::either;
  bool can_open = false;
  bool can_close = false;
  bool begins_paragraph = false;
};

class MarkFinder {
 public:
  MarkFinder(std::string_view text, Span region) : text_(text), region_(region) {}

  std::vector<Marked> find() && {
    for (std::uint32_t at = region_.begin; at < region_.end;) {
      const CodePoint c = code_point_at(text_, at);
      if (c.value == '\n' && at + 1 < region_.end && text_[at + 1] == '\n') paragraph_end(at);
      const Glyph* glyph = glyph_of(c.value);
      if (glyph == nullptr) {
        at += c.length;
        continue;
      }
      const Mark mark = mark_at(at, c, *glyph);
      take(mark);
      at = mark.span.end;
    }
    while (!open_.empty()) give_up(open_.size() - 1);
    std::sort(found_.begin(), found_.end(), [](const Marked& a, const Marked& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    count_depths();
    return std::move(found_);
  }

 private:
  struct Open {
    Mark mark;
    std::optional<std::uint32_t> paragraph_end;  // of the paragraph that it stands in, once that is over
    bool goes_on = false;                        // a mark has said so at the begin of a paragraph
  };

  Mark mark_at(std::uint32_t at, CodePoint c, const Glyph& glyph) const {
    Mark mark{{at, at + c.length}, glyph.single, c.value, glyph.side};
    while (mark.span.end < region_.end && code_point_at(text_, mark.span.end).value == c.value) {
      mark.span.end += c.length;
      mark.single = false;
    }
    const char32_t before = at == region_.begin ? ' ' : code_point_before(text_, at).value;
    const char32_t after = mark.span.end >= region_.end ? ' ' : code_point_at(text_, mark.span.end).value;
    const bool touches_word_before = !is_space(before) && !is_dash(before) && before != '(' &&
                                     before != '[' &&
                                     !(glyph_of(before) != nullptr && glyph_of(before)->side != Side::closes);
    mark.can_open = !touches_word_before && !is_space(after);
    mark.can_close = !is_space(before) && !is_alphanumeric(after);
    std::uint32_t line = at;
    while (line > region_.begin && (text_[line - 1] == ' ' || text_[line - 1] == '\t')) --line;
    mark.begins_paragraph = line == region_.begin || text_[line - 1] == '\n';
    return mark;
  }

  void take(const Mark& mark) {
    if (mark.single && is_apostrophe(mark)) return;
    if (opens(mark)) {
      open(mark);
    } else {
      close(mark);
    }
  }

  bool has_open(bool single) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.mark.single == single; });
  }

  bool opens(const Mark& mark) const {
    if (mark.can_open != mark.can_close) {
      // Where it stands says more than its shape, but for a closing mark with nothing to close.
      return mark.can_open || (mark.glyph == Side::opens && !has_open(mark.single));
    }
    if (mark.glyph != Side::either) return mark.glyph == Side::opens;
    return !has_open(mark.single);
  }

  /// Whether a single mark is part of a word: "don't", "the Reeds' boat", "'em".
  bool is_apostrophe(const Mark& mark) const {
    if (mark.can_open && mark.glyph != Side::closes) {
      const std::string word = to_lower(text_.substr(mark.span.end, 6));
      for (const std::string_view cut :
           {"em ", "em,", "em.", "tis", "twas", "cause", "til ", "bout", "round"}) {
        if (word.starts_with(cut)) return true;
      }
      return !word.empty() && is_digit(static_cast<unsigned char>(word[0]));
    }
    if (!mark.can_close || open_.empty() || !has_open(true)) return true;
    const char before = text_[mark.span.begin - 1];
    return before == 's' && closes_later(mark);
  }

  /// Whether another single mark closes what is open, after this one that may be a possessive's.
  bool closes_later(const Mark& mark) const {
    constexpr std::uint32_t kFar = 400;
    for (std::uint32_t at = mark.span.end; at < std::min(region_.end, mark.span.end + kFar);) {
      const CodePoint c = code_point_at(text_, at);
      const Glyph* glyph = glyph_of(c.value);
      if (glyph != nullptr) {
        const Mark next = mark_at(at, c, *glyph);
        if (!next.single || (next.can_open && !next.can_close)) return false;
        if (next.can_close) return true;
      }
      at += c.length;
    }
    return false;
  }

  void open(const Mark& mark) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      Open& o = open_[i];
      if (!o.paragraph_end || o.mark.single != mark.single) continue;
      if (mark.begins_paragraph && o.mark.shape == mark.shape) {
        o.goes_on = true;
        o.paragraph_end.reset();
        return;
      }
      while (open_.size() > i) give_up(open_.size() - 1);
    }
    if (open_.size() == kDeepestMarks) give_up(0);
    open_.push_back({mark, std::nullopt});
  }

  void close(const Mark& mark) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].mark.single != mark.single) continue;
      while (open_.size() > i + 1) give_up(open_.size() - 1);
      const Mark first = open_[i].mark;
      open_.pop_back();
      found_.push_back(
          {{first.span.begin, mark.span.end}, {first.span.end, mark.span.begin}, true, first.single});
      return;
    }
  }

  void paragraph_end(std::uint32_t at) {
    for (Open& o : open_) {
      if (!o.paragraph_end) o.paragraph_end = at;
    }
  }

  /// Of a single mark that nothing closes nothing is made: it may be an apostrophe.
  void give_up(std::size_t i) {
    const Open o = open_[i];
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
    const std::uint32_t end = o.paragraph_end.value_or(region_.end);
    if (o.mark.single || o.mark.span.end >= end) return;
    found_.push_back({{o.mark.span.begin, end}, {o.mark.span.end, end}, false, false});
  }

  /// A quotation that was never closed counts as none: where it ends is not known.
  void count_depths() {
    std::vector<std::uint32_t> ends;
    for (Marked& marked : found_) {
      while (!ends.empty() && ends.back() <= marked.span.begin) ends.pop_back();
      marked.depth = static_cast<std::uint32_t>(ends.size());
      if (marked.closed) ends.push_back(marked.span.end);
    }
  }

  std::string_view text_;
  Span region_;
  std::vector<Open> open_;
  std::vector<Marked> found_;
};

}  // namespace

std::vector<Marked> find_marked(std::string_view text, Span region) {
  return MarkFinder(text, region).find();
}

}  // namespace quoth
