#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/calibration.h"
#include "model/claims_encoder.h"
#include "model/claims_head.h"
#include "model/encoder.h"
#include "model/heads.h"
#include "model/mentions_head.h"
#include "model/pieces.h"
#include "model/quotes_head.h"
#include "model/weight_file.h"

namespace quoth {

/// Numbers from 0 that threads take in turn.
class Tasks {
 public:
  explicit Tasks(std::size_t n) : n_(n) {}
  std::optional<std::size_t> next() {
    const std::size_t task = next_++;
    return task < n_ ? std::optional(task) : std::nullopt;
  }

 private:
  std::size_t n_;
  std::atomic<std::size_t> next_{0};
};

/// The encoder, its vocabulary and its heads, ready to read. Safe to use from many threads at once.
class Model {
 public:
  /// Errors: those of WeightFile::open; model.damaged where a tensor or a label is missing.
  static Result<std::unique_ptr<const Model>> open(const std::string& path, unsigned threads);

  /// What records say the weights were: SHA-256 of their file.
  const std::string& hash() const& { return file_.sha256(); }
  /// Whether they were made of data alone whose licences allow commercial use.
  bool is_open() const { return is_open_; }
  const Vocabulary& vocabulary() const& { return vocabulary_; }
  const SyntaxHead& syntax() const& { return syntax_; }
  const NamesHead& names() const& { return names_; }
  /// Null where the weights were made without it.
  const QuotesHead* quotes() const& { return quotes_ ? &*quotes_ : nullptr; }
  /// The same.
  const ClaimsHead* claims() const& { return claims_ ? &*claims_ : nullptr; }
  /// Whether the readings of the program were fitted to these weights; else words alone have a say in them.
  bool reads_sentences() const { return claims_encoder_.has_value(); }
  /// Null where they were not.
  const ClaimsEncoder* claims_encoder() const& { return claims_encoder_ ? &*claims_encoder_ : nullptr; }
  const MentionsHead& mentions() const& { return mentions_; }
  const MentionCalibration& calibration() const& { return calibration_; }
  std::size_t width() const { return encoder_.width(); }

  /// Writes a row for each of the pieces that `window` takes, to `out`.
  void encode(const Pieces& pieces, const Window& window, Encoder::Room& room, float* out) const {
    encoder_.read(pieces, window, room, out);
  }

  /// Runs `work` on the calling thread and on those of the model's that are free, no more than there are tasks, until all
  /// tasks are done. Requires: `work` takes tasks until there are none.
  void share(std::size_t n_tasks, const std::function<void(Tasks&)>& work) const;

 private:
  explicit Model(WeightFile file) : file_(std::move(file)) {}
  Result<void> load();

  WeightFile file_;
  Vocabulary vocabulary_;
  Encoder encoder_;
  bool is_open_ = false;
  SyntaxHead syntax_;
  NamesHead names_;
  std::optional<QuotesHead> quotes_;
  MentionsHead mentions_;
  MentionCalibration calibration_;
  std::optional<ClaimsHead> claims_;
  std::optional<ClaimsEncoder> claims_encoder_;
  mutable std::atomic<int> free_threads_{1};
};

/// Weights that are opened when they are first asked for. Safe to use from many threads at once.
class ModelSource {
 public:
  /// `threads`: how many work at once at most, over all that is read at one time.
  ModelSource(std::string path, unsigned threads) : path_(std::move(path)), threads_(threads) {}

  const std::string& path() const& { return path_; }
  /// The model, or why there is none; the same each time.
  const Result<std::unique_ptr<const Model>>& get();

 private:
  std::string path_;
  unsigned threads_;
  std::once_flag once_;
  std::optional<Result<std::unique_ptr<const Model>>> model_;
};

}  // namespace quoth
