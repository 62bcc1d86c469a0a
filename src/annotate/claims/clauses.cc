#include "annotate/claims/clauses.h"

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/claims/sentence_tree.h"
#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Verbs that only lead in to what their speaker states.
constexpr std::array<std::string_view, 36> kLeadsIn = {
    "discover", "learn",   "recall", "notice",     "realize", "stress",  "think",  "believe", "know",
    "guess",    "suppose", "say",    "tell",       "mean",    "feel",    "see",    "assume",  "suspect",
    "remember", "imagine", "add",    "note",       "mention", "remind",  "repeat", "find",    "admit",
    "report",   "point",   "assure", "understand", "argue",   "suggest", "submit", "observe", "indicate"};
/// What one is who states something: "I am convinced that ...".
constexpr std::array<std::string_view, 8> kSure = {"sure",      "certain", "convinced", "confident",
                                                   "persuaded", "aware",   "afraid",    "conscious"};
constexpr std::array<std::string_view, 14> kFeels = {"thank",  "hope",      "wish",         "want", "love",
                                                     "like",   "enjoy",     "appreciate",   "look", "welcome",
                                                     "prefer", "apologize", "congratulate", "need"};
/// What leads in where it is said to be something: "It is a fact that ...", "The point is that ...".
constexpr std::array<std::string_view, 18> kIsSo = {
    "fact",  "true",    "clear", "matter",  "obvious", "certain", "known", "case",   "point",
    "truth", "reality", "thing", "problem", "answer",  "reason",  "view",  "belief", "opinion"};
/// Verbs whose question takes for granted, or puts to who is asked, what stands under them: "Do you accept that ...?"
constexpr std::array<std::string_view, 14> kPutsTo = {
    "accept",    "admit",  "agree",    "acknowledge", "deny",    "know",  "realize",
    "recognize", "regret", "remember", "understand",  "dispute", "think", "believe"};
/// What joins a clause that is stated to another one, and is no part of what it states.
constexpr std::array<std::string_view, 13> kJoins = {"that",  "because", "when",   "since", "after",
                                                     "while", "as",      "given",  "where", "although",
                                                     "even",  "though",  "whereas"};
/// What joins a clause that is set against another one.
constexpr std::array<std::string_view, 5> kContrasts = {"while", "although", "even", "though", "whereas"};
constexpr std::array<std::string_view, 4> kSupposes = {"if", "whether", "unless", "than"};
constexpr std::array<std::string_view, 4> kWill = {"will", "shall", "'ll", "would"};
constexpr std::array<std::string_view, 3> kOught = {"should", "ought", "must"};
/// What one speaks of, before one says anything of it: "As far as ...", "With regard to ...".
constexpr std::array<std::string_view, 12> kFrames = {
    "as far",     "with regard", "with respect", "in regard", "in terms",    "speaking of",
    "as regards", "as for",      "as to",        "by the",    "for example", "for instance"};

class ClauseFinder {
 public:
  ClauseFinder(std::string_view text, const Tokens& tokens, std::size_t begin, std::size_t end,
               std::size_t sentence)
      : text_(text), tree_(text, tokens, begin, end), sentence_(sentence) {}

  std::vector<Clause> clauses() {
    add(tree_.root());
    std::vector<Clause> out = std::move(out_);
    std::sort(out.begin(), out.end(), [](const Clause& a, const Clause& b) { return a.begin < b.begin; });
    return out;
  }

 private:
  /// What is said or thought, where the clause of `i` only leads in to it.
  std::optional<std::size_t> led_in(std::size_t i) const {
    if (asks(i)) {
      const auto put = tree_.child(i, "ccomp");
      return put && tree_.has_subject(*put) && is_among(kPutsTo, tree_.lemma(i)) && !supposes(*put)
                 ? put
                 : std::nullopt;
    }
    if (tree_.child(i, "expl") && is_among(kIsSo, tree_.lemma(i))) {
      // "It is a fact that ...": what stands for "it".
      for (const std::string_view relation : {"csubj", "ccomp", "acl"}) {
        const auto fact = tree_.child(i, relation);
        if (fact && tree_.has_subject(*fact)) return fact;
      }
    }
    const bool is_order = !tree_.has_subject(i) && tree_.relation(i) == "root";
    if (tree_.is_first_person(i) || is_order || is_for_all(i)) return led_in_through(i);
    return std::nullopt;
  }

