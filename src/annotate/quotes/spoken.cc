#include "annotate/quotes/spoken.h"

#include <algorithm>
#include <optional>

#include "annotate/quotes/lexicon.h"
#include "annotate/quotes/phrases.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Word = Trees::Word;

/// How far from the marks their verb may stand, in words.
constexpr std::size_t kBefore = 16, kBeforeColon = 40, kAfter = 18;
/// How far after the verb that parts it a quotation goes on, in words.
constexpr std::size_t kParting = 24;
/// Fewer words in marks inside a sentence are a part of it, unless a verb introduces them.
constexpr std::size_t kWordsOfSpeech = 3;
constexpr float kByVerb = 0.95F, kByColon = 0.85F, kByContext = 0.6F;

bool is_quoting(const Trees& trees, Word w) {
  const ReportingWord* word = reporting_word(trees.lemma(w), trees.upos(w));
  if (word == nullptr || word->upos != "VERB" || !word->has(Frame::quote)) return false;
  const auto helper = trees.child(w, {"aux"});
  return word->lemma != "go" || !helper || trees.lemma(*helper) == "have";  // "it is going" is none
}

/// "is like", "was like": the "be" of the word `like`.
std::optional<Word> be_like(const Trees& trees, Word like) {
  if (!trees.is_lower(like, {"like"}) || like == 0) return std::nullopt;
  for (Word w = like; w-- > trees.sentence_first(trees.sentence_of(like)) && like - w <= 3;) {
    if (trees.lemma(w) == "be") return w;
    if (!trees.is_upos(w, {"ADV"})) return std::nullopt;
  }
  return std::nullopt;
}

/// The noun phrase whose verb "be" is, when the tree takes "like" for a preposition.
std::optional<Word> subject_beside(const Trees& trees, Word be) {
  if (const auto subject = subject_of(trees, be); subject && subject->word) return subject->word;
  if (be > 0 && trees.is_upos(be - 1, {"PRON", "PROPN", "NOUN"})) return be - 1;
  return std::nullopt;
}

/// "as Reed put it": the "as" of the verb `put`.
std::optional<Word> puts_it(const Trees& trees, Word put) {
  constexpr Word kFar = 12;
  if (trees.lemma(put) != "put" || put + 1 >= trees.size() || !trees.is_lower(put + 1, {"it"}))
    return std::nullopt;
  const Word first = trees.sentence_first(trees.sentence_of(put));
  for (Word w = put; w-- > first && put - w < kFar;) {
    if (trees.is_lower(w, {"as"})) return w + 1 < put ? std::optional(w) : std::nullopt;
    if (trees.is_upos(w, {"VERB"})) return std::nullopt;
  }
  return std::nullopt;
}

struct Cue {
  Word verb = 0;
  std::vector<Span> spans;
  std::vector<Span> source;
  SpeechAct act = SpeechAct::statement;
  Word begin = 0, end = 0;  ///< the words of cue and source, half-open
  float score = kByVerb;
};

class SpokenReader {
 public:
  SpokenReader(const Trees& trees, const std::vector<Marked>& marked, bool carry_on)
      : trees_(trees), marked_(marked), carry_on_(carry_on) {}

  Spoken read() && {
    std::vector<bool> taken(marked_.size());
    for (std::size_t i = 0; i < marked_.size(); ++i) {
      if (taken[i]) continue;
      taken[i] = true;
      read_one(i, taken);
    }
    return std::move(out_);
  }

