#include "text/words.h"

#include "text/marks.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestBracket = 400;  // bytes; a mark without its partner must not swallow the text

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_minus(char32_t c) { return c == '-' || c == 0x2212 || c == 0x2013; }
bool is_unseen(char32_t c) {
  return (c < 0x20 && !is_space(c)) || c == 0x7F || c == 0xAD || (c >= 0x200B && c <= 0x200D) ||
         c == 0x2060 || c == 0xFEFF;
}
bool is_said_sign(char32_t c) {
  return c == '%' || c == '&' || c == '+' || c == '=' || c == 0xA7 || c == 0xB0 || c == 0x2030 ||
         is_currency(c);
}
/// Thai, Lao, Burmese, Khmer, kana and Han.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || (c >= 0x80 && is_numeric(c)); }

/// Goes through the text once, a word at a time.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  WordList cut() && {
    list_.keys.reserve(text_.size());
    list_.words.reserve(text_.size() / 5);
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (is_word_character(c.value)) {
        take_word(false);
      } else if (is_said_sign(c.value)) {
        begin_word();
        add(c);
        end_word();
      } else if (is_minus(c.value) && is_sign()) {
        take_word(true);
      } else {
        pass(c);
      }
    }
    return std::move(list_);
  }

 private:
  char32_t peek(std::size_t at) const { return at < text_.size() ? code_point_at(text_, at).value : 0; }
  bool has_word_at(std::size_t at) const { return is_word_character(peek(at)); }

  /// A minus belongs to the number behind it where no word stands before it.
  bool is_sign() const {
    const std::size_t next = at_ + code_point_at(text_, at_).length;
    if (!is_digit(peek(next))) return false;
    if (at_ == 0) return true;
    const char32_t before = code_point_before(text_, at_).value;
    return is_space(before) || before == '(' || before == '[' || is_currency(before);
  }

  void begin_word() {
    word_ = Word{.span = make_span(at_, at_),
                 .key = make_span(list_.keys.size(), 0),
                 .bracketed = at_ < bracket_end_,
                 .after_omission = omission_,
                 .joined = joined_};
    omission_ = joined_ = false;
  }
  void add(CodePoint c) {
    if (c.value < 0x80) {
      const char byte = static_cast<char>(c.value);
      list_.keys += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
    } else {
      parts_.clear();
      append_lower_decomposed(parts_, c.value);
      for (const char32_t part : parts_) append_utf8(list_.keys, part);
    }
    at_ += c.length;
    word_.span.end = static_cast<std::uint32_t>(at_);
  }
  void end_word() {
    word_.key.end = static_cast<std::uint32_t>(list_.keys.size());
    list_.words.push_back(word_);
    in_word_bracket_ = false;
  }

  void take_word(bool negative) {
    begin_word();
    if (negative) {
      list_.keys += '-';
      at_ += code_point_at(text_, at_).length;
    }
    const bool alone = is_unspaced(peek(at_));
    std::size_t run = 0;  // letters and digits since the last mark inside
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (is_word_character(c.value)) {
        if (run > 0 && (alone || is_unspaced(c.value))) break;
        add(c);
        ++run;
      } else if (c.value >= 0x80 && is_joining_mark(c.value)) {
        add(c);
      } else if (is_unseen(c.value)) {
        at_ += c.length;
      } else if (!pass_inside(c, run, alone)) {
        break;
      }
    }
    end_word();
  }

  /// A mark that stands inside a word goes into the key or is left out of it; false: the word ends here. `alone`: the word is one
  /// character of a script without spaces.
  bool pass_inside(CodePoint c, std::size_t& run, bool alone) {
    const std::size_t next = at_ + c.length;
    const bool digits = is_digit(code_point_before(text_, at_).value) && is_digit(peek(next));
    const bool spaced = !alone && !is_unspaced(peek(next));
    if (is_apostrophe(c.value) && has_word_at(next) && spaced) {
      list_.keys += '\'';
    } else if (digits && (c.value == '.' || c.value == ':')) {
      list_.keys += static_cast<char>(c.value);
    } else if (!(digits && c.value == ',' && are_thousands(next)) &&
               !(c.value == '.' && run == 1 && is_initial(next)) &&
               !((c.value == '[' || c.value == ']') && is_inside_word(c))) {
      return false;
    }
    in_word_bracket_ = in_word_bracket_ || c.value == '[';
    at_ = next;
    run = c.value == '.' ? 0 : run;
    return true;
  }

  bool are_thousands(std::size_t at) const {
    int n_digits = 0;
    for (; is_digit(peek(at)); at += code_point_at(text_, at).length) ++n_digits;
    return n_digits == 3;
  }
  /// One letter, as in U.S. and a.m., and no word behind it.
  bool is_initial(std::size_t at) const {
    return is_letter(peek(at)) && !has_word_at(at + code_point_at(text_, at).length);
  }
  /// A bracket with letters around it, as in "[T]he" and "regulat[ed]".
  bool is_inside_word(CodePoint c) const {
    if (c.value == ']') return in_word_bracket_;
    const std::size_t end = text_.find(']', at_);
    return end != std::string_view::npos &&
           is_one_word({static_cast<std::uint32_t>(at_ + 1), static_cast<std::uint32_t>(end)});
  }
  bool is_one_word(Span span) const {
    for (std::size_t at = span.begin; at < span.end; at += code_point_at(text_, at).length) {
      if (!has_word_at(at)) return false;
    }
    return !span.empty();
  }

  void pass(CodePoint c) {
    if (c.value == '.' || c.value == 0x2026) {
      pass_dots();
      return;
    }
    if (c.value == '[') {
      open_bracket();
      return;
    }
    if (c.value == '(' && text_.substr(at_, 5) == "(sic)") bracket_end_ = at_ + 4;
    joined_ = is_hyphen(c.value) && !list_.words.empty() && list_.words.back().span.end == at_ &&
              has_word_at(at_ + c.length);
    at_ += c.length;
  }

  /// Three points or more, with or without spaces between them, are an omission.
  void pass_dots() {
    int n_points = 0;
    std::size_t end = at_;
    for (std::size_t at = at_; at < text_.size();) {
      const CodePoint c = code_point_at(text_, at);
      at += c.length;
      if (c.value == '.' || c.value == 0x2026) {
        n_points += c.value == '.' ? 1 : 3;
        end = at;
      } else if (c.value != ' ' && c.value != 0xA0) {
        break;
      }
    }
    omission_ = omission_ || n_points >= 3;
    joined_ = false;
    at_ = end;
  }

  void open_bracket() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.substr(0, begin + kLongestBracket).find(']', begin);
    at_ = begin;
    joined_ = false;
    if (end == std::string_view::npos) return;
    if (has_word_at(end + 1) && is_one_word(make_span(begin, end))) {
      in_word_bracket_ = true;  // "[T]he": the word takes the bracket's end along
      take_word(false);
    } else {
      bracket_end_ = end;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t bracket_end_ = 0;
  bool omission_ = false;
  bool joined_ = false;
  bool in_word_bracket_ = false;
  Word word_;
  std::u32string parts_;
  WordList list_;
};

}  // namespace

WordList words_of(std::string_view text) { return Cutter(text).cut(); }

std::string without_marks(std::string_view key) {
  std::string out;
  for (std::size_t i = 0; i < key.size();) {
    const CodePoint c = code_point_at(key, i);
    if (!is_joining_mark(c.value)) out += key.substr(i, c.length);
    i += c.length;
  }
  return out;
}

}  // namespace quoth
