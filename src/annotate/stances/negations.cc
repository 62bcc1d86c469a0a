#include <algorithm>

#include "annotate/stances/expressions.h"
#include "text/unicode.h"

namespace quoth::stances {
namespace {

class Negations {
 public:
  Negations(const Words& words, const Sentence& sentence, const Reply& reply, std::vector<Expression>& out)
      : words_(words), sentence_(sentence), reply_(reply), out_(out) {}

  void find() {
    for (std::size_t i = sentence_.begin(); i < sentence_.end(); ++i) {
      for (const Entry& entry : words_.entries(i)) {
        switch (entry.frame) {
          case Frame::deny_verb: add_deny_verb(i, entry); break;
          case Frame::false_word: add_predicate(i, entry); break;
          case Frame::true_word: add_predicate(i, entry); break;
          default: break;
        }
      }
    }
    for (std::size_t i = sentence_.begin(); i < sentence_.end(); ++i) {
      for (const Entry& entry : words_.entries(i)) {
        if (entry.frame == Frame::negator) add_negator(i);
        if (entry.frame == Frame::negative) add_negative(i, entry);
      }
    }
    join_no();
  }

 private:
  bool is(std::size_t i, std::string_view lemma) const { return words_.lemma(i) == lemma; }
  std::optional<std::size_t> child(std::size_t i, Relation relation) const {
    return sentence_.child(i, relation);
  }

  void emit(std::size_t first, std::size_t last, StanceKind kind, std::size_t top) {
    out_.push_back({first, last, kind, sentence_.scope(top, first, last)});
  }

  bool in_denial(std::size_t i) const {
    return std::any_of(out_.begin(), out_.end(), [&](const Expression& e) {
      return e.kind == StanceKind::denial && e.first <= i && i <= e.last;
    });
  }

  /// The first word from the subject or the auxiliaries on, where all between belongs to the predicate.
  std::size_t group_from(std::size_t subject, std::size_t predicate) const {
    std::size_t first = predicate;
    while (first > subject && sentence_.under(first - 1, predicate) && words_.pos(first - 1) != Pos::punct)
      --first;
    return first;
  }

  void add_deny_verb(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::verb) return;
    const auto negation = sentence_.negation(i);
    const auto kind = negation ? entry.kinds.negated : entry.kinds.plain;
    const auto subject = sentence_.first_person_subject(i);
    if (!kind || !subject || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    std::optional<std::size_t> what = child(i, Relation::ccomp);
    for (const Relation relation : {Relation::xcomp, Relation::obj, Relation::obl}) {
      if (!what) what = child(i, relation);
    }
    // "I did not say that"; but "I cannot say" refuses an answer.
    if (is_said(i) && modal_of(i)) return;
    emit(group_from(*subject, i), i, *kind, what ? *what : i);
  }

  bool is_said(std::size_t i) const {
    return is(i, "say") || is(i, "suggest") || is(i, "claim") || is(i, "imply") || is(i, "state");
  }
  std::optional<std::size_t> modal_of(std::size_t i) const {
    const auto aux = child(i, Relation::aux);
    const bool modal = aux && !is(*aux, "do") && !is(*aux, "have") && !is(*aux, "be");
    return modal ? aux : std::nullopt;
  }

  /// "It is not.", "I did not.", "Never.": nothing but the denial, in a reply.
  bool is_bare_denial(std::size_t i) const {
    if (!reply_.replies) return false;
    std::size_t n_words = 0;
    for (std::size_t k = sentence_.begin(); k < sentence_.end(); ++k) {
      if (words_.pos(k) == Pos::punct || words_.pos(k) == Pos::intj) continue;
      const bool bare = words_.pos(k) == Pos::pron || words_.pos(k) == Pos::aux || k == i ||
                        (words_.pos(k) == Pos::verb && (is(k, "do") || is(k, "have") || is(k, "be")));
      if (!bare) return false;
      ++n_words;
    }
    return n_words <= 3 && (n_words > 1 || is(i, "never"));
  }

  /// "I have not owned it", where the question was whether: the verb is the question's.
  bool denies_what_was_asked(std::size_t i) const {
    const auto head = words_.head(i);
    if (!reply_.replies || head < 0) return false;
    const auto verb = static_cast<std::size_t>(head);
    if (words_.pos(verb) != Pos::verb || sentence_.negation(verb) != i ||
        !reply_.asked[words_.lemma_number(verb)] || is_of_memory(verb)) {
      return false;
    }
    const auto subject = sentence_.subject(verb);
    const bool pronoun =
        subject && *subject < i && words_.pos(*subject) == Pos::pron && words_.lemma(*subject) != "who";
    const bool main = words_.relation(verb) == Relation::root || words_.relation(verb) == Relation::conj ||
                      words_.relation(verb) == Relation::parataxis;
    return pronoun && main && !sentence_.is_asked(verb) && !modal_of(verb);
  }