  /// The same, at the end of a chain of infinitives: "I am able to report that ...", "I want to say that ...".
  std::optional<std::size_t> led_in_through(std::size_t i) const {
    constexpr int kMostLinks = 3;
    std::optional<std::size_t> at = i;
    for (int n = 0; at && n < kMostLinks; ++n) {
      const auto inner = tree_.child(*at, "ccomp");
      if (inner && tree_.has_subject(*inner)) {
        const std::string_view verb = tree_.lemma(*at);
        const bool leads = is_among(kLeadsIn, verb) || is_among(kSure, verb);
        return leads && !supposes(*inner) ? inner : std::nullopt;
      }
      const auto open = tree_.child(*at, "xcomp"), purpose = tree_.child(*at, "advcl");
      at = open ? open : purpose && !tree_.has_subject(*purpose) ? purpose : std::nullopt;
    }
    return std::nullopt;
  }

  /// "You don't have to be an engineer to know that ...", "you must understand that ...".
  bool is_for_all(std::size_t i) const {
    const auto subject = tree_.child(i, "nsubj");
    if (!subject || to_lower(tree_.word(*subject)) != "you") return false;
    const auto aux = tree_.child(i, "aux");
    return tree_.lemma(i) == "have" || tree_.lemma(i) == "need" ||
           (aux && (is_among(kOught, tree_.lemma(*aux)) || tree_.lemma(*aux) == "can"));
  }

  bool asks(std::size_t head) const { return ends_in_question_mark() && has_inversion(head); }