 private:
  void read_one(std::size_t i, std::vector<bool>& taken) {
    const Marked& marked = marked_[i];
    const auto [inner_begin, inner_end] = trees_.words_in(marked.inner);
    if (inner_begin == inner_end) return;
    const auto [begin, end] = trees_.words_in(marked.span);
    if (is_name_of_work(begin, inner_begin, inner_end)) {
      out_.fragments.push_back(marked);
      return;
    }
    // A comma inside the marks calls for a verb after them.
    const bool goes_on = !marked.inner.empty() && trees_.text()[marked.inner.end - 1] == ',';
    std::optional<Cue> cue = goes_on ? std::nullopt : cue_before(begin);
    bool after = false;
    if (!cue && marked.closed && !stands_after_that(begin)) {
      cue = cue_after(marked, end);
      after = cue.has_value();
    }
    if (!cue && goes_on) cue = cue_before(begin);
    if (!marked.closed && !cue) return;
    if (!cue) {
      if (stands_alone(marked, begin, inner_begin, inner_end)) {
        keep_alone(marked, begin, end);
      } else {
        out_.fragments.push_back(marked);
      }
      return;
    }
    QuoteReading reading;
    reading.content = {marked.span};
    reading.cue = cue->spans;
    reading.cue_word = cue->verb;
    reading.source = cue->source;
    reading.act = cue->act;
    reading.direct = true;
    reading.score = cue->score;
    if (after) go_on(i, *cue, taken, reading);
    // "Adding: "...": the one who spoke goes on.
    if (reading.source.empty() && last_ && near(last_->content.back().end, marked.span.begin) &&
        trees_.xpos(cue->verb) == "VBG" && cue->begin == trees_.sentence_first(trees_.sentence_of(cue->verb)))
      reading.source = last_->source;
    last_ = reading;
    out_.readings.push_back(std::move(reading));
  }

  /// "They say that "..."": the verb before it has a clause.
  bool stands_after_that(Word begin) const {
    constexpr Word kFar = 8;
    if (begin == 0 || !trees_.is_lower(begin - 1, {"that"})) return false;
    const Word first = trees_.sentence_first(trees_.sentence_of(begin - 1));
    for (Word w = begin - 1; w-- > first && begin - w < kFar;) {
      if (is_quoting(trees_, w)) return true;
    }
    return false;
  }

  /// "A," he said, "B.": what follows the cue in marks is the same speech, unless it has a cue of its own.
  void go_on(std::size_t i, const Cue& cue, std::vector<bool>& taken, QuoteReading& reading) {
    for (std::size_t j = i + 1;
         j < marked_.size() && marked_[j].span.begin < reading.content.back().end + 600; ++j) {
      if (taken[j] || marked_[j].depth != marked_[i].depth || !marked_[j].closed) continue;
      const auto [begin, end] = trees_.words_in(marked_[j].span);
      const char last = trees_.text()[marked_[j].inner.end - 1];
      if (!resumes(cue.end, begin, last == '.' || last == '?' || last == '!') || last == ',') return;
      if (has_paragraph_break(reading.content.back().end, marked_[j].span.begin)) return;
      if (const auto own = cue_after(marked_[j], end); own && own->verb != cue.verb) return;
      taken[j] = true;
      reading.content.push_back(marked_[j].span);
      return;
    }
  }

  /// Whether the marks at `to` take up the speech again that a cue has parted, whose last word stands before `from`: "he said
  /// in Geneva. "..."", but not "he said on "Late News"" nor "he said, adding: "..."".
  bool resumes(Word from, Word to, bool ends_as_speech) const {
    if (to <= from) return to == from && ends_as_speech;
    if (to - from > kParting || !trees_.is_lower(to - 1, {",", ".", ":", ";", "-", "–", "—", "--"}))
      return false;
    for (Word w = from; w < to; ++w) {
      if (w + 1 < to && ends_sentence(w)) return false;
      if (trees_.is_upos(w, {"AUX"}) || is_quoting(trees_, w)) return false;
      if (trees_.is_upos(w, {"VERB"}) && trees_.xpos(w) != "VBG" && trees_.xpos(w) != "VBN") return false;
    }
    return true;
  }

  /// Whether `w` is the full stop of its sentence, not one of an abbreviation.
  bool ends_sentence(Word w) const {
    if (trees_.is_lower(w, {"?", "!"})) return true;
    return trees_.is_lower(w, {"."}) &&
           (trees_.is_upos(w, {"PUNCT"}) || w + 1 == trees_.sentence_end(trees_.sentence_of(w)));
  }

  bool has_paragraph_break(std::uint32_t from, std::uint32_t to) const {
    return from < to && slice(trees_.text(), {from, to}).find("\n\n") != std::string_view::npos;
  }

  /// Whether marks hold a speech of their own although no verb says so.
  bool stands_alone(const Marked& marked, Word begin, Word inner_begin, Word inner_end) const {
    if (!marked.closed || inner_end - inner_begin < kWordsOfSpeech) return false;
    const char last = trees_.text()[marked.inner.end - 1];
    const bool ends = last == '.' || last == '?' || last == '!' || last == ',';
    return opens_sentence(begin) && (ends || has_verb(inner_begin, inner_end));
  }

