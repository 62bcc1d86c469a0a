#include "annotate/quantities/relations.h"

#include <algorithm>
#include <optional>

#include "text/unicode.h"

namespace quoth::quantities {
namespace {

/// How far from its quantity a word of comparison may stand.
constexpr std::size_t kReach = 25;

class Relations {
 public:
  Relations(std::string_view text, const Tokens& tokens) : text_(text), tokens_(tokens) {}

  void add(Quantity& quantity) {
    first_ = token_from(quantity.span.begin);
    after_ = token_from(quantity.span.end);
    if (first_ >= tokens_.size() || first_ == after_) return;
    end_ = after_;
    while (end_ < tokens_.size() && end_ < after_ + kReach && same_sentence(end_)) ++end_;
    if (quantity.kind != QuantityKind::ordinal) quantity.of = counted();
    quantity.out_of = set();
    quantity.than = compared();
  }

 private:
  std::size_t token_from(std::uint32_t byte) const {
    const auto at = std::partition_point(tokens_.span.begin(), tokens_.span.end(),
                                         [&](Span span) { return span.end <= byte; });
    return static_cast<std::size_t>(at - tokens_.span.begin());
  }

  bool same_sentence(std::size_t i) const { return root(i) == root(first_); }
  std::size_t root(std::size_t i) const {
    while (tokens_.head[i] >= 0) i = static_cast<std::size_t>(tokens_.head[i]);
    return i;
  }
  bool is(std::size_t i, std::string_view lemma) const { return i < end_ && tokens_.lemma[i] == lemma; }
  bool has_upos(std::size_t i, std::string_view upos) const { return i < end_ && tokens_.upos[i] == upos; }
  bool is_noun(std::size_t i) const { return has_upos(i, "NOUN") || has_upos(i, "PROPN"); }
  bool inside(std::size_t i) const { return i >= first_ && i < after_; }

  /// The nouns that begin at or after `i`, past what determines them, up to their head.
  std::optional<Span> phrase(std::size_t i) const {
    while (has_upos(i, "DET") || is(i, "more") || is(i, "few") || is(i, "less") || is(i, "additional") ||
           (has_upos(i, "PRON") && i < end_ && tokens_.deprel[i].starts_with("nmod:poss"))) {
      ++i;
    }
    std::size_t last = end_;
    for (std::size_t k = i; k < end_; ++k) {
      const bool goes_on = has_upos(k, "ADJ") || has_upos(k, "NUM") || has_upos(k, "ADV") || is(k, "-") ||
                           (has_upos(k, "VERB") && tokens_.deprel[k] == "amod") || is(k, "'s") || is(k, "’s");
      if (is_noun(k)) {
        last = k;
        if (!(k + 1 < end_ && (is_noun(k + 1) || is(k + 1, "'s") || is(k + 1, "’s") || is(k + 1, "-"))))
          break;
      } else if (!goes_on) {
        break;
      }
    }
    if (last == end_) return std::nullopt;
    return Span{tokens_.span[i].begin, tokens_.span[last].end};
  }

  /// The noun that a token of the quantity numbers, to the right of it.
  std::optional<std::size_t> numbered() const {
    for (std::size_t i = first_; i < after_; ++i) {
      const auto head = tokens_.head[i];
      if (head < 0 || inside(static_cast<std::size_t>(head))) continue;
      const auto h = static_cast<std::size_t>(head);
      const bool modifies = tokens_.deprel[i] == "nummod" || tokens_.deprel[i] == "compound" ||
                            tokens_.deprel[i] == "amod" || tokens_.deprel[i] == "det" ||
                            tokens_.deprel[i] == "nmod" || tokens_.deprel[i].starts_with("obl");
      if (modifies && h >= after_ && h < end_ && is_noun(h)) return h;
    }
    return std::nullopt;
  }

  std::optional<Span> counted() const {
    if (is(after_, "of")) return phrase(after_ + 1);
    if (is(after_, "more") && has_upos(after_ + 1, "ADP")) return std::nullopt;
    const auto head = numbered();
    if (!head) return std::nullopt;
    for (std::size_t k = after_; k < *head; ++k) {
      if (has_upos(k, "ADP") && (is(k, "of") || is(k, "out")))
        return phrase(after_);  // the tree reaches too far
    }
    std::size_t i = after_;
    while (i < *head &&
           (is(i, "more") || is(i, "few") || is(i, "additional") || is(i, "-") || has_upos(i, "DET") ||
            has_upos(i, "ADP") || is(i, "as") || is(i, "much") || is(i, "many"))) {
      ++i;
    }
    return Span{tokens_.span[i].begin, tokens_.span[*head].end};
  }

  /// All that hangs from word `i`, if it stands together.
  Span subtree(std::size_t i) const {
    std::size_t left = i, right = i;
    for (bool grown = true; grown;) {
      grown = false;
      if (left > after_ && under(left - 1, i)) --left, grown = true;
      if (right + 1 < end_ && under(right + 1, i)) ++right, grown = true;
    }
    while (right > i && tokens_.upos[right] == "PUNCT") --right;
    return {tokens_.span[left].begin, tokens_.span[right].end};
  }
  bool under(std::size_t i, std::size_t top) const {
    while (i != top) {
      if (tokens_.head[i] < 0) return false;
      i = static_cast<std::size_t>(tokens_.head[i]);
    }
    return true;
  }

  std::optional<Span> set() const {
    for (std::size_t i = after_; i + 2 < end_ && i < after_ + 4; ++i) {
      if (is(i, "out") && is(i + 1, "of")) return numbers_of_set(i + 2);
      if (is(i, "in") && has_upos(i + 1, "NUM") && i == after_) return numbers_of_set(i + 1);
      if (!is_noun(i) && !has_upos(i, "ADJ")) break;
    }
    return std::nullopt;
  }

  /// A number with what it counts, without its determiner.
  std::optional<Span> numbers_of_set(std::size_t i) const {
    while (has_upos(i, "DET")) ++i;
    if (i >= end_) return std::nullopt;
    if (auto named = phrase(i)) return Span{tokens_.span[i].begin, named->end};
    return tokens_.span[i];
  }

  std::optional<Span> compared() const {
    bool comparative = false;
    const bool equal = is(after_, "as");
    for (std::size_t i = after_; i + 1 < end_; ++i) {
      comparative = comparative || tokens_.feats[i].find("Degree=Cmp") != std::string::npos || is(i, "less");
      const bool than = comparative && is(i, "than"), as = equal && is(i, "as") && i > after_ + 1;
      if (!than && !as) {
        if (has_upos(i, "PUNCT") && !is(i, ",")) break;
        continue;
      }
      const auto head = tokens_.head[i];
      if (head <= static_cast<std::int32_t>(i)) continue;
      Span span = subtree(static_cast<std::size_t>(head));
      const std::uint32_t begin = tokens_.span[i + 1].begin;
      if (span.end <= begin) continue;
      return Span{begin, span.end};
    }
    return std::nullopt;
  }

  std::string_view text_;
  const Tokens& tokens_;
  std::size_t first_ = 0;  ///< token of the quantity
  std::size_t after_ = 0;  ///< token after it
  std::size_t end_ = 0;    ///< where the search ends
};

}  // namespace

void add_relations(std::string_view text, const Tokens& tokens, std::vector<Quantity>& quantities) {
  if (tokens.size() == 0) return;
  Relations relations(text, tokens);
  for (Quantity& quantity : quantities) relations.add(quantity);
}

}  // namespace quoth::quantities
