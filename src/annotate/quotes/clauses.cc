#include "annotate/quotes/clauses.h"

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/quotes/lexicon.h"
#include "annotate/quotes/phrases.h"
#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Word = Trees::Word;

/// Words, half-open.
struct Words {
  Word begin, end;
};

/// Longest parenthesis that reports its host, in words.
constexpr std::size_t kLongestAside = 14;
/// With "you" remarks more than reports: "you know", "you remember that".
constexpr std::array<std::string_view, 9> kRemarks = {
    "know", "remember", "recall", "understand", "imagine", "realize", "see", "find", "notice"};
/// Verbs that say no more than the noun that they have: "made the claim".
constexpr std::array<std::string_view, 15> kLightVerbs = {"make",  "take", "give",     "have",  "express",
                                                          "issue", "hold", "reach",    "raise", "voice",
                                                          "put",   "send", "transmit", "draw",  "get"};
/// What is not said but known: it reports only where somebody gives it ("gave facts that"), by these verbs.
constexpr std::array<std::string_view, 5> kKnowledge = {"fact", "evidence", "proof", "information", "detail"};
constexpr std::array<std::string_view, 6> kGivingVerbs = {"give",    "present", "offer",
                                                          "provide", "cite",    "produce"};
constexpr float kSure = 0.9F, kLikely = 0.75F, kUnsure = 0.55F;

bool ends_clause(const Trees& trees, Word w) {
  return trees.is_lower(w, {".", ",", ";", ":", "?", "!", "-", "--", "–", "—", "..."});
}

class ClauseReader {
 public:
  explicit ClauseReader(const Trees& trees) : trees_(trees) {}

  std::vector<QuoteReading> read() && {
    for (Word w = 0; w < trees_.size(); ++w) {
      if (trees_.is_lower(w, {"according"})) read_according(w);
      if (trees_.is_lower(w, {"record"})) read_on_record(w);
      if (trees_.lemma(w) == "put") read_put_it(w);
      if (is_convinced(w)) {
        read_adjective(w, *reporting_word("convinced", "ADJ"));
        continue;
      }
      const ReportingWord* word = reporting_word(trees_.lemma(w), trees_.upos(w));
      if (word == nullptr) continue;
      if (word->upos == "VERB") {
        read_verb(w, *word);
      } else if (word->upos == "NOUN") {
        read_noun(w, *word);
      } else {
        read_adjective(w, *word);
      }
    }
    return std::move(readings_);
  }

 private:
  // ---- what the content is

  /// The words of the clause `head` without its "that", and without the punctuation at its ends.
  Words clause(Word head) const {
    Words words{trees_.first(head), trees_.last(head) + 1};
    for (bool more = true; more && words.begin < words.end;) {
      const Word w = words.begin;
      const bool is_mark =
          trees_.is_relation(w, {"mark"}) &&
          (trees_.is_lower(w, {"that"}) || (trees_.is_lower(w, {"if"}) && trees_.head(w) == head));
      const bool lead = trees_.is_lower(w, {",", ":", ";", "-", "--", "–", "—", "..."}) ||
                        (trees_.is_relation(w, {"cc"}) && trees_.head(w) != head);
      const bool as_to = trees_.is_lower(w, {"as"}) && w + 2 < words.end && trees_.is_lower(w + 1, {"to"});
      more = is_mark || lead || as_to;
      if (more) words.begin += as_to ? 2 : 1;
    }
    return trimmed(words);
  }

  Words trimmed(Words words) const {
    while (words.end > words.begin + 1 && ends_clause(trees_, words.end - 1)) --words.end;
    return words;
  }

  /// Spans of `words` without those of `hole` and the commas beside it, and without who is called before it.
  std::vector<Span> spans_without(Words words, Words hole) const {
    std::vector<Span> spans;
    const auto add = [&](Word begin, Word end) {
      while (begin < end && ends_clause(trees_, begin)) ++begin;
      while (end > begin && ends_clause(trees_, end - 1)) --end;
      if (begin < end && !(end <= hole.begin && is_only_name({begin, end})))
        spans.push_back(trees_.span(begin, end - 1));
    };
    if (hole.end <= words.begin || words.end <= hole.begin) {
      add(words.begin, words.end);
    } else {
      add(words.begin, hole.begin);
      add(hole.end, words.end);
    }
    return spans;
  }

  /// "Senator Reed," before a parenthesis, unless what follows says something of her.
  bool is_only_name(Words words) const {
    for (Word w = words.begin; w < words.end; ++w) {
      if (!trees_.is_upos(w, {"PROPN", "PUNCT", "CCONJ", "INTJ"}) || trees_.is_relation(w, {"nsubj"}))
        return false;
    }
    return true;
  }

  bool is_only_pronoun(Words words) const {
    for (Word w = words.begin; w < words.end; ++w) {
      if (!trees_.is_upos(w, {"PRON", "DET", "PUNCT", "ADV", "PART", "CCONJ", "SCONJ", "INTJ"})) return false;
    }
    return true;
  }

  // ---- verbs

  struct Content {
    Word head = 0;
    Words words{0, 0};
    bool infinitive = false;
    bool question = false;
    bool chained = false;  ///< found by its "that" alone
  };

  bool has_mark(Word head, std::initializer_list<std::string_view> any) const {
    for (const Word c : trees_.children(head)) {
      if (c < head && trees_.is_relation(c, {"mark", "advmod", "obj", "det"}) && trees_.is_lower(c, any))
        return true;
    }
    return false;
  }