  bool has_verb(Word begin, Word end) const {
    for (Word w = begin; w < end; ++w) {
      if (trees_.is_upos(w, {"VERB", "AUX"})) return true;
    }
    return false;
  }

  void keep_alone(const Marked& marked, Word begin, Word end) {
    QuoteReading reading;
    reading.content = {marked.span};
    reading.direct = true;
    reading.score = kByContext;
    if (carry_on_ && last_ && near(last_->content.back().end, marked.span.begin))
      reading.source = last_->source;
    if (begin > 0 && trees_.is_lower(begin - 1, {":"})) {
      const Word first = trees_.sentence_first(trees_.sentence_of(begin - 1));
      if (const auto name = name_before(first, begin - 1)) {
        reading.source = {*name};
      } else if (const auto subject = subject_before(first, begin - 1)) {
        reading.source = {noun_phrase(trees_, *subject)};
      }
    }
    if (const auto name = name_in_heading(begin)) reading.source = {*name};
    if (const auto name = name_under(end)) reading.source = {*name};
    last_ = reading;
    out_.readings.push_back(std::move(reading));
  }

  /// "Reed: "...", "What the fleet needs - Ann Reed: "...", "From the report: "...": the name that stands alone before a colon,
  /// from the begin of its sentence or after a dash.
  std::optional<Span> name_before(Word first, Word colon) const {
    constexpr std::size_t kLongestName = 8;
    Word begin = colon;
    bool proper = false;
    while (begin > first && !trees_.is_lower(begin - 1, {"-", "–", "—", "--", "―"})) {
      --begin;
      if (colon - begin > kLongestName || trees_.is_upos(begin, {"VERB", "AUX"})) return std::nullopt;
      proper = proper || trees_.is_upos(begin, {"PROPN"});
    }
    if (begin < colon && is_part_of_text(begin)) return std::nullopt;
    const bool from = begin < colon && trees_.is_lower(begin, {"from"});
    if (from) ++begin;
    return begin < colon && (proper || from) ? std::optional(trees_.span(begin, colon - 1)) : std::nullopt;
  }

  /// "Paragraph 5:" says where the words stand, not whose they are.
  bool is_part_of_text(Word w) const {
    return trees_.is_lower(w, {"paragraph", "page", "section", "line", "question", "part", "chapter", "item",
                               "exhibit", "tab", "slide", "number"});
  }

  /// The name in a heading right above a paragraph in marks: "Letter of Ann Reed to the board".
  std::optional<Span> name_in_heading(Word begin) const {
    constexpr Word kLongest = 12;
    if (begin == 0 || !has_paragraph_break(trees_.span(begin - 1).end, trees_.span(begin).begin))
      return std::nullopt;
    const Word first = trees_.sentence_first(trees_.sentence_of(begin - 1));
    if (begin - first > kLongest || trees_.is_lower(begin - 1, {".", "?", "!", "\"", "”"}))
      return std::nullopt;
    if (has_verb(first, begin)) return std::nullopt;
    for (Word w = first; w < begin; ++w) {
      if (!trees_.is_upos(w, {"PROPN"}) || is_part_of_text(w)) continue;
      Word last = w;
      while (last + 1 < begin && trees_.is_upos(last + 1, {"PROPN"})) ++last;
      return trees_.span(w, last);
    }
    return std::nullopt;
  }

  /// "She changed her answer: "...": who does what stands before the colon.
  std::optional<Word> subject_before(Word first, Word colon) const {
    for (Word w = colon; w-- > first;) {
      if (!trees_.is_upos(w, {"VERB", "ADJ", "NOUN"})) continue;
      const auto subject = trees_.child(w, {"nsubj"});
      if (!subject) continue;
      if (trees_.is_lower(*subject, {"it", "this", "that", "there", "which", "what"}) ||
          is_first_person(trees_, *subject) || is_second_person(trees_, *subject))
        return std::nullopt;
      return trees_.is_upos(w, {"VERB"}) ? subject : std::nullopt;
    }
    return std::nullopt;
  }

  /// At most a paragraph lies between.
  bool near(std::uint32_t from, std::uint32_t to) const {
    constexpr std::uint32_t kFar = 600;
    return from <= to && to - from < kFar;
  }

