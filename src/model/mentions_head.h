#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/encoder.h"
#include "model/heads.h"
#include "model/linear.h"
#include "model/weight_file.h"

namespace quoth {

/// A mention in a row of atoms.
struct MentionSpan {
  std::size_t first = 0, last = 0;  ///< atoms, both included
  std::uint8_t type = 0;            ///< number of a label
  float score = 0;                  ///< logit
};

/// What mentions seek in an antecedent, and offer as one.
struct MentionVectors {
  std::vector<float> seek, offer;  ///< rows of MentionsHead::kLink
  std::vector<float> alone,
      fresh;  ///< what a mention is worth as an antecedent anyway; the score of having none
  std::size_t size() const { return fresh.size(); }
};

/// Where a mention stands, as far as links look at it.
struct MentionPlace {
  std::uint32_t atom = 0;       ///< the number of its first atom in the text
  std::int32_t last_piece = 0;  ///< in the vocabulary
  std::uint64_t pieces = 0;     ///< a hash of all its pieces
};

/// Mentions of entities, nested ones too, and the scores of their antecedents: train/README.md, "mentions".
class MentionsHead {
 public:
  static constexpr std::size_t kWidest = 64;  ///< atoms
  static constexpr std::size_t kLink = 192;

  static Result<MentionsHead> load(const WeightFile& file, const Labels& labels, std::size_t width);

  const std::vector<std::string>& types() const& { return types_; }

  /// The mentions of sentences: `begins` are the first atoms of each in `atoms`. Of two that cross, the surer stays. In the
  /// order of their begins, the longer first. O(atoms * kWidest).
  std::vector<MentionSpan> find(const Matrix& atoms, std::span<const std::size_t> begins) const;
  MentionVectors vectors(const Matrix& atoms, const std::vector<MentionSpan>& mentions) const;

  /// The scores of mentions from `first` on as antecedents of the mentions `begin` to `end`: a row each of those, a column
  /// each of these; only columns before the mention itself have a meaning.
  Matrix links(const MentionVectors& vectors, std::span<const MentionPlace> places, std::size_t first,
               std::size_t begin, std::size_t end) const;

 private:
  static constexpr std::size_t kSpan = 128;
  static constexpr std::size_t kFar = 24;
  struct Rows;

  void find_in(const Rows& rows, std::size_t begin, std::size_t end, std::vector<MentionSpan>& out) const;

  std::vector<std::string> types_;
  Linear of_atom_, pair_, of_begin_, of_end_, link_;
  std::array<float, kFar> wide_{}, near_{};
  std::array<float, 4> same_{};
};

}  // namespace quoth
