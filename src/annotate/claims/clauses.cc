#include "annotate/claims/clauses.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Verbs that only lead in to what their speaker states.
constexpr std::array<std::string_view, 28> kLeadsIn = {
    "discover", "learn",   "recall", "notice",  "realize",  "stress",  "think",
    "believe",  "know",    "guess",  "suppose", "say",      "tell",    "mean",
    "feel",     "see",     "assume", "suspect", "remember", "imagine", "add",
    "note",     "mention", "remind", "repeat",  "find",     "admit",   "understand"};
constexpr std::array<std::string_view, 14> kFeels = {"thank",  "hope",      "wish",         "want", "love",
                                                     "like",   "enjoy",     "appreciate",   "look", "welcome",
                                                     "prefer", "apologize", "congratulate", "need"};
constexpr std::array<std::string_view, 8> kIsSo = {"fact",    "true",    "clear", "matter",
                                                   "obvious", "certain", "known", "case"};
/// Verbs whose question takes for granted, or puts to who is asked, what stands under them: "Do you accept that ...?"
constexpr std::array<std::string_view, 14> kPutsTo = {
    "accept",    "admit",  "agree",    "acknowledge", "deny",    "know",  "realize",
    "recognize", "regret", "remember", "understand",  "dispute", "think", "believe"};
/// What joins a clause that is stated to another one, and is no part of what it states.
constexpr std::array<std::string_view, 9> kJoins = {"that",  "because", "when",  "since", "after",
                                                    "while", "as",      "given", "where"};
constexpr std::array<std::string_view, 4> kSupposes = {"if", "whether", "unless", "than"};
constexpr std::array<std::string_view, 4> kWill = {"will", "shall", "'ll", "would"};

