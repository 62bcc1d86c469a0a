#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
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

/// The word models that come with the program (models/readings.safetensors is part of it).
class Readings {
 public:
  static constexpr std::size_t kClaimNumbers = 4, kClaimOutputs = 2, kClaimMix = 5;
  static constexpr std::size_t kAnswerFields = 6, kAnswerNumbers = 22, kAnswerOutputs = 12;

  static const Readings& get();

  const WordModel& claims() const& { return claims_; }
  const WordModel& answers() const& { return answers_; }
  /// What makes a claim's outputs, after a constant, and the encoder's two one log odd.
  std::span<const float> claim_mix() const { return claim_mix_; }
  /// The same where the encoder did not read the text.
  std::span<const float> claim_mix_alone() const { return claim_mix_alone_; }
  /// How much the techniques' outputs have to say in the degrees', and what makes the sums log odds.
  std::span<const float> answer_mix() const { return answer_mix_; }

 private:
  static Result<Readings> load();

  WeightFile file_;
  WordModel claims_, answers_;
  std::span<const float> claim_mix_, claim_mix_alone_, answer_mix_;
};

}  // namespace quoth
