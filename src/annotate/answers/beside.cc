#include "annotate/answers/beside.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/among.h"
#include "model/plain_words.h"

namespace quoth {
namespace {

using WordSpan = std::span<const std::string>;
using Phrases = std::span<const std::string_view>;

// The lists are those of train/readings.py: the weights were fitted with them.
constexpr std::array<std::string_view, 10> kYes = {
    "yes", "yeah", "yep", "sure", "absolutely", "correct", "right", "definitely", "certainly", "indeed"};
constexpr std::array<std::string_view, 5> kNo = {"no", "nope", "not", "never", "none"};
constexpr std::array<std::string_view, 57> kStop = {
    "the",    "a",     "an",        "of",     "to",       "in",        "and",    "or",   "is",    "are",
    "was",    "were",  "be",        "been",   "do",       "does",      "did",    "that", "this",  "it",
    "you",    "i",     "we",        "he",     "she",      "they",      "on",     "for",  "with",  "as",
    "at",     "by",    "from",      "about",  "have",     "has",       "had",    "will", "would", "what",
    "how",    "why",   "when",      "who",    "which",    "if",        "not",    "no",   "can",   "could",
    "should", "there", "inquiring", "asking", "question", "regarding", "whether"};
constexpr std::array<std::string_view, 3> kMarks = {"?", "$", "%"};
constexpr std::array<std::string_view, 31> kQuestionVerbs = {
    "is",     "are",   "was",      "were",  "do",       "does",    "did",    "have",
    "has",    "had",   "will",     "would", "can",      "could",   "should", "shall",
    "may",    "might", "must",     "am",    "isn't",    "aren't",  "don't",  "doesn't",
    "didn't", "won't", "wouldn't", "can't", "couldn't", "haven't", "hasn't"};
constexpr std::array<std::string_view, 7> kQuestionWords = {"what", "who",   "which", "when",
                                                            "why",  "where", "how"};

constexpr std::array<std::string_view, 10> kIgnorance = {
    "don't know",    "do not know", "not aware", "haven't seen", "have not seen",
    "haven't heard", "no idea",     "i haven't", "not sure",     "can't tell you"};
constexpr std::array<std::string_view, 22> kRefusal = {
    "not going to",  "no comment",     "won't",          "will not",       "can't comment", "cannot",
    "decline",       "rather not",     "not for me",     "speculate",      "hypothetical",  "premature",
    "don't want to", "do not want to", "wouldn't want",  "would not want", "can't say",     "not at liberty",
    "i'll let",      "i'm not going",  "i am not going", "too early"};
constexpr std::array<std::string_view, 16> kBack = {
    "what do you mean",     "say it again", "say that again", "repeat",    "what's the question",
    "what is the question", "which one",    "i'm sorry",      "excuse me", "couldn't hear",
    "can't hear",           "what was",     "your question",  "ask me",    "go ahead",
    "who are you"};
constexpr std::array<std::string_view, 10> kHedge = {"i think",  "i believe", "we'll see", "we will see",
                                                     "depends",  "maybe",     "perhaps",   "probably",
                                                     "possibly", "hope"};
constexpr std::array<std::string_view, 9> kOpener = {
    "look", "well", "you know", "i mean", "listen", "first of all", "let me", "the truth is", "the fact is"};
constexpr std::array<std::string_view, 17> kSaysYes = {
    "yes",    "yeah",  "absolutely", "of course", "that's right", "that's correct", "correct", "i do", "i am",
    "i have", "i did", "i will",     "we will",   "we are",       "we have",        "it is",   "sure"};
constexpr std::array<std::string_view, 12> kSaysNo = {
    "no",         "i don't", "i didn't", "i haven't", "i'm not",        "we don't",
    "not at all", "never",   "it's not", "we're not", "absolutely not", "of course not"};
constexpr std::array<Phrases, 7> kPhrases = {kIgnorance, kRefusal, kBack, kHedge, kOpener, kSaysYes, kSaysNo};

/// Sentences with the most of the question's words that are read apart.
constexpr std::size_t kBest = 2;
constexpr std::size_t kFirst = 25;  // words of the answer that are read apart
constexpr std::size_t kOpening = 12, kBegin = 30, kFirstMarks = 20, kFirstSentences = 3;

WordSpan first_of(WordSpan words, std::size_t n) { return words.first(std::min(n, words.size())); }

bool has(WordSpan words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A word without "ing", "ed" or "s" at its end.
std::string stem(const std::string& word) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 3> kEnds = {
      {{"ing", 7}, {"ed", 6}, {"s", 5}}};
  for (const auto& [end, least] : kEnds) {
    if (word.ends_with(end) && word.size() >= least) return word.substr(0, word.size() - end.size());
  }
  return word;
}

std::string joined(WordSpan words) {
  std::string out = " ";
  for (const std::string& word : words) out.append(word).append(" ");
  return out;
}

/// How many of the phrases stand in what `joined` made, three at most.
double phrases_in(const std::string& text, Phrases phrases) {
  constexpr std::ptrdiff_t kMost = 3;
  return static_cast<double>(
      std::min(kMost, std::count_if(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
                 return text.find(' ' + std::string(phrase) + ' ') != text.npos;
               })));
}

std::vector<Beside::Words> sentences_of(std::string_view text, const std::vector<Span>& spans) {
  std::vector<Beside::Words> out;
  out.reserve(spans.size());
  for (const Span span : spans) out.push_back(plain_words(slice(text, span)).form);
  return out;
}

std::size_t best_of(const std::vector<double>& values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

}  // namespace

Beside::Beside(std::string_view question, std::string_view asked, std::string_view answer)
    : question_(plain_words(question).form),
      asked_(plain_words(asked).form),
      answer_(plain_words(answer).form),
      sentences_(plain_sentences(answer)),
      in_sentence_(sentences_of(answer, sentences_)),
      in_asked_(sentences_of(asked, plain_sentences(asked))) {
  for (const std::string& word : question_) {
    if (!is_among(kStop, word) && !is_among(kMarks, word)) {
      rarity_.try_emplace(stem(word), Readings::get().rarity_in_answers(word));
    }
  }
  for (const auto& [word, rarity] : rarity_) all_rarity_ += rarity;
  for (const Words& words : in_sentence_) overlap_.push_back(share(words));
}

double Beside::share(WordSpan words) const {
  if (rarity_.empty()) return 0;
  std::set<std::string> there;
  for (const std::string& word : words) there.insert(stem(word));
  double sum = 0;
  for (const auto& [word, rarity] : rarity_) sum += there.count(word) != 0 ? rarity : 0;
  return sum / all_rarity_;
}

double Beside::share_of_pairs() const {
  std::set<std::pair<std::string, std::string>> asked, there;
  for (std::size_t i = 0; i + 1 < question_.size(); ++i) {
    if (is_among(kStop, question_[i]) && is_among(kStop, question_[i + 1])) continue;
    asked.emplace(stem(question_[i]), stem(question_[i + 1]));
  }
  for (std::size_t i = 0; i + 1 < answer_.size(); ++i) there.emplace(stem(answer_[i]), stem(answer_[i + 1]));
  const auto n =
      std::count_if(asked.begin(), asked.end(), [&](const auto& pair) { return there.count(pair) != 0; });
  return static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(1, asked.size()));
}

