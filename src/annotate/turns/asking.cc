#include "annotate/turns/asking.h"

#include <algorithm>
#include <string>

#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Of these alone a call on the next to speak is made.
constexpr std::string_view kCallWords[] = {
    "yes",     "yeah",  "yep",        "ok",   "okay",     "sir", "ma'am", "ma\u2019am", "madam", "next",
    "go",      "ahead", "please",     "last", "question", "one", "more",  "another",    "else",  "anyone",
    "anybody", "who's", "who\u2019s", "over", "there",    "the", "in",    "back"};

/// Of these alone a listener's remark is made, which calls for no reply.
constexpr std::string_view kListening[] = {
    "ok",      "okay",  "right",      "yeah",   "yes",   "yep",         "sure",       "mm",
    "mm-hmm",  "mhm",   "uh-huh",     "hmm",    "wow",   "i",           "see",        "know",
    "exactly", "of",    "course",     "for",    "great", "interesting", "alright",    "all",
    "nice",    "agree", "totally",    "true",   "good",  "cool",        "absolutely", "gotcha",
    "got",     "it",    "definitely", "indeed", "heck",  "oh",          "ah"};

/// After a question word these make a relative clause of it ("what you did").
constexpr std::string_view kPronouns[] = {"you", "we", "i", "he", "she", "it", "they", "the", "this", "that"};

/// Words that begin a question, with or without its mark.
constexpr std::string_view kQuestionStarts[] = {
    "why",  "how", "what", "when", "where", "who",  "which", "will", "would",  "can",  "could",   "do",
    "does", "did", "is",   "are",  "was",   "were", "have",  "has",  "should", "tell", "explain", "respond"};

/// The first word of a text without its white space, up to a space or a mark.
std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" ,.!?\n")); }

/// Whether all words of a text are among `words`, at least one.
template <std::size_t N>
bool is_made_of(const std::string_view (&words)[N], std::string_view text) {
  int n_words = 0;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" ,.!?-\n"), text.size()));
    if (text.empty()) return n_words > 0;
    const std::string_view word = first_word(text);
    if (!is_among(words, word)) return false;
    ++n_words;
    text.remove_prefix(word.size());
  }
}

/// The last sentence of a text that ends in its mark.
std::string_view last_sentence(std::string_view text) {
  const std::string_view before = text.substr(0, text.empty() ? 0 : text.size() - 1);
  const std::size_t begin = before.find_last_of(".!?");
  return begin == before.npos ? text : text.substr(begin + 1);
}

}  // namespace

bool ends_in_question(std::string_view said) {
  said = trim(said);
  while (!said.empty() &&
         (is_closing_quote(code_point_before(said, said.size()).value) || said.back() == ')'))
    said.remove_suffix(code_point_before(said, said.size()).length);
  return said.ends_with('?') && !is_made_of(kCallWords, to_lower(last_sentence(said)));
}

bool asks_without_mark(std::string_view said) {
  const std::string lower = to_lower(said);
  std::string_view rest = lower;
  while (!(rest = trim(rest)).empty()) {
    const std::size_t end = std::min(rest.find_first_of(".!?;,"), rest.size());
    const std::string_view clause = rest.substr(0, end);
    const std::string_view first = first_word(clause);
    const std::string_view second = first_word(trim(clause.substr(first.size())));
    if (is_among(kQuestionStarts, first) && !is_among(kPronouns, second) &&
        clause.find(" you") != clause.npos)
      return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_listening(std::string_view said) { return is_made_of(kListening, to_lower(said)); }

}  // namespace quoth