  bool is_infinitive(Word head) const { return has_mark(head, {"to"}) || to_before(head); }
  bool to_before(Word head) const {
    const Word first = trees_.first(head);
    return trees_.is_lower(first, {"to"}) || (trees_.is_lower(first, {"not", "never"}) && first + 1 < head &&
                                              trees_.is_lower(first + 1, {"to"}));
  }

  bool is_question_clause(Word head) const {
    const Word first = trees_.first(head);
    return has_mark(head, {"whether", "if"}) ||
           trees_.is_lower(first, {"whether", "why", "how", "what", "who", "when", "where", "which"});
  }

  /// Whether `c`, which hangs from the verb or from what governs it, is a clause or an infinitive that the word takes.
  bool fits(Word c, Word verb, const ReportingWord& word) const {
    const bool after = c > verb, infinitive = is_infinitive(c);
    const bool wh = has_mark(c, {"whether"});
    if (trees_.is_relation(c, {"ccomp"})) {
      if (infinitive && !wh) return word.has(Frame::to) && after;
      return word.has(Frame::that) && (after || has_verb(c));
    }
    if (trees_.is_relation(c, {"xcomp"}) && infinitive && after)
      return wh ? word.has(Frame::that) : word.has(Frame::to);
    if (trees_.is_relation(c, {"advcl"}) && after) {
      if (word.has(Frame::that) &&
          (has_mark(c, {"that", "whether"}) || (word.act == SpeechAct::question && has_mark(c, {"if"})))) {
        return true;
      }
      const bool told =
          word.act == SpeechAct::order || trees_.is_lower(verb, {"told", "tell", "asked", "ask"});
      return infinitive && told && word.has(Frame::to) && trees_.child(verb, {"obj", "iobj"});
    }
    return trees_.is_relation(c, {"csubj"}) && after && word.has(Frame::that);
  }

  bool has_verb(Word head) const {
    for (Word w = trees_.first(head); w <= trees_.last(head); ++w) {
      if (trees_.is_upos(w, {"VERB", "AUX"})) return true;
    }
    return false;
  }

  std::optional<Content> clause_under(Word verb, const ReportingWord& word) const {
    std::vector<Word> heads;  // clauses after the verb, the nearest first, before those that it follows
    std::optional<Word> from = verb;
    for (int step = 0; from && step < 3; ++step) {
      for (const Word c : trees_.children(*from)) {
        if (c > verb && fits(c, verb, word)) heads.push_back(c);
      }
      from = governing(trees_, *from);
    }
    if (heads.empty() && word.has(Frame::that)) add_clauses_beside(verb, verb, heads);
    for (const Word c : trees_.children(verb)) {
      if (heads.empty() && c < verb && fits(c, verb, word)) heads.push_back(c);
    }
    if (heads.empty()) return word.has(Frame::that) ? after_what_was_said(verb) : std::nullopt;
    std::sort(heads.begin(), heads.end());
    Content content{heads.front(), clause(heads.front()), is_infinitive(heads.front()),
                    is_question_clause(heads.front())};
    begin_after_that(verb, content.words);
    go_on(verb, content.words);
    return content;
  }

  /// Takes in what stands between "that" and a clause from which the tree has cut it: "feel that [you] set prices".
  void begin_after_that(Word verb, Words& words) const {
    constexpr Word kFar = 5;
    for (Word w = words.begin; w-- > verb + 1 && words.begin - w <= kFar;) {
      if (trees_.is_upos(w, {"VERB", "AUX"})) return;
      if (trees_.is_lower(w, {"that"}) && trees_.is_relation(w, {"mark"})) {
        words.begin = w + 1;
        return;
      }
    }
  }

  /// "What she did say was that the dam is sound."
  std::optional<Content> after_what_was_said(Word verb) const {
    constexpr Word kFar = 8;
    const std::size_t sentence = trees_.sentence_of(verb);
    const Word first = trees_.sentence_first(sentence), end = trees_.sentence_end(sentence);
    Word what = verb, be = verb + 1;
    while (what > first && verb - what < kFar && !trees_.is_lower(what, {"what", "all"})) --what;
    while (be < end && be - verb < kFar && trees_.lemma(be) != "be" && !trees_.is_upos(be, {"VERB", "PUNCT"}))
      ++be;
    if (!trees_.is_lower(what, {"what", "all"}) || be + 2 >= end || trees_.lemma(be) != "be")
      return std::nullopt;
    if (!trees_.is_lower(be + 1, {"that"}) && !trees_.is_upos(be + 1, {"PRON", "PROPN"})) return std::nullopt;
    const Word begin = trees_.is_lower(be + 1, {"that"}) ? be + 2 : be + 1;
    return Content{begin, trimmed({begin, end})};
  }

  /// A clause that goes on after another one: "said the crisis is over, that the problem remains".
  void go_on(Word verb, Words& words) const {
    for (const Word next : trees_.children(verb)) {
      if (next > words.begin && trees_.is_relation(next, {"ccomp"}) && trees_.first(next) <= words.end + 2) {
        words.end = std::max(words.end, clause(next).end);
      }
    }
    const Word end = trees_.sentence_end(trees_.sentence_of(verb));
    while (words.end + 2 < end && trees_.is_lower(words.end, {",", ";"})) {
      Word that = words.end + 1;
      if (trees_.is_lower(that, {"and", "but", "or"})) ++that;
      if (!trees_.is_lower(that, {"that"}) || !trees_.is_relation(that, {"mark"}) || that + 1 >= end) return;
      Word stop = that + 1;
      while (stop < end && !trees_.is_upos(stop, {"PUNCT"})) ++stop;
      words.end = stop;
    }
  }

