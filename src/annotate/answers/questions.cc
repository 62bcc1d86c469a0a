#include "annotate/answers/questions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A remark of more sentences than this calls for a reply by its last alone.
constexpr std::size_t kShortRemark = 3;

constexpr std::array<std::string_view, 10> kAsks = {"what", "who", "whom",  "whose", "which",
                                                    "when", "why", "where", "how",   "what's"};
constexpr std::array<std::string_view, 38> kInverts = {
    "is",        "are",     "was",     "were",   "do",    "does",     "did",    "have",
    "has",       "had",     "will",    "would",  "can",   "could",    "should", "shall",
    "may",       "might",   "must",    "am",     "isn't", "aren't",   "wasn't", "don't",
    "doesn't",   "didn't",  "haven't", "hasn't", "won't", "wouldn't", "can't",  "couldn't",
    "shouldn't", "weren't", "hadn't",  "who's",  "how's", "where's"};
constexpr std::array<std::string_view, 14> kOpeners = {"so",   "and",   "but",     "well",  "now",
                                                       "okay", "ok",    "alright", "right", "yes",
                                                       "no",   "first", "then",    "also"};
constexpr std::array<std::string_view, 14> kTitles = {
    "mr",       "mrs",     "ms",        "madam", "sir",       "dr",       "president",
    "minister", "senator", "secretary", "prime", "professor", "governor", "general"};

struct Word {
  Span span;
  std::string lower;   // with typographic apostrophes straight
  char32_t after = 0;  // the mark right after it; 0: none
  bool is_capital = false;
};

std::vector<Word> words_of(std::string_view text, Span within) {
  std::vector<Word> out;
  for (std::uint32_t at = within.begin; at < within.end;) {
    const CodePoint c = code_point_at(text, at);
    const bool in_word = is_alphanumeric(c.value) || c.value == '\'' || c.value == 0x2019;
    if (!in_word) {
      if (!out.empty() && out.back().after == 0 && out.back().span.end == at && !is_space(c.value)) {
        out.back().after = c.value;
      }
      at += c.length;
      continue;
    }
    Word word;
    word.is_capital = is_upper(c.value);
    word.span.begin = at;
    while (at < within.end) {
      const CodePoint next = code_point_at(text, at);
      if (!is_alphanumeric(next.value) && next.value != '\'' && next.value != 0x2019) break;
      at += next.length;
    }
    word.span.end = at;
    word.lower = to_lower(slice(text, word.span));
    for (std::size_t mark; (mark = word.lower.find("\u2019")) != word.lower.npos;) {
      word.lower.replace(mark, std::string_view("\u2019").size(), "'");
    }
    out.push_back(std::move(word));
  }
  return out;
}

/// Where a question may begin: at a question word, or at an auxiliary.
bool may_ask(const Word& word) { return is_among(kAsks, word.lower) || is_among(kInverts, word.lower); }

bool is_subject(const Word& word) {
  static constexpr std::array<std::string_view, 14> kSubjects = {
      "you", "he", "she", "it", "they", "we", "i", "that", "this", "there", "the", "these", "those", "your"};
  return is_among(kSubjects, word.lower) || word.is_capital;
}

/// The first word after openers and after names of those addressed.
std::size_t after_openers(const std::vector<Word>& words) {
  std::size_t i = 0;
  for (bool moved = true; moved && i + 1 < words.size();) {
    moved = false;
    if (is_among(kOpeners, words[i].lower)) {
      ++i;
      moved = true;
      continue;
    }
    constexpr std::size_t kLongestName = 5;
    for (std::size_t j = i; j < std::min(words.size(), i + kLongestName) && words[j].is_capital; ++j) {
      const bool addressed = is_among(kTitles, words[i].lower) || j > i || !may_ask(words[i]);
      if (words[j].after == ',' && addressed && j + 1 < words.size() && !may_ask(words[i])) {
        i = j + 1;
        moved = true;
        break;
      }
    }
  }
  return i;
}

/// The words with which further questions of the sentence begin, `first` being that of its first.
std::vector<std::size_t> begins_of(const std::vector<Word>& words, std::size_t first) {
  constexpr std::size_t kLeastWords = 2;
  std::vector<std::size_t> out = {first};
  bool asked = false;
  for (std::size_t i = first; i + kLeastWords <= words.size(); ++i) {
    if (i > first && asked && (words[i].lower == "and" || words[i].lower == "or") && i + 1 < words.size()) {
      std::size_t next = i + 1;
      // "and if asked, would you"
      if (words[next].lower == "if" || words[next].lower == "then") {
        std::size_t comma = next;
        while (comma < words.size() && words[comma].after != ',') ++comma;
        if (comma + 1 < words.size() && may_ask(words[comma + 1])) {
          out.push_back(next);
          i = comma;
          continue;
        }
      }
      const bool inverts =
          is_among(kInverts, words[next].lower) && next + 1 < words.size() && is_subject(words[next + 1]);
      const bool asks = is_among(kAsks, words[next].lower) && words[i - 1].after == ',';
      const bool short_one = is_among(kAsks, words[next].lower) && next + 1 == words.size();
      if (inverts || asks || short_one) out.push_back(next);
    }
    asked = asked || may_ask(words[i]);
  }
  return out;
}

/// The questions of a sentence that ends in a question mark.
void part(std::string_view text, Span sentence, std::vector<Span>& out) {
  const std::vector<Word> words = words_of(text, sentence);
  if (words.size() < 2) {
    if (!words.empty()) out.push_back(sentence);
    return;
  }
  const std::vector<std::size_t> begins = begins_of(words, after_openers(words));
  for (std::size_t k = 0; k < begins.size(); ++k) {
    const bool is_last = k + 1 == begins.size();
    // Up to the word before the conjunction.
    const std::uint32_t end = is_last ? sentence.end : words[begins[k + 1] - 2].span.end;
    out.push_back({words[begins[k]].span.begin, end});
  }
}

bool is_question(std::string_view text, Span sentence) {
  std::uint32_t end = sentence.end;
  while (end > sentence.begin) {
    const CodePoint last = code_point_before(text, end);
    if (last.value == '?') return true;
    if (!is_closing_quote(last.value) && last.value != ')' && last.value != ']' && last.value != '!' &&
        last.value != '.') {
      return false;
    }
    end -= last.length;
  }
  return false;
}

}  // namespace

std::vector<Span> find_questions(std::string_view text, const Sentences& sentences,
                                 const std::vector<TurnId>& asking) {
  std::vector<Span> out;
  std::optional<Span> last;
  std::optional<Span> remark;
  std::size_t n_remarks = 0;
  for (std::size_t s = 0; s < sentences.span.size(); ++s) {
    if (!sentences.turn[s] || std::find(asking.begin(), asking.end(), *sentences.turn[s]) == asking.end()) {
      continue;
    }
    const Span span = sentences.span[s];
    if (is_question(text, span)) part(text, span, out);
    if (!remark || s == 0 || sentences.turn[s - 1] != sentences.turn[s]) {
      remark = span;  // the last of the turns, where several ask
      n_remarks = 0;
    }
    remark->end = span.end;
    last = span;
    ++n_remarks;
  }
  if (out.empty() && last) out.push_back(n_remarks <= kShortRemark ? *remark : *last);
  return out;
}

}  // namespace quoth
