#include "read/pdf/line_joins.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace quoth::pdf {
namespace {

constexpr std::string_view kSoftHyphen = "\u00AD";
constexpr std::string_view kTrueHyphen = "\u2010";
constexpr std::array<std::string_view, 3> kHyphens{"-", kTrueHyphen, kSoftHyphen};

/// First parts that English writes with a hyphen before almost any word.
constexpr std::array<std::string_view, 28> kHyphenFirst{
    "all",  "anti", "co",    "cross", "eight", "ex",    "far", "five", "four", "full",
    "half", "high", "ill",   "left",  "long",  "low",   "mid", "nine", "non",  "one",
    "pre",  "pro",  "right", "semi",  "seven", "short", "so",  "well"};
/// The same before any word whatever.
constexpr std::array<std::string_view, 9> kAlwaysHyphen{"twenty",  "thirty", "forty",  "fifty", "sixty",
                                                        "seventy", "eighty", "ninety", "self"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Second halves of words that are no words themselves.
constexpr std::array<std::string_view, 26> kEndings{
    "tion", "tions", "sion", "sions", "ment", "ments", "ness",  "ing", "ings",
    "ly",   "ed",    "er",   "ers",   "ity",  "ities", "ation", "ous", "ive",
    "able", "ible",  "ance", "ence",  "cial", "tial",  "ical",  "ture"};

/// The letters at the end (at the start) of a word, in lower case: "(re-elected" -> hyphen aside, "re".
std::string last_letters(std::string_view word) {
  std::size_t begin = word.size();
  while (begin > 0) {
    const CodePoint c = code_point_before(word, begin);
    if (!is_letter(c.value) && c.value != '\'' && c.value != 0x2019) break;
    begin -= c.length;
  }
  return to_lower(word.substr(begin));
}

std::string first_letters(std::string_view word) {
  std::size_t end = 0;
  while (end < word.size()) {
    const CodePoint c = code_point_at(word, end);
    if (!is_letter(c.value) && c.value != '\'' && c.value != 0x2019) break;
    end += c.length;
  }
  return to_lower(word.substr(0, end));
}

/// The word without the hyphen at its end; empty where there is none, or where it is a dash ("--").
std::string_view before_hyphen(std::string_view word) {
  for (const std::string_view hyphen : kHyphens) {
    if (!word.ends_with(hyphen)) continue;
    word.remove_suffix(hyphen.size());
    if (word.empty() || !is_letter(code_point_before(word, word.size()).value)) return {};
    return word;
  }
  return {};
}

/// Letters with hyphens between them, as they stand, without the punctuation around.
std::string bare(std::string_view word) {
  const auto is_edge = [](char32_t c) { return !is_alphanumeric(c); };
  while (!word.empty() && is_edge(code_point_at(word, 0).value))
    word.remove_prefix(code_point_at(word, 0).length);
  while (!word.empty() && is_edge(code_point_before(word, word.size()).value)) {
    word.remove_suffix(code_point_before(word, word.size()).length);
  }
  return to_lower(word);
}

}  // namespace

LineJoins::LineJoins(const std::vector<Line>& lines) {
  learn_words(lines);
  learn_habits(lines);
}

void LineJoins::learn_words(const std::vector<Line>& lines) {
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const std::vector<Word>& words = lines[l].words;
    const bool cut_before = l > 0 && !before_hyphen(lines[l - 1].words.back().text).empty();
    for (std::size_t w = cut_before ? 1 : 0; w < words.size(); ++w) {
      if (w + 1 == words.size() && !before_hyphen(words[w].text).empty()) continue;
      std::string word = bare(words[w].text);
      true_hyphens_ = true_hyphens_ || word.find(kTrueHyphen) != std::string::npos;
      // "long-term" tells of itself and of its parts.
      for (std::size_t at = 0; word.find('-') != std::string::npos && at <= word.size();) {
        const std::size_t end = std::min(word.find('-', at), word.size());
        if (end > at) ++words_[word.substr(at, end - at)];
        at = end + 1;
      }
      if (!word.empty()) ++words_[std::move(word)];
    }
  }
}