  Cue cue_of(Word verb, float score) const {
    Cue cue;
    cue.verb = verb;
    cue.spans = verb_group(trees_, verb);
    const std::vector<Word> words = verb_words(trees_, verb);
    cue.begin = words.front();
    cue.end = words.back() + 1;
    if (const ReportingWord* word = reporting_word(trees_.lemma(verb), trees_.upos(verb)))
      cue.act = word->act;
    cue.score = score;
    if (const auto subject = subject_of(trees_, verb); subject && subject->word) {
      const Span phrase = noun_phrase(trees_, *subject->word);
      cue.source = {phrase};
      const auto [first, last] = trees_.words_in(phrase);
      if (first < cue.begin && cue.begin - first < kBefore) cue.begin = first;
      if (last > cue.end && last - cue.end < kBefore) cue.end = last;
    } else if (!subject) {
      add_subject_beside(cue);
    }
    return cue;
  }

  /// Where the tree has no subject: "Continued Reed:", "a sign reading".
  void add_subject_beside(Cue& cue) const {
    const Word verb = cue.verb, first = trees_.sentence_first(trees_.sentence_of(verb));
    if (trees_.xpos(verb) == "VBG") {
      if (verb == first || !trees_.is_upos(verb - 1, {"NOUN", "PROPN"})) return;
      cue.source = {noun_phrase(trees_, verb - 1)};
    } else if (verb == first && verb + 1 < trees_.size() && trees_.is_upos(verb + 1, {"PROPN"})) {
      if (const auto name = name_after(verb + 1)) cue.source = {noun_phrase(trees_, *name)};
    }
  }

  /// "we read in the letter: "..."": whoever reads does not say it.
  bool reads_out(Word w) const {
    if (trees_.lemma(w) != "read") return false;
    const auto subject = subject_of(trees_, w);
    return subject && subject->word &&
           (is_first_person(trees_, *subject->word) || is_second_person(trees_, *subject->word));
  }

  /// "'The clerk told me, ...": the noun phrase that fills the place between an opening mark and the verb.
  void add_phrase_after_mark(Cue& cue) const {
    constexpr Word kFar = 6;
    for (Word w = cue.begin; w-- > 0 && cue.begin - w <= kFar;) {
      if (trees_.is_lower(w, {"\"", "“", "‘", "'", "`", "``"})) {
        if (w + 1 < cue.begin) cue.source = {trees_.span(w + 1, cue.begin - 1)};
        return;
      }
      if (!trees_.is_upos(w, {"PRON", "PROPN", "NOUN", "DET", "ADJ"})) return;
    }
  }

  std::optional<Cue> cue_before(Word begin) const {
    if (begin == 0) return std::nullopt;
    Word at = begin - 1;
    const bool colon = trees_.is_lower(at, {":"});
    const bool mark = colon || trees_.is_lower(at, {",", "-", "–", "—", "--"});
    if (!colon && trees_.sentence_of(at) != trees_.sentence_of(begin)) return std::nullopt;
    if (mark && at > 0) --at;
    if (const auto be = be_like(trees_, at)) return cue_of_like(*be, at);
    if (auto words = words_of(at)) return words;
    if (auto noun = noun_that_is(at)) return noun;
    const Word first = trees_.sentence_first(trees_.sentence_of(at));
    const std::size_t reach = colon ? kBeforeColon : kBefore;
    for (Word w = at + 1; w-- > first && at - w < reach;) {
      if (says_that_it_quotes(w)) continue;
      if (const auto as = puts_it(trees_, w)) return cue_of_put_it(*as, w);
      if (mark && trees_.is_lower(w, {"according"}) && w + 2 <= at) return cue_of_according(w, at + 1);
      if (reads_out(w) || (trees_.lemma(w) == "go" && w + 1 < at)) continue;
      if (is_quoting(trees_, w) && (colon || introduces(w, at, mark))) {
        Cue cue = cue_of(w, colon ? kByColon : kByVerb);
        if (cue.source.empty()) add_phrase_after_mark(cue);
        return cue;
      }
      const bool other_verb =
          trees_.is_upos(w, {"VERB"}) && !trees_.is_relation(w, {"acl", "advcl", "amod", "xcomp"});
      if (other_verb && !(colon && trees_.is_relation(w, {"ccomp"}))) break;
      if (!colon && trees_.is_lower(w, {":", ";", "\"", "”", "“"})) break;
    }
    return std::nullopt;
  }

