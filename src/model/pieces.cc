#include "model/pieces.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Words that Universal Dependencies may split where no mark shows it; a bar at each cut.
constexpr std::string_view kSplitWords[] = {
    "can|not",   "gon|na",  "wan|na",  "got|ta",   "lem|me",  "gim|me",  "du|n|no", "out|ta",   "kin|da",
    "sor|ta",    "ought|a", "could|a", "should|a", "would|a", "must|a",  "might|a", "i|m",      "i|ve",
    "you|re",    "you|ve",  "you|ll",  "they|re",  "they|ve", "that|s",  "what|s",  "it|s",     "he|s",
    "she|s",     "there|s", "here|s",  "let|s",    "who|s",   "where|s", "how|s",   "do|nt",    "does|nt",
    "did|nt",    "ca|nt",   "wo|nt",   "is|nt",    "are|nt",  "was|nt",  "were|nt", "could|nt", "would|nt",
    "should|nt", "have|nt", "has|nt",  "had|nt",   "ai|nt",   "must|nt", "need|nt", "t|is",     "t|was",
    "any|way",   "a|lot",   "a|while", "all|right"};

/// Atoms longer than this are not cut into pieces.
constexpr std::size_t kLongestAtom = 100;

bool is_gap(char32_t c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v':
    case 0x1C:
    case 0x1D:
    case 0x1E:
    case 0x1F:
    case 0x85:
    case 0x2028:
    case 0x2029: return true;
    default: return c > 127 && is_space_separator(c);
  }
}

bool is_unseen(char32_t c) {
  if (c == 0 || c == 0xFFFD) return true;
  if (c >= 0x20 && c < 0x7F) return false;
  return !is_gap(c) && is_other(c);
}

bool is_mark(char32_t c) {
  if (c < 0x80) return c > 0x20 && c < 0x7F && !is_alphanumeric(c);
  return is_punctuation(c);
}

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool parts_atoms(char32_t c) { return is_gap(c) || is_mark(c) || is_ideograph(c); }

using SplitWords = std::unordered_map<std::string, std::vector<std::uint32_t>>;

/// Word without bars -> bytes at which it is cut.
const SplitWords& split_words() {
  static const SplitWords words = [] {
    SplitWords made;
    for (const std::string_view entry : kSplitWords) {
      std::string word;
      std::vector<std::uint32_t> cuts;
      for (const char c : entry) {
        if (c == '|') {
          cuts.push_back(static_cast<std::uint32_t>(word.size()));
        } else {
          word += c;
        }
      }
      made.emplace(std::move(word), std::move(cuts));
    }
    return made;
  }();
  return words;
}

/// Whether "'t" stands at `at` and ends a word.
bool negation_at(std::string_view text, std::uint32_t at) {
  if (at >= text.size()) return false;
  const CodePoint mark = code_point_at(text, at);
  if (mark.value != '\'' && mark.value != 0x2019 && mark.value != '`') return false;
  at += mark.length;
  if (at >= text.size() || (text[at] | 0x20) != 't') return false;
  if (++at == text.size()) return true;
  const char32_t next = code_point_at(text, at).value;
  return !is_letter(next) && !is_numeric(next);
}

/// The length of the digits before a final "am" or "pm"; 0 if `word` is something else.
std::uint32_t clock_digits(std::string_view word) {
  if (word.size() < 3 || (!word.ends_with("am") && !word.ends_with("pm"))) return 0;
  std::size_t i = 0;
  while (i < word.size()) {
    const CodePoint c = code_point_at(word, i);
    if (!is_digit(c.value)) break;
    i += c.length;
  }
  return i + 2 == word.size() ? static_cast<std::uint32_t>(i) : 0;
}

/// Where the word of `text` in `span` is cut, in bytes from its begin, the end last.
std::vector<std::uint32_t> cuts_of(std::string_view text, Span span) {
  constexpr std::size_t kLongestWithCuts = 40;  // a time with its digits; the listed words are shorter
  std::vector<std::uint32_t> cuts;
  if (span.size() > 1 && (text[span.end - 1] | 0x20) == 'n' && negation_at(text, span.end)) {
    const bool one_letter = code_point_at(text, span.begin).length == span.size();
    if (!one_letter) cuts = {span.size() - 1};
  } else if (span.size() <= kLongestWithCuts) {
    const std::string word = to_lower(slice(text, span));
    if (const auto found = split_words().find(word); found != split_words().end()) {
      cuts = found->second;
    } else if (const std::uint32_t digits = clock_digits(word); digits != 0) {
      cuts = {digits};
    }
  }
  cuts.push_back(span.size());
  return cuts;
}

