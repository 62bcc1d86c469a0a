#include "annotate/answers/reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <span>
#include <string>

#include "annotate/answers/beside.h"
#include "model/word_model.h"

namespace quoth {
namespace {

double log_sum(std::span<const double> values) {
  const double most = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const double value : values) sum += std::exp(value - most);
  return most + std::log(sum);
}

/// What a model says of a technique and of its degree, in log probabilities, added up by their weights.
class Sum {
 public:
  void add(const std::vector<double>& outputs, double degree_weight, double technique_weight) {
    const std::span<const double> all(outputs);
    const auto degrees = all.first(kDegrees), techniques = all.subspan(kDegrees);
    const double degrees_sum = log_sum(degrees), techniques_sum = log_sum(techniques);
    for (std::size_t t = 0; t < kTechniques; ++t) {
      of_[t] += degree_weight * (degrees[degree_of(t)] - degrees_sum) +
                technique_weight * (techniques[t] - techniques_sum);
    }
  }

  /// The technique with the most, its degree, and the share of that among the best of each degree.
  AnswerReading best(double heat) const {
    const auto best = static_cast<std::size_t>(std::max_element(of_.begin(), of_.end()) - of_.begin());
    std::array<double, kDegrees> of_degree{};
    of_degree.fill(-std::numeric_limits<double>::infinity());
    for (std::size_t t = 0; t < kTechniques; ++t) {
      of_degree[degree_of(t)] = std::max(of_degree[degree_of(t)], heat * of_[t]);
    }
    AnswerReading out;
    out.technique = static_cast<Technique>(best);
    out.clarity = kClarityOf[best];
    out.score = static_cast<float>(std::exp(heat * of_[best] - log_sum(of_degree)));
    return out;
  }

 private:
  static constexpr std::size_t kDegrees = 3;
  static std::size_t degree_of(std::size_t technique) {
    return static_cast<std::size_t>(kClarityOf[technique]);
  }

  std::array<double, kTechniques> of_{};
};

/// Words with which an answer is put off.
constexpr std::array<std::string_view, 31> kEvades = {
    "don't know",     "do not know", "i'm not going",  "i am not going",   "i won't",
    "can't say",      "cannot say",  "can't comment",  "no comment",       "not aware",
    "not sure",       "depends on",  "too early",      "speculate",        "hypothetical",
    "rather not",     "not for me",  "would not want", "wouldn't want",    "decline",
    "can't discuss",  "i cannot",    "i can't",        "i will not",       "don't want to",
    "do not want to", "we'll see",   "we will see",    "what do you mean", "let me just say",
    "wait and see"};
/// Words with which somebody says in so many words that there will be no answer.
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
                 return Beside::has_phrase(beside.words_of(i), words);
               }));
  }
  return refuses && n_words <= kMostWords;
}

/// Words about who asks, and about the asking.
constexpr std::array<std::string_view, 8> kTurnsBack = {
    "your question", "you are", "you're", "you ask", "you asked", "asking me", "the question", "ask him"};

/// The sentences that show it, of those that `may` be taken: those that refuse, put the answer off or turn to who asks, where
/// it was put off; a first sentence that says yes or no; else the one or two in which most of the question comes back.
std::vector<Span> evidence_of(const Beside& beside, const AnswerReading& reading,
                              const std::vector<std::size_t>& may) {
  constexpr std::size_t kMost = 2;
  std::set<std::size_t> picked;
  const auto pick = [&](std::span<const std::string_view> phrases) {
    for (const std::size_t i : may) {
      const auto stands = [&](std::string_view words) {
        return Beside::has_phrase(beside.words_of(i), words);
      };
      if (picked.size() < kMost && std::any_of(phrases.begin(), phrases.end(), stands)) picked.insert(i);
    }
  };
  if (may.empty()) return {};
  if (reading.clarity == Clarity::clear_non_reply) pick(kRefuses);
  if (reading.clarity != Clarity::clear_reply && picked.empty()) {
    pick(kEvades);
    pick(kTurnsBack);
  }
  if (reading.clarity == Clarity::clear_reply && (beside.says_yes() || beside.says_no()) && may[0] == 0) {
    // "Yes." alone says less than what follows it.
    constexpr std::size_t kBareWord = 2;
    picked.insert(0);
    if (beside.words_of(0).size() <= kBareWord && may.size() > 1) picked.insert(may[1]);
  }
  if (picked.empty()) {
    std::vector<std::size_t> order = may;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return beside.overlap(a) > beside.overlap(b); });
    // A second that has little of the question shows nothing that the first does not.
    constexpr double kLeastOverlap = 0.25, kLeastOfBest = 0.6;
    picked.insert(order[0]);
    if (order.size() > 1 &&
        beside.overlap(order[1]) >= std::max(kLeastOverlap, kLeastOfBest * beside.overlap(order[0]))) {
      picked.insert(order[1]);
    }
  }
  std::vector<Span> out;
  out.reserve(picked.size());
  for (const std::size_t i : picked) out.push_back(beside.sentences()[i]);
  return out;
}

/// What the models say of a question beside an answer.
void add_outputs(const Beside& beside, double share, Sum& sum) {
  const auto mix = Readings::get().answer_mix();
  const std::array<std::vector<double>, Readings::kAnswerModels> outputs = {beside.linear(), beside.trees()};
  for (std::size_t m = 0; m < outputs.size(); ++m) {
    sum.add(outputs[m], share * static_cast<double>(mix[2 * m]), share * static_cast<double>(mix[2 * m + 1]));
  }
}

}  // namespace

AnswerReading read_answer(std::string_view question, std::string_view asked, std::string_view answer,
                          const std::vector<Span>& own) {
  const Beside beside(question, asked, answer);
  const auto is_own = [&](Span sentence) {
    return std::any_of(own.begin(), own.end(), [&](Span part) { return part.overlaps(sentence); });
  };
  std::vector<std::size_t> may;
  for (std::size_t i = 0; i < beside.sentences().size(); ++i) {
    if (own.empty() || is_own(beside.sentences()[i])) may.push_back(i);
  }
  // A part counts as much as the whole: what somebody says of the one question is often a reply to the other too.
  constexpr double kHalf = 0.5;
  Sum sum;
  add_outputs(beside, may.size() < beside.sentences().size() ? kHalf : 1, sum);
  if (may.size() < beside.sentences().size()) {
    std::string part;
    for (const std::size_t i : may) part.append(slice(answer, beside.sentences()[i])).append(" ");
    add_outputs(Beside(question, asked, part), kHalf, sum);
  }
  AnswerReading out = sum.best(static_cast<double>(Readings::get().answer_mix().back()));
  if (out.technique != Technique::declining && is_refusal(beside)) {
    constexpr float kRight = 0.9F;
    out.clarity = Clarity::clear_non_reply;
    out.technique = Technique::declining;
    out.score = std::max(out.score, kRight);
  }
  out.evidence = evidence_of(beside, out, may);
  return out;
}

}  // namespace quoth