  /// Whether a clause is only supposed: "if it sank".
  bool supposes(std::size_t head) const {
    const auto& below = tree_.children(head);
    return std::any_of(below.begin(), below.end(), [&](std::size_t c) {
      return tree_.relation(c) == "mark" && is_among(kSupposes, to_lower(tree_.lemma(c)));
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
    for (const std::size_t c : tree_.children(head)) {
      const bool joined = tree_.relation(c) == "conj" || tree_.relation(c).starts_with("parataxis");
      if (joined && (tree_.has_subject(c) || is_inverted(c)) && !is_aside(c)) out.push_back(c);
    }
  }

  /// "..., and neither has anybody", where the tree has no subject.
  bool is_inverted(std::size_t i) const {
    static constexpr std::array<std::string_view, 2> kNeither = {"neither", "nor"};
    const auto& below = tree_.children(i);
    return tree_.has(i, "VerbForm=Fin") && std::any_of(below.begin(), below.end(), [&](std::size_t c) {
             return c < i && is_among(kNeither, to_lower(tree_.word(c)));
           });
  }

  /// Of a question, what it takes for granted: "Why did you sail when the board had warned you?"
  void add_taken_for_granted(std::size_t head, std::vector<std::size_t>& beside) const {
    for (const std::size_t c : tree_.children(head)) {
      if (tree_.relation(c).starts_with("advcl") && tree_.has_subject(c) && !supposes(c)) beside.push_back(c);
    }
  }

  /// "I think", "as you know": nothing but a verb that leads in.
  bool is_aside(std::size_t i) const {
    const bool leads =
        is_among(kLeadsIn, tree_.lemma(i)) && !tree_.child(i, "ccomp") && !tree_.child(i, "obj");
    if (tree_.relation(i).starts_with("parataxis")) return leads;
    const auto subject = tree_.child(i, "nsubj");
    return leads && tree_.relation(i).starts_with("advcl") && tree_.mark_of(i) == "as" && subject &&
           tree_.is(*subject, "PRON");
  }

  void mark(std::size_t i, const std::vector<std::size_t>& without, std::vector<std::uint8_t>& inside) const {
    std::vector<std::size_t> open = {i};
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      inside[at - tree_.begin()] = 1;
      for (const std::size_t c : tree_.children(at)) {
        if (std::find(without.begin(), without.end(), c) == without.end()) open.push_back(c);
      }
    }
  }

  void add_clause(std::size_t head, const std::vector<std::size_t>& beside) {
    std::vector<std::uint8_t> inside(tree_.end() - tree_.begin(), 0);
    mark(head, beside, inside);
    const auto is_outside = [&](std::size_t i) { return inside[i - tree_.begin()] == 0; };
    std::vector<std::size_t> apart;
    std::size_t b = after_lead(head), e = tree_.end();
    // What stands beside the clause within it is a parenthesis and stays; after or before it, it goes.
    for (bool goes_on = true; goes_on;) {
      while (b < head && (is_outside(b) || opens_without_saying(b, head))) ++b;
      goes_on = cut_address(head, b) || cut_begin(head, b, apart);
    }
    for (bool goes_on = true; goes_on;) {
      while (e > head + 1 && (is_outside(e - 1) || is_loose_mark(e - 1))) --e;
      goes_on = cut_end(head, b, e, apart);
    }
    out_.push_back({{tree_.span(b).begin, tree_.span(e - 1).end}, b, e, head, use_of(head), sentence_, {}});
    for (const std::size_t other : apart) add(other);
  }

  /// Where the clause begins whose subject is that it is so: "The point is that ...".
  std::size_t after_lead(std::size_t head) const {
    for (const std::size_t c : tree_.children(head)) {
      if (tree_.relation(c) != "nsubj:outer" && tree_.relation(c) != "csubj:outer") continue;
      const bool leads = tree_.relation(c) == "csubj:outer" || is_among(kIsSo, tree_.lemma(c));
      const auto that = tree_.child(head, "mark");
      if (leads && that && *that > c && *that < head) return *that + 1;
    }
    return tree_.begin();
  }

  /// Takes "Mr. President," off the begin `b`, whatever the tree makes of it.
  bool cut_address(std::size_t head, std::size_t& b) const {
    static constexpr std::array<std::string_view, 5> kTitles = {"mr.", "mr", "mrs.", "ms.", "madam"};
    static constexpr std::array<std::string_view, 9> kOffices = {"president",  "secretary", "speaker",
                                                                 "chairman",   "chair",     "minister",
                                                                 "ambassador", "director",  "premier"};
    if (b + 3 > head || tree_.word(b + 2) != ",") return false;
    if (!is_among(kTitles, to_lower(tree_.word(b))) || !is_among(kOffices, to_lower(tree_.word(b + 1))))
      return false;
    b += 3;
    return true;
  }

  /// Takes what a clause opens with and could do without off its begin `b`; what states something by itself goes to `apart`.
  bool cut_begin(std::size_t head, std::size_t& b, std::vector<std::size_t>& apart) const {
    for (const std::size_t c : tree_.children(head)) {
      const auto [first, last] = tree_.extent(c);
      if (c > head || first != b || last >= head || tree_.word(last) == "?") continue;
      const bool has_comma = tree_.word(last) == "," || tree_.word(last - 1) == ",";
      if (!has_comma) continue;
      if (!is_frame(b) && !is_aside(c) && !stands_alone(c) && !holds_clause(c)) continue;
      if (stands_alone(c)) apart.push_back(c);
      b = last;
      return true;
    }
    return false;
  }

  /// The same at its end `e`.
  bool cut_end(std::size_t head, std::size_t b, std::size_t& e, std::vector<std::size_t>& apart) const {
    for (std::size_t i = std::max(b, head) + 1; i < e; ++i) {
      const std::string_view r = tree_.relation(i);
      const bool is_relative = r == "acl:relcl", is_joined = is_joined_below(i, head);
      if (!is_relative && !is_joined && !(r.starts_with("advcl") && tree_.head(i) == head)) continue;
      const auto [first, last] = tree_.extent(i);
      if (last < e || first <= head || first <= b || !tree_.is_under(i, head)) continue;
      const bool after_mark = tree_.is(first, "PUNCT") || tree_.is(first - 1, "PUNCT");
      const bool is_contrast = !is_relative && is_among(kContrasts, tree_.mark_of(i)) && tree_.has_subject(i);
      // ", that ..." and "those, who ..." narrow what they hang from.
      const bool is_loose =
          is_relative && tree_.has_subject(i) && !has_that(i) && tree_.word(tree_.head(i)) != "those";
      const bool may_go = is_contrast || is_loose || is_joined || is_aside(i);
      if (!after_mark || !may_go || !has_finite_verb(b, first)) continue;
      if (!is_aside(i)) apart.push_back(i);
      e = first;
      return true;
    }
    return false;
  }

  bool is_frame(std::size_t b) const {
    if (b + 1 >= tree_.end()) return false;
    return is_among(kFrames, to_lower(tree_.word(b)) + " " + to_lower(tree_.word(b + 1)));
  }
  /// "While they sleep, ...": a clause that states something beside what it hangs from.
  bool stands_alone(std::size_t i) const {
    return tree_.relation(i).starts_with("advcl") && tree_.has_subject(i) && !supposes(i) &&
           is_among(kJoins, tree_.mark_of(i)) && !is_aside(i);
  }
  /// "As a result of what they did - and they did much -, ...": an adverbial with a clause in it.
  bool holds_clause(std::size_t i) const {
    if (!tree_.relation(i).starts_with("obl")) return false;
    const auto [first, last] = tree_.extent(i);
    for (std::size_t k = first; k < last; ++k) {
      if (tree_.relation(k).starts_with("nsubj")) return true;
    }
    return false;
  }
  /// "..., and we have another": a clause that is joined to some word inside the one of `head`.
  bool is_joined_below(std::size_t i, std::size_t head) const {
    const auto mark = tree_.child(i, "mark");
    return tree_.relation(i) == "conj" && tree_.head(i) != head && tree_.has_subject(i) &&
           tree_.child(i, "cc") && !(mark && tree_.lemma(*mark) == "that");
  }
  bool has_that(std::size_t relative) const {
    const auto subject = tree_.child(relative, "nsubj");
    return subject && tree_.lemma(*subject) == "that";
  }
  bool has_finite_verb(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (tree_.has(i, "VerbForm=Fin")) return true;
    }
    return false;
  }
  bool is_loose_mark(std::size_t i) const { return tree_.is(i, "PUNCT") && !closes_something(i); }