  Cue cue_of_according(Word according, Word end) const {
    Cue cue;
    cue.verb = cue.begin = according;
    cue.end = end;
    cue.spans = {trees_.span(according, according + 1)};
    cue.source = {trees_.span(according + 2, end - 1)};
    return cue;
  }

  /// "in Reed's own words", "in the words of Ann Reed", "she used the word": what names the words in marks that follow, `at`
  /// its last word.
  std::optional<Cue> words_of(Word at) const {
    const Word first = trees_.sentence_first(trees_.sentence_of(at));
    Cue cue;
    cue.end = at + 1;
    if (trees_.is_lower(at, {"word", "words", "phrase", "term", "expression"})) {
      const auto use = trees_.head(at);
      if (use && *use < at && (trees_.lemma(*use) == "use" || trees_.lemma(*use) == "coin")) {
        cue = cue_of(*use, kByVerb);
        cue.spans.back().end = trees_.span(at).end;
        cue.end = at + 1;
        return cue;
      }
    }
    for (Word w = at; w > first && at - w < kAfter; --w) {
      if (trees_.is_upos(w, {"VERB", "AUX"}) || trees_.is_lower(w, {","})) break;
      if (!trees_.is_lower(w, {"words"})) continue;
      for (Word in = w; in-- > first && w - in < kAfter;) {
        if (trees_.is_upos(in, {"VERB", "AUX"})) break;
        if (!trees_.is_lower(in, {"in"})) continue;
        cue.verb = w;
        cue.begin = in;
        cue.spans = {trees_.span(w)};
        if (w < at && trees_.is_lower(w + 1, {"of"})) {
          cue.source = {trees_.span(w + 2, at)};
        } else {
          Word last = w - 1;
          while (last > in + 1 && trees_.is_lower(last, {"own", "very", "exact"})) --last;
          if (last <= in || w < at || !has_possessive(in + 1, last + 1)) break;
          cue.source = {trees_.span(in + 1, last)};
        }
        return cue;
      }
    }
    return std::nullopt;
  }

  /// "The answer of the board was: "..."", "What she said was "..."": the reporting noun or verb whose form of "be" stands at `at`.
  std::optional<Cue> noun_that_is(Word at) const {
    if (trees_.lemma(at) != "be") return std::nullopt;
    const Word first = trees_.sentence_first(trees_.sentence_of(at));
    if (at > first + 1 && is_quoting(trees_, at - 1)) {  // "all she said was"
      Cue cue = cue_of(at - 1, kByColon);
      cue.end = at + 1;
      return cue;
    }
    for (Word w = at; w-- > first && at - w < kBefore;) {
      if (trees_.is_upos(w, {"VERB", "AUX", "PUNCT"})) break;
      const ReportingWord* word = reporting_word(trees_.lemma(w), "NOUN");
      const bool inner = w > first && trees_.child(w, {"case"});
      if (word == nullptr || !trees_.is_upos(w, {"NOUN"}) || inner) continue;
      Cue cue;
      cue.verb = w;
      cue.spans = {trees_.span(w)};
      cue.act = word->act;
      cue.begin = trees_.first(w);
      cue.end = at + 1;
      cue.score = kByColon;
      if (const auto owner = owner_of(trees_, w)) cue.source = {owner_phrase(trees_, *owner)};
      return cue;
    }
    return std::nullopt;
  }

  bool has_possessive(Word begin, Word end) const {
    for (Word w = begin; w < end; ++w) {
      if (trees_.is_relation(w, {"nmod:poss"}) || trees_.is_lower(w, {"'s", "’s"})) return true;
    }
    return false;
  }

  /// "and I quote", "said, quote, ...", which stand beside a verb that says whom.
  bool says_that_it_quotes(Word w) const {
    if (trees_.lemma(w) != "quote" || w == 0) return false;
    if (is_first_person(trees_, w - 1)) return true;
    return trees_.is_lower(w, {"quote"}) && !trees_.is_upos(w - 1, {"PRON"});
  }

