#include "annotate/claims/worth.h"

#include <algorithm>
#include <array>
#include <cmath>
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

}  // namespace

float worth_checking(std::string_view text, const ClaimLogits* logits) {
  const Readings& readings = Readings::get();
  const PlainWords words = plain_words(text);
  const std::array<std::span<const std::string>, 1> fields = {words.form};
  const std::vector<double> by_words = readings.claims().read(fields, numbers_of(words));
  const auto mix = logits == nullptr ? readings.claim_mix_alone() : readings.claim_mix();
  double sum = static_cast<double>(mix[0]);
  for (std::size_t i = 0; i < by_words.size(); ++i) sum += static_cast<double>(mix[1 + i]) * by_words[i];
  if (logits != nullptr) {
    for (std::size_t i = 0; i < logits->size(); ++i) {
      sum += static_cast<double>(mix[1 + by_words.size() + i]) * static_cast<double>((*logits)[i]);
    }
  }
  return static_cast<float>(1 / (1 + std::exp(-sum)));
}

void rate_sentences(std::string_view text, const std::vector<ClaimLogits>& logits, Sentences& sentences) {
  sentences.check_worthiness.clear();
  for (std::size_t i = 0; i < sentences.span.size(); ++i) {
    const ClaimLogits* of_sentence = logits.empty() ? nullptr : &logits[i];
    sentences.check_worthiness.push_back(worth_checking(slice(text, sentences.span[i]), of_sentence));
  }
}

}  // namespace quoth