  /// "I don't remember" says that one is not sure.
  bool is_of_memory(std::size_t verb) const {
    const auto entries = words_.entries(verb);
    return std::any_of(entries.begin(), entries.end(),
                       [](const Entry& entry) { return entry.frame == Frame::memory_verb; });
  }

  /// The denial is all there is.
  void deny_all() {
    std::size_t first = sentence_.begin(), last = sentence_.end() - 1;
    const auto outside = [&](std::size_t k) {
      return words_.pos(k) == Pos::punct || words_.pos(k) == Pos::intj;
    };
    while (first < last && outside(first)) ++first;
    while (last > first && outside(last)) --last;
    out_.push_back({first, last, StanceKind::denial, {words_.span(first).begin, words_.span(last).end}});
  }

  void deny(std::size_t i) {
    const auto head = words_.head(i);
    std::size_t verb = head < 0 ? i : static_cast<std::size_t>(head);
    std::size_t first = i, last = std::max(i, verb);
    const auto subject = sentence_.subject(verb);
    if (subject && *subject < last) first = group_from(*subject, last);
    first = std::min(first, i);
    out_.push_back(
        {first, last, StanceKind::denial, sentence_.scope(verb, sentence_.end(), sentence_.end())});
  }

  /// "That is not true", "it is nonsense": the subject stands for what was said.
  void add_predicate(std::size_t i, const Entry& entry) {
    const bool plain = entry.frame == Frame::false_word;
    const auto negation = negation_of_predicate(i);
    if (plain == negation.has_value() || is_left_open(i)) return;
    const auto subject = sentence_.subject(i);
    const auto copula = child(i, Relation::cop);
    if (plain && is_exclamation(i)) return emit(i, i, StanceKind::denial, i);
    if (!copula || !subject || *subject > i || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    bool what_was_said = false;
    for (const std::string_view word : {"that", "it", "this", "those", "they"}) {
      what_was_said = what_was_said || is(*subject, word);
    }
    // Whoever is wrong said something.
    const bool person = is(i, "wrong") || is(i, "mistaken");
    what_was_said = words_.pos(*subject) == Pos::pron && (what_was_said || person);
    if (!what_was_said || (plain && sentence_.has_child(i, Relation::xcomp))) return;
    if (words_.pos(i) == Pos::noun && sentence_.has_child(i, Relation::nmod)) return;
    std::optional<std::size_t> clause = child(i, Relation::ccomp);
    if (!clause) clause = child(i, Relation::csubj);
    const std::size_t first = group_from(*subject, i);
    if (clause) return emit(first, i, StanceKind::denial, *clause);
    out_.push_back({first, i, StanceKind::denial, sentence_.scope(i, sentence_.end(), sentence_.end())});
  }

  /// "it may not be true"
  bool is_left_open(std::size_t i) const {
    const auto aux = child(i, Relation::aux);
    return aux && (is(*aux, "may") || is(*aux, "might"));
  }

  /// "Nonsense.", "Not true.": the word is all there is.
  bool is_exclamation(std::size_t i) const {
    for (std::size_t k = sentence_.begin(); k < sentence_.end(); ++k) {
      const bool beside = k == i || words_.pos(k) == Pos::punct || words_.pos(k) == Pos::adv ||
                          words_.pos(k) == Pos::adj || words_.pos(k) == Pos::intj;
      if (!beside) return false;
    }
    return true;
  }

  std::optional<std::size_t> negation_of_predicate(std::size_t i) const {
    if (const auto own = sentence_.negation(i)) return own;
    const auto determiner = child(i, Relation::det);
    if (determiner && is(*determiner, "no")) return determiner;
    return std::nullopt;
  }

  void add_negator(std::size_t i) {
    if (in_denial(i)) return;
    if (is(i, "no") && opens_answer(i)) return emit_no(i);
    const bool verbal = is(i, "not") || is(i, "n't") || is(i, "never");
    if (verbal && is_bare_denial(i)) return deny_all();
    if (verbal && denies_what_was_asked(i)) return deny(i);
    if (is(i, "not") && rejects_phrase(i)) {
      return emit(i, i, StanceKind::denial, static_cast<std::size_t>(words_.head(i)));
    }
    if (is(i, "not") && i + 1 < sentence_.end() && (is(i + 1, "only") || is(i + 1, "just"))) return;
    const auto head = words_.head(i);
    const bool of_phrase = words_.relation(i) == Relation::det && head >= 0;
    std::size_t top = head < 0 ? i : sentence_.clause(static_cast<std::size_t>(head));
    if (of_phrase) top = sentence_.clause(static_cast<std::size_t>(head));
    emit(i, i, StanceKind::negation, top);
  }

  /// "No" as a reply: it stands apart, before what is said.
  bool opens_answer(std::size_t i) const {
    if (words_.pos(i) != Pos::intj && words_.relation(i) != Relation::discourse && words_.head(i) >= 0)
      return false;
    for (std::size_t k = sentence_.begin(); k < i; ++k) {
      if (words_.pos(k) != Pos::punct && words_.pos(k) != Pos::intj && words_.pos(k) != Pos::cconj &&
          !is(k, "no"))
        return false;
    }
    if (i > sentence_.begin() && (is(i - 1, "oh") || is(i - 1, "ah"))) return false;  // dismay
    if (i > sentence_.begin() && is(i - 1, "no")) return true;
    return i + 1 >= sentence_.end() || words_.pos(i + 1) == Pos::punct || is(i + 1, "no");
  }

  void emit_no(std::size_t i) {
    if (!out_.empty() && out_.back().kind == StanceKind::denial && out_.back().last + 2 >= i &&
        is(out_.back().last, "no")) {
      out_.back().last = i;  // "no, no"
      return;
    }
    emit(i, i, StanceKind::denial, words_.head(i) < 0 ? i : sentence_.clause(i));
  }

  /// "..., but not a recession", "not an island but a port": a phrase is rejected for another.
  bool rejects_phrase(std::size_t i) const {
    const auto head = words_.head(i);
    if (head < static_cast<std::int32_t>(i) || i + 1 >= sentence_.end()) return false;
    const auto h = static_cast<std::size_t>(head);
    if (words_.pos(h) != Pos::noun && words_.pos(h) != Pos::propn && words_.pos(h) != Pos::adj) return false;
    if (sentence_.has_child(h, Relation::cop) || sentence_.has_child(h, Relation::nsubj)) return false;
    for (const std::string_view weak :
         {"only", "just", "even", "yet", "all", "every", "necessarily", "everybody", "much", "many", "one",
          "single", "so", "too", "simply", "merely", "everyone"}) {
      if (is(i + 1, weak)) return false;
    }
    if (words_.lemma(i + 1) == "a" && i + 2 < sentence_.end() && is(i + 2, "single")) return false;
    return (words_.relation(h) == Relation::conj && words_.pos(h) != Pos::adj) || followed_by_but(h);
  }
  bool followed_by_but(std::size_t h) const {
    for (std::size_t k = h + 1; k < sentence_.end() && k < h + 12; ++k) {
      if (is(k, "but") && sentence_.under(k, h)) return true;
    }
    return false;
  }

  void add_negative(std::size_t i, const Entry& entry) {
    if (entry.words.find(' ') != std::string_view::npos) {
      if (const auto last = phrase_at(words_, sentence_, i, entry.words)) {
        const auto head = words_.head(i);
        if (head >= 0 && static_cast<std::size_t>(head) > *last) {
          emit(i, *last, StanceKind::negation, static_cast<std::size_t>(head));
        }
      }
      return;
    }
    if (is(i, "without")) {
      if (words_.head(i) < 0 || in_phrase(i)) return;
      return emit(i, i, StanceKind::negation, static_cast<std::size_t>(words_.head(i)));
    }
    if (words_.pos(i) == Pos::adv) {
      return emit(i, i, StanceKind::negation,
                  words_.head(i) < 0 ? i : sentence_.clause(static_cast<std::size_t>(words_.head(i))));
    }
    std::optional<std::size_t> what = child(i, Relation::xcomp);
    for (const Relation relation :
         {Relation::ccomp, Relation::obj, Relation::acl, Relation::nmod, Relation::advcl}) {
      if (!what) what = child(i, relation);
    }
    // What fails is negated, and not what it is a failure of.
    const bool of_somebody =
        what && (is(i, "failure") || is(i, "refusal") || is(i, "decline")) &&
        (words_.relation(*what) == Relation::nmod || words_.relation(*what) == Relation::obj);
    if (what && !of_somebody) emit(i, i, StanceKind::negation, *what);
  }
  /// Inside a booster such as "without a doubt".
  bool in_phrase(std::size_t i) const {
    return std::any_of(out_.begin(), out_.end(), [&](const Expression& e) {
      return e.kind != StanceKind::negation && e.first <= i && i <= e.last;
    });
  }

  /// "No, it is not true" is one denial.
  void join_no() {
    for (std::size_t k = 0; k < out_.size(); ++k) {
      if (out_[k].kind != StanceKind::denial || out_[k].first != out_[k].last || !is(out_[k].first, "no"))
        continue;
      for (std::size_t m = 0; m < out_.size(); ++m) {
        const bool next = m != k && out_[m].kind == StanceKind::denial && out_[m].first > out_[k].last &&
                          out_[m].first <= out_[k].last + 2;
        if (!next) continue;
        out_[m].first = out_[k].first;
        out_.erase(out_.begin() + static_cast<std::ptrdiff_t>(k));
        return;
      }
    }
  }

  const Words& words_;
  const Sentence& sentence_;
  const Reply& reply_;
  std::vector<Expression>& out_;
};

}  // namespace

void find_negations(const Words& words, const Sentence& sentence, const Reply& reply,
                    std::vector<Expression>& out) {
  Negations(words, sentence, reply, out).find();
}

}  // namespace quoth::stances
