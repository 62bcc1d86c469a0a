#include "verify/differences.h"

#include <algorithm>
#include <string>
#include <vector>

#include "text/unicode.h"
#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::uint32_t kHiddenNegation =
    3;  // words: a mark of omission that stands for no more hides a "not"
constexpr std::uint32_t kBesideBracket = 2;  // more words than a bracket has, for which it may yet stand

using Keys = std::vector<std::string_view>;

Keys keys_of(const WordList& list, WordRange range) {
  Keys keys;
  for (std::uint32_t i = range.begin; i < range.end; ++i) keys.push_back(list.key(i));
  return keys;
}

std::vector<std::string_view> negations_of(const Keys& keys) {
  std::vector<std::string_view> found;
  for (const std::string_view key : keys) {
    if (const std::string_view negation = negation_of(key); !negation.empty()) found.push_back(negation);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string_view word_text(std::string_view text, const WordList& list, std::uint32_t i) {
  return slice(text, list.words[i].span);
}

bool begins_with_capital(std::string_view word) {
  return !word.empty() && is_upper(code_point_at(word, 0).value);
}

/// Whether a word begins what its text shows as a sentence or a quotation.
bool begins_sentence(std::string_view text, const WordList& list, std::uint32_t i) {
  if (i == 0) return true;
  const Span between{list.words[i - 1].span.end, list.words[i].span.begin};
  const std::string_view marks = slice(text, between);
  for (std::size_t at = 0; at < marks.size();) {
    const CodePoint c = code_point_at(marks, at);
    at += c.length;
    if (c.value == '.' || c.value == '?' || c.value == '!' || c.value == ':' || c.value == '\n' ||
        c.value == 0x2026 || is_opening_quote(c.value))
      return true;
  }
  return false;
}

/// A word with a capital where nothing else asks for one; at the start of a sentence, before another such word.
bool is_name(std::string_view text, const WordList& list, std::uint32_t i) {
  const std::string_view word = word_text(text, list, i);
  if (!begins_with_capital(word) || is_function_word(list.key(i)) || list.key(i).starts_with("i'"))
    return false;
  if (!begins_sentence(text, list, i)) return true;
  return i + 1 < list.size() && !begins_sentence(text, list, i + 1) && list.key(i + 1) != "i" &&
         begins_with_capital(word_text(text, list, i + 1)) && !is_function_word(list.key(i + 1));
}

bool has_name(std::string_view text, const WordList& list, WordRange range) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (is_name(text, list, i)) return true;
  }
  return false;
}

/// Two capitals or more, in a text that is not all in capitals: "US", "WHO".
bool is_acronym(std::string_view text, const WordList& list, std::uint32_t i) {
  const std::string_view word = word_text(text, list, i);
  if (word.size() < 2 || !is_all_capitals(word)) return false;
  const std::uint32_t neighbour = i > 0 ? i - 1 : i + 1;
  return neighbour >= list.size() || !is_all_capitals(word_text(text, list, neighbour)) ||
         word_text(text, list, neighbour).size() < 2;
}

/// The text of all keys, without spaces.
std::string joined(const Keys& keys) {
  std::string out;
  for (const std::string_view key : keys) out += key;
  return out;
}

}  // namespace

void DifferenceFinder::add(WordRange quote, WordRange source) {
  const WordList& list = quote_.list();
  const Keys quoted = keys_of(list, quote), said = keys_of(source_.words, source);
  WordDifference difference{.kind = quote.empty()    ? WordDifference::missing
                                    : source.empty() ? WordDifference::added
                                                     : WordDifference::replaced,
                            .quote = quote,
                            .source = source};
  difference.spelling = is_spelling(quote, source);
  if (!difference.spelling) {
    difference.negation = negations_of(quoted) != negations_of(said) ||
                          (quoted.size() == 1 && said.size() == 1 && is_opposite(quoted[0], said[0]));
    difference.number = numbers_of(quoted) != numbers_of(said);
    difference.name = has_name(quote_text_, list, quote) || has_name(source_.text, source_.words, source);
  }
  part_.differences.push_back(difference);
}

bool DifferenceFinder::is_bracketed(WordRange quote) const {
  for (std::uint32_t i = quote.begin; i < quote.end; ++i) {
    if (!quote_[i].bracketed || !negation_of(quote_.list().key(i)).empty()) return false;
  }
  return true;
}

bool DifferenceFinder::is_bracketed_in_source(WordRange source) const {
  for (std::uint32_t i = source.begin; i < source.end; ++i) {
    if (!source_.words.words[i].bracketed || !negation_of(source_.words.key(i)).empty()) return false;
  }
  return true;
}

bool DifferenceFinder::is_joined(WordRange quote, WordRange source) const {
  bool hyphen = false;
  for (std::uint32_t i = quote.begin + 1; i < quote.end; ++i) hyphen |= quote_.list().words[i].joined;
  for (std::uint32_t i = source.begin + 1; i < source.end; ++i) hyphen |= source_.words.words[i].joined;
  return hyphen && joined(keys_of(quote_.list(), quote)) == joined(keys_of(source_.words, source));
}