std::string_view Beside::asks_with() const {
  const auto first = std::find_if(question_.begin(), question_.end(), [](const std::string& word) {
    return is_among(kQuestionVerbs, word) || is_among(kQuestionWords, word);
  });
  return first == question_.end() ? std::string_view() : std::string_view(*first);
}

bool Beside::is_closed() const {
  const std::string_view first = asks_with();
  const bool is_statement = first.empty() && !question_.empty() && question_.back() == "?";
  return is_statement || is_among(kQuestionVerbs, first) || has(question_, "whether");
}

bool Beside::says_yes() const { return !answer_.empty() && is_among(kYes, answer_[0]); }
bool Beside::says_no() const { return !answer_.empty() && is_among(kNo, answer_[0]); }

bool Beside::is_yes_or_no() const {
  constexpr std::array<std::string_view, 5> kThanks = {"thank", "thanks", "please", "sir", "ma'am"};
  constexpr std::size_t kNear = 3;
  const WordSpan begin = first_of(answer_, kNear);
  const bool thanks = std::any_of(begin.begin(), begin.end(),
                                  [&](const std::string& word) { return is_among(kThanks, word); });
  return (says_yes() || says_no()) && !thanks;
}

bool Beside::has_phrase(WordSpan words, std::string_view phrase) {
  return joined(words).find(' ' + std::string(phrase)) != std::string::npos;
}

