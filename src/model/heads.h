#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/encoder.h"
#include "model/lemma_table.h"
#include "model/linear.h"
#include "model/weight_file.h"

namespace quoth {

/// The label inventories of a file, by task and column.
class Labels {
 public:
  /// Errors: model.damaged.
  static Result<Labels> read(const WeightFile& file);
  /// Empty where there are none.
  const std::vector<std::string>& of(std::string_view task, std::string_view column) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> inventories_;
};

enum class Boundary : std::uint8_t { none, word, sentence };

/// What the words of a few sentences are, and how they may depend on each other: train/README.md, "syntax".
struct WordReadings {
  std::vector<std::uint16_t> upos, xpos, feats, lemma;  ///< numbers of labels
  Matrix dependent, governor;                           ///< of words, for arcs
  Matrix dependent_role, governor_role;                 ///< of words, for relations
};

class SyntaxHead {
 public:
  /// Errors: model.damaged. Lifetime: reads from `file` as long as it lives.
  static Result<SyntaxHead> load(const WeightFile& file, const Labels& labels, std::size_t width);

  /// Scores of none, word and sentence, a row of 16 columns a piece.
  Matrix boundaries(const Matrix& pieces) const;
  /// `words`: the rows of the words' first pieces.
  WordReadings read(const Matrix& words) const;
  /// Scores of governors for the words begin to end, which are a sentence: a row a word, the root first, then the
  /// words, then columns without meaning.
  Matrix arcs(const WordReadings& words, std::size_t begin, std::size_t end) const;
  /// The relation of each of those words to its head, an index from `begin` or -1.
  std::vector<std::uint16_t> relations(const WordReadings& words, std::size_t begin, std::size_t end,
                                       std::span<const int> heads) const;

  const std::vector<std::string>& upos() const& { return upos_; }
  const std::vector<std::string>& xpos() const& { return xpos_; }
  const std::vector<std::string>& feats() const& { return feats_; }
  const std::vector<std::string>& lemma() const& { return lemma_; }
  const std::vector<std::string>& deprel() const& { return deprel_; }
  /// What stands in it goes before the label of `lemma`.
  const LemmaTable& lemmas() const& { return lemmas_; }

 private:
  Result<void> load_relations(const WeightFile& file);

  std::vector<std::string> upos_, xpos_, feats_, lemma_, deprel_;
  LemmaTable lemmas_;
  Linear boundary_, word_, arc_;
  std::vector<float> root_governor_, root_role_;  // what the root is as a governor
  std::vector<float> relation_;  // [governor, dependent, relation], relations up to a multiple
  std::size_t relation_stride_ = 0;
  std::size_t root_relation_ = 0;
};

/// Flat names, tagged over atoms: train/README.md, "names".
class NamesHead {
 public:
  static Result<NamesHead> load(const WeightFile& file, const Labels& labels, std::size_t width);

  const std::vector<std::string>& kinds() const& { return kinds_; }
  /// Scores of outside, then begin and inside of each kind, a row of 16 columns an atom.
  Matrix tags(const Matrix& atoms) const;

 private:
  std::vector<std::string> kinds_;
  Linear tags_;
};

}  // namespace quoth