void LineJoins::learn_habits(const std::vector<Line>& lines) {
  std::size_t n = 0, cut = 0, whole = 0;
  for (std::size_t l = 0; l + 1 < lines.size(); ++l) {
    const std::string_view last = lines[l].words.back().text, stem = before_hyphen(last);
    if (stem.empty()) continue;
    // A program that marks its own hyphens leaves "-" to the author.
    if (last.ends_with(kSoftHyphen) || (last.ends_with(kTrueHyphen) && !true_hyphens_)) return;
    const std::string before = last_letters(stem), after = first_letters(lines[l + 1].words.front().text);
    const int known = evidence(before, after);
    if (known > 0 || (known == 0 && is_ending(after))) ++cut;
    if (known < 0) ++whole;
    ++n;
  }
  // Compounds alone put a hyphen at the end of one line in a hundred.
  constexpr std::size_t kLinesPerHyphen = 25;
  hyphenates_ = cut > whole || (cut == whole && n * kLinesPerHyphen > lines.size() && n > 2);
}

std::size_t LineJoins::n_of(std::string_view lower) const {
  const auto at = words_.find(std::string(lower));
  return at == words_.end() ? 0 : at->second;
}

int LineJoins::evidence(std::string_view before, std::string_view after) const {
  const std::string joined = std::string(before) + std::string(after);
  const std::string hyphened = std::string(before) + '-' + std::string(after);
  const std::size_t n_joined = n_of(joined), n_hyphened = n_of(hyphened);
  return n_joined == n_hyphened ? 0 : n_joined > n_hyphened ? 1 : -1;
}

bool LineJoins::is_ending(std::string_view after) const {
  constexpr std::size_t kMaxBefore = 2;  // "zation", "ically"
  return !is_word(after) && std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return after.ends_with(ending) && after.size() <= ending.size() + kMaxBefore;
  });
}

LineJoins::Join LineJoins::between(std::string_view last, std::string_view first) const {
  if (last.empty() || first.empty()) return Join::space;
  if (last.ends_with(kSoftHyphen)) return last == kSoftHyphen ? Join::nothing : Join::without_hyphen;
  const char32_t next = code_point_at(first, 0).value;
  const bool goes_on = is_alphanumeric(next);
  if (goes_on && last.size() > 1 && last.ends_with('/')) return Join::nothing;  // "and/or", an address
  const std::string_view stem = before_hyphen(last);
  if (stem.empty()) {
    // A dash that touches its word ("then--") touches the next too.
    const bool dash = last.ends_with("--") || last.ends_with("\u2014");
    const bool digit_dash =
        last.size() > 1 && last.ends_with('-') && is_digit(code_point_before(last, last.size() - 1).value);
    const bool alone = last == "--" || last == "\u2014";
    return goes_on && ((dash && !alone) || digit_dash) ? Join::nothing : Join::space;
  }
  if (!goes_on) return Join::space;
  if (!is_lower(next)) return Join::nothing;
  const std::string before = last_letters(stem), after = first_letters(first);
  // "state-of-the-" is no word cut in two.
  if (stem.size() > before.size() && stem[stem.size() - before.size() - 1] == '-') return Join::nothing;
  if (const int known = evidence(before, after); known != 0)
    return known > 0 ? Join::without_hyphen : Join::nothing;
  if (last.ends_with(kTrueHyphen) && !true_hyphens_) return Join::without_hyphen;
  const bool compound = contains(kHyphenFirst, before);
  if (contains(kAlwaysHyphen, before)) return Join::nothing;
  if (compound && (!hyphenates_ || is_word(after))) return Join::nothing;
  return hyphenates_ || is_ending(after) ? Join::without_hyphen : Join::nothing;
}

}  // namespace quoth::pdf
