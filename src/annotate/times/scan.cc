#include "annotate/times/scan.h"

#include <array>

#include "text/unicode.h"

namespace quoth::times {
namespace {

constexpr std::size_t kLongestWord = 24;  // longer ones are unknown

constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Bytes of the apostrophe at `at`, straight or curly; 0: there is none.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\u2019" || text.substr(at, 3) == "\u2018" ? 3 : 0;
}

class Scanner {
 public:
  Scanner(std::string_view text, const Lexicon& lexicon, std::vector<Word>& out)
      : text_(text), lexicon_(lexicon), out_(out) {}

  void scan(std::size_t at) {
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == ' ' || c == '\t' || c == '\r') {
        space_ = true;
        ++at;
      } else if (c == '\n') {
        at = line_end(at);
      } else if (is_ascii_letter(c)) {
        at = letters(at);
      } else if (is_ascii_digit(c)) {
        at = digits(at);
      } else {
        at = mark(at);
      }
    }
  }

 private:
  void add(std::size_t begin, std::size_t end, WordId id) {
    Word word;
    word.span = make_span(begin, end);
    word.id = id;
    word.space_before = space_;
    out_.push_back(word);
    space_ = false;
  }

  /// A blank line ends a paragraph.
  std::size_t line_end(std::size_t at) {
    int lines = 0;
    while (at < text_.size() &&
           (text_[at] == '\n' || text_[at] == ' ' || text_[at] == '\r' || text_[at] == '\t')) {
      if (text_[at++] == '\n') ++lines;
    }
    if (lines > 1) add(at, at, kBreak);
    space_ = true;
    return at;
  }

  std::size_t letters(std::size_t begin) {
    std::size_t at = begin;
    std::array<char, kLongestWord> buffer;
    std::size_t n = 0;
    bool dotted = false;
    const auto push = [&](char c) {
      if (n < buffer.size()) buffer[n] = lower(c);
      ++n;
    };
    const auto run = [&] {
      while (at < text_.size() && is_ascii_letter(text_[at])) push(text_[at++]);
    };
    run();
    if (at == begin + 1) {  // "p.m", "B.C"
      while (at + 1 < text_.size() && text_[at] == '.' && is_ascii_letter(text_[at + 1]) &&
             !(at + 2 < text_.size() && is_ascii_letter(text_[at + 2]))) {
        push('.');
        push(text_[at + 1]);
        at += 2;
      }
      if (at > begin + 1 && at < text_.size() && text_[at] == '.') dotted = true;
    }
    for (std::size_t mark = apostrophe(text_, at); mark != 0; mark = apostrophe(text_, at)) {
      if (at + mark >= text_.size() || !is_ascii_letter(text_[at + mark]) || is_possessive(at + mark)) break;
      push('\'');
      at += mark;
      run();
    }
    if (dotted) ++at;
    if (at == begin + 1 && at < text_.size() && is_ascii_digit(text_[at]) &&
        (at + 1 == text_.size() || !is_ascii_digit(text_[at + 1]))) {  // "Q1"
      const std::array<char, 2> joined = {lower(text_[begin]), text_[at]};
      if (lexicon_.find({joined.data(), joined.size()}) != kUnknown) push(text_[at++]);
    }
    const bool unknown = (at < text_.size() && static_cast<unsigned char>(text_[at]) >= 0xC3 &&
                          static_cast<unsigned char>(text_[at]) < 0xE2);  // "Marché"
    add(begin, at, n > buffer.size() || unknown ? kUnknown : lexicon_.find({buffer.data(), n}));
    out_.back().capital = text_[begin] <= 'Z';
    return at;
  }

  bool is_possessive(std::size_t at) const {
    return (text_[at] | 0x20) == 's' && (at + 1 == text_.size() || !is_ascii_letter(text_[at + 1]));
  }

  std::size_t digits(std::size_t begin) {
    std::size_t at = begin;
    std::uint64_t value = 0;
    while (at < text_.size() && is_ascii_digit(text_[at])) {
      if (at - begin < 18) value = value * 10 + static_cast<std::uint64_t>(text_[at] - '0');
      ++at;
    }
    add(begin, at, kDigits);
    out_.back().number = value;
    out_.back().n_digits = static_cast<std::uint8_t>(at - begin < 255 ? at - begin : 255);
    return at;
  }

  std::size_t mark(std::size_t begin) {
    const std::size_t quote = apostrophe(text_, begin);
    if (quote != 0) {
      if (begin + quote < text_.size() && is_possessive(begin + quote)) {
        add(begin, begin + quote + 1, lexicon_.find("'s"));
        return begin + quote + 1;
      }
      add(begin, begin + quote, lexicon_.find("'"));
      return begin + quote;
    }
    const CodePoint c = code_point_at(text_, begin);
    if (is_space(c.value)) {
      space_ = true;
      return begin + c.length;
    }
    if (is_letter(c.value)) {  // a word of another script, or with accents
      std::size_t at = begin;
      while (at < text_.size()) {
        const CodePoint next = code_point_at(text_, at);
        if (!is_letter(next.value)) break;
        at += next.length;
      }
      add(begin, at, kUnknown);
      return at;
    }
    const bool dash = c.value == 0x2010 || c.value == 0x2011 || c.value == 0x2013;
    add(begin, begin + c.length,
        dash            ? lexicon_.find("-")
        : c.length == 1 ? lexicon_.find(text_.substr(begin, 1))
                        : kUnknown);
    return begin + c.length;
  }

  const std::string_view text_;
  const Lexicon& lexicon_;
  std::vector<Word>& out_;
  bool space_ = true;
};

}  // namespace

void scan(std::string_view text, Span span, const Lexicon& lexicon, std::vector<Word>& out) {
  Scanner(text.substr(0, span.end), lexicon, out).scan(span.begin);
}

}  // namespace quoth::times
