#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/stances/lexicon.h"
#include "record/record.h"

namespace quoth::stances {

/// The relations of Universal Dependencies that the rules ask for; subtypes that they do not are their main relation.
enum class Relation : std::uint8_t {
  other,
  root,
  nsubj,
  nsubj_pass,
  csubj,
  obj,
  iobj,
  ccomp,
  xcomp,
  advcl,
  acl,
  relcl,
  parataxis,
  conj,
  cc,
  mark,
  aux,
  aux_pass,
  cop,
  advmod,
  expl,
  det,
  case_mark,
  obl,
  nmod,
  poss,
  discourse,
  punct,
  amod,
  compound,
  appos,
  fixed,
  list,
};

enum class Pos : std::uint8_t {
  other,
  adj,
  adp,
  adv,
  aux,
  cconj,
  det,
  intj,
  noun,
  num,
  part,
  pron,
  propn,
  punct,
  sconj,
  verb
};

/// The words of a record as the rules ask for them: columns of numbers, and the entries of the lexicon of each lemma looked
/// up once. Lifetime: text and tokens must outlive it.
class Words {
 public:
  Words(std::string_view text, const Tokens& tokens);

  std::size_t size() const { return tokens_.size(); }
  std::string_view text() const { return text_; }
  Span span(std::size_t i) const { return tokens_.span[i]; }
  std::string_view form(std::size_t i) const { return slice(text_, tokens_.span[i]); }
  std::string_view lemma(std::size_t i) const { return tokens_.lemma[i]; }
  /// Below n_lemmas(), the same for words of one lemma.
  std::size_t lemma_number(std::size_t i) const { return tokens_.lemma.number[i]; }
  std::size_t n_lemmas() const { return tokens_.lemma.values.size(); }
  Relation relation(std::size_t i) const { return relation_[tokens_.deprel.number[i]]; }
  Pos pos(std::size_t i) const { return pos_[tokens_.upos.number[i]]; }
  std::int32_t head(std::size_t i) const { return tokens_.head[i]; }
  bool has_feature(std::size_t i, std::string_view feature) const;
  /// The entries of the lexicon that begin with this word's lemma.
  std::span<const Entry> entries(std::size_t i) const { return entries_[tokens_.lemma.number[i]]; }

 private:
  std::string_view text_;
  const Tokens& tokens_;
  std::vector<Relation> relation_;  // of each value of the column
  std::vector<Pos> pos_;
  std::vector<std::span<const Entry>> entries_;
};

/// One sentence: its words [begin, end) and what is asked of its tree. All places are indices into the record's words.
class Sentence {
 public:
  Sentence(const Words& words, std::size_t begin, std::size_t end)
      : words_(words), begin_(begin), end_(end) {}

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }
  /// The first child of `i` in relation `relation`, if it has one.
  std::optional<std::size_t> child(std::size_t i, Relation relation) const;
  bool has_child(std::size_t i, Relation relation) const { return child(i, relation).has_value(); }
  /// The subject of predicate `i`: its own, or that of the predicate it is joined to.
  std::optional<std::size_t> subject(std::size_t i) const;
  /// I or we as the subject of predicate `i`: the pronoun before its verb group, whatever the tree says, else the tree's.
  std::optional<std::size_t> first_person_subject(std::size_t i) const;
  bool is_first_person(std::size_t i) const;
  /// Whether word `i` is of the kind that may stand between a subject and its verb: auxiliaries, negations, adverbs.
  bool may_precede_verb(std::size_t i) const;
  /// A negation that belongs to predicate `i` ("not", "never", "no longer"), if there is one.
  std::optional<std::size_t> negation(std::size_t i) const;
  /// The head of the clause that word `i` stands in.
  std::size_t clause(std::size_t i) const;
  /// Whether word `i` heads a clause.
  bool heads_clause(std::size_t i) const;
  bool under(std::size_t i, std::size_t top) const;
  /// A clause or phrase as a span: all that hangs from `top` but other clauses joined to it, without the words
  /// `first` to `last` where those stand at its begin, and without conjunctions and punctuation at its ends.
  Span scope(std::size_t top, std::size_t first, std::size_t last) const;
  /// Whether predicate `i` is that of a question by its order ("do you think"), or of a condition.
  bool is_asked(std::size_t i) const;
  bool is_condition(std::size_t i) const;

 private:
  const Words& words_;
  std::size_t begin_;
  std::size_t end_;
};

}  // namespace quoth::stances