LetterCase case_of(std::string_view text) {
  std::size_t n_letters = 0, n_upper = 0;
  bool first_is_upper = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    i += c.length;
    if (!is_letter(c.value)) continue;
    const bool upper = is_upper(c.value);
    if (n_letters++ == 0) first_is_upper = upper;
    n_upper += upper ? 1 : 0;
  }
  if (n_letters == 0) return LetterCase::none;
  if (n_upper == 0) return LetterCase::lower;
  if (first_is_upper && n_upper == 1) return LetterCase::capital;
  return n_upper == n_letters ? LetterCase::upper : LetterCase::mixed;
}

Gap gap_of(std::string_view between) {
  if (between.empty()) return Gap::none;
  const auto breaks = std::count(between.begin(), between.end(), '\n');
  if (breaks > 1) return Gap::paragraph;
  if (breaks == 1) return Gap::line;
  for (std::size_t i = 0; i < between.size();) {
    const CodePoint c = code_point_at(between, i);
    if (is_gap(c.value)) return Gap::space;
    i += c.length;
  }
  return Gap::none;
}

}  // namespace

Vocabulary::Vocabulary(std::string_view lines, std::int32_t unknown) : unknown_(unknown) {
  const auto n_lines = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')) + 1;
  number_.reserve(n_lines);
  inside_.reserve(n_lines / 4);
  std::int32_t number = 0;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view piece = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const bool inside = piece.size() > 2 && piece.starts_with("##");
    number_.emplace(piece, number);
    if (inside) inside_.emplace(piece.substr(2), number);
    longest_ = std::max(longest_, piece.size());
    ++number;
  }
}

const std::int32_t* Vocabulary::find(std::string_view piece, bool inside) const {
  const Numbers& numbers = inside ? inside_ : number_;
  const auto found = numbers.find(piece);
  return found == numbers.end() ? nullptr : &found->second;
}

void Vocabulary::cut(std::string_view text, Span span, Gap before, Pieces& pieces) const {
  const std::string_view visible = text.substr(0, span.end);
  std::uint32_t last = span.begin, i = span.begin;
  bool first = true;
  while (i < span.end) {
    const CodePoint c = code_point_at(visible, i);
    if (is_gap(c.value) || is_unseen(c.value)) {
      i += c.length;
      continue;
    }
    std::uint32_t end = i + c.length;
    const bool alone = is_mark(c.value) || is_ideograph(c.value);
    while (!alone && end < span.end) {
      const CodePoint next = code_point_at(visible, end);
      if (parts_atoms(next.value)) break;
      end += next.length;
    }
    std::uint32_t begin = i;
    for (const std::uint32_t cut : alone ? std::vector<std::uint32_t>{end - i} : cuts_of(visible, {i, end})) {
      const Gap gap = first ? before : gap_of(slice(text, {last, begin}));
      cut_atom(visible, {begin, i + cut}, gap, pieces);
      first = false;
      begin = last = i + cut;
    }
    i = end;
  }
}

void Vocabulary::cut_atom(std::string_view text, Span atom, Gap before, Pieces& pieces) const {
  const std::size_t n_before = pieces.size();
  const auto add = [&](std::int32_t id, Span span) {
    const bool first = pieces.size() == n_before;
    pieces.id.push_back(id);
    pieces.letter_case.push_back(case_of(slice(text, span)));
    pieces.gap.push_back(first ? before : Gap::none);
    pieces.begins_atom.push_back(first);
    pieces.span.push_back(span);
  };
  // The normalised characters in UTF-8: where each begins there, and in the text.
  std::string letters;
  std::vector<std::uint32_t> place, source;
  std::u32string parts;
  for (std::uint32_t i = atom.begin; i < atom.end && place.size() <= kLongestAtom;) {
    const CodePoint c = code_point_at(text, i);
    parts.clear();
    if (!is_unseen(c.value)) append_lower_decomposed(parts, c.value);
    for (const char32_t part : parts) {
      if (part >= 0x80 && is_nonspacing_mark(part)) continue;
      place.push_back(static_cast<std::uint32_t>(letters.size()));
      source.push_back(i);
      append_utf8(letters, part);
    }
    i += c.length;
  }
  const std::size_t n = place.size();
  place.push_back(static_cast<std::uint32_t>(letters.size()));
  if (n == 0 || n > kLongestAtom) return add(unknown_, atom);

  std::vector<std::pair<std::int32_t, Span>> found;
  for (std::size_t i = 0; i < n;) {
    std::size_t j = n;
    const std::int32_t* id = nullptr;
    for (; j > i; --j) {
      if (place[j] - place[i] > longest_) continue;
      id = find(std::string_view(letters).substr(place[i], place[j] - place[i]), i > 0);
      if (id != nullptr) break;
    }
    if (id == nullptr) return add(unknown_, atom);
    const std::uint32_t begin = i == 0 ? atom.begin : source[i];
    found.emplace_back(*id, Span{begin, std::max(begin, j == n ? atom.end : source[j])});
    i = j;
  }
  for (const auto& [id, span] : found) add(id, span);
}

}  // namespace quoth