  /// Clauses with "that" which the tree hangs from what stands between: "told us many times that it was late".
  void add_clauses_beside(Word above, Word after, std::vector<Word>& heads, int depth = 0) const {
    constexpr int kDeepest = 4;
    for (const Word c : trees_.children(above)) {
      if (c < after || depth == kDeepest || trees_.is_relation(c, {"ccomp", "xcomp"})) continue;
      const ReportingWord* other = reporting_word(trees_.lemma(c), trees_.upos(c));
      if (trees_.is_relation(c, {"acl", "advcl", "parataxis"}) && has_that(c, after)) {
        heads.push_back(c);
      } else if (other == nullptr) {
        add_clauses_beside(c, after, heads, depth + 1);
      }
    }
  }

  bool has_that(Word head, Word after) const {
    for (const Word c : trees_.children(head)) {
      if (c > after && c < head && trees_.is_relation(c, {"mark"}) && trees_.is_lower(c, {"that"}))
        return true;
    }
    return false;
  }

  std::optional<Content> predicate_under(Word verb, const ReportingWord& word) const {
    for (const Word c : trees_.children(verb)) {
      if (c < verb) continue;
      if (word.has(Frame::called) && trees_.is_relation(c, {"xcomp"}) && !trees_.is_upos(c, {"VERB"}) &&
          trees_.child(verb, {"obj", "nsubj:pass"})) {
        return Content{c, clause(c)};
      }
      const auto preposition = trees_.child(c, {"case", "mark"});
      if (!preposition || *preposition > c || *preposition < verb) continue;
      const bool of = word.has(Frame::of) && trees_.is_lower(*preposition, {"of", "for", "with"});
      const bool as = word.has(Frame::as) && trees_.is_lower(*preposition, {"as"});
      const bool on = word.has(Frame::on) && trees_.is_relation(c, {"obl"}) &&
                      trees_.is_lower(*preposition, {"for"}) && trees_.lemma(verb) == "call";
      if (!of && !as && !on) continue;
      if (!trees_.is_relation(c, {"obl", "advcl", "xcomp", "ccomp"})) continue;
      Words words = trees_.is_relation(c, {"obl"}) ? nominal(c, verb) : clause(c);
      words.begin = std::max(words.begin, *preposition + 1);
      if (words.begin < words.end) return Content{c, words};
    }
    return std::nullopt;
  }

  /// "what they called your illegal blockade": to the end of the noun phrase.
  std::optional<Content> predicate_of_what(Word verb) const {
    constexpr Word kFar = 6;
    const Word first = trees_.sentence_first(trees_.sentence_of(verb));
    const Word end = trees_.sentence_end(trees_.sentence_of(verb));
    Word what = verb;
    while (what > first && verb - what < kFar && !trees_.is_lower(what, {"what"})) --what;
    if (!trees_.is_lower(what, {"what"}) || what + 1 >= verb) return std::nullopt;
    Word begin = verb + 1;
    if (begin < end && trees_.is_lower(begin, {"as"})) ++begin;
    Word last = begin;
    bool in_marks = false;
    for (; last < end; ++last) {
      const bool mark = trees_.is_lower(last, {"\"", "“", "”"});
      if (mark && in_marks) return Content{begin, {begin, last + 1}};
      in_marks = in_marks || mark;
      if (in_marks) continue;
      if (trees_.is_upos(last, {"PUNCT", "VERB", "AUX", "SCONJ", "PRON"}) &&
          !trees_.is_relation(last, {"nmod:poss"}))
        break;
    }
    return last > begin ? std::optional(Content{begin, {begin, last}}) : std::nullopt;
  }

  std::optional<Content> object_under(Word verb) const {
    const auto object = trees_.child(verb, {"obj", "ccomp"});
    if (!object || *object < verb) return std::nullopt;
    if (trees_.is_lower(trees_.first(*object), {"what"}))
      return Content{*object, without_next_report(*object)};
    if (!trees_.is_upos(*object, {"NOUN", "PROPN"}) || !trees_.is_relation(*object, {"obj"}))
      return std::nullopt;
    return Content{*object, whole_phrase(*object, verb)};
  }

  /// "condemned what they called theft and reaffirmed support": the clause to where another report is joined to it.
  Words without_next_report(Word head) const {
    Words words = clause(head);
    for (Word w = head + 1; w < words.end; ++w) {
      if (!trees_.is_relation(w, {"conj"}) || reporting_word(trees_.lemma(w), trees_.upos(w)) == nullptr)
        continue;
      words.end = trees_.first(w);
      return trimmed(words);
    }
    return words;
  }

  /// A noun phrase with all that hangs from it, to a relative clause after a comma.
  Words whole_phrase(Word head, Word verb) const {
    Words words = nominal(head, verb);
    for (Word w = words.end; w <= trees_.last(head); ++w) {
      if (trees_.is_lower(w, {","}) && trees_.is_lower(w + 1, {"which", "who", "whose", "where"})) break;
      words.end = w + 1;
    }
    return trimmed(words);
  }