  /// Whether what stands between the verb and the marks belongs to the verb: whom it is said to, how, when.
  bool introduces(Word verb, Word at, bool mark) const {
    if (verb == at) return true;
    if (mark) {
      bool plain = true;
      for (Word w = verb + 1; w <= at; ++w) {
        plain = plain && !trees_.is_upos(w, {"VERB", "AUX", "SCONJ"}) && !trees_.is_lower(w, {",", "that"});
      }
      if (plain) return true;
    }
    for (Word w = verb + 1; w <= at; ++w) {
      if (!trees_.is_below(w, verb)) return false;
      if (trees_.is_relation(w, {"ccomp", "mark"}) && !trees_.is_lower(w, {"to"})) return false;
    }
    if (mark) return true;
    // Without a comma: an addressee or a time ends here; an article, a preposition or an adjective goes on into the marks.
    return !trees_.is_upos(at, {"DET", "ADP", "ADJ", "SCONJ", "CCONJ", "AUX", "PART"});
  }

  Cue cue_of_like(Word be, Word like) const {
    Cue cue;
    cue.verb = be;
    cue.spans = {trees_.span(be, like)};
    cue.begin = be;
    cue.end = like + 1;
    cue.score = kByColon;
    if (const auto subject = subject_beside(trees_, be)) cue.source = {noun_phrase(trees_, *subject)};
    return cue;
  }

  /// "..., he said", "...?" asked Reed
  std::optional<Cue> cue_after(const Marked& marked, Word end) const {
    if (end >= trees_.size()) return std::nullopt;
    const char last = marked.inner.empty() ? ' ' : trees_.text()[marked.inner.end - 1];
    const CodePoint next = code_point_at(trees_.text(), trees_.span(end).begin);
    const bool comma = last == ',' || trees_.is_lower(end, {",", "-", "–", "—", "--"});
    const bool calls = last == '?' || last == '!' || comma;
    Word at = end;
    if (trees_.is_lower(at, {",", "-", "–", "—", "--"})) ++at;
    if (at >= trees_.size() || has_paragraph_break(marked.span.end, trees_.span(at).begin))
      return std::nullopt;
    // "... at last." Reed said on Friday.
    const bool full_stop = !calls && !is_lower(next.value);
    if (full_stop && last != '.') return std::nullopt;
    for (Word w = at; w < trees_.size() && w - at < kAfter; ++w) {
      if (ends_sentence(w) || trees_.is_lower(w, {";", ":", "\"", "“"})) break;
      if (const auto as = puts_it(trees_, w); as && *as >= at) return cue_of_put_it(*as, w);
      if (!is_quoting(trees_, w)) {
        if (trees_.is_upos(w, {"VERB"}) && !trees_.is_relation(w, {"acl", "amod"})) break;
        continue;
      }
      Cue cue = cue_of(w, kByVerb);
      if (!full_stop || cue.source.empty()) correct_source(at, cue);
      if (full_stop && !cue.source.empty() && is_first_person(trees_, trees_.words_in(cue.source[0]).first))
        break;
      if (cue.begin > at && w > at && !trees_.is_upos(at, {"CCONJ"})) break;
      if (trees_.has_feature(at, "PronType=Int")) break;
      if (trees_.is_upos(at, {"CCONJ"}) && last != ',') break;  // "..." - and he said: "..."
      if (!comma && w > at && cue.source.empty()) break;
      if (full_stop && !ends_soon(w)) break;
      if (introduces_next(marked, cue)) break;
      return cue;
    }
    return std::nullopt;
  }

  /// Of her "great sorrow," Reed said, "...": words in marks that open no sentence leave the verb to those after it.
  bool introduces_next(const Marked& marked, const Cue& cue) const {
    const auto [begin, end] = trees_.words_in(marked.span);
    if (opens_sentence(begin)) return false;
    Word at = cue.end;
    if (at < trees_.size() && trees_.is_lower(at, {",", ":"})) ++at;
    if (at >= trees_.size()) return false;
    const std::uint32_t begins = trees_.span(at).begin;
    const auto next = std::partition_point(marked_.begin(), marked_.end(),
                                           [&](const Marked& m) { return m.span.begin < begins; });
    return next != marked_.end() && next->span.begin == begins && next->depth == marked.depth;
  }

