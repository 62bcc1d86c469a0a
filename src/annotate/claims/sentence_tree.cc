#include "annotate/claims/sentence_tree.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

bool is_joined(std::string_view relation) { return relation == "conj" || relation.starts_with("parataxis"); }

}  // namespace

SentenceTree::SentenceTree(std::string_view text, const Tokens& tokens, std::size_t begin, std::size_t end)
    : text_(text), tokens_(tokens), begin_(begin), end_(end), root_(begin), children_(end - begin) {
  for (std::size_t i = begin; i < end; ++i) {
    relation_.emplace_back(tokens.deprel[i]);
    const bool is_root = tokens.head[i] < 0;
    head_.push_back(is_root ? i : static_cast<std::size_t>(tokens.head[i]));
    if (is_root) {
      root_ = i;
    } else {
      children_[head_.back() - begin].push_back(i);
    }
  }
  give_subjects_back();
}

std::optional<std::size_t> SentenceTree::child(std::size_t of, std::string_view wanted) const {
  for (const std::size_t c : children(of)) {
    const std::string_view r = relation(c);
    if (r.starts_with(wanted) && (r.size() == wanted.size() || r[wanted.size()] == ':')) return c;
  }
  return std::nullopt;
}

bool SentenceTree::is_first_person(std::size_t i) const {
  const auto subject = child(i, "nsubj");
  return subject && (lemma(*subject) == "I" || lemma(*subject) == "we" || lemma(*subject) == "i");
}

std::string SentenceTree::mark_of(std::size_t i) const {
  std::size_t first = extent(i).first;
  while (first < i && is(first, "PUNCT")) ++first;
  const bool may_mark = relation(first) == "mark" || relation(first) == "advmod";
  return may_mark && head(first) == i ? to_lower(word(first)) : std::string();
}

std::pair<std::size_t, std::size_t> SentenceTree::extent(std::size_t i) const {
  std::pair<std::size_t, std::size_t> out = {i, i + 1};
  std::vector<std::size_t> open = {i};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    out = {std::min(out.first, at), std::max(out.second, at + 1)};
    open.insert(open.end(), children(at).begin(), children(at).end());
  }
  return out;
}

bool SentenceTree::is_under(std::size_t i, std::size_t top) const {
  while (i != top && head(i) != i) i = head(i);
  return i == top;
}

void SentenceTree::hang(std::size_t i, std::size_t from, std::string_view relation) {
  std::vector<std::size_t>& before = children_[head(i) - begin_];
  before.erase(std::find(before.begin(), before.end(), i));
  std::vector<std::size_t>& after = children_[from - begin_];
  after.insert(std::lower_bound(after.begin(), after.end(), i), i);
  head_[i - begin_] = from;
  relation_[i - begin_] = relation;
}

void SentenceTree::give_subjects_back() {
  for (std::size_t i = begin_; i < end_; ++i) {
    if (!is_joined(relation(i)) || has_subject(i)) continue;
    const auto aux = child(i, "aux"), cop = child(i, "cop");
    const bool is_finite =
        has(i, "VerbForm=Fin") || (aux && has(*aux, "VerbForm=Fin")) || (cop && has(*cop, "VerbForm=Fin"));
    if (!is_finite) continue;
    // What ends where the clause's own words begin: a second subject of what it is joined to, or a noun that seemed
    // to be joined to another.
    const std::size_t top = head(i), first = extent(i).first;
    if (relation(first) == "cc" || is(first, "PUNCT")) continue;
    for (std::size_t s = std::min(first, i); s-- > top + 1;) {
      const bool is_second = relation(s).starts_with("nsubj") && head(s) == top;
      const bool is_noun =
          relation(s) == "conj" && (is(s, "NOUN") || is(s, "PROPN") || is(s, "PRON") || is(s, "NUM"));
      if ((is_second || is_noun) && extent(s).second == first) {
        hang(s, i, "nsubj");
        break;
      }
    }
  }
}

}  // namespace quoth
