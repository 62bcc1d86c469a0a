#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The tree of one sentence, the words begin to end. Where a clause that is joined to another ("Steel doubled, cement rose") has lost its
/// subject to a word before it, the subject hangs from the clause again.
class SentenceTree {
 public:
  /// Requires: begin < end; heads lie within the sentence. Lifetime: views of `text` and `tokens`.
  SentenceTree(std::string_view text, const Tokens& tokens, std::size_t begin, std::size_t end);

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  std::size_t root() const { return root_; }
  const std::vector<std::size_t>& children(std::size_t i) const { return children_[i - begin_]; }
  /// What the word hangs from; itself for the root.
  std::size_t head(std::size_t i) const { return head_[i - begin_]; }
  std::string_view relation(std::size_t i) const { return relation_[i - begin_]; }
  std::string_view lemma(std::size_t i) const { return tokens_.lemma[i]; }
  std::string_view word(std::size_t i) const { return slice(text_, tokens_.span[i]); }
  Span span(std::size_t i) const { return tokens_.span[i]; }
  bool is(std::size_t i, std::string_view upos) const { return tokens_.upos[i] == upos; }
  bool has(std::size_t i, std::string_view feature) const {
    return tokens_.feats[i].find(feature) != std::string::npos;
  }

  /// The first child with this relation, or one that refines it ("aux:pass" of "aux").
  std::optional<std::size_t> child(std::size_t of, std::string_view relation) const;
  bool has_subject(std::size_t i) const { return child(i, "nsubj") || child(i, "csubj") || child(i, "expl"); }
  /// Whether the subject of `i` is "I" or "we".
  bool is_first_person(std::size_t i) const;
  /// The child that marks clause `i`: "that", "while", "as"; in small letters, else empty.
  std::string mark_of(std::size_t i) const;
  /// The first word of what hangs from `i`, and one past the last.
  std::pair<std::size_t, std::size_t> extent(std::size_t i) const;
  /// Whether `i` hangs from `top`, or is it.
  bool is_under(std::size_t i, std::size_t top) const;

 private:
  void hang(std::size_t i, std::size_t from, std::string_view relation);
  void give_subjects_back();

  std::string_view text_;
  const Tokens& tokens_;
  std::size_t begin_, end_, root_;
  std::vector<std::size_t> head_;
  std::vector<std::string_view> relation_;
  std::vector<std::vector<std::size_t>> children_;
};

}  // namespace quoth