  /// A noun phrase with the prepositional phrases after it, but for those of time.
  Words nominal(Word head, Word verb) const {
    const auto [begin, end] = trees_.words_in(noun_phrase(trees_, head));
    Words words{begin, end};
    for (const Word c : trees_.children(verb)) {
      const bool goes_on = trees_.is_relation(c, {"obl"}) && trees_.first(c) == words.end && c > head;
      if (!goes_on || trees_.is_upos(words.end, {"PUNCT"}) || is_time(c)) continue;
      const auto preposition = trees_.child(c, {"case"});
      if (preposition &&
          trees_.is_lower(*preposition, {"of", "in", "for", "on", "between", "against", "from"})) {
        words.end = trees_.last(c) + 1;
      }
    }
    return words;
  }

  bool is_time(Word w) const {
    static constexpr std::array<std::string_view, 22> kTimes = {
        "year",      "month",    "week",   "day",      "hour",   "minute", "morning", "evening",
        "night",     "spring",   "summer", "autumn",   "fall",   "winter", "monday",  "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "time"};
    if (trees_.is_upos(w, {"NUM"})) return true;
    return std::find(kTimes.begin(), kTimes.end(), to_lower(trees_.lemma(w))) != kTimes.end();
  }

  QuoteReading reading_of(Word verb, const ReportingWord& word) const {
    QuoteReading reading;
    reading.cue = verb_group(trees_, verb);
    reading.cue_word = verb;
    reading.act = word.act;
    reading.of_mind = word.has(Frame::mind);
    return reading;
  }

  void read_verb(Word verb, const ReportingWord& word) {
    const bool of_mind = word.has(Frame::mind);
    const auto that = that_of_chain(verb, word);
    const Words speaks = that ? subject_in_chain(verb) : Words{0, 0};
    const bool is_link = speaks.begin < speaks.end;
    auto subject = subject_of(trees_, verb);
    const bool is_lost = is_link && (!subject || subject->word != speaks.end - 1);
    if (!is_lost && !is_report(trees_, verb, of_mind)) return;
    QuoteReading reading = reading_of(verb, word);
    std::optional<Content> content = clause_under(verb, word);
    if (that && (!content || content->words.begin != *that + 1)) {
      content = Content{*that + 1, trimmed({*that + 1, trees_.sentence_end(trees_.sentence_of(verb))})};
      content->chained = true;
    }
    if (is_lost && !(subject && subject->passive)) subject = SubjectFound{speaks.end - 1};
    if (subject && subject->word) reading.source = {noun_phrase(trees_, *subject->word)};
    if (is_link && !subject->passive) reading.source = {trees_.span(speaks.begin, speaks.end - 1)};
    reading.score = kSure;
    if (!content) {
      if (word.has(Frame::aside) && subject && read_aside(verb, reading)) return;
      content = predicate_under(verb, word);
      reading.score = kLikely;
    }
    if (!content && (word.has(Frame::called) || word.has(Frame::as))) content = predicate_of_what(verb);
    if (!content && word.has(Frame::noun) && subject && !subject->passive) {
      const bool asks = subject->word && is_second_person(trees_, *subject->word) && in_question(verb);
      if (!asks) content = object_under(verb);
      reading.score = kUnsure;
    }
    if (!content || !subject) return;
    if (is_only_pronoun(content->words)) return;
    if (word.has(Frame::called) && subject->passive && !subject->word && !has_marks(content->words))
      return;                                                            // a name
    if (content->question && trees_.lemma(verb) == "determine") return;  // what things depend on
    if (of_mind && content->question && content->infinitive) return;     // "knows how to change it"
    if (content->infinitive && (trees_.is_lower(verb, {"told", "tell", "asked", "ask"})))
      reading.act = SpeechAct::order;
    if (content->question && word.act == SpeechAct::statement) reading.act = SpeechAct::statement;
    add_particle(verb, *content, reading);
    if (content->chained) reading.score = kLikely;
    // The source and the cue stand inside what hangs from a fronted clause only where the tree is wrong.
    const std::vector<Word> cue = verb_words(trees_, verb);
    Words hole{cue.front(), cue.back() + 1};
    if (subject->word && *subject->word + 3 > hole.begin && *subject->word < hole.begin) {
      hole.begin = trees_.word_at(reading.source[0].begin);
    } else if (subject->word && *subject->word >= hole.end && *subject->word < hole.end + 3) {
      hole.end = trees_.word_at(reading.source[0].end - 1) + 1;
    }
    reading.content = spans_without(content->words, hole);
    if (!content->infinitive) run_on(reading);
    keep(std::move(reading));
  }

  // ---- chains: "the clerk said that the cook told her that ...", of which trees lose the order when they are long

  /// The "that" right after a reporting verb, or after whom it is said to, if it opens the clause of another such verb or the
  /// verb itself stands in the clause of another.
  std::optional<Word> that_of_chain(Word verb, const ReportingWord& word) const {
    if (!word.has(Frame::that)) return std::nullopt;
    const auto that = that_after(verb);
    if (!that) return std::nullopt;
    const Words speaks = subject_in_chain(verb);
    return speaks.begin < speaks.end || opens_link(*that) ? that : std::nullopt;
  }

  std::optional<Word> that_after(Word verb) const {
    constexpr Word kFar = 4;
    const Word end = trees_.sentence_end(trees_.sentence_of(verb));
    for (Word w = verb + 1; w + 1 < end && w - verb <= kFar; ++w) {
      if (trees_.is_lower(w, {"that"})) {
        const bool opens = trees_.is_upos(w, {"SCONJ"}) || trees_.is_relation(w, {"mark"}) ||
                           trees_.is_upos(w + 1, {"DET", "PRON", "PROPN"});
        return opens ? std::optional(w) : std::nullopt;
      }
      if (!trees_.is_upos(w, {"PRON", "PROPN", "NOUN", "DET"})) return std::nullopt;
    }
    return std::nullopt;
  }

  /// Whether the clause after `that` is another reporting verb's with a "that" of its own, and nothing but a noun phrase before it.
  bool opens_link(Word that) const {
    constexpr Word kFar = 8;
    const Word end = trees_.sentence_end(trees_.sentence_of(that));
    for (Word w = that + 1; w < end && w - that <= kFar; ++w) {
      if (trees_.is_upos(w, {"VERB"})) {
        const ReportingWord* word = reporting_word(trees_.lemma(w), "VERB");
        return w > that + 1 && word != nullptr && that_after(w);
      }
      if (!trees_.is_upos(w, {"PRON", "PROPN", "NOUN", "DET", "ADJ", "AUX", "ADV", "PART"})) return false;
    }
    return false;
  }

  /// The noun phrase between the "that" of another reporting verb and `verb`; empty where there is none.
  Words subject_in_chain(Word verb) const {
    constexpr Word kFar = 8;
    const Word first = trees_.sentence_first(trees_.sentence_of(verb));
    Word end = 0;
    for (Word w = verb; w-- > first && verb - w <= kFar;) {
      if (trees_.is_lower(w, {"that"})) {
        bool opens = false;
        for (Word before = w; before-- > first && w - before <= 4 && !opens;) {
          opens = trees_.is_upos(before, {"VERB"}) && that_after(before) == w &&
                  reporting_word(trees_.lemma(before), "VERB") != nullptr;
        }
        return opens && end > 0 ? Words{w + 1, end} : Words{0, 0};
      }
      const bool noun = trees_.is_upos(w, {"PRON", "PROPN", "NOUN"});
      if (!noun && !trees_.is_upos(w, {"DET", "ADJ", "AUX", "ADV", "PART"})) break;
      if (noun && end == 0) end = w + 1;
    }
    return {0, 0};
  }

  bool has_marks(Words words) const {
    for (Word w = words.begin; w < words.end; ++w) {
      if (trees_.is_lower(w, {"\"", "“", "”", "‘", "’", "'"})) return true;
    }
    return false;
  }

  /// "She said it was late. And that nobody had come.": sentences that begin with "that" are the content still.
  void run_on(QuoteReading& reading) const {
    if (reading.content.empty()) return;
    constexpr std::size_t kMost = 4;
    std::uint32_t& end = reading.content.back().end;
    for (std::size_t n = 0; n < kMost; ++n) {
      const std::size_t sentence = trees_.sentence_of(trees_.word_at(end - 1));
      if (sentence + 1 >= trees_.n_sentences()) return;
      const Word first = trees_.sentence_first(sentence + 1), stop = trees_.sentence_end(sentence + 1);
      Word last = first;
      while (last > 0 && trees_.is_upos(last - 1, {"PUNCT"})) --last;
      if (first >= stop || last == 0 || trees_.span(last - 1).end > end ||
          trees_.turn_of(first) != trees_.turn_of(last - 1))
        return;
      if (!begins_with_that(first, stop)) return;
      end = trees_.span(trimmed({first, stop}).end - 1).end;
    }
  }

  bool begins_with_that(Word first, Word stop) const {
    constexpr Word kFar = 8;
    for (Word w = first; w + 1 < stop && w - first < kFar; ++w) {
      if (trees_.is_lower(w, {"that"})) return trees_.is_relation(w, {"mark"});
      const bool before = trees_.is_upos(w, {"PUNCT", "CCONJ", "ADV", "INTJ"}) ||
                          trees_.is_lower(w, {"you", "know", "now", "so", "also"});
      if (!before) return false;
    }
    return false;
  }

  /// "called for", "regarded as": a preposition that is the verb's own goes with the cue only where the guidelines have it.
  void add_particle(Word verb, const Content& content, QuoteReading& reading) const {
    if (trees_.lemma(verb) != "call" && trees_.lemma(verb) != "agree") return;
    const auto preposition = trees_.child(content.head, {"case"});
    if (preposition && *preposition == verb + 1 && trees_.is_lower(*preposition, {"for", "to"})) {
      reading.cue.back().end = trees_.span(*preposition).end;
    }
  }

  // ---- parentheses

  /// "The dam, she says, is sound": the verb hangs from what it reports, or stands in a clause of its own beside it.
  bool read_aside(Word verb, QuoteReading& reading) {
    const auto host = trees_.head(verb);
    if (!host || trees_.last(verb) - trees_.first(verb) >= kLongestAside) return false;
    const bool as = has_mark(verb, {"as", "like"});
    const bool beside = trees_.is_relation(verb, {"parataxis", "discourse"});
    if (!beside && !(as && trees_.is_relation(verb, {"advcl", "parataxis"}))) return false;
    if (!trees_.child(verb, {"nsubj"})) return false;
    const auto subject = trees_.child(verb, {"nsubj"});
    if (!as && trees_.is_relation(*subject, {"nsubj:pass"})) return false;  // "it is written in the law"
    const bool remark = std::find(kRemarks.begin(), kRemarks.end(), trees_.lemma(verb)) != kRemarks.end();
    if (as && is_second_person(trees_, *subject) && (remark || reading.of_mind)) return false;
    if (trees_.child(verb, {"obj", "iobj", "ccomp", "xcomp"}) && !as) return false;
    // A parenthesis is set off by marks, or ends the sentence.
    Words hole{trees_.first(verb), trees_.last(verb) + 1};
    if (hole.end + 1 < trees_.size() &&
        trees_.is_lower(hole.end, {"me", "us", "you", "him", "her", "them"}) &&
        ends_clause(trees_, hole.end + 1))
      ++hole.end;  // whom it is said to
    if (hole.begin > trees_.first(*host) && !ends_clause(trees_, hole.begin) &&
        !ends_clause(trees_, hole.begin - 1)) {
      return false;
    }
    Words words{trees_.first(*host), trees_.last(*host) + 1};
    while (words.begin < words.end &&
           (trees_.is_relation(words.begin, {"cc", "discourse"}) || ends_clause(trees_, words.begin))) {
      ++words.begin;
    }
    reading.content = spans_without(trimmed(words), hole);
    reading.aside = true;
    reading.score = kLikely;
    keep(std::move(reading));
    return true;
  }

  void read_according(Word word) {
    if (word + 1 >= trees_.size() || !trees_.is_lower(word + 1, {"to"})) return;
    const auto noun = trees_.head(word);
    if (!noun || *noun < word) return;
    const auto host = trees_.head(*noun);
    QuoteReading reading;
    reading.cue = {trees_.span(word, word + 1)};
    reading.cue_word = word;
    const Span phrase = noun_phrase(trees_, *noun);
    reading.source = {{std::max(phrase.begin, trees_.span(word + 1).end + 1), phrase.end}};
    if (!host || reading.source[0].empty()) return;
    const Words hole{std::min(word, trees_.first(*noun)), trees_.last(*noun) + 1};
    Words words{trees_.first(*host), trees_.last(*host) + 1};
    while (words.begin < words.end && trees_.is_relation(words.begin, {"cc"})) ++words.begin;
    reading.content = spans_without(trimmed(words), hole);
    reading.aside = true;
    reading.score = kSure;
    keep(std::move(reading));
  }

  /// "As Reed put it, the dam is sound."
  void read_put_it(Word put) {
    constexpr Word kFar = 12;
    const Word first = trees_.sentence_first(trees_.sentence_of(put));
    const Word end = trees_.sentence_end(trees_.sentence_of(put));
    if (put + 1 >= end || !trees_.is_lower(put + 1, {"it"})) return;
    Word as = put;
    while (as > first && put - as < kFar && !trees_.is_lower(as, {"as"})) --as;
    if (!trees_.is_lower(as, {"as"}) || as + 1 >= put) return;
    Words hole{as, put + 2};
    while (hole.end < end && !trees_.is_upos(hole.end, {"PUNCT"})) ++hole.end;
    QuoteReading reading;
    reading.cue = {trees_.span(put, put + 1)};
    reading.cue_word = put;
    reading.source = {trees_.span(as + 1, put - 1)};
    reading.content = spans_without(trimmed({first, end}), hole);
    reading.aside = true;
    reading.score = kSure;
    keep(std::move(reading));
  }

  /// "Reed is on record as favouring a ban", "of": what stands after is what she has said. "On record as saying" is "say"'s.
  void read_on_record(Word record) {
    if (record < 2 || record + 2 >= trees_.size() || !trees_.is_lower(record - 1, {"on"})) return;
    const Word mark = record + 1, verb = mark + 1;
    if (!trees_.is_lower(mark, {"as", "of"}) || trees_.xpos(verb) != "VBG") return;
    if (reporting_word(trees_.lemma(verb), trees_.upos(verb)) != nullptr) return;
    const auto subject = subject_of(trees_, record);
    Word be = record - 1;
    while (be > 0 && record - be < 4 && trees_.lemma(be) != "be" && trees_.lemma(be) != "go") --be;
    if (!subject || !subject->word || record - be >= 4) return;
    QuoteReading reading;
    reading.cue = {trees_.span(be, record)};
    reading.cue_word = record;
    reading.source = {noun_phrase(trees_, *subject->word)};
    Words words = clause(verb);
    words.begin = verb;
    reading.content = {trees_.span(words.begin, words.end - 1)};
    reading.score = kLikely;
    keep(std::move(reading));
  }

  // ---- nouns and adjectives

  /// "I am convinced that", which trees take for a passive.
  bool is_convinced(Word w) const {
    return trees_.is_upos(w, {"VERB"}) && trees_.is_lower(w, {"convinced", "persuaded", "satisfied"}) &&
           trees_.child(w, {"aux:pass", "cop"}) && !trees_.child(w, {"obl:agent"});
  }

  bool is_knowledge(Word noun) const { return is_among(kKnowledge, trees_.lemma(noun)); }

  /// Whose a noun is: "their promise", "the opinion of counsel", or who makes it ("he made the claim that").
  std::optional<Word> owner_of(Word noun, bool& light, Word& verb) const {
    light = false;
    if (trees_.child(noun, {"nmod:poss"})) return quoth::owner_of(trees_, noun);
    if (const auto head = trees_.head(noun); head && trees_.is_upos(*head, {"VERB"})) {
      const bool is_light = is_knowledge(noun) ? is_among(kGivingVerbs, trees_.lemma(*head))
                                               : is_among(kLightVerbs, trees_.lemma(*head));
      if (is_light && trees_.is_relation(noun, {"obj", "nsubj:pass"})) {
        light = true;
        verb = *head;
        const auto subject = subject_of(trees_, *head);
        return subject ? subject->word : std::nullopt;
      }
    }
    return quoth::owner_of(trees_, noun);
  }

  void read_noun(Word noun, const ReportingWord& word) {
    bool light = false;
    Word verb = noun;
    const auto owner = owner_of(noun, light, verb);
    if (is_knowledge(noun) && !light) return;
    std::optional<Content> content = noun_content(noun, word, light, verb, owner.has_value());
    if (!content || is_only_pronoun(content->words)) return;
    if (owner && is_second_person(trees_, *owner) && in_question(noun)) return;
    QuoteReading reading;
    reading.cue_word = noun;
    reading.cue = {trees_.span(noun)};
    if (light) {
      const std::vector<Span> group = verb_group(trees_, verb);
      if (verb < noun && trees_.span(noun).begin - group.back().end < 12) {
        reading.cue = {{group.back().begin, trees_.span(noun).end}};
      } else if (noun < verb && group.front().begin - trees_.span(noun).end < 2) {
        reading.cue = {{trees_.span(noun).begin, group.back().end}};
      } else {
        reading.cue.insert(reading.cue.end(), group.begin(), group.end());
        std::sort(reading.cue.begin(), reading.cue.end());
      }
    }
    reading.act = word.act;
    reading.of_mind = word.act == SpeechAct::thought;
    if (owner) {
      reading.source = {owner_phrase(trees_, *owner)};
    }
    reading.content = {trees_.span(content->words.begin, content->words.end - 1)};
    reading.score = kUnsure;
    keep(std::move(reading));
  }

  std::optional<Content> noun_content(Word noun, const ReportingWord& word, bool light, Word verb,
                                      bool owned) const {
    const auto fits_noun = [&](Word c) {
      if (c < noun) return false;
      if (has_mark(c, {"that"})) return true;
      if (word.act == SpeechAct::question && is_question_clause(c)) return true;
      // "the promise of not building there"
      if (word.has(Frame::bare) && trees_.xpos(c) == "VBG" && has_mark(c, {"of"})) return true;
      return owned && word.has(Frame::to) && is_infinitive(c);
    };
    for (const Word c : trees_.children(noun)) {
      const bool alone = owned || light || word.has(Frame::bare) || word.act == SpeechAct::question;
      if (trees_.is_relation(c, {"acl", "ccomp", "advcl", "parataxis"}) && !relative(c) && alone &&
          fits_noun(c)) {
        Words words = clause(c);
        if (words.begin + 1 < words.end && trees_.is_lower(words.begin, {"of"})) ++words.begin;
        begin_after_that(noun, words);
        return Content{c, words};
      }
    }
    if (light) {
      std::vector<Word> heads;
      for (const Word c : trees_.children(verb)) {
        if (trees_.is_relation(c, {"ccomp", "acl", "advcl", "parataxis"}) && fits_noun(c)) heads.push_back(c);
      }
      if (heads.empty()) add_clauses_beside(verb, std::max(verb, noun), heads);
      if (!heads.empty()) return Content{heads.front(), clause(heads.front())};
      // "the decision was taken that, ...", where the tree has lost the clause
      if (verb > noun && verb + 2 < trees_.sentence_end(trees_.sentence_of(verb)) &&
          trees_.is_lower(verb + 1, {"that"}) && trees_.is_relation(verb + 1, {"mark"})) {
        Words words{verb + 2, trees_.sentence_end(trees_.sentence_of(verb))};
        while (words.begin + 1 < words.end && ends_clause(trees_, words.begin)) ++words.begin;
        return Content{words.begin, trimmed(words)};
      }
    }
    // "his view of our promise was that": the view is meant.
    const bool inner = trees_.is_relation(noun, {"nmod", "obl", "conj", "compound"});
    if (!inner && (owned || word.has(Frame::bare))) return after_be(noun);
    return std::nullopt;
  }

  /// "my view is that it was late", "the theory was, believe it or not, that ..."
  std::optional<Content> after_be(Word noun) const {
    constexpr Word kFar = 16;
    const Word end = trees_.sentence_end(trees_.sentence_of(noun));
    Word at = trees_.words_in(noun_phrase(trees_, noun)).second;
    if (at >= end || trees_.lemma(at) != "be") return std::nullopt;
    const Word be = at;
    for (++at; at < end && at - be < kFar; ++at) {
      if (trees_.is_lower(at, {"that"}) && trees_.is_relation(at, {"mark"}) && trees_.head(at)) {
        const bool direct = trees_.is_lower(at - 1, {","}) || trees_.is_upos(at - 1, {"ADV"}) || at - 1 == be;
        const Word head = *trees_.head(at);
        if (!direct || head < at) return std::nullopt;
        Words words = clause(head);
        words.begin = at + 1;
        for (const Word c : trees_.children(head)) {  // "that's the doctrine" after it is no part of it
          if (c > head && trees_.is_relation(c, {"parataxis", "conj"}) && trees_.first(c) > at + 1 &&
              trees_.is_lower(trees_.first(c), {"and", "but"}) && trees_.child(c, {"nsubj"})) {
            words.end = std::min(words.end, trees_.first(c));
          }
        }
        return Content{head, trimmed(words)};
      }
      if (trees_.is_lower(at, {";", "."})) break;
    }
    return std::nullopt;
  }

  /// A relative clause: its "that" is somebody or something in it.
  bool relative(Word head) const {
    for (const Word c : trees_.children(head)) {
      if (trees_.is_lower(c, {"that", "which", "who"}) && trees_.is_relation(c, {"nsubj", "obj", "obl"}))
        return true;
    }
    return false;
  }

  void read_adjective(Word adjective, const ReportingWord& word) {
    const auto content = trees_.child(adjective, {"ccomp"});
    if (!content || *content < adjective || !trees_.child(adjective, {"cop", "aux:pass"})) return;
    auto subject = subject_of(trees_, adjective);
    if (const auto passive = trees_.child(adjective, {"nsubj:pass"})) subject = SubjectFound{passive, false};
    if (!subject || !subject->word || !is_report(trees_, adjective, true)) return;
    QuoteReading reading = reading_of(adjective, word);
    reading.source = {noun_phrase(trees_, *subject->word)};
    const Words words = clause(*content);
    if (is_only_pronoun(words)) return;
    reading.content = {trees_.span(words.begin, words.end - 1)};
    reading.score = kUnsure;
    keep(std::move(reading));
  }

  bool in_question(Word w) const {
    const Word last = trees_.sentence_end(trees_.sentence_of(w)) - 1;
    return trees_.is_lower(last, {"?"});
  }

  void keep(QuoteReading reading) {
    if (!reading.content.empty()) readings_.push_back(std::move(reading));
  }

  const Trees& trees_;
  std::vector<QuoteReading> readings_;
};

bool is_auxiliary_before_subject(const Trees& trees, Word verb) {
  const auto subject = trees.child(verb, {"nsubj", "nsubj:pass"});
  if (!subject) return false;
  for (const Word c : trees.children(verb)) {
    if (trees.is_relation(c, {"aux", "cop"}) && c < *subject) return true;
  }
  return false;
}

/// "They said that.", "I told them so": nothing is said of what.
bool has_pronoun_content(const Trees& trees, Word verb) {
  Word at = verb + 1;
  const Word end = trees.sentence_end(trees.sentence_of(verb));
  if (at < end && trees.is_upos(at, {"PRON"}) && !trees.is_lower(at, {"that", "this", "it"})) ++at;
  if (at >= end || !trees.is_lower(at, {"that", "this", "so", "it", "those"})) return false;
  const Word next = at + 1;
  const bool ends = next + 1 < end && trees.is_lower(next, {","}) && trees.is_upos(next + 1, {"CCONJ"});
  if (trees.is_relation(at, {"mark", "det", "nsubj"})) return ends;
  return next >= end || trees.is_upos(next, {"PUNCT", "CCONJ"}) ||
         (trees.is_lower(at, {"that", "this", "those"}) && trees.is_relation(at, {"obj"}) &&
          trees.is_upos(next, {"ADP"}) && !trees.is_lower(next, {"as"}));
}

}  // namespace

