#include "verify/quotation_marks.h"

#include <algorithm>
#include <optional>

#include "text/unicode.h"

namespace quoth {
namespace {

/// What a mark is closed by; 0: it opens nothing. Single marks are only those that no apostrophe looks like.
char32_t closing_of(char32_t c) {
  switch (c) {
    case '"': return '"';
    case 0x201C: return 0x201D;
    case 0x201E: return 0x201C;
    case 0xAB: return 0xBB;
    case 0x2018: return 0x2019;
    case 0x300C: return 0x300D;
    default: return 0;
  }
}

class MarkReader {
 public:
  explicit MarkReader(std::string_view text) : text_(text) {}

  std::vector<Span> read() && {
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      const std::size_t next = at_ + c.length;
      if (c.value == '\n' && next < text_.size() && text_[next] == '\n') {
        end_paragraph();
        continue;
      }
      if (begin_) {
        if (closes(c, next)) close();
      } else if (closing_of(c.value) != 0 && opens(c, next)) {
        begin_ = next;
        opened_by_ = c.value;
      } else if (text_.substr(at_, 2) == "``") {
        begin_ = at_ + 2;
        opened_by_ = '`';
        at_ += 2;
        continue;
      }
      at_ = next;
    }
    if (begin_) close();
    return std::move(spans_);
  }

 private:
  bool letter_before() const { return at_ > 0 && is_alphanumeric(code_point_before(text_, at_).value); }
  bool letter_at(std::size_t at) const {
    return at < text_.size() && is_alphanumeric(code_point_at(text_, at).value);
  }

  bool opens(CodePoint c, std::size_t next) const {
    if (c.value == '"' && letter_before()) return false;  // inches, or the end of what was not begun
    return next < text_.size() && !is_space(code_point_at(text_, next).value) &&
           !(c.value == 0x2018 && letter_before());
  }

  bool closes(CodePoint c, std::size_t next) const {
    if (opened_by_ == '`') return text_.substr(at_, 2) == "''" || c.value == 0x201D;
    // A straight mark may close a curly one, and the other way round.
    const bool is_double = opened_by_ == '"' || opened_by_ == 0x201C;
    if (is_double && (c.value == '"' || c.value == 0x201D)) return true;
    if (c.value != closing_of(opened_by_)) return false;
    return c.value != 0x2019 || !letter_at(next);
  }

  void close() {
    const Span span = trim(text_, make_span(*begin_, at_));
    begin_.reset();
    if (!span.empty()) spans_.push_back(span);
  }

  /// Goes to the next paragraph; a quotation that it opens again goes on.
  void end_paragraph() {
    const std::size_t next = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    if (begin_) {
      if (next < text_.size()) {
        const CodePoint c = code_point_at(text_, next);
        if (c.value == opened_by_) {
          at_ = next + c.length;
          return;
        }
      }
      close();
    }
    at_ = next;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<std::size_t> begin_;
  char32_t opened_by_ = 0;
  std::vector<Span> spans_;
};

}  // namespace

std::vector<Span> quoted_spans(std::string_view text) { return MarkReader(text).read(); }

}  // namespace quoth
