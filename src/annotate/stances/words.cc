#include "annotate/stances/words.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/unicode.h"

namespace quoth::stances {
namespace {

/// How many words may stand between a subject and its verb.
constexpr std::size_t kLongestGroup = 5;

template <typename Value>
using Names = std::pair<std::string_view, Value>;

constexpr Names<Relation> kRelations[] = {{"root", Relation::root},
                                          {"nsubj", Relation::nsubj},
                                          {"nsubj:pass", Relation::nsubj_pass},
                                          {"csubj", Relation::csubj},
                                          {"csubj:pass", Relation::csubj},
                                          {"obj", Relation::obj},
                                          {"iobj", Relation::iobj},
                                          {"ccomp", Relation::ccomp},
                                          {"xcomp", Relation::xcomp},
                                          {"advcl", Relation::advcl},
                                          {"advcl:relcl", Relation::relcl},
                                          {"acl", Relation::acl},
                                          {"acl:relcl", Relation::relcl},
                                          {"parataxis", Relation::parataxis},
                                          {"conj", Relation::conj},
                                          {"cc", Relation::cc},
                                          {"mark", Relation::mark},
                                          {"aux", Relation::aux},
                                          {"aux:pass", Relation::aux_pass},
                                          {"cop", Relation::cop},
                                          {"advmod", Relation::advmod},
                                          {"expl", Relation::expl},
                                          {"det", Relation::det},
                                          {"case", Relation::case_mark},
                                          {"obl", Relation::obl},
                                          {"nmod", Relation::nmod},
                                          {"nmod:poss", Relation::poss},
                                          {"discourse", Relation::discourse},
                                          {"punct", Relation::punct},
                                          {"amod", Relation::amod},
                                          {"compound", Relation::compound},
                                          {"appos", Relation::appos},
                                          {"fixed", Relation::fixed},
                                          {"list", Relation::list}};

constexpr Names<Pos> kPos[] = {{"ADJ", Pos::adj},     {"ADP", Pos::adp},     {"ADV", Pos::adv},
                               {"AUX", Pos::aux},     {"CCONJ", Pos::cconj}, {"DET", Pos::det},
                               {"INTJ", Pos::intj},   {"NOUN", Pos::noun},   {"NUM", Pos::num},
                               {"PART", Pos::part},   {"PRON", Pos::pron},   {"PROPN", Pos::propn},
                               {"PUNCT", Pos::punct}, {"SCONJ", Pos::sconj}, {"VERB", Pos::verb}};

template <typename Value, std::size_t n>
Value value_of(const Names<Value> (&names)[n], std::string_view name) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return Value::other;
}

Relation relation_of(std::string_view name) {
  const Relation whole = value_of(kRelations, name);
  return whole != Relation::other ? whole : value_of(kRelations, name.substr(0, name.find(':')));
}

}  // namespace