Beside::Numbers Beside::numbers() const {
  const WordSpan a = answer_, opening = first_of(a, kOpening), begin = first_of(a, kBegin);
  const auto log_size = [](const auto& words) { return std::log1p(static_cast<double>(words.size())); };
  const auto flag = [](bool is) { return is ? 1.0 : 0.0; };
  const double n = static_cast<double>(a.size()) + 1;
  const auto count_if = [](WordSpan words, auto is) {
    return static_cast<double>(std::count_if(words.begin(), words.end(), is));
  };
  const auto part = [&](std::initializer_list<std::string_view> some) {
    return count_if(a, [&](const std::string& word) { return is_among(some, word); }) / n;
  };
  const auto marks = [&](WordSpan words) {
    return count_if(words, [](const auto& word) { return word == "?"; });
  };
  const std::vector<double> none = {0.0};
  const std::vector<double>& overlap = overlap_.empty() ? none : overlap_;
  std::vector<double> own;
  for (const Words& words : in_asked_) own.push_back(share(words));
  if (own.empty()) own = none;
  const std::size_t best = best_of(overlap), me = best_of(own);
  double sum = 0, rarest = 0, n_letters = 0;
  for (const double value : overlap) sum += value;
  for (const auto& [word, rarity] : rarity_) rarest = std::max(rarest, rarity);
  for (const std::string& word : a) n_letters += static_cast<double>(word.size());
  const bool closed = is_closed();
  const bool yes = says_yes(), no = says_no();
  const auto first_best = std::max_element(
      overlap.begin(),
      overlap.begin() + static_cast<std::ptrdiff_t>(std::min(kFirstSentences, overlap.size())));
  std::vector<double> out = {overlap[0],
                             overlap[best],
                             share(a),
                             static_cast<double>(best) / static_cast<double>(overlap.size()),
                             sum / static_cast<double>(overlap.size()),
                             overlap[0] - overlap[best],
                             *first_best,
                             share_of_pairs(),
                             rarest,
                             own[me],
                             log_size(a),
                             log_size(question_),
                             log_size(asked_),
                             log_size(sentences_),
                             in_sentence_.empty() ? 0.0 : log_size(in_sentence_[0]),
                             static_cast<double>(std::set<std::string_view>(a.begin(), a.end()).size()) / n,
                             n_letters / n,
                             flag(closed),
                             flag(asks_with() == "what"),
                             flag(has(question_, "you")),
                             marks(asked_),
                             static_cast<double>(me),
                             flag(yes),
                             flag(no),
                             flag(closed && yes),
                             flag(closed && no),
                             flag(closed && !yes && !no),
                             flag(has(opening, "yes") || has(opening, "yeah")),
                             flag(has(opening, "no")),
                             flag(has(first_of(a, kFirstMarks), "?")),
                             std::log1p(marks(a)),
                             flag(!in_sentence_.empty() && has(in_sentence_.back(), "?")),
                             part({"i", "i'm"}),
                             part({"you"}),
                             part({"they", "he"}),
                             part({"but", "however", "although"}),
                             count_if(begin, [](const std::string& word) {
                               return word == "not" || word == "no" || word == "never" ||
                                      word.ends_with("n't");
                             })};
  const std::string in_opening = joined(opening), in_begin = joined(begin), in_all = joined(a);
  for (const Phrases phrases : kPhrases) {
    out.push_back(phrases_in(in_opening, phrases));
    out.push_back(phrases_in(in_begin, phrases));
    out.push_back(phrases_in(in_all, phrases) / (1 + log_size(a)));
  }
  Numbers numbers{};
  std::transform(out.begin(), out.end(), numbers.begin(),
                 [](double value) { return static_cast<float>(value); });
  return numbers;
}

Beside::Words Beside::best() const {
  std::vector<std::ptrdiff_t> n_shared(in_sentence_.size());
  for (std::size_t i = 0; i < n_shared.size(); ++i) {
    n_shared[i] = std::count_if(question_.begin(), question_.end(), [&](const std::string& word) {
      return !is_among(kStop, word) && has(in_sentence_[i], word);
    });
  }
  std::vector<std::size_t> order(n_shared.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return n_shared[a] > n_shared[b]; });
  order.resize(std::min(kBest, order.size()));
  std::sort(order.begin(), order.end());
  Words out;
  for (const std::size_t i : order) out.insert(out.end(), in_sentence_[i].begin(), in_sentence_[i].end());
  return out;
}

std::vector<double> Beside::linear() const {
  const Words picked = best();
  const std::array<WordSpan, Readings::kAnswerFields> fields = {question_, answer_, first_of(answer_, kFirst),
                                                                asked_, picked};
  return Readings::get().answers().read(fields, numbers());
}

std::vector<double> Beside::trees() const { return Readings::get().answer_trees().read(numbers()); }

std::vector<std::string> content_words(std::string_view question) {
  std::set<std::string> out;
  for (const std::string& word : plain_words(question).form) {
    constexpr std::size_t kLeast = 3;
    if (word.size() > kLeast && !is_among(kStop, word)) out.insert(word);
  }
  return {out.begin(), out.end()};
}

}  // namespace quoth