  /// In her book "The Fish and the Net," on "Late News": capitals after a preposition, a possessive or a noun.
  bool is_name_of_work(Word begin, Word inner_begin, Word inner_end) const {
    if (begin == 0 || opens_sentence(begin) || trees_.sentence_of(begin - 1) != trees_.sentence_of(begin))
      return false;
    Word before = begin - 1;
    if (trees_.is_lower(before, {","}) && before > 0) --before;
    const bool names = trees_.is_upos(before, {"ADP", "PART", "NOUN", "DET"}) ||
                       trees_.is_relation(before, {"nmod:poss"}) ||
                       trees_.is_lower(before, {"titled", "entitled"});
    if (!names || is_quoting(trees_, before) || trees_.is_lower(before, {"words"})) return false;
    for (Word w = inner_begin; w < inner_end; ++w) {
      const char first = trees_.text(w)[0];
      const bool capital = (first >= 'A' && first <= 'Z') || is_digit(static_cast<unsigned char>(first));
      if (trees_.is_upos(w, {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "AUX"}) && !capital) return false;
      if (w + 1 < inner_end && trees_.is_lower(w, {".", "!", "?", ","})) return false;
    }
    return true;
  }

  bool opens_sentence(Word begin) const {
    return begin == trees_.sentence_first(trees_.sentence_of(begin)) ||
           (begin > 0 && trees_.is_lower(begin - 1, {":", ".", "?", "!", "\"", "”"}));
  }

