#include "annotate/stances/expressions.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth::stances {
namespace {

/// How many words may stand between a subject and its verb in one expression.
constexpr std::size_t kLongestGap = 5;

class Finder {
 public:
  Finder(const Words& words, const Sentence& sentence, std::vector<Expression>& out)
      : words_(words), sentence_(sentence), out_(out) {}

  void find() {
    for (std::size_t i = sentence_.begin(); i < sentence_.end(); ++i) {
      for (const Entry& entry : words_.entries(i)) {
        if (entry.frame == Frame::phrase) {
          const std::size_t n = out_.size();
          add_phrase(i, entry);
          if (out_.size() > n)
            break;  // the longest would do; the table has no phrase that begins another of its kind
        } else {
          add(i, entry);
        }
      }
    }
  }

 private:
  void add(std::size_t i, const Entry& entry) {
    switch (entry.frame) {
      case Frame::adverb: return add_adverb(i, entry);
      case Frame::modal: return add_modal(i, entry);
      case Frame::mind_verb: return add_mind_verb(i, entry);
      case Frame::memory_verb: return add_memory_verb(i, entry);
      case Frame::would_verb: return add_would_verb(i, entry);
      case Frame::tell_verb: return add_tell_verb(i, entry);
      case Frame::mind_adjective: return add_mind_adjective(i, entry);
      case Frame::it_adjective: return add_it_predicate(i, entry, Pos::adj);
      case Frame::it_noun: return add_it_predicate(i, entry, Pos::noun);
      case Frame::raising_adjective: return add_raising_adjective(i, entry);
      case Frame::raising_verb: return add_raising_verb(i, entry);
      case Frame::my_noun: return add_my_noun(i, entry);
      case Frame::there_noun: return add_there_noun(i, entry, false);
      case Frame::no_noun: return add_there_noun(i, entry, true);
      case Frame::told: return add_told(i, entry);
      case Frame::heard: return add_heard(i, entry);
      case Frame::they_say: return add_they_say(i, entry);
      case Frame::attribute: return add_attribute(i, entry);
      case Frame::shows: return add_shows(i, entry);
      case Frame::evidence: return add_based_on(i, entry);
      case Frame::promise_verb: return add_promise(i, entry);
      case Frame::will: return add_will(i, entry);
      case Frame::ready_adjective: return add_ready(i, entry);
      case Frame::demand_verb: return add_demand_verb(i, entry);
      case Frame::obligation: return add_obligation(i, entry);
      default: return;
    }
  }

  // ---- what several frames ask ----

  bool is(std::size_t i, std::string_view lemma) const { return words_.lemma(i) == lemma; }
  bool is_me(std::size_t i) const { return sentence_.is_first_person(i); }
  std::optional<std::size_t> my_subject(std::size_t i) const { return sentence_.first_person_subject(i); }
  bool in_group(std::size_t k) const { return sentence_.may_precede_verb(k); }
  std::optional<std::size_t> child(std::size_t i, Relation relation) const {
    return sentence_.child(i, relation);
  }
  bool is_child(std::size_t k, std::size_t of) const {
    return words_.head(k) == static_cast<std::int32_t>(of);
  }
  std::optional<std::size_t> clausal_complement(std::size_t i) const {
    for (const Relation relation : {Relation::ccomp, Relation::csubj, Relation::xcomp}) {
      if (const auto found = child(i, relation)) return found;
    }
    return std::nullopt;
  }
  std::optional<StanceKind> kind_of(const Entry& entry, std::size_t predicate) const {
    return sentence_.negation(predicate) ? entry.kinds.negated : entry.kinds.plain;
  }

  /// The first of the words before `i` that belong to its verb group: auxiliaries, negations, adverbs.
  std::size_t group_begin(std::size_t i) const {
    std::size_t first = i;
    while (first > sentence_.begin()) {
      const std::size_t k = first - 1;
      const Relation relation = words_.relation(k);
      const bool of_group = relation == Relation::aux || relation == Relation::aux_pass ||
                            relation == Relation::cop ||
                            (relation == Relation::advmod && words_.pos(k) != Pos::sconj && !is(k, "how") &&
                             !is(k, "why") && !is(k, "when") && !is(k, "where"));
      if (!of_group || words_.pos(k) == Pos::punct) break;
      if (!sentence_.under(k, i)) break;
      first = k;
    }
    return first;
  }

  /// From the subject to the predicate where they stand together, else the predicate's own group.
  std::size_t begin_with_subject(std::size_t subject, std::size_t predicate) const {
    if (subject < predicate && predicate - subject <= kLongestGap + 1) {
      bool together = true;
      for (std::size_t k = subject + 1; k < predicate; ++k) {
        const bool inside =
            in_group(k) || (sentence_.under(k, predicate) && words_.pos(k) != Pos::punct && !is_clause(k));
        together = together && inside;
      }
      if (together) return subject;
    }
    return group_begin(predicate);
  }
  bool is_clause(std::size_t k) const { return sentence_.heads_clause(k); }