/// One sentence's tree.
class SentenceTree {
 public:
  SentenceTree(std::string_view text, const Tokens& tokens, std::size_t begin, std::size_t end)
      : text_(text), tokens_(tokens), begin_(begin), end_(end), children_(end - begin) {
    root_ = begin;
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens.head[i] < 0) {
        root_ = i;
      } else {
        children_[static_cast<std::size_t>(tokens.head[i]) - begin].push_back(i);
      }
    }
  }

  std::vector<Clause> clauses() {
    add(root_);
    std::vector<Clause> out = std::move(out_);
    std::sort(out.begin(), out.end(), [](const Clause& a, const Clause& b) { return a.begin < b.begin; });
    return out;
  }

 private:
  const std::vector<std::size_t>& children(std::size_t i) const { return children_[i - begin_]; }
  std::string_view relation(std::size_t i) const { return tokens_.deprel[i]; }
  std::string_view lemma(std::size_t i) const { return tokens_.lemma[i]; }
  bool is_word(std::size_t i, std::string_view upos) const { return tokens_.upos[i] == upos; }

  std::optional<std::size_t> child(std::size_t of, std::string_view wanted) const {
    for (const std::size_t c : children(of)) {
      if (relation(c) == wanted || relation(c).starts_with(std::string(wanted) + ":")) return c;
    }
    return std::nullopt;
  }
  bool has_subject(std::size_t i) const { return child(i, "nsubj") || child(i, "csubj") || child(i, "expl"); }
  bool is_first_person(std::size_t i) const {
    const auto subject = child(i, "nsubj");
    return subject && (lemma(*subject) == "I" || lemma(*subject) == "we" || lemma(*subject) == "i");
  }

  /// What is said or thought, where the clause of `i` only leads in to it.
  std::optional<std::size_t> led_in(std::size_t i) const {
    // "It is a fact that ...": what stands for "it".
    const auto fact = child(i, "expl") && is_among(kIsSo, lemma(i)) ? child(i, "csubj") : std::nullopt;
    if (fact && has_subject(*fact)) return fact;
    const auto inner = child(i, "ccomp");
    if (!inner || !has_subject(*inner)) return std::nullopt;
    if (asks(i) && is_among(kPutsTo, lemma(i))) return supposes(*inner) ? std::nullopt : inner;
    if (!is_among(kLeadsIn, lemma(i))) return std::nullopt;
    const bool is_order = !has_subject(i) && relation(i) == "root";
    return is_first_person(i) || is_order ? inner : std::nullopt;
  }

  bool asks(std::size_t head) const { return ends_in_question_mark() && has_inversion(head); }

  /// Whether a clause is only supposed: "if it sank".
  bool supposes(std::size_t head) const {
    const auto& below = children(head);
    return std::any_of(below.begin(), below.end(), [&](std::size_t c) {
      return relation(c) == "mark" && is_among(kSupposes, to_lower(lemma(c)));
    });
  }

  void add(std::size_t head) {
    std::vector<std::size_t> beside;
    collect_beside(head, beside);
    if (asks(head)) add_taken_for_granted(head, beside);
    const auto inner = led_in(head);
    if (inner) {
      add(*inner);
    } else {
      add_clause(head, beside);
    }
    for (const std::size_t other : beside) {
      if (!inner || other != *inner) add(other);
    }
  }

  /// Clauses that hang from `head` and stand beside it.
  void collect_beside(std::size_t head, std::vector<std::size_t>& out) const {
    for (const std::size_t c : children(head)) {
      const bool joined = relation(c) == "conj" || relation(c).starts_with("parataxis");
      if (joined && has_subject(c) && !is_aside(c)) out.push_back(c);
    }
  }

  /// Of a question, what it takes for granted: "Why did you sail when the board had warned you?"
  void add_taken_for_granted(std::size_t head, std::vector<std::size_t>& beside) const {
    for (const std::size_t c : children(head)) {
      if (relation(c).starts_with("advcl") && has_subject(c) && !supposes(c)) beside.push_back(c);
    }
  }

  /// "I think", "as you know": nothing but a verb that leads in.
  bool is_aside(std::size_t i) const {
    return relation(i).starts_with("parataxis") && is_among(kLeadsIn, lemma(i)) && !child(i, "ccomp") &&
           !child(i, "obj");
  }

  void mark(std::size_t i, const std::vector<std::size_t>& without, std::vector<std::uint8_t>& inside) const {
    std::vector<std::size_t> open = {i};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      inside[at - begin_] = 1;
      for (const std::size_t c : children(at)) {
        if (std::find(without.begin(), without.end(), c) == without.end()) open.push_back(c);
      }
    }
  }

  void add_clause(std::size_t head, const std::vector<std::size_t>& beside) {
    std::vector<std::uint8_t> inside(end_ - begin_, 0);
    mark(head, beside, inside);
    const auto is_outside = [&](std::size_t i) { return inside[i - begin_] == 0; };
    std::size_t b = begin_, e = end_;
    // What stands beside the clause within it is a parenthesis and stays; after or before it, it goes.
    while (b < head && (is_outside(b) || opens_without_saying(b, head))) ++b;
    while (e > head + 1 && (is_outside(e - 1) || (is_word(e - 1, "PUNCT") && !closes_something(e - 1)))) --e;
    Clause clause{{tokens_.span[b].begin, tokens_.span[e - 1].end}, b, e, head, use_of(head)};
    out_.push_back(clause);
  }

  /// Whether the word at the begin of a clause leads in to it: "and", "well,", "that", "Mr. Hale,".
  bool opens_without_saying(std::size_t i, std::size_t head) const {
    if (is_word(i, "PUNCT")) {
      const CodePoint mark = code_point_at(text_, tokens_.span[i].begin);
      return !is_opening_quote(mark.value) && mark.value != '(' && mark.value != '[';
    }
    const std::string_view r = relation(i);
    const bool hangs_here = tokens_.head[i] == static_cast<std::int32_t>(head);
    if (r == "cc" || r == "discourse" || r == "vocative" || is_word(i, "INTJ")) return true;
    if ((r == "mark" || r == "advmod") && hangs_here && relation(head).starts_with("advcl")) {
      return is_among(kJoins, to_lower(lemma(i)));
    }
    if (r == "mark" && hangs_here) return lemma(i) == "that";
    if (r == "advmod" && hangs_here) {
      static constexpr std::array<std::string_view, 8> kOpeners = {"so",      "now",     "well",   "then",
                                                                   "however", "frankly", "anyway", "first"};
      return is_among(kOpeners, to_lower(slice(text_, tokens_.span[i])));
    }
    return is_part_of_vocative(i);
  }
  bool is_part_of_vocative(std::size_t i) const {
    for (std::int32_t at = tokens_.head[i]; at >= 0; at = tokens_.head[static_cast<std::size_t>(at)]) {
      if (relation(static_cast<std::size_t>(at)) == "vocative") return true;
    }
    return false;
  }
  bool closes_something(std::size_t i) const {
    const char32_t mark = code_point_at(text_, tokens_.span[i].begin).value;
    return is_closing_quote(mark) || mark == ')' || mark == ']' || mark == '%';
  }

  ClauseUse use_of(std::size_t head) const {
    if (asks(head)) return ClauseUse::asks;
    if (is_among(kFeels, lemma(head)) && (is_first_person(head) || !has_subject(head)) &&
        !in_the_past(head)) {
      return ClauseUse::feels;
    }
    if (is_first_person(head)) {
      for (const std::size_t c : children(head)) {
        if (relation(c).starts_with("aux") && is_among(kWill, lemma(c))) return ClauseUse::promises;
      }
    }
    const bool is_bare = tokens_.feats[head].find("Mood=Imp") != std::string::npos;
    return is_bare && !has_subject(head) ? ClauseUse::orders : ClauseUse::states;
  }
  bool in_the_past(std::size_t i) const { return tokens_.feats[i].find("Tense=Past") != std::string::npos; }
  bool ends_in_question_mark() const {
    for (std::size_t i = end_; i-- > begin_;) {
      if (slice(text_, tokens_.span[i]) == "?") return true;
      if (!is_word(i, "PUNCT")) return false;
    }
    return false;
  }
  /// An auxiliary or a question word before the subject.
  bool has_inversion(std::size_t head) const {
    const auto subject = child(head, "nsubj");
    if (!subject) return true;
    for (const std::size_t c : children(head)) {
      if (c < *subject && (relation(c).starts_with("aux") || relation(c) == "cop")) return true;
    }
    return is_question_word(*subject) || (head < *subject);
  }
  bool is_question_word(std::size_t i) const {
    return tokens_.feats[i].find("PronType=Int") != std::string::npos;
  }

  std::string_view text_;
  const Tokens& tokens_;
  std::size_t begin_, end_, root_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<Clause> out_;
};

}  // namespace

std::vector<Clause> find_clauses(std::string_view text, const Tokens& tokens, std::size_t begin,
                                 std::size_t end) {
  if (begin == end) return {};
  return SentenceTree(text, tokens, begin, end).clauses();
}

}  // namespace quoth
