#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "model/calibration.h"
#include "model/claims_encoder.h"
#include "model/claims_head.h"
#include "model/forest.h"
#include "model/vector_model.h"
#include "model/weight_file.h"

namespace quoth {

/// Sums of weights over the words and pairs of words of a few texts, and over a few numbers: train/README.md, "Readings".
class WordModel {
 public:
  /// Reads the tensors NAME.*. Errors: model.damaged. Lifetime: reads from `file` as long as it lives.
  static Result<WordModel> load(const WeightFile& file, const std::string& name, std::size_t n_fields,
                                std::size_t n_buckets, std::size_t n_numbers, std::size_t n_outputs);

  /// The outputs for the words of each field (plain_words) and for the numbers. Requires: as many as were loaded.
  std::vector<double> read(std::span<const std::span<const std::string>> fields,
                           std::span<const float> numbers) const;

  /// How rare a word is in a field; the most there is where training has too little of it.
  double rarity(std::size_t field, std::string_view word) const;

 private:
  struct Field {
    std::span<const float> rarity;        // of a bucket; 0 where training has too little of it
    std::span<const std::int8_t> weight;  // [bucket, output]
    std::span<const float> scale;         // of an output
  };
  void add(const Field& field, std::span<const std::string> words, std::vector<double>& out) const;

  std::vector<Field> fields_;
  std::span<const float> numbers_, bias_;  // [output, number], [output]
  std::uint32_t n_bits_ = 0;
};

/// The readings that come with the program (models/readings.safetensors is part of it): train/README.md, "Readings".
class Readings {
 public:
  static constexpr std::size_t kClaimNumbers = 4, kClaimWordOutputs = 2;
  static constexpr std::size_t kAnswerFields = 5, kAnswerNumbers = 58, kAnswerOutputs = 12;
  static constexpr std::size_t kAnswerModels = 3;  ///< words, trees, vectors

  static const Readings& get();

  /// Whether they were fitted to the weights with this SHA-256, whose vectors have so many numbers.
  bool are_of(std::string_view sha256, std::size_t width) const;
  /// What reads sentences beside the encoder of those weights. Errors: model.damaged.
  Result<ClaimsEncoder> claims_encoder(const Measures& measures, const WordVectors& words) const {
    return ClaimsEncoder::load(file_, measures, words);
  }
  /// What the vectors of each sentence say, those of ClaimsEncoder::pool and of ClaimsHead::pool. Requires: are_of the weights
  /// that made the second.
  std::vector<ClaimLogits> read_claims(const Matrix& own, const Matrix& shared) const;

  const WordModel& claims() const& { return claims_; }
  const WordModel& answers() const& { return answers_; }
  const Forest& answer_trees() const& { return answer_trees_; }
  /// How rare a word is in answers.
  double rarity_in_answers(std::string_view word) const { return answers_.rarity(1, word); }
  /// What makes one log odd of a vector's: a constant, then a factor of each. In talk, and in other text.
  std::span<const float> claim_mix(bool is_talk) const {
    return std::span(claim_mix_).subspan(is_talk ? 0 : kClaimMix, kClaimMix);
  }
  /// The same of the words' two, where there is no vector.
  std::span<const float> claim_mix_alone() const {
    return std::span(claim_mix_).subspan(2 * kClaimMix, kClaimMix);
  }
  /// The same for sentences of talk, where what checkers of debates take up counts most.
  std::span<const float> claim_mix_of_debates() const { return std::span(claim_mix_).subspan(3 * kClaimMix); }
  /// What makes the log odd of a claim the share of such sentences of debates that readers call worth checking. `has_vectors`: whether it is
  /// of a vector.
  Calibration claim_calibration(bool is_talk, bool has_vectors) const {
    const std::size_t row = !has_vectors ? 2 : is_talk ? 0 : 1;
    return {claim_calibration_[2 * row], claim_calibration_[2 * row + 1]};
  }
  /// What training answers' vectors have in common: their mean.
  std::span<const float> answer_center() const { return answer_center_; }
  /// Degrees, then techniques, of what AnswerVectors makes of a question and an answer. Requires: are_of the weights that made it.
  std::vector<double> read_answer_vectors(const std::vector<float>& inputs) const;
  /// Of each model how much it has to say of degrees and of techniques; then what makes the sums log probabilities. `vectors`:
  /// whether there are any.
  std::span<const float> answer_mix(bool vectors) const {
    return std::span(answer_mix_).subspan(vectors ? 0 : kAnswerMix, kAnswerMix);
  }

 private:
  static constexpr std::size_t kClaimMix = 1 + std::tuple_size_v<ClaimLogits>,
                               kAnswerMix = 2 * kAnswerModels + 1;

  static Result<Readings> load();

  WeightFile file_;
  WordModel claims_, answers_;
  Forest answer_trees_;
  VectorModel claim_vectors_, claim_readers_, answer_vectors_;
  std::span<const float> claim_mix_, claim_calibration_, claim_mean_, claim_scale_, answer_mix_,
      answer_center_, answer_mean_, answer_scale_;
};

}  // namespace quoth
