#include "model/word_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

// The file of the readings, byte for byte.
__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    ".global quoth_readings_begin\n"
    ".global quoth_readings_end\n"
    "quoth_readings_begin:\n"
    ".incbin \"" QUOTH_READINGS
    "\"\n"
    "quoth_readings_end:\n"
    ".byte 0\n"
    ".previous\n");

// NOLINTNEXTLINE(readability-identifier-naming): the names are the assembler's, of places and not of arrays
extern "C" const char quoth_readings_begin[], quoth_readings_end[];

namespace quoth {
namespace {

constexpr std::string_view kFormat = "quoth readings 1";
constexpr std::size_t kWidth = 384, kVector = 4 * kWidth, kVectorHidden = 128, kOwnOutputs = 2;
constexpr std::size_t kAnswerInputs = 4 * kWidth, kAnswerHidden = 192;
constexpr std::size_t kClaimBuckets = std::size_t{1} << 13, kAnswerBuckets = std::size_t{1} << 13;

/// 32 bits of FNV-1a.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  /// Folded to so many bits.
  std::uint32_t folded(std::uint32_t n_bits) const {
    return (value_ >> n_bits ^ value_) & ((1U << n_bits) - 1);
  }

 private:
  std::uint32_t value_ = 2166136261U;
};

}  // namespace

Result<WordModel> WordModel::load(const WeightFile& file, const std::string& name, std::size_t n_fields,
                                  std::size_t n_buckets, std::size_t n_numbers, std::size_t n_outputs) {
  WordModel model;
  model.n_bits_ = static_cast<std::uint32_t>(std::countr_zero(n_buckets));
  for (std::size_t i = 0; i < n_fields; ++i) {
    const std::string field = fmt::format("{}.{}.", name, i);
    Field loaded;
    QUOTH_TRY(loaded.rarity, file.floats(field + "idf", {n_buckets}));
    QUOTH_TRY(loaded.weight, file.int8s(field + "weight", {n_buckets, n_outputs}));
    QUOTH_TRY(loaded.scale, file.floats(field + "scale", {n_outputs}));
    model.fields_.push_back(loaded);
  }
  QUOTH_TRY(model.numbers_, file.floats(name + ".dense", {n_outputs, n_numbers}));
  QUOTH_TRY(model.bias_, file.floats(name + ".bias", {n_outputs}));
  return model;
}

std::vector<double> WordModel::read(std::span<const std::span<const std::string>> fields,
                                    std::span<const float> numbers) const {
  std::vector<double> out(bias_.begin(), bias_.end());
  for (std::size_t i = 0; i < fields_.size(); ++i) add(fields_[i], fields[i], out);
  for (std::size_t k = 0; k < out.size(); ++k) {
    for (std::size_t j = 0; j < numbers.size(); ++j) {
      out[k] += static_cast<double>(numbers_[k * numbers.size() + j]) * numbers[j];
    }
  }
  return out;
}

double WordModel::rarity(std::size_t field, std::string_view word) const {
  Hash hash;
  hash.add(word);
  const std::span<const float> all = fields_[field].rarity;
  const float own = all[hash.folded(n_bits_)];
  return static_cast<double>(own != 0 ? own : *std::max_element(all.begin(), all.end()));
}

void WordModel::add(const Field& field, std::span<const std::string> words, std::vector<double>& out) const {
  std::vector<std::uint32_t> buckets;
  buckets.reserve(2 * words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Hash hash;
    hash.add(words[i]);
    buckets.push_back(hash.folded(n_bits_));
    if (i + 1 == words.size()) break;
    hash.add(" ");
    hash.add(words[i + 1]);
    buckets.push_back(hash.folded(n_bits_));
  }
  std::sort(buckets.begin(), buckets.end());
  double squares = 0;
  std::vector<double> sums(out.size());
  for (std::size_t i = 0; i < buckets.size();) {
    std::size_t j = i + 1;
    while (j < buckets.size() && buckets[j] == buckets[i]) ++j;
    const std::uint32_t bucket = buckets[i];
    const double value =
        (1 + std::log(static_cast<double>(j - i))) * static_cast<double>(field.rarity[bucket]);
    i = j;
    if (value == 0) continue;
    squares += value * value;
    const std::int8_t* weights = field.weight.data() + bucket * out.size();
    for (std::size_t k = 0; k < out.size(); ++k) sums[k] += value * weights[k];
  }
  if (squares == 0) return;
  const double norm = 1 / std::sqrt(squares);
  for (std::size_t k = 0; k < out.size(); ++k) out[k] += sums[k] * norm * static_cast<double>(field.scale[k]);
}

