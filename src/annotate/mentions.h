#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "annotate/names.h"
#include "annotate/passage.h"
#include "annotate/words.h"
#include "model/mentions_head.h"

namespace quoth {

/// A phrase that stands for somebody or something, by numbers of words.
struct MentionFound {
  std::uint32_t first = 0, last = 0;  ///< words, both included
  std::uint32_t head = 0;             ///< the word that the others hang from
  std::uint8_t type = 0;              ///< number of a label of the head's
  float score = 0;                    ///< logit
};

/// The mentions of a passage, in the order of their first words, the longer first.
struct PassageMentions {
  std::vector<MentionFound> found;   ///< words of the passage
  std::vector<MentionPlace> places;  ///< atoms of the passage
  MentionVectors vectors;
  std::uint32_t n_atoms = 0;
};

/// Reads the mentions of a passage whose words and names are read: what the head finds, from word to word, and
/// the names and personal pronouns that it leaves out.
PassageMentions read_mentions(const Passage& passage, const PassageWords& words,
                              const std::vector<NameFound>& names,
                              const std::vector<std::uint8_t>& is_personal, const MentionsHead& head);

/// One that a mention may go back to.
struct Antecedent {
  std::uint32_t mention = 0;
  float probability = 0;
};

/// What a mention goes back to: the likeliest antecedents, the best first.
struct Links {
  static constexpr std::size_t kMost = 8;
  float fresh = 1;  ///< the probability of having none
  std::uint32_t n = 0;
  std::array<Antecedent, kMost> antecedents{};

  std::span<const Antecedent> all() const { return {antecedents.data(), n}; }
};

/// Finds the antecedents of mentions among the kWindow before them. Keeps the vectors of no more than it needs.
class LinkReader {
 public:
  /// The trainer's passages hold fewer.
  static constexpr std::size_t kWindow = 256;
  static constexpr std::size_t kBlock = 64;

  explicit LinkReader(const MentionsHead& head) : head_(head) {}

  /// Adds the mentions of the next passage.
  void add(const PassageMentions& mentions);
  /// Blocks of mentions that are there and whose links are not read.
  std::size_t n_blocks() const { return (places_.size() - n_read_ + kBlock - 1) / kBlock; }
  /// Reads the links of a block. May run on several threads.
  std::vector<Links> read(std::size_t block) const;
  /// Lets the vectors of the mentions go that no mention to come can go back to. Requires: all blocks are read.
  void forget();

 private:
  const MentionsHead& head_;
  MentionVectors vectors_;  // of the mentions from first_
  std::vector<MentionPlace> places_;
  std::size_t first_ = 0;
  std::size_t n_read_ = 0;  // of those from first_
  std::uint32_t n_atoms_ = 0;
};

}  // namespace quoth
