#include "model/plain_words.h"

namespace quoth {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit_of_ascii(char c) { return c >= '0' && c <= '9'; }
bool is_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool belongs_to_word(char c) {
  return (c >= 'a' && c <= 'z') || is_capital(c) || is_digit_of_ascii(c) || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The byte at `at` as the word models read it, and how many bytes it stands for: typographic apostrophes are straight, the
/// marks from U+2010 to U+2027 are spaces.
char plain_at(std::string_view text, std::size_t at, std::size_t& length) {
  length = 1;
  if (text.substr(at, 2) != "\xE2\x80" || at + 2 >= text.size()) return text[at];
  const auto last = static_cast<unsigned char>(text[at + 2]);
  constexpr unsigned char kFirst = 0x90, kLast = 0xA7, kOpening = 0x98, kClosing = 0x99;
  if (last < kFirst || last > kLast) return text[at];
  length = 3;
  return last == kOpening || last == kClosing ? '\'' : ' ';
}

}  // namespace

PlainWords plain_words(std::string_view text) {
  PlainWords out;
  std::string word;
  bool capital = false;
  const auto end_word = [&] {
    if (word.empty()) return;
    out.form.push_back(is_digit_of_ascii(word[0]) ? "0" : word);
    out.is_capital.push_back(capital ? 1 : 0);
    word.clear();
  };
  for (std::size_t at = 0, length = 1; at < text.size(); at += length) {
    const char c = plain_at(text, at, length);
    if (belongs_to_word(c)) {
      if (word.empty()) capital = is_capital(c);
      word += is_capital(c) ? static_cast<char>(c | 0x20) : c;
      continue;
    }
    end_word();
    if (c == '?' || c == '$' || c == '%') {
      out.form.emplace_back(1, c);
      out.is_capital.push_back(0);
    }
  }
  end_word();
  return out;
}

std::vector<Span> plain_sentences(std::string_view text) {
  std::vector<Span> out;
  std::size_t begin = 0;
  const auto end_sentence = [&](std::size_t end) {
    if (plain_words(text.substr(begin, end - begin)).size() != 0) out.push_back(make_span(begin, end));
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '.' && text[i] != '!' && text[i] != '?') continue;
    std::size_t length = 1;
    const char next = i + 1 < text.size() ? plain_at(text, i + 1, length) : ' ';
    if (is_white(next) || is_capital(next)) end_sentence(i + 1);
  }
  end_sentence(text.size());
  return out;
}

}  // namespace quoth