  /// Past an adverb that follows its verb ("believe confidently").
  std::size_t with_adverb_after(std::size_t i) const {
    const std::size_t k = i + 1;
    const bool manner = k < sentence_.end() && is_child(k, i) && words_.relation(k) == Relation::advmod &&
                        words_.pos(k) == Pos::adv && words_.form(k).ends_with("ly");
    return manner ? k : i;
  }

  void emit(std::size_t first, std::size_t last, StanceKind kind, std::size_t top) {
    out_.push_back({first, last, kind, sentence_.scope(top, first, last)});
  }

  /// An expression of the mind over its complement, or over the clause that it is put into.
  void emit_mind(std::size_t predicate, std::size_t first, std::size_t last, StanceKind kind) {
    if (const auto complement = clausal_complement(predicate)) return emit(first, last, kind, *complement);
    const auto head = words_.head(predicate);
    const bool beside = head >= 0 && (words_.relation(predicate) == Relation::parataxis ||
                                      words_.relation(predicate) == Relation::discourse);
    emit(first, last, kind, beside ? static_cast<std::size_t>(head) : predicate);
  }

  /// The predicate that a parenthesis is put into ("The harbour, I think, is closed").
  bool is_parenthesis(std::size_t i) const {
    if (words_.relation(i) == Relation::parataxis || words_.relation(i) == Relation::discourse) return true;
    // The tree may have it the other way about: what is said hangs beside it.
    return words_.head(i) < 0 && sentence_.has_child(i, Relation::parataxis);
  }

  // ---- frames ----

  void add_phrase(std::size_t i, const Entry& entry) {
    const auto last = phrase_at(words_, sentence_, i, entry.words);
    if (!last || !entry.kinds.plain) return;
    const bool reminds =
        i > sentence_.begin() && is(i - 1, "as") && entry.words.find("know") != std::string_view::npos;
    if (reminds) return;  // "as we all know"
    if (is_reply_only(entry.words) && !stands_alone(i, *last)) return;
    if (entry.words.starts_with("who ") && !is_left_open(*last)) return;
    if (is(i, "could") && (sentence_.is_asked(sentence_.clause(i)) || !may_be_epistemic(i))) return;
    const std::size_t clause = sentence_.clause(outer_head(i, *last));
    emit(i, *last, *entry.kinds.plain, clause);
  }

  /// The word that the words first to last hang from as a whole.
  std::size_t outer_head(std::size_t first, std::size_t last) const {
    for (std::size_t k = first; k <= last; ++k) {
      const auto head = words_.head(k);
      if (head < 0) {
        // The phrase holds the root: what it covers is a clause that hangs from it.
        for (const Relation relation : {Relation::ccomp, Relation::csubj, Relation::parataxis}) {
          const auto clause = child(k, relation);
          if (clause && *clause > last) return *clause;
        }
        return k;
      }
      if (static_cast<std::size_t>(head) < first || static_cast<std::size_t>(head) > last) {
        return static_cast<std::size_t>(head);
      }
    }
    return first;
  }

  /// Phrases that deny only where they are all that is said: "not so"; but "not so much".
  static bool is_reply_only(std::string_view words) {
    return words == "no way" || words == "not so" || words == "not at all" || words == "to be sure" ||
           words == "absolutely not" || words == "certainly not" || words == "definitely not";
  }
  bool stands_alone(std::size_t first, std::size_t last) const {
    const auto apart = [&](std::size_t k) {
      return words_.pos(k) == Pos::punct || words_.pos(k) == Pos::intj;
    };
    return (first == sentence_.begin() || apart(first - 1)) &&
           (last + 1 >= sentence_.end() || apart(last + 1));
  }
  /// "who knows", "who knows whether"; but "who knows taxes".
  bool is_left_open(std::size_t last) const {
    const std::size_t next = last + 1;
    if (next >= sentence_.end() || words_.pos(next) == Pos::punct) return true;
    for (const std::string_view word :
         {"what", "if", "whether", "how", "why", "when", "where", "who", "which"}) {
      if (is(next, word)) return true;
    }
    return false;
  }

  /// What "could" says is possible, not what somebody is able to do.
  bool may_be_epistemic(std::size_t i) const {
    const auto head = words_.head(i);
    // "could be called in": somebody was able to.
    if (head >= 0 && sentence_.has_child(static_cast<std::size_t>(head), Relation::aux_pass)) return false;
    const auto subject = head >= 0 ? sentence_.subject(static_cast<std::size_t>(head)) : std::nullopt;
    if (!subject) return false;
    const bool person = words_.pos(*subject) == Pos::pron && (is_me(*subject) || is(*subject, "you"));
    return !person && !sentence_.is_condition(static_cast<std::size_t>(head));
  }