  /// Whether the word at the begin of a clause leads in to it: "and", "well,", "that", "Mr. Hale,".
  bool opens_without_saying(std::size_t i, std::size_t head) const {
    if (tree_.is(i, "PUNCT")) {
      const CodePoint mark = code_point_at(text_, tree_.span(i).begin);
      return !is_opening_quote(mark.value) && mark.value != '(' && mark.value != '[';
    }
    const std::string_view r = tree_.relation(i);
    const bool hangs_here = tree_.head(i) == head;
    if (r == "cc" || r == "discourse" || r == "vocative" || tree_.is(i, "INTJ")) return true;
    if ((r == "mark" || r == "advmod") && hangs_here && tree_.relation(head).starts_with("advcl")) {
      return is_among(kJoins, to_lower(tree_.lemma(i)));
    }
    if (r == "mark") return tree_.lemma(i) == "that";
    // "(The trouble) is that ..."
    if (r == "cop" && hangs_here) return tree_.word(i + 1) == "that";
    if (r == "advmod" && hangs_here) {
      static constexpr std::array<std::string_view, 8> kOpeners = {"so",      "now",     "well",   "then",
                                                                   "however", "frankly", "anyway", "first"};
      return is_among(kOpeners, to_lower(tree_.word(i)));
    }
    return is_part_of_vocative(i);
  }
  bool is_part_of_vocative(std::size_t i) const {
    for (std::size_t at = i; tree_.head(at) != at; at = tree_.head(at)) {
      if (tree_.relation(tree_.head(at)) == "vocative") return true;
    }
    return false;
  }
  bool closes_something(std::size_t i) const {
    const char32_t mark = code_point_at(text_, tree_.span(i).begin).value;
    return is_closing_quote(mark) || mark == ')' || mark == ']' || mark == '%';
  }

  ClauseUse use_of(std::size_t head) const {
    if (asks(head) || supposes(head)) return ClauseUse::asks;
    const bool is_ours = tree_.is_first_person(head);
    if (is_among(kFeels, tree_.lemma(head)) && (is_ours || !tree_.has_subject(head)) &&
        !tree_.has(head, "Tense=Past")) {
      return ClauseUse::feels;
    }
    for (const std::size_t c : tree_.children(head)) {
      if (!tree_.relation(c).starts_with("aux")) continue;
      if (is_ours && is_among(kWill, tree_.lemma(c))) return ClauseUse::promises;
      // "It must have sunk" is no demand.
      const bool is_past = std::any_of(tree_.children(head).begin(), tree_.children(head).end(),
                                       [&](std::size_t other) { return tree_.lemma(other) == "have"; });
      if (is_among(kOught, tree_.lemma(c)) && !is_past) return ClauseUse::demands;
    }
    return tree_.has(head, "Mood=Imp") && !tree_.has_subject(head) ? ClauseUse::orders : ClauseUse::states;
  }
  bool ends_in_question_mark() const {
    for (std::size_t i = tree_.end(); i-- > tree_.begin();) {
      if (tree_.word(i) == "?") return true;
      if (!tree_.is(i, "PUNCT")) return false;
    }
    return false;
  }
  /// An auxiliary or a question word before the subject.
  bool has_inversion(std::size_t head) const {
    auto subject = tree_.child(head, "nsubj");
    if (!subject) return true;
    // "Mr. Hale, was it closed?": the last is the subject.
    for (const std::size_t c : tree_.children(head)) {
      if (c < head && tree_.relation(c).starts_with("nsubj")) subject = c;
    }
    for (const std::size_t c : tree_.children(head)) {
      if (c < *subject && (tree_.relation(c).starts_with("aux") || tree_.relation(c) == "cop")) return true;
    }
    return tree_.has(*subject, "PronType=Int") || (head < *subject);
  }

  std::string_view text_;
  SentenceTree tree_;
  std::size_t sentence_;
  std::vector<Clause> out_;
};

}  // namespace

std::vector<Clause> find_clauses(std::string_view text, const Tokens& tokens, std::size_t begin,
                                 std::size_t end, std::size_t sentence) {
  if (begin == end) return {};
  return ClauseFinder(text, tokens, begin, end, sentence).clauses();
}

std::vector<Clause> find_clauses(std::string_view text, const Sentences& sentences, const Tokens& tokens) {
  std::vector<Clause> out;
  std::size_t token = 0;
  for (std::size_t s = 0; s < sentences.span.size(); ++s) {
    const std::size_t first = token;
    while (token < tokens.size() && tokens.span[token].begin < sentences.span[s].end) ++token;
    const std::vector<Clause> more = find_clauses(text, tokens, first, token, s);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

}  // namespace quoth