bool DifferenceFinder::is_spelling(WordRange quote, WordRange source) const {
  return !quote.empty() && !source.empty() &&
         plain_form(keys_of(quote_.list(), quote)) == plain_form(keys_of(source_.words, source));
}

void DifferenceFinder::unmarked(WordRange quote, WordRange source) {
  if (quote.empty() && is_bracketed_in_source(source)) return;  // nothing there, too
  if (source.empty() && is_bracketed(quote)) return;
  if (!quote.empty() && !source.empty() && is_joined(quote, source)) return;
  add(quote, source);
}

void DifferenceFinder::omission(std::uint32_t quote, WordRange source) {
  const bool negation = !negations_of(keys_of(source_.words, source)).empty();
  if (negation && source.size() <= kHiddenNegation) {
    unmarked({quote, quote}, source);
  } else if (!source.empty()) {
    part_.omissions.push_back({source, negation});
  }
}

void DifferenceFinder::same(std::uint32_t quote, std::uint32_t source) {
  const bool in_quote = is_acronym(quote_text_, quote_.list(), quote);
  if (in_quote == is_acronym(source_.text, source_.words, source)) return;
  const std::string_view other = in_quote ? word_text(source_.text, source_.words, source)
                                          : word_text(quote_text_, quote_.list(), quote);
  if (to_lower(other) != other) return;
  part_.differences.push_back({.quote = {quote, quote + 1}, .source = {source, source + 1}, .name = true});
}

void DifferenceFinder::before(std::uint32_t first, std::uint32_t stood_for) {
  const std::uint32_t found = part_.source.begin;
  const WordRange quote{part_.quote.begin, first};
  const std::uint32_t sentence = sentence_of(source_, found);
  std::uint32_t sentence_begin = found;
  while (sentence_begin > 0 && sentence_of(source_, sentence_begin - 1) == sentence &&
         found - sentence_begin < quote.size() + kBesideBracket + 1)
    --sentence_begin;
  if (quote.empty()) {
    if (!quote_[first].after_omission) add_left_negation(first);
    return;
  }
  if (is_bracketed(quote)) {
    const std::uint32_t n_before = found - sentence_begin;
    if (n_before == 0 || n_before > quote.size() + kBesideBracket) return;
    stood_for = sentence_begin;
  }
  part_.source.begin = std::max(stood_for, sentence_begin);
  // "I'm" at the beginning stands for both words of "I am".
  for (std::uint32_t begin = sentence_begin; begin < found; ++begin) {
    if (is_spelling(quote, {begin, found})) part_.source.begin = begin;
  }
  unmarked(quote, {part_.source.begin, found});
}

void DifferenceFinder::add_left_negation(std::uint32_t first) {
  const std::uint32_t found = part_.source.begin;
  if (found == 0 || negation_of(source_.words.key(found - 1)).empty()) return;
  const std::uint32_t sentence = sentence_of(source_, found);
  if (sentence_of(source_, found - 1) != sentence) return;
  const bool begins = found == 1 || sentence_of(source_, found - 2) != sentence;
  const bool shown_as_sentence = begins_with_capital(word_text(quote_text_, quote_.list(), first)) &&
                                 !begins_with_capital(word_text(source_.text, source_.words, found));
  if (!begins && !shown_as_sentence) return;
  part_.source.begin = found - 1;
  add({part_.quote.begin, part_.quote.begin}, {found - 1, found});
}

void DifferenceFinder::after(std::uint32_t end, std::uint32_t stood_for) {
  const std::uint32_t found = part_.source.end;  // the first word that is not
  const WordRange quote{end, part_.quote.end};
  const std::uint32_t sentence = sentence_of(source_, found - 1);
  std::uint32_t sentence_end = found;
  while (sentence_end < source_.words.size() && sentence_of(source_, sentence_end) == sentence &&
         sentence_end - found < quote.size() + kBesideBracket + 1)
    ++sentence_end;
  if (quote.empty()) {
    add_right_negation();
    return;
  }
  if (is_bracketed(quote)) {
    const std::uint32_t n_after = sentence_end - found;
    if (n_after == 0 || n_after > quote.size() + kBesideBracket) return;
    stood_for = sentence_end;
  }
  part_.source.end = std::max(found, std::min(stood_for, sentence_end));
  for (std::uint32_t after = sentence_end; after > found; --after) {
    if (is_spelling(quote, {found, after})) part_.source.end = after;
  }
  unmarked(quote, {found, part_.source.end});
}

void DifferenceFinder::add_right_negation() {
  const std::uint32_t next = part_.source.end;
  if (next >= source_.words.size() || negation_of(source_.words.key(next)).empty()) return;
  const std::uint32_t sentence = sentence_of(source_, next);
  if (sentence_of(source_, next - 1) != sentence) return;
  if (next + 1 < source_.words.size() && sentence_of(source_, next + 1) == sentence) return;
  part_.source.end = next + 1;
  add({part_.quote.end, part_.quote.end}, {next, next + 1});
}

}  // namespace quoth
