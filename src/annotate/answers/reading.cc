#include "annotate/answers/reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>
#include <string>

#include "base/among.h"
#include "model/plain_words.h"
#include "model/word_model.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using WordSpan = std::span<const std::string>;

// The three lists are those of train/readings.py: the weights were fitted with them.
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

/// Sentences with the most of the question's words that are read apart.
constexpr std::size_t kBest = 2;
constexpr std::size_t kFirst = 25;  // words of the answer that are read apart
constexpr std::size_t kOpening = 12, kBegin = 30, kFirstMarks = 20;

WordSpan first_of(WordSpan words, std::size_t n) { return words.first(std::min(n, words.size())); }

bool has(WordSpan words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the words of `phrase` stand among `words`, one after the other; its last may be the begin of a longer one.
bool has_phrase(WordSpan words, std::string_view phrase) {
  std::string joined;
  for (const std::string& word : words) joined.append(joined.empty() ? "" : " ").append(word);
  return joined.find(phrase) != joined.npos;
}

/// A question beside its answer, in words.
class Beside {
 public:
  Beside(std::string_view question, std::string_view asked, std::string_view answer)
      : question_(plain_words(question).form),
        asked_(plain_words(asked).form),
        answer_(plain_words(answer).form),
        sentences_(plain_sentences(answer)) {
    for (const std::string& word : question_) {
      if (!is_among(kStop, word)) content_.push_back(word);
    }
    for (const Span sentence : sentences_) {
      in_sentence_.push_back(plain_words(slice(answer, sentence)).form);
      overlap_.push_back(share(in_sentence_.back()));
    }
    best_.resize(sentences_.size());
    for (std::size_t i = 0; i < best_.size(); ++i) best_[i] = i;
    std::stable_sort(best_.begin(), best_.end(),
                     [&](std::size_t a, std::size_t b) { return overlap_[a] > overlap_[b]; });
  }

  /// Degrees, then techniques.
  std::vector<double> outputs() const {
    std::vector<std::string> best;
    std::vector<std::size_t> picked(
        best_.begin(), best_.begin() + static_cast<std::ptrdiff_t>(std::min(kBest, best_.size())));
    std::sort(picked.begin(), picked.end());
    for (const std::size_t i : picked)
      best.insert(best.end(), in_sentence_[i].begin(), in_sentence_[i].end());
    const WordSpan answer = answer_;
    const std::array<WordSpan, Readings::kAnswerFields> fields = {question_, answer, first_of(answer, kFirst),
                                                                  asked_, best};
    return Readings::get().answers().read(fields, numbers());
  }

  const std::vector<Span>& sentences() const { return sentences_; }
  /// Sentences, those with the most of the question's words first.
  const std::vector<std::size_t>& best() const { return best_; }
  const std::vector<std::string>& words_of(std::size_t sentence) const { return in_sentence_[sentence]; }

 private:
  float share(const std::vector<std::string>& words) const {
    const std::set<std::string_view> there(words.begin(), words.end());
    const auto n = std::count_if(content_.begin(), content_.end(),
                                 [&](const std::string& word) { return there.count(word) != 0; });
    return static_cast<float>(n) / static_cast<float>(std::max<std::size_t>(1, content_.size()));
  }

  std::array<float, Readings::kAnswerNumbers> numbers() const {
    const WordSpan a = answer_, opening = first_of(a, kOpening), begin = first_of(a, kBegin);
    const auto length = [](const auto& words) { return std::log1p(static_cast<float>(words.size())); };
    const auto marks = [](const auto& words) {
      return static_cast<float>(std::count(words.begin(), words.end(), "?"));
    };
    const auto flag = [](bool is) { return is ? 1.0F : 0.0F; };
    return {share(answer_),
            overlap_.empty() ? 0 : overlap_[0],
            length(answer_),
            length(question_),
            length(asked_),
            flag(!a.empty() && is_among(kYes, a[0])),
            flag(!a.empty() && is_among(kNo, a[0])),
            flag(has(opening, "yes")),
            flag(has(opening, "no")),
            flag(has(first_of(a, kFirstMarks), "?")),
            std::log1p(marks(answer_)),
            marks(asked_),
            flag(has_phrase(a, "don't know")),
            flag(has_phrase(begin, "not going to")),
            flag(has_phrase(begin, "i don't")),
            static_cast<float>(asked_.size()) / static_cast<float>(question_.size() + 1),
            best_.empty() ? 0 : overlap_[best_[0]],
            best_.empty() ? 0 : static_cast<float>(best_[0]) / static_cast<float>(best_.size()),
            flag(has_phrase(begin, "you know")),
            flag(has_phrase(begin, "i think")),
            flag(has_phrase(a, "i'm not")),
            flag(has_phrase(a, "i can't"))};
  }

  std::vector<std::string> question_, asked_, answer_, content_;
  std::vector<Span> sentences_;
  std::vector<std::vector<std::string>> in_sentence_;
  std::vector<float> overlap_;
  std::vector<std::size_t> best_;
};

double log_sum(std::span<const double> values) {
  const double most = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const double value : values) sum += std::exp(value - most);
  return most + std::log(sum);
}