  void add_adverb(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::adv && words_.relation(i) != Relation::advmod &&
        words_.relation(i) != Relation::discourse && words_.head(i) >= 0) {
      return;
    }
    const auto head = words_.head(i);
    if (head < 0) return emit(i, i, *entry.kinds.plain, i);
    const auto h = static_cast<std::size_t>(head);
    if (is_courtesy(h)) return;
    // Before a phrase it covers that ("probably worse"), else the clause.
    const bool of_phrase = h > i && !is_clause(h) && words_.pos(h) != Pos::verb &&
                           words_.relation(h) != Relation::obl && !sentence_.has_child(h, Relation::cop);
    std::size_t first = i;
    if (i > sentence_.begin() && is_child(i - 1, i) && words_.relation(i - 1) == Relation::advmod)
      first = i - 1;
    emit(first, i, *entry.kinds.plain, of_phrase ? h : sentence_.clause(h));
  }

  void add_modal(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::aux && words_.relation(i) != Relation::aux) return;
    const auto head = words_.head(i);
    if (head < 0) return;
    const auto verb = static_cast<std::size_t>(head);
    const auto subject = sentence_.subject(verb);
    const bool asks = (i + 1 < sentence_.end() && is_me(i + 1)) ||
                      (i > sentence_.begin() + 1 && is(i - 2, "if") && is_me(i - 1));
    const bool inverted = subject && *subject > i && !child(verb, Relation::expl);
    if (inverted || asks || is_courtesy(verb)) return;  // "may I", "may it please the court"
    if (is(i, "must") && !is_conclusion(i, verb)) return;
    std::size_t first = i, last = i;
    if (i + 1 < sentence_.end() && is(i + 1, "well")) last = i + 1;
    const bool it_may_be = i > sentence_.begin() && is(i - 1, "it") && last + 2 < sentence_.end() &&
                           is(last + 1, "be") && that_follows(last + 1);
    if (it_may_be) {
      first = i - 1;
      ++last;
    }
    emit(first, last, *entry.kinds.plain, it_may_be ? *clause_of_that(last) : verb);
  }

  /// "she must have known", "he must be joking": what is concluded, not what is bound.
  bool is_conclusion(std::size_t must, std::size_t verb) const {
    if (must + 1 >= sentence_.end() || words_.relation(must + 1) != Relation::aux) return false;
    if (is(must + 1, "have")) return true;
    return is(must + 1, "be") && words_.form(verb).ends_with("ing");
  }

  /// "if I may", "as you may recall", "if I could perhaps".
  bool is_courtesy(std::size_t verb) const {
    const auto subject = sentence_.subject(verb);
    if (!subject || words_.pos(*subject) != Pos::pron) return false;
    const auto mark = child(verb, Relation::mark);
    if (is(*subject, "you")) {
      return is(verb, "recall") || is(verb, "remember") || is(verb, "know") || is(verb, "imagine") ||
             is(verb, "be");
    }
    return is_me(*subject) && mark && is(*mark, "if");
  }

  void add_mind_verb(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::verb) return;
    const auto subject = my_subject(i);
    if (!subject || sentence_.is_asked(i) || sentence_.is_condition(i) ||
        sentence_.has_child(i, Relation::aux_pass)) {
      return add_convinced(i, entry);
    }
    const bool knows = is(i, "know");
    const auto kind = kind_of(entry, i);
    if (!kind) return;
    const bool over = i + 1 < sentence_.end() && (is(i + 1, "about") || is(i + 1, "of"));
    // "understand what is going on", "imagine how it was"
    const bool of_a_question = !knows && !is(i, "doubt") && i + 1 < sentence_.end() && is_left_open(i) &&
                               words_.pos(i + 1) != Pos::punct;
    if (is_purpose(i) || of_a_question || (over && is(i, "think"))) return;
    const auto object = child(i, Relation::obj);
    const bool clause = clausal_complement(i).has_value() || clause_follows(i, knows) || that_follows(i);
    const bool pronoun =
        object && words_.pos(*object) == Pos::pron && knows && *kind == StanceKind::booster && *object > i;
    const bool so = i + 1 < sentence_.end() && (is(i + 1, "so") || (is(i + 1, "not") && !knows));
    if (knows && child(i, Relation::mark)) {
      const auto mark = *child(i, Relation::mark);
      if (is(mark, "as")) return;
    }
    const bool put_in = *kind == StanceKind::hedge && !sentence_.negation(i) && is_put_in(*subject, i);
    if (!clause && !pronoun && !so && !put_in && !is_parenthesis(i)) return;
    // "we expect sales to grow" has its clause in two parts.
    const bool raised = object && child(i, Relation::xcomp) && *object < *child(i, Relation::xcomp);
    if (object && !pronoun && !child(i, Relation::ccomp) && !raised && !put_in) return;
    if (!knows && asks_whether(i)) return;
    if (knows && !is_known_clause(i, *kind, pronoun)) return;
    std::size_t last = with_adverb_after(i);
    if (so && *kind == StanceKind::hedge) last = i + 1;
    const std::size_t first = begin_with_subject(*subject, i);
    const bool firmly = *kind == StanceKind::hedge && !sentence_.negation(i) && is_firm(first, last);
    emit_mind(i, first, last, firmly ? StanceKind::booster : *kind);
  }

  /// Whether "that" and a clause follow at once, whatever the tree makes of a long one.
  bool that_follows(std::size_t i) const {
    return i + 1 < sentence_.end() && is(i + 1, "that") && words_.pos(i + 1) == Pos::sconj;
  }
  /// The head of the clause that the "that" after `i` opens.
  std::optional<std::size_t> clause_of_that(std::size_t i) const {
    if (!that_follows(i)) return std::nullopt;
    const auto head = words_.head(i + 1);
    return head > static_cast<std::int32_t>(i) ? static_cast<std::size_t>(head) : i + 1;
  }

  /// "to think where we have come", "is it naive of me to think": an infinitive says nothing of what I hold, unless "I have to
  /// think", "I tend to believe".
  bool is_purpose(std::size_t i) const {
    if (i == sentence_.begin() || !is(i - 1, "to") || words_.pos(i - 1) != Pos::part) return false;
    const auto head = words_.head(i);
    if (head < 0 || words_.relation(i) != Relation::xcomp) return true;
    for (const std::string_view governor : {"have", "tend", "incline", "inclined", "like", "continue",
                                            "happen", "come", "go", "begin", "lead", "prefer"}) {
      if (is(static_cast<std::size_t>(head), governor)) return false;
    }
    return true;
  }

  /// "we have, I guess, fifteen hundred", "that is I think the headline": put into another clause, whatever the tree says.
  bool is_put_in(std::size_t subject, std::size_t i) const {
    bool plain = false;
    for (const std::string_view verb : {"think", "guess", "suppose"}) plain = plain || is(i, verb);
    if (subject + 1 != i || i + 1 >= sentence_.end() || words_.has_feature(i, "Tense=Past")) return false;
    const bool before = subject > sentence_.begin() && words_.pos(subject - 1) == Pos::punct;
    const bool after = words_.pos(i + 1) == Pos::punct;
    if (before && after && words_.form(subject - 1) != "\"") return true;
    return plain && subject > sentence_.begin() && !before &&
           (words_.pos(i + 1) == Pos::det || words_.pos(i + 1) == Pos::num || words_.pos(i + 1) == Pos::adj);
  }

  /// "I don't recall (that)": how sure one is of one's memory.
  void add_memory_verb(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    const auto kind = kind_of(entry, i);
    if (words_.pos(i) != Pos::verb || !subject || !kind || sentence_.is_asked(i) || sentence_.is_condition(i))
      return;
    const auto clause = clausal_complement(i);
    const auto object = child(i, Relation::obj);
    emit(begin_with_subject(*subject, i), i, *kind, clause ? *clause : object ? *object : i);
  }

  /// Whether a clause seems to follow that the tree has elsewhere ("one that I know is closed").
  bool clause_follows(std::size_t i, bool at_once) const {
    if (i + 1 >= sentence_.end() || words_.pos(i + 1) == Pos::punct || words_.pos(i + 1) == Pos::adp)
      return false;
    if (at_once) return words_.pos(i + 1) == Pos::aux;
    for (std::size_t k = i + 1; k < sentence_.end(); ++k) {
      if (words_.pos(k) == Pos::aux || words_.pos(k) == Pos::verb)
        return !sentence_.has_child(i, Relation::obj);
    }
    return false;
  }

  /// "thinking about whether"
  bool asks_whether(std::size_t i) const {
    const auto complement = child(i, Relation::ccomp);
    return complement && !is(i, "doubt") && sentence_.is_condition(*complement);
  }

  /// "I know that": what is sure; "I don't know whether": what is not. "I know how to swim" is neither.
  bool is_known_clause(std::size_t i, StanceKind kind, bool pronoun) const {
    if (pronoun) return true;
    const auto clause = child(i, Relation::ccomp);
    if (clause || that_follows(i)) return true;
    return (is_parenthesis(i) && kind == StanceKind::booster) || clause_follows(i, true);
  }

  /// "I am convinced", where the tree has a passive.
  void add_convinced(std::size_t i, const Entry& entry) {
    if ((!is(i, "convince") && !is(i, "persuade")) || !sentence_.has_child(i, Relation::aux_pass)) return;
    const auto subject = my_subject(i);
    const auto kind = kind_of(entry, i);
    if (subject && kind) emit_mind(i, begin_with_subject(*subject, i), i, *kind);
  }

  /// "I firmly believe" is sure.
  bool is_firm(std::size_t first, std::size_t last) const {
    for (std::size_t k = first; k <= last; ++k) {
      if (has_frame(k, Frame::firmly)) return true;
    }
    return false;
  }

  void add_would_verb(std::size_t i, const Entry& entry) {
    const auto modal = child(i, Relation::aux);
    const auto subject = my_subject(i);
    if (!modal || !subject || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    const bool weakens = is(*modal, "would") || is(*modal, "might") || is(*modal, "should") ||
                         words_.form(*modal) == "'d" || words_.form(*modal) == "’d";
    const auto kind = kind_of(entry, i);
    const bool complement =
        clausal_complement(i) || is_parenthesis(i) || words_.relation(i) == Relation::relcl;
    if (!weakens || !kind || !complement) return;
    emit_mind(i, begin_with_subject(*subject, i), i, *kind);
  }

  void add_tell_verb(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    if (!subject || sentence_.negation(i)) return;
    std::size_t last = i;
    if (i + 1 < sentence_.end() && is(i + 1, "you")) last = i + 1;
    if (last == i && !child(i, Relation::ccomp)) return;
    emit_mind(i, begin_with_subject(*subject, i), last, *entry.kinds.plain);
  }

  void add_mind_adjective(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::adj && words_.pos(i) != Pos::verb) return;
    const auto subject = my_subject(i);
    const bool predicate = sentence_.has_child(i, Relation::cop) ||
                           sentence_.has_child(i, Relation::aux_pass) ||
                           words_.relation(i) == Relation::xcomp;
    if (!subject || !predicate || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    if (words_.relation(i) == Relation::xcomp && is(static_cast<std::size_t>(words_.head(i)), "make")) return;
    auto kind = kind_of(entry, i);
    if (i > sentence_.begin() && is_child(i - 1, i) && is(i - 1, "less")) kind = entry.kinds.negated;
    if (!kind) return;
    emit_mind(i, begin_with_subject(*subject, i), i, *kind);
  }

  void add_it_predicate(std::size_t i, const Entry& entry, Pos pos) {
    if (words_.pos(i) != pos) return;
    const bool predicate = sentence_.has_child(i, Relation::cop) || words_.relation(i) == Relation::xcomp;
    if (!predicate || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    auto clause = clausal_complement(i);
    const bool by_that = !clause && it_before(i) && that_follows(i);
    if (by_that) clause = clause_of_that(i);
    const bool possible = is(i, "possible") || is(i, "likely") || is(i, "clear") || is(i, "true");
    if (!clause || (possible && !by_that && words_.relation(*clause) != Relation::ccomp &&
                    words_.relation(*clause) != Relation::csubj)) {
      return;
    }
    if (possible && is_infinitive(*clause)) return;
    const auto subject = sentence_.subject(i);
    const bool it = subject && *subject < i && (is(*subject, "it"));
    if (subject && !it && words_.relation(*subject) != Relation::csubj) return;
    const auto kind = kind_of(entry, i);
    if (!kind) return;
    const bool becomes = words_.relation(i) == Relation::xcomp && it && i - *subject <= kLongestGap;
    emit(becomes ? *subject : it ? begin_with_subject(*subject, i) : group_begin(i), i, *kind, *clause);
  }

  /// "it" before its predicate, with nothing between but what may precede a verb.
  bool it_before(std::size_t i) const {
    for (std::size_t k = i; k > sentence_.begin() && i - k <= kLongestGap; --k) {
      if (is(k - 1, "it")) return true;
      if (!in_group(k - 1) && words_.pos(k - 1) != Pos::verb && words_.pos(k - 1) != Pos::det) return false;
    }
    return false;
  }

  bool is_infinitive(std::size_t clause) const {
    const auto mark = child(clause, Relation::mark);
    return mark && is(*mark, "to");
  }

  void add_raising_adjective(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::adj && words_.pos(i) != Pos::verb) return;
    const auto clause = child(i, Relation::xcomp);
    const auto kind = kind_of(entry, i);
    std::size_t first = i;
    while (first > sentence_.begin() && is_child(first - 1, i) &&
           words_.relation(first - 1) == Relation::advmod)
      --first;
    if (clause && is_infinitive(*clause)) {
      const auto subject = sentence_.subject(i);
      if (kind && subject && !is_me(*subject)) emit(first, i, *kind, i);
      return;
    }
    // "the likely outcome", "more likely", "as is likely"
    const bool alone = is(i, "likely") || is(i, "unlikely");
    if (alone && !clausal_complement(i) && kind)
      emit(first, i, *kind,
           words_.relation(i) == Relation::amod ? static_cast<std::size_t>(words_.head(i))
                                                : sentence_.clause(i));
  }

  void add_raising_verb(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::verb) return;
    const auto subject = sentence_.subject(i);
    const auto complement = clausal_complement(i);
    const bool to_me =
        i + 2 < sentence_.end() && is(i + 1, "to") && (is(i + 2, "me") || is(i + 2, "I") || is(i + 2, "us"));
    const bool it = subject && *subject < i && is(*subject, "it");
    const bool like = i + 1 < sentence_.end() && (is(i + 1, "like") || is(i + 1, "as"));
    if (sentence_.is_asked(i)) return;
    if (!complement && !like && !is_parenthesis(i)) return;
    if (is(i, "appear") && !complement && !it) return;
    const std::size_t first = it ? begin_with_subject(*subject, i) : group_begin(i);
    const std::size_t top = complement && it ? *complement : i;
    emit(first, to_me ? i + 2 : i, *entry.kinds.plain, top);
  }

  void add_my_noun(std::size_t i, const Entry& entry) {
    const auto owner = child(i, Relation::poss);
    if (words_.pos(i) != Pos::noun || !owner || !(is(*owner, "my") || is(*owner, "our") || is_me(*owner)))
      return;
    const auto preposition = child(i, Relation::case_mark);
    const auto copula = child(i, Relation::cop);
    if (preposition && *preposition < i) {
      if (!is(*preposition, "in") && !is(*preposition, "to") && !is(*preposition, "from")) return;
      if (words_.head(i) < 0) return;
      return emit(*preposition, i, *entry.kinds.plain,
                  sentence_.clause(static_cast<std::size_t>(words_.head(i))));
    }
    const auto clause = clausal_complement(i) ? clausal_complement(i) : child(i, Relation::acl);
    if (copula && *copula < i) {  // "it is my belief that"
      const auto subject = sentence_.subject(i);
      const std::size_t first = subject && is(*subject, "it") ? *subject : *copula;
      return emit(std::min(first, *owner), i, *entry.kinds.plain, clause ? *clause : i);
    }
    if (words_.relation(i) != Relation::nsubj || words_.head(i) < 0) return;
    const auto predicate = static_cast<std::size_t>(words_.head(i));  // "my belief is that"
    const auto is_word = child(predicate, Relation::cop);
    if (!is_word && !is(predicate, "be")) return;
    const std::size_t last = is_word && *is_word == i + 1                ? *is_word
                             : is(predicate, "be") && predicate == i + 1 ? predicate
                                                                         : i;
    const auto said = child(predicate, Relation::ccomp);
    emit(*owner, last, *entry.kinds.plain, said ? *said : predicate);
  }

  void add_there_noun(std::size_t i, const Entry& entry, bool only_no) {
    if (words_.pos(i) != Pos::noun || words_.head(i) < 0) {
      if (words_.pos(i) != Pos::noun) return;
    }
    const auto determiner = child(i, Relation::det);
    const bool no = determiner && is(*determiner, "no");
    if (only_no && !no) return;
    const auto head = words_.head(i);
    if (head < 0) return;
    const auto verb = static_cast<std::size_t>(head);
    const auto there = child(verb, Relation::expl);
    const bool exists = there && is(*there, "there");
    const auto subject = child(verb, Relation::nsubj);
    const bool have = only_no && is(verb, "have") && subject && is_me(*subject);
    if (!exists && !have) return;
    const std::size_t first = exists ? *there : *subject;
    if (first > i || (!only_no && no)) return;
    std::optional<std::size_t> clause = child(i, Relation::acl);
    if (!clause) clause = child(i, Relation::ccomp);
    if (!clause) clause = child(verb, Relation::ccomp);
    if (!clause) clause = child(i, Relation::nmod);
    if (!only_no && !clause) return;
    // "there is a report that"; a written report is no ground of anything.
    const bool one = !words_.form(i).ends_with("s") && !that_follows(i);
    if (*entry.kinds.plain == StanceKind::evidential && one && !is(i, "evidence") && !is(i, "speculation"))
      return;
    if (only_no && is(i, "question") && words_.form(i).ends_with("s")) return;
    emit(first, i, *entry.kinds.plain, clause ? *clause : verb);
  }

  /// "I was told that", "it is reported that", "he is said to".
  void add_told(std::size_t i, const Entry& entry) {
    if (words_.pos(i) != Pos::verb || sentence_.negation(i) || sentence_.is_asked(i) ||
        sentence_.is_condition(i))
      return;
    const auto passive = child(i, Relation::aux_pass);
    if (!passive || has_agent(i)) return;
    auto clause = clausal_complement(i);
    if (!clause) clause = child(i, Relation::advcl);  // some trees have "that" so after a noun
    const auto subject = sentence_.subject(i);
    if (!clause || !subject) return;
    const bool me = is_me(*subject), it = is(*subject, "it");
    const bool informs = is(i, "tell") || is(i, "inform") || is(i, "advise") || is(i, "assure");
    const bool raised = words_.relation(*clause) == Relation::xcomp && !informs && is_infinitive(*clause);
    if (informs ? !me : !it && !raised) return;
    if (informs && words_.relation(*clause) == Relation::xcomp) return;  // an order
    const std::size_t first = me || it ? begin_with_subject(*subject, i) : group_begin(i);
    emit(first, i, *entry.kinds.plain, it || me ? *clause : i);
  }

  bool has_agent(std::size_t i) const {
    for (std::size_t k = i + 1; k < sentence_.end(); ++k) {
      if (!is_child(k, i) || words_.relation(k) != Relation::obl) continue;
      const auto preposition = child(k, Relation::case_mark);
      const auto article = child(k, Relation::det);
      const bool somebody = article && (is(*article, "a") || is(*article, "some") || is(*article, "many"));
      if (preposition && is(*preposition, "by") && !somebody && !has_frame(k, Frame::they)) return true;
    }
    return false;
  }

  void add_heard(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    if (words_.pos(i) != Pos::verb || !subject || sentence_.negation(i) || sentence_.is_asked(i)) return;
    if (sentence_.has_child(i, Relation::aux_pass) || !child(i, Relation::ccomp)) return;
    if (sentence_.has_child(i, Relation::obj)) return;
    emit(begin_with_subject(*subject, i), i, *entry.kinds.plain, *child(i, Relation::ccomp));
  }

  void add_they_say(std::size_t i, const Entry& entry) {
    const auto subject = sentence_.child(i, Relation::nsubj);
    const auto clause = child(i, Relation::ccomp);
    if (words_.pos(i) != Pos::verb || !subject || *subject > i || sentence_.negation(i)) return;
    if (!has_frame(*subject, Frame::they) || sentence_.is_asked(i) || sentence_.is_condition(i)) return;
    // A name or a set that is named is a source, and what it says is reported speech.
    const auto quantifier = child(*subject, Relation::det);
    const bool some =
        quantifier && (is(*quantifier, "some") || is(*quantifier, "many") || is(*quantifier, "most"));
    if ((sentence_.has_child(*subject, Relation::nmod) && !some) ||
        sentence_.has_child(*subject, Relation::relcl) || is(*subject, "they")) {
      return;
    }
    const auto determiner = child(*subject, Relation::det);
    if (determiner && (is(*determiner, "the") || is(*determiner, "this") || is(*determiner, "these"))) return;
    std::size_t first = *subject;
    while (first > sentence_.begin() && sentence_.under(first - 1, *subject) &&
           words_.pos(first - 1) != Pos::punct) {
      --first;
    }
    if (clause) return emit(first, i, *entry.kinds.plain, *clause);
    // "as many observers say", put into what they say
    const bool as = is(first, "as") || (first > sentence_.begin() && is(first - 1, "as"));
    const bool ends = i + 1 >= sentence_.end() || words_.pos(i + 1) == Pos::punct;
    if (!as || !ends || words_.head(i) < 0) return;
    emit(is(first, "as") ? first : first - 1, i, *entry.kinds.plain,
         static_cast<std::size_t>(words_.head(i)));
  }

  bool has_frame(std::size_t i, Frame frame) const {
    const auto entries = words_.entries(i);
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return e.frame == frame; });
  }

  void add_attribute(std::size_t i, const Entry& entry) {
    if (words_.relation(i) != Relation::amod || words_.head(i) <= static_cast<std::int32_t>(i)) return;
    if (!words_.form(i).ends_with("ed") && words_.pos(i) != Pos::adj) return;
    emit(i, i, *entry.kinds.plain, static_cast<std::size_t>(words_.head(i)));
  }

  void add_shows(std::size_t i, const Entry& entry) {
    const auto subject = sentence_.child(i, Relation::nsubj);
    const auto clause = child(i, Relation::ccomp);
    if (words_.pos(i) != Pos::verb || !subject || *subject > i || sentence_.negation(i)) return;
    if (!has_frame(*subject, Frame::evidence) || sentence_.is_asked(i)) return;
    const auto as = child(i, Relation::mark);
    if (!clause && !(as && is(*as, "as")) && !is_parenthesis(i)) return;
    const auto determiner = child(*subject, Relation::det);
    std::size_t first = determiner && *determiner < *subject ? *determiner : *subject;
    if (first + 1 < *subject && *subject - first > kLongestGap) first = *subject;
    if (as && *as < first) first = *as;
    if (i - first > kLongestGap + 2) first = group_begin(i);
    const std::size_t top = clause                ? *clause
                            : words_.head(i) >= 0 ? static_cast<std::size_t>(words_.head(i))
                                                  : i;
    emit(first, i, *entry.kinds.plain, top);
  }

  /// "based on the reports that I have": the whole of it.
  void add_based_on(std::size_t i, const Entry& entry) {
    const auto head = words_.head(i);
    if (words_.pos(i) != Pos::noun || head < 0) return;
    const auto based = static_cast<std::size_t>(head);
    if (!is(based, "base") || based > i || is_predicate(based)) return;
    const Span whole = sentence_.scope(based, sentence_.end(), sentence_.end());
    std::size_t last = i;
    while (last + 1 < sentence_.end() && words_.span(last + 1).end <= whole.end) ++last;
    const auto over = words_.head(based);
    if (over < 0) return;
    emit(based, last, *entry.kinds.plain, sentence_.clause(static_cast<std::size_t>(over)));
  }
  bool is_predicate(std::size_t i) const {
    return sentence_.has_child(i, Relation::aux_pass) || words_.relation(i) == Relation::acl;
  }

  // ---- what binds ----

  void add_promise(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    if (words_.pos(i) != Pos::verb || !subject || sentence_.negation(i) || sentence_.is_asked(i)) return;
    const auto clause = clausal_complement(i);
    if (clause) emit(begin_with_subject(*subject, i), i, *entry.kinds.plain, *clause);
  }

  /// "We will rebuild": what I or we set out to do, not what we will see or be.
  void add_will(std::size_t i, const Entry& entry) {
    const auto head = words_.head(i);
    const bool auxiliary = words_.relation(i) == Relation::aux && head > static_cast<std::int32_t>(i);
    std::optional<std::size_t> verb;
    if (auxiliary && !is(i, "go")) verb = static_cast<std::size_t>(head);
    if (is(i, "go") && words_.has_feature(i, "VerbForm=Part")) verb = child(i, Relation::xcomp);
    if (!verb || words_.pos(*verb) != Pos::verb || has_frame(*verb, Frame::happens)) return;
    const auto subject = my_subject(is(i, "go") ? i : *verb);
    if (!subject || *subject > i || sentence_.is_asked(is(i, "go") ? i : *verb) ||
        sentence_.is_condition(*verb))
      return;
    if (sentence_.has_child(*verb, Relation::aux_pass)) return;
    emit(begin_with_subject(*subject, i), i, *entry.kinds.plain, *verb);
  }

  void add_ready(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    if (!subject || sentence_.negation(i) || sentence_.is_asked(i) ||
        !sentence_.has_child(i, Relation::cop)) {
      if (!subject || !sentence_.has_child(i, Relation::aux_pass) || sentence_.negation(i)) return;
    }
    std::optional<std::size_t> clause = child(i, Relation::xcomp);
    if (!clause) clause = child(i, Relation::advcl);
    if (!clause) clause = child(i, Relation::obl);
    if (clause) emit(begin_with_subject(*subject, i), i, *entry.kinds.plain, *clause);
  }

  void add_demand_verb(std::size_t i, const Entry& entry) {
    const auto subject = my_subject(i);
    if (words_.pos(i) != Pos::verb || !subject || sentence_.negation(i) || sentence_.is_asked(i)) return;
    if (words_.has_feature(i, "Tense=Past") && !sentence_.has_child(i, Relation::aux)) return;
    std::optional<std::size_t> clause = clausal_complement(i);
    if (!clause) clause = child(i, Relation::obj);
    if (clause) emit(begin_with_subject(*subject, i), i, *entry.kinds.plain, *clause);
  }

  void add_obligation(std::size_t i, const Entry& entry) {
    if (is(i, "must") || is(i, "should") || is(i, "ought")) {
      if (words_.relation(i) != Relation::aux || words_.head(i) < 0) return;
      return add_bound(i, static_cast<std::size_t>(words_.head(i)), entry);
    }
    const auto clause = child(i, Relation::xcomp);
    if (words_.pos(i) != Pos::verb || !clause || !is_infinitive(*clause)) return;
    // "they had to move" tells what happened, "we have much to do" of what there is.
    const auto to = child(*clause, Relation::mark);
    if (words_.has_feature(i, "Tense=Past") && !is(i, "got")) return;
    if (is(i, "have") && *to > i + 2) return;
    add_bound(i, *clause, entry);
  }

  void add_bound(std::size_t i, std::size_t verb, const Entry& entry) {
    const auto subject = sentence_.subject(words_.pos(i) == Pos::verb ? i : verb);
    const bool must_have = is(i, "must") && i + 1 < sentence_.end() && is(i + 1, "have") &&
                           words_.relation(i + 1) == Relation::aux;
    const bool asked = subject && *subject > i && !child(verb, Relation::expl);  // "there must be" is not
    const bool mine = subject && (is(*subject, "I") || is(*subject, "i") || asked);
    if (!subject || mine || must_have || sentence_.is_condition(verb)) return;
    emit(i, i, *entry.kinds.plain, verb);
  }

  const Words& words_;
  const Sentence& sentence_;
  std::vector<Expression>& out_;
};

}  // namespace

std::optional<std::size_t> phrase_at(const Words& words, const Sentence& sentence, std::size_t i,
                                     std::string_view phrase) {
  const std::string_view text = words.text();
  std::uint32_t at = words.span(i).begin;
  for (std::size_t k = 0; k < phrase.size(); ++k) {
    if (at >= text.size()) return std::nullopt;
    const CodePoint c = code_point_at(text, at);
    if (phrase[k] == ' ') {
      if (!is_space(c.value)) return std::nullopt;
      while (at < text.size() && is_space(code_point_at(text, at).value))
        at += code_point_at(text, at).length;
      continue;
    }
    const char32_t lower = c.value >= 'A' && c.value <= 'Z' ? c.value + 32
                           : c.value == 0x2019              ? U'\''
                                                            : c.value;
    if (lower != static_cast<unsigned char>(phrase[k])) return std::nullopt;
    at += c.length;
  }
  for (std::size_t k = i; k < sentence.end() && words.span(k).begin < at; ++k) {
    if (words.span(k).end == at) return k;
  }
  return std::nullopt;
}

void find_expressions(const Words& words, const Sentence& sentence, std::vector<Expression>& out) {
  Finder(words, sentence, out).find();
}

}  // namespace quoth::stances