  /// "..." said Reed; "..." Council Secretary Ann Reed, of Port Hale, said: whatever the tree makes of them, who stands
  /// there is the source.
  void correct_source(Word at, Cue& cue) const {
    const Word verb = cue.verb;
    if (verb == at) {
      if (verb + 1 >= trees_.size()) return;
      if (!cue.source.empty() && cue.source[0].begin >= trees_.span(at).begin) return;
      cue.source.clear();
      cue.begin = at;
      if (const auto name = name_after(verb + 1)) {
        cue.source = {noun_phrase(trees_, *name)};
        cue.end = std::max(cue.end, trees_.words_in(cue.source[0]).second);
      }
      return;
    }
    Word first = at, last = trees_.words_in(cue.spans.front()).first;
    if (last > verb || last <= at) last = verb;
    while (last > first && trees_.is_upos(last - 1, {"ADV", "AUX"})) --last;
    while (first < last && trees_.is_upos(first, {"ADV", "CCONJ"})) ++first;
    bool named = false, stands_apart = false;
    for (Word w = first; w < last; ++w) {
      if (!trees_.is_upos(w,
                          {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM", "ADP", "PART", "CCONJ", "PUNCT"})) {
        return;
      }
      named = named || (trees_.is_upos(w, {"PROPN", "NOUN", "PRON"}));
      stands_apart = stands_apart || trees_.is_lower(w, {":", "--", "—", "–"});
    }
    if (!named || stands_apart || trees_.is_upos(first, {"ADP", "PUNCT"})) return;
    while (last > first && trees_.is_lower(last - 1, {","})) --last;
    cue.source = {trees_.span(first, last - 1)};
    cue.begin = std::min(at, cue.begin);
  }

  /// "as Reed put it": `as` and `put`.
  Cue cue_of_put_it(Word as, Word put) const {
    Cue cue;
    cue.verb = put;
    cue.spans = {trees_.span(put, put + 1)};
    cue.source = {trees_.span(as + 1, put - 1)};
    cue.begin = as;
    cue.end = put + 2;
    return cue;
  }

  /// Whether a verb is near the end of its sentence, with nothing said after it.
  bool ends_soon(Word verb) const {
    constexpr Word kFew = 9;
    const Word end = trees_.sentence_end(trees_.sentence_of(verb));
    if (end - verb > kFew) return false;
    for (Word w = verb + 1; w < end; ++w) {
      if (trees_.is_upos(w, {"VERB", "AUX", "SCONJ"}) || trees_.is_lower(w, {":", "\"", "“", ","}))
        return false;
    }
    return true;
  }

  /// "... at last." - Ann Reed: the name that a dash sets under a quotation, to the end of its line.
  std::optional<Span> name_under(Word end) const {
    constexpr Word kLongest = 8;
    if (end + 1 >= trees_.size() || !trees_.is_lower(end, {"-", "–", "—", "―", "--"})) return std::nullopt;
    bool proper = false;
    Word w = end + 1;
    for (; w < trees_.size() && w - end <= kLongest; ++w) {
      if (slice(trees_.text(), {trees_.span(w - 1).end, trees_.span(w).begin}).find('\n') !=
          std::string_view::npos)
        break;
      if (trees_.is_upos(w, {"VERB", "AUX", "PRON"}) || trees_.is_lower(w, {"\"", "“"})) return std::nullopt;
      proper = proper || trees_.is_upos(w, {"PROPN"});
    }
    if (!proper || w - end > kLongest) return std::nullopt;
    while (w > end + 2 && trees_.is_lower(w - 1, {".", ","})) --w;
    return trees_.span(end + 1, w - 1);
  }

  std::optional<Word> name_after(Word at) const {
    if (trees_.is_upos(at, {"PRON"})) return at;
    for (Word w = at; w < trees_.size() && w - at < 4; ++w) {
      if (trees_.is_upos(w, {"PROPN", "NOUN"})) {
        Word head = w;
        while (trees_.head(head) && trees_.is_upos(*trees_.head(head), {"PROPN", "NOUN"}))
          head = *trees_.head(head);
        return head;
      }
      if (!trees_.is_upos(w, {"DET", "ADJ"})) break;
    }
    return std::nullopt;
  }

  const Trees& trees_;
  const std::vector<Marked>& marked_;
  bool carry_on_;
  std::optional<QuoteReading> last_;
  Spoken out_;
};

}  // namespace

Spoken read_spoken(const Trees& trees, const std::vector<Marked>& marked, bool carry_on) {
  return SpokenReader(trees, marked, carry_on).read();
}

namespace {

/// One past the last word of speech without marks that begins at `begin` in the sentence that ends at `end`: sentences that
/// begin with "and" or "but" and whose speaker is "I" or "we" as before are more of it.
Word end_of_unmarked(const Trees& trees, Word begin, Word end) {
  constexpr int kMost = 4;
  const auto has_first_person = [&](Word from, Word to) {
    for (Word w = from; w < to; ++w) {
      if (is_first_person(trees, w)) return true;
    }
    return false;
  };
  if (!has_first_person(begin, end)) return end;
  for (int n = 0; n < kMost && end < trees.size(); ++n) {
    const Word next = trees.sentence_end(trees.sentence_of(end));
    const bool more = trees.turn_of(end) == trees.turn_of(end - 1) &&
                      trees.is_lower(end, {"and", "but", "so", "because"}) &&
                      has_first_person(end, std::min(next, end + 4));
    for (Word w = end; more && w < next; ++w) {
      if (is_quoting(trees, w)) return end;
    }
    if (!more) break;
    end = next;
  }
  return end;
}

}  // namespace

std::vector<QuoteReading> read_unmarked(const Trees& trees, const std::vector<Marked>& marked) {
  const auto in_marks = [&](Word w) {
    const auto found = std::partition_point(
        marked.begin(), marked.end(), [&](const Marked& m) { return m.span.begin <= trees.span(w).begin; });
    return found != marked.begin() && (found - 1)->span.contains(trees.span(w)) && (found - 1)->closed;
  };
  std::vector<QuoteReading> readings;
  for (Word w = 0; w + 2 < trees.size(); ++w) {
    const auto be = be_like(trees, w);
    const bool verb = !be && is_quoting(trees, w);
    if (!be && !verb) continue;
    const std::size_t sentence = trees.sentence_of(w);
    const Word end = trees.sentence_end(sentence);
    Word at = w + 1;
    if (at < end && trees.is_upos(at, {"PRON"}) && verb && trees.is_lower(at + 1, {":"})) ++at;
    const bool comma = at + 1 < end && trees.is_lower(at, {","}) && (be || trees.is_upos(at + 1, {"INTJ"}));
    const bool stop = at < end && (trees.is_lower(at, {":"}) || comma);
    if (!stop || at + 2 >= end || trees.is_lower(at + 1, {"\"", "“", "”", "'", "‘"}) || in_marks(at + 1))
      continue;
    QuoteReading reading;
    const auto subject =
        be ? subject_beside(trees, *be) : (subject_of(trees, w) ? subject_of(trees, w)->word : std::nullopt);
    if (!subject || (be && trees.is_lower(*subject, {"it", "this", "that", "there"}))) continue;
    reading.source = {noun_phrase(trees, *subject)};
    reading.cue = be ? std::vector<Span>{trees.span(*be, w)} : verb_group(trees, w);
    reading.cue_word = be ? *be : w;
    if (!be) reading.act = reporting_word(trees.lemma(w), trees.upos(w))->act;
    Word last = end_of_unmarked(trees, at + 1, end) - 1;
    while (last > at + 1 && trees.is_lower(last, {"."})) --last;
    reading.content = {trees.span(at + 1, last)};
    reading.direct = true;
    reading.score = kByColon;
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace quoth