Result<Readings> Readings::load() {
  Readings readings;
  const std::string_view bytes(quoth_readings_begin,
                               static_cast<std::size_t>(quoth_readings_end - quoth_readings_begin));
  QUOTH_TRY(readings.file_, WeightFile::in_memory(bytes, "the readings", kFormat));
  const WeightFile& file = readings.file_;
  QUOTH_TRY(readings.claims_,
            WordModel::load(file, "claims", 1, kClaimBuckets, kClaimNumbers, kClaimWordOutputs));
  QUOTH_TRY(readings.answers_,
            WordModel::load(file, "answers", kAnswerFields, kAnswerBuckets, kAnswerNumbers, kAnswerOutputs));
  QUOTH_TRY(readings.answer_trees_, Forest::load(file, "answers.trees", kAnswerNumbers, kAnswerOutputs));
  QUOTH_TRY(readings.claim_vectors_,
            VectorModel::load(file, "claims.vector", kVector, kVectorHidden, kOwnOutputs));
  QUOTH_TRY(readings.claim_readers_,
            VectorModel::load(file, "claims.readers", kVector / 2, kVectorHidden, 1));
  QUOTH_TRY(readings.claim_mean_, file.floats("claims.vector.mean", {kVector / 2}));
  QUOTH_TRY(readings.claim_scale_, file.floats("claims.vector.factor", {kVector / 2}));
  QUOTH_TRY(readings.claim_mix_, file.floats("claims.mix", {4, kClaimMix}));
  QUOTH_TRY(readings.claim_calibration_, file.floats("claims.calibration", {3, 2}));
  QUOTH_TRY(readings.answer_mix_, file.floats("answers.mix", {2, kAnswerMix}));
  QUOTH_TRY(readings.answer_vectors_,
            VectorModel::load(file, "answers.vector", kAnswerInputs, kAnswerHidden, kAnswerOutputs));
  QUOTH_TRY(readings.answer_center_, file.floats("answers.vector.center", {kWidth}));
  QUOTH_TRY(readings.answer_mean_, file.floats("answers.vector.mean", {kAnswerInputs}));
  QUOTH_TRY(readings.answer_scale_, file.floats("answers.vector.factor", {kAnswerInputs}));
  return readings;
}

bool Readings::are_of(std::string_view sha256, std::size_t width) const {
  return sha256 == file_.metadata("weights") && width == kWidth;
}

std::vector<ClaimLogits> Readings::read_claims(const Matrix& own, const Matrix& shared) const {
  const std::size_t n = shared.columns;
  Matrix inputs(own.rows(), own.columns + n), of_shared(own.rows(), n);
  for (std::size_t i = 0; i < own.rows(); ++i) {
    for (std::size_t k = 0; k < n; ++k)
      of_shared.row(i)[k] = (shared.row(i)[k] - claim_mean_[k]) * claim_scale_[k];
    std::copy_n(of_shared.row(i), n, std::copy_n(own.row(i), own.columns, inputs.row(i)));
  }
  const Matrix by_all = claim_vectors_.read(inputs), by_shared = claim_readers_.read(of_shared);
  std::vector<ClaimLogits> out(own.rows());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = {by_all.row(i)[0], by_all.row(i)[1], by_shared.row(i)[0]};
  return out;
}

std::vector<double> Readings::read_answer_vectors(const std::vector<float>& inputs) const {
  Matrix row(1, inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i)
    row.values[i] = (inputs[i] - answer_mean_[i]) * answer_scale_[i];
  const Matrix out = answer_vectors_.read(row);
  return {out.values.begin(), out.values.end()};
}

const Readings& Readings::get() {
  static const Readings readings = [] {
    Result<Readings> loaded = load();
    if (!loaded) throw std::logic_error(to_string(loaded.error()));
    return std::move(*loaded);
  }();
  return readings;
}

}  // namespace quoth
