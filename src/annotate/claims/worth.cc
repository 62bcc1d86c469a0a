#include "annotate/claims/worth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "model/plain_words.h"
#include "model/word_model.h"

namespace quoth {
namespace {

/// Words, numbers and capitals of a text: what the word model counts beside its words.
std::array<float, Readings::kClaimNumbers> numbers_of(const PlainWords& words) {
  constexpr std::ptrdiff_t kMostNumbers = 4, kMostCapitals = 6;
  constexpr std::size_t kShort = 6;
  const auto n_numbers = std::count(words.form.begin(), words.form.end(), "0");
  const std::ptrdiff_t n_capitals =
      words.size() == 0 ? 0 : std::count(words.is_capital.begin() + 1, words.is_capital.end(), 1);
  return {std::log1p(static_cast<float>(words.size())),
          static_cast<float>(std::min<std::ptrdiff_t>(n_numbers, kMostNumbers)),
          static_cast<float>(std::min(n_capitals, kMostCapitals)), words.size() < kShort ? 1.0F : 0.0F};
}

/// `mix`: a constant, then a factor of each log odd.
template <typename LogOdds>
double mixed(std::span<const float> mix, const LogOdds& log_odds) {
  auto sum = static_cast<double>(mix[0]);
  for (std::size_t i = 0; i < log_odds.size(); ++i) {
    sum += static_cast<double>(mix[1 + i]) * static_cast<double>(log_odds[i]);
  }
  return sum;
}

double worth_by_words(std::string_view text) {
  const PlainWords words = plain_words(text);
  const std::array<std::span<const std::string>, 1> fields = {words.form};
  const Readings& readings = Readings::get();
  return mixed(readings.claim_mix_alone(), readings.claims().read(fields, numbers_of(words)));
}

/// Of those who ask, checkers of debates take up one sentence in 300; of the others one in 60.
constexpr double kLessForAskers = 2;  // in log odds

bool asks(const Record& record, std::optional<TurnId> turn) {
  if (!turn || !record.turns[turn->index()].speaker) return false;
  const auto role = record.speakers[record.turns[turn->index()].speaker->index()].role;
  return role == Role::interviewer || role == Role::moderator || role == Role::analyst ||
         role == Role::counsel;
}

}  // namespace

double worth_checking(std::string_view text, const ClaimLogits* logits, bool is_talk) {
  return logits == nullptr ? worth_by_words(text) : mixed(Readings::get().claim_mix(is_talk), *logits);
}

double worth_of_clause(std::string_view clause, const ClaimLogits* logits, std::string_view sentence,
                       double worth_of_sentence, bool is_talk) {
  constexpr double kShare = 0.65, kShareOfWords = 0.5;
  if (clause.size() == sentence.size()) return worth_of_sentence;
  if (logits != nullptr) {
    return (1 - kShare) * worth_of_sentence + kShare * worth_checking(clause, logits, is_talk);
  }
  return worth_of_sentence + kShareOfWords * (worth_by_words(clause) - worth_by_words(sentence));
}

float as_score(double log_odds) { return static_cast<float>(1 / (1 + std::exp(-log_odds))); }

float score_of_claim(double log_odds, bool is_talk, bool has_vectors) {
  const Calibration turned_out = Readings::get().claim_calibration(is_talk, has_vectors);
  return as_score(static_cast<double>(turned_out.slope) * log_odds + static_cast<double>(turned_out.shift));
}

std::vector<double> rate_sentences(std::string_view text, const std::vector<ClaimLogits>& logits,
                                   Record& record) {
  const bool is_talk = record.turns.size() > 1;
  Sentences& sentences = record.sentences;
  std::vector<double> out;
  sentences.check_worthiness.clear();
  for (std::size_t i = 0; i < sentences.span.size(); ++i) {
    const ClaimLogits* of_sentence = logits.empty() ? nullptr : &logits[i];
    const std::string_view sentence = slice(text, sentences.span[i]);
    out.push_back(worth_checking(sentence, of_sentence, is_talk));
    const bool as_debates = is_talk && of_sentence != nullptr;
    double taken_up = as_debates ? mixed(Readings::get().claim_mix_of_debates(), *of_sentence) : out.back();
    if (asks(record, sentences.turn[i])) taken_up -= kLessForAskers;
    sentences.check_worthiness.push_back(as_score(taken_up));
  }
  return out;
}

}  // namespace quoth
