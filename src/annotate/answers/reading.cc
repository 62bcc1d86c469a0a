#include "annotate/answers/reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
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

/// Whether a short answer begins with the yes or the no that was asked for. Of those in CLARITY's training part 92 of 124 are
/// clear replies.
bool is_plain_word(const Beside& beside) {
  constexpr std::size_t kMostWords = 15;
  std::size_t n_words = 0;
  for (std::size_t i = 0; i < beside.sentences().size(); ++i) n_words += beside.words_of(i).size();
  return beside.is_closed() && (beside.says_yes() || beside.says_no()) && n_words <= kMostWords;
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

/// What the models say of a question beside some sentences of an answer.
void add_outputs(const Beside& beside, const std::optional<std::vector<double>>& vectors, double share,
                 Sum& sum) {
  const auto mix = Readings::get().answer_mix(vectors.has_value());
  const auto add = [&](std::size_t model, const std::vector<double>& outputs) {
    sum.add(outputs, share * static_cast<double>(mix[2 * model]),
            share * static_cast<double>(mix[2 * model + 1]));
  };
  add(0, beside.linear());
  add(1, beside.trees());
  if (vectors) add(2, *vectors);
}

}  // namespace

AnswerReading read_answer(std::string_view question, const Reply& reply, const std::vector<Span>& own) {
  const Beside beside(question, reply.asked, reply.answer);
  const std::size_t n = beside.sentences().size();
  std::vector<std::size_t> all(n), may;
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::copy_if(all.begin(), all.end(), std::back_inserter(may), [&](std::size_t i) {
    return std::any_of(own.begin(), own.end(),
                       [&](Span part) { return part.overlaps(beside.sentences()[i]); });
  });
  if (may.empty()) may = all;
  const auto vectors = [&](const std::vector<std::size_t>& some) -> std::optional<std::vector<double>> {
    if (reply.vectors == nullptr || some.empty()) return std::nullopt;
    return reply.vectors->read(question, some);
  };
  // A part counts as much as the whole: what somebody says of the one question is often a reply to the other too.
  constexpr double kHalf = 0.5;
  const bool is_part = may.size() < n;
  Sum sum;
  add_outputs(beside, vectors(all), is_part ? kHalf : 1, sum);
  if (is_part) {
    std::string part;
    for (const std::size_t i : may) part.append(slice(reply.answer, beside.sentences()[i])).append(" ");
    add_outputs(Beside(question, reply.asked, part), vectors(may), kHalf, sum);
  }
  AnswerReading out =
      sum.best(static_cast<double>(Readings::get().answer_mix(reply.vectors != nullptr).back()));
  const auto set = [&](Technique technique, float share_right) {
    if (out.technique == technique) return;
    out.technique = technique;
    out.clarity = kClarityOf[static_cast<std::size_t>(technique)];
    out.score = share_right;
  };
  constexpr float kRefusalsRight = 0.9F, kPlainWordsRight = 0.74F;
  if (is_refusal(beside)) {
    set(Technique::declining, kRefusalsRight);
  } else if (is_plain_word(beside)) {
    set(Technique::explicit_, kPlainWordsRight);
  }
  out.evidence = evidence_of(beside, out, may);
  return out;
}

}  // namespace quoth