Words::Words(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens) {
  for (const std::string& name : tokens.deprel.values) relation_.push_back(relation_of(name));
  for (const std::string& name : tokens.upos.values) pos_.push_back(value_of(kPos, name));
  for (const std::string& lemma : tokens.lemma.values) {
    const bool lower = std::none_of(lemma.begin(), lemma.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    entries_.push_back(entries_of(lower ? lemma : to_lower(lemma)));
  }
}

bool Words::has_feature(std::size_t i, std::string_view feature) const {
  return tokens_.feats[i].find(feature) != std::string::npos;
}

std::optional<std::size_t> Sentence::child(std::size_t i, Relation relation) const {
  for (std::size_t k = begin_; k < end_; ++k) {
    if (words_.head(k) == static_cast<std::int32_t>(i) && words_.relation(k) == relation) return k;
  }
  return std::nullopt;
}

std::optional<std::size_t> Sentence::subject(std::size_t i) const {
  for (std::size_t steps = 0; steps < 4; ++steps) {
    for (const Relation relation : {Relation::nsubj, Relation::nsubj_pass, Relation::expl, Relation::csubj}) {
      if (const auto found = child(i, relation)) return found;
    }
    if (words_.relation(i) != Relation::conj && words_.relation(i) != Relation::xcomp) break;
    i = static_cast<std::size_t>(words_.head(i));
  }
  return std::nullopt;
}

bool Sentence::is_first_person(std::size_t i) const {
  const std::string_view lemma = words_.lemma(i);
  return words_.pos(i) == Pos::pron && (lemma == "I" || lemma == "we" || lemma == "i");
}

bool Sentence::may_precede_verb(std::size_t i) const {
  return words_.pos(i) == Pos::aux || words_.pos(i) == Pos::part || words_.pos(i) == Pos::adv ||
         words_.relation(i) == Relation::aux || words_.relation(i) == Relation::cop;
}

std::optional<std::size_t> Sentence::first_person_subject(std::size_t i) const {
  std::size_t k = i;
  while (k > begin_ && i - k <= kLongestGroup && may_precede_verb(k - 1)) --k;
  if (k > begin_ && is_first_person(k - 1) && to_lower(words_.form(k - 1)) != "us") return k - 1;
  const auto found = subject(i);
  if (!found || !is_first_person(*found) || *found > i) return std::nullopt;
  return found;
}

std::optional<std::size_t> Sentence::negation(std::size_t i) const {
  for (std::size_t k = begin_; k < end_; ++k) {
    if (words_.head(k) != static_cast<std::int32_t>(i)) continue;
    const std::string_view lemma = words_.lemma(k);
    if (k < i && (lemma == "not" || lemma == "never" || lemma == "n't")) return k;
  }
  return std::nullopt;
}

bool Sentence::heads_clause(std::size_t i) const {
  switch (words_.relation(i)) {
    case Relation::root:
    case Relation::csubj:
    case Relation::ccomp:
    case Relation::advcl:
    case Relation::acl:
    case Relation::relcl:
    case Relation::parataxis: return true;
    case Relation::xcomp:
    case Relation::conj:
      return has_child(i, Relation::nsubj) || has_child(i, Relation::nsubj_pass) ||
             has_child(i, Relation::cop) || has_child(i, Relation::aux) || words_.pos(i) == Pos::verb;
    default: return words_.head(i) < 0;
  }
}

std::size_t Sentence::clause(std::size_t i) const {
  while (words_.head(i) >= 0 && !heads_clause(i)) i = static_cast<std::size_t>(words_.head(i));
  return i;
}

bool Sentence::under(std::size_t i, std::size_t top) const {
  while (i != top) {
    if (words_.head(i) < 0) return false;
    i = static_cast<std::size_t>(words_.head(i));
  }
  return true;
}

Span Sentence::scope(std::size_t top, std::size_t first, std::size_t last) const {
  // What hangs from top: a clause joined to it, or put beside it, is another's.
  const auto belongs = [&](std::size_t i) {
    while (i != top) {
      const Relation relation = words_.relation(i);
      const bool joined =
          relation == Relation::conj || relation == Relation::parataxis || relation == Relation::list;
      if (words_.head(i) < 0) return false;
      if (joined && words_.head(i) == static_cast<std::int32_t>(top) && heads_clause(i)) return false;
      i = static_cast<std::size_t>(words_.head(i));
    }
    return true;
  };
  std::size_t left = end_, right = begin_;
  for (std::size_t i = begin_; i < end_; ++i) {
    if (!belongs(i)) continue;
    left = std::min(left, i);
    right = std::max(right, i);
  }
  const auto skips = [&](std::size_t i) {
    const bool of_expression = i >= first && i <= last;
    const Relation relation = words_.relation(i);
    return of_expression || words_.pos(i) == Pos::punct || relation == Relation::cc ||
           (relation == Relation::mark && words_.lemma(i) == "that") || words_.pos(i) == Pos::intj;
  };
  const std::size_t leftmost = left;
  while (left <= right && skips(left)) ++left;
  if (left > right) left = leftmost;  // the expression is all there is
  while (right > left && (words_.pos(right) == Pos::punct || words_.relation(right) == Relation::cc)) --right;
  return {words_.span(left).begin, words_.span(right).end};
}

bool Sentence::is_asked(std::size_t i) const {
  const std::size_t verb = i;
  const auto subj = child(verb, Relation::nsubj);
  if (!subj) return false;
  for (std::size_t k = begin_; k < *subj; ++k) {
    const bool operator_word = words_.head(k) == static_cast<std::int32_t>(verb) &&
                               (words_.relation(k) == Relation::aux || words_.relation(k) == Relation::cop);
    if (operator_word) return true;
  }
  return false;
}

bool Sentence::is_condition(std::size_t i) const {
  const auto mark = child(i, Relation::mark);
  if (!mark) return false;
  const std::string_view lemma = words_.lemma(*mark);
  return lemma == "if" || lemma == "whether" || lemma == "unless" || lemma == "once" || lemma == "until";
}

}  // namespace quoth::stances