bool is_report(const Trees& trees, Word word, bool of_mind) {
  const auto subject = subject_of(trees, word);
  const bool mine = subject && subject->word && is_first_person(trees, *subject->word);
  const bool yours = subject && subject->word && is_second_person(trees, *subject->word);
  // "Do you think it will open?" asks; "Do you say it will?" and "Did he think so?" report.
  if (of_mind && yours && is_auxiliary_before_subject(trees, word)) return false;
  // "whether you believe it or not"
  if (of_mind && yours && trees.child(word, {"mark"})) return false;
  if (!subject || has_pronoun_content(trees, word)) return false;
  if (subject->word && trees.is_lower(*subject->word, {"'s", "’s"})) return false;  // "let's hope"
  if (mine) return true;
  if (subject->word && trees.is_lower(*subject->word, {"this", "that", "there", "which"})) return false;
  if (yours && std::find(kRemarks.begin(), kRemarks.end(), trees.lemma(word)) != kRemarks.end()) return false;
  if (trees.lemma(word) == "go" && trees.child(word, {"aux"})) return false;
  // "Who knows whether ...?"
  if (of_mind && subject->word && trees.is_lower(*subject->word, {"who"}) &&
      !trees.has_feature(*subject->word, "PronType=Rel"))
    return false;
  // "Will you promise to sign?" asks for it; "Did you promise to sign?" asks whether it was said.
  if (yours && is_auxiliary_before_subject(trees, word)) {
    for (const Word c : trees.children(word)) {
      if (trees.is_relation(c, {"aux"}) && trees.is_lower(c, {"will", "would", "can", "could", "do"}))
        return false;
    }
  }
  for (const Word c : verb_words(trees, word)) {
    const bool might = trees.is_lower(c, {"must", "should", "might", "may", "can", "could", "let"}) &&
                       trees.is_upos(c, {"AUX"});
    if (might && !is_auxiliary_before_subject(trees, word)) return false;
    if (trees.is_lower(c, {"supposed"})) return false;
  }
  return true;
}

std::vector<QuoteReading> read_clauses(const Trees& trees) { return ClauseReader(trees).read(); }

}  // namespace quoth