/// Degrees and techniques from the outputs of the word model: train/README.md, "Readings".
AnswerReading decide(const std::vector<double>& outputs) {
  constexpr std::size_t kDegrees = 3;
  const std::span<const double> techniques(outputs.data() + kDegrees, kTechniques);
  const double all = log_sum(techniques);
  const auto mix = Readings::get().answer_mix();
  std::array<double, kDegrees> degree{};
  for (std::size_t d = 0; d < kDegrees; ++d) {
    std::vector<double> of_degree;
    for (std::size_t t = 0; t < kTechniques; ++t) {
      if (static_cast<std::size_t>(kClarityOf[t]) == d) of_degree.push_back(techniques[t] - all);
    }
    degree[d] = (outputs[d] + static_cast<double>(mix[0]) * log_sum(of_degree)) * static_cast<double>(mix[1]);
  }
  const auto best = static_cast<std::size_t>(std::max_element(degree.begin(), degree.end()) - degree.begin());
  AnswerReading out;
  out.clarity = static_cast<Clarity>(best);
  out.score = static_cast<float>(std::exp(degree[best] - log_sum(degree)));
  double most = -1e30;
  for (std::size_t t = 0; t < kTechniques; ++t) {
    if (kClarityOf[t] == out.clarity && techniques[t] > most) {
      most = techniques[t];
      out.technique = static_cast<Technique>(t);
    }
  }
  return out;
}

/// WordSpan with which an answer is put off.
constexpr std::array<std::string_view, 30> kEvades = {
    "don't know",       "do not know",    "not going to",  "won't",
    "can't say",        "cannot say",     "can't comment", "no comment",
    "not aware",        "not sure",       "depends",       "too early",
    "speculate",        "hypothetical",   "rather not",    "not for me",
    "would not want",   "wouldn't want",  "decline",       "can't discuss",
    "i'm not",          "i am not",       "i cannot",      "i can't",
    "i will not",       "have no",        "don't want to", "do not want to",
    "what do you mean", "let me just say"};
/// WordSpan with which somebody says in so many words that there will be no answer.
constexpr std::array<std::string_view, 27> kRefuses = {"not paid to",
                                                       "not my job",
                                                       "not my place",
                                                       "not my role",
                                                       "not for me to",
                                                       "not here to",
                                                       "no comment",
                                                       "not going to comment",
                                                       "not going to answer",
                                                       "not going to discuss",
                                                       "not going to get into",
                                                       "not going to go into",
                                                       "not going to speculate",
                                                       "not going to talk about",
                                                       "won't comment",
                                                       "will not comment",
                                                       "won't discuss",
                                                       "will not discuss",
                                                       "won't speculate",
                                                       "can't comment",
                                                       "cannot comment",
                                                       "can't discuss",
                                                       "cannot discuss",
                                                       "decline to",
                                                       "not at liberty",
                                                       "not in a position to",
                                                       "rather not"};

/// Whether a short answer begins with a refusal. Of those in CLARITY's training part 10 of 11 are no replies.
bool is_refusal(const Beside& beside) {
  constexpr std::size_t kMostWords = 100, kSentences = 2;
  std::size_t n_words = 0;
  bool refuses = false;
  for (std::size_t i = 0; i < beside.sentences().size(); ++i) {
    n_words += beside.words_of(i).size();
    refuses = refuses ||
              (i < kSentences && std::any_of(kRefuses.begin(), kRefuses.end(), [&](std::string_view words) {
                 return has_phrase(beside.words_of(i), words);
               }));
  }
  return refuses && n_words <= kMostWords;
}

/// WordSpan about who asks, and about the asking.
constexpr std::array<std::string_view, 8> kTurnsBack = {
    "your question", "you are", "you're", "you ask", "you asked", "asking me", "the question", "ask him"};

/// The sentences that show it: those that put the answer off or turn to who asks, where it was put off; else those with the
/// most of the question's words, with the first where it says yes or no.
std::vector<Span> evidence_of(const Beside& beside, Clarity clarity) {
  constexpr std::size_t kMost = 2;
  std::set<std::size_t> picked;
  const std::size_t n = beside.sentences().size();
  const auto pick = [&](std::span<const std::string_view> phrases) {
    for (std::size_t i = 0; i < n && picked.size() < kMost; ++i) {
      const auto stands = [&](std::string_view words) { return has_phrase(beside.words_of(i), words); };
      if (std::any_of(phrases.begin(), phrases.end(), stands)) picked.insert(i);
    }
  };
  if (clarity != Clarity::clear_reply) {
    pick(kEvades);
    pick(kTurnsBack);
  } else if (n > 0) {
    const auto& first = beside.words_of(0);
    if (!first.empty() && (is_among(kYes, first[0]) || is_among(kNo, first[0]))) picked.insert(0);
  }
  for (std::size_t i = 0; i < n && picked.size() < kMost; ++i) picked.insert(beside.best()[i]);
  std::vector<Span> out;
  out.reserve(picked.size());
  for (const std::size_t i : picked) out.push_back(beside.sentences()[i]);
  return out;
}

}  // namespace

AnswerReading read_answer(std::string_view question, std::string_view asked, std::string_view answer) {
  const Beside beside(question, asked, answer);
  AnswerReading out = decide(beside.outputs());
  if (out.technique != Technique::declining && is_refusal(beside)) {
    constexpr float kRight = 0.9F;
    out.clarity = Clarity::clear_non_reply;
    out.technique = Technique::declining;
    out.score = std::max(out.score, kRight);
  }
  out.evidence = evidence_of(beside, out.clarity);
  return out;
}

std::vector<std::string> content_words(std::string_view question) {
  std::set<std::string> out;
  for (const std::string& word : plain_words(question).form) {
    constexpr std::size_t kLeast = 3;
    if (word.size() > kLeast && !is_among(kStop, word)) out.insert(word);
  }
  return {out.begin(), out.end()};
}

}  // namespace quoth
