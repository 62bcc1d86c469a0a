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
constexpr std::size_t kBefore = 16, kBeforeColon = 40, kAfter = 9;
/// Fewer words in marks inside a sentence are a part of it, unless a verb introduces them.
constexpr std::size_t kWordsOfSpeech = 3;
constexpr float kByVerb = 0.95F, kByColon = 0.85F, kByContext = 0.6F;

bool is_quoting(const Trees& trees, Word w) {
  const ReportingWord* word = reporting_word(trees.lemma(w), trees.upos(w));
  if (word == nullptr || word->upos != "VERB" || !word->has(Frame::quote)) return false;
  return word->lemma != "go" || !trees.child(w, {"aux"});  // "it is going" is none
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
    // A comma inside the marks calls for a verb after them.
    const bool goes_on = !marked.inner.empty() && trees_.text()[marked.inner.end - 1] == ',';
    std::optional<Cue> cue = goes_on ? std::nullopt : cue_before(begin);
    bool after = false;
    if (!cue && marked.closed) {
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
    last_ = reading;
    out_.readings.push_back(std::move(reading));
  }

  /// "A," he said, "B.": what follows the cue in marks is the same speech, unless it has a cue of its own.
  void go_on(std::size_t i, const Cue& cue, std::vector<bool>& taken, QuoteReading& reading) {
    Word at = cue.end;
    while (at < trees_.size() && trees_.is_lower(at, {",", ".", ":", ";", "-", "–", "—", "--"})) ++at;
    for (std::size_t j = i + 1;
         j < marked_.size() && marked_[j].span.begin < reading.content.back().end + 600; ++j) {
      if (taken[j] || marked_[j].depth != marked_[i].depth || !marked_[j].closed) continue;
      const auto [begin, end] = trees_.words_in(marked_[j].span);
      if (begin != at && !only_adverbs(at, begin)) return;
      if (has_paragraph_break(reading.content.back().end, marked_[j].span.begin)) return;
      if (const auto own = cue_after(marked_[j], end); own && own->verb != cue.verb) return;
      taken[j] = true;
      reading.content.push_back(marked_[j].span);
      return;
    }
  }

  bool only_adverbs(Word from, Word to) const {
    if (to < from || to - from > 8) return false;
    for (Word w = from; w < to; ++w) {
      if (trees_.is_lower(w, {"."}) || trees_.is_upos(w, {"VERB", "AUX"})) return false;
    }
    return true;
  }

  bool has_paragraph_break(std::uint32_t from, std::uint32_t to) const {
    return from < to && slice(trees_.text(), {from, to}).find("\n\n") != std::string_view::npos;
  }

  /// Whether marks hold a speech of their own although no verb says so.
  bool stands_alone(const Marked& marked, Word begin, Word inner_begin, Word inner_end) const {
    if (!marked.closed || inner_end - inner_begin < kWordsOfSpeech) return false;
    const char last = trees_.text()[marked.inner.end - 1];
    const bool ends = last == '.' || last == '?' || last == '!' || last == ',';
    const bool opens_sentence = begin == trees_.sentence_first(trees_.sentence_of(begin)) ||
                                (begin > 0 && trees_.is_lower(begin - 1, {":", ".", "?", "!"}));
    return opens_sentence && (ends || has_verb(inner_begin, inner_end));
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
      if (const auto name = name_before(first, begin - 1)) reading.source = {*name};
    }
    if (const auto name = name_under(end)) reading.source = {*name};
    last_ = reading;
    out_.readings.push_back(std::move(reading));
  }

  /// "Reed: "...": the name that stands alone before a colon.
  std::optional<Span> name_before(Word first, Word colon) const {
    constexpr std::size_t kLongestName = 6;
    if (colon <= first || colon - first > kLongestName) return std::nullopt;
    bool proper = false;
    for (Word w = first; w < colon; ++w) {
      if (trees_.is_upos(w, {"VERB", "AUX"})) return std::nullopt;
      proper = proper || trees_.is_upos(w, {"PROPN"});
    }
    return proper ? std::optional(trees_.span(first, colon - 1)) : std::nullopt;
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
    cue.act = reporting_word(trees_.lemma(verb), trees_.upos(verb))->act;
    cue.score = score;
    if (const auto subject = subject_of(trees_, verb); subject && subject->word) {
      const Span phrase = noun_phrase(trees_, *subject->word);
      cue.source = {phrase};
      const auto [first, last] = trees_.words_in(phrase);
      if (first < cue.begin && cue.begin - first < kBefore) cue.begin = first;
      if (last > cue.end && last - cue.end < kBefore) cue.end = last;
    }
    return cue;
  }

  std::optional<Cue> cue_before(Word begin) const {
    if (begin == 0) return std::nullopt;
    Word at = begin - 1;
    const bool colon = trees_.is_lower(at, {":"});
    const bool mark = colon || trees_.is_lower(at, {",", "-", "–", "—", "--"});
    if (!colon && trees_.sentence_of(at) != trees_.sentence_of(begin)) return std::nullopt;
    if (mark && at > 0) --at;
    if (const auto be = be_like(trees_, at)) return cue_of_like(*be, at);
    const Word first = trees_.sentence_first(trees_.sentence_of(at));
    const std::size_t reach = colon ? kBeforeColon : kBefore;
    for (Word w = at + 1; w-- > first && at - w < reach;) {
      if (says_that_it_quotes(w)) continue;
      if (is_quoting(trees_, w) && (colon || introduces(w, at, mark)))
        return cue_of(w, colon ? kByColon : kByVerb);
      const bool other_verb =
          trees_.is_upos(w, {"VERB"}) && !trees_.is_relation(w, {"acl", "advcl", "amod", "xcomp"});
      if (!colon && (other_verb || trees_.is_lower(w, {":", ";", "\"", "”", "“"}))) break;
    }
    return std::nullopt;
  }

  /// "and I quote", which stands beside a verb that says whom.
  bool says_that_it_quotes(Word w) const {
    return trees_.lemma(w) == "quote" && w > 0 && is_first_person(trees_, w - 1);
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
      if (trees_.is_lower(w, {".", ";", ":", "\"", "“", "?", "!"})) break;
      if (!is_quoting(trees_, w)) {
        if (trees_.is_upos(w, {"VERB"}) && !trees_.is_relation(w, {"acl", "amod"})) break;
        continue;
      }
      Cue cue = cue_of(w, kByVerb);
      if (cue.begin > at && w > at && !trees_.is_upos(at, {"CCONJ"})) break;
      if (trees_.has_feature(at, "PronType=Int")) break;
      // "said Reed", whatever the tree makes of it.
      if (w == at && w + 1 < trees_.size() &&
          (cue.source.empty() || cue.source[0].begin < trees_.span(at).begin)) {
        cue.source.clear();
        cue.begin = at;
        if (const auto name = name_after(w + 1)) {
          cue.source = {noun_phrase(trees_, *name)};
          cue.end = std::max(cue.end, trees_.words_in(cue.source[0]).second);
        }
      }
      if (!comma && w > at && cue.source.empty()) break;
      if (full_stop && !ends_soon(w)) break;
      return cue;
    }
    return std::nullopt;
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
    if (!subject) continue;
    reading.source = {noun_phrase(trees, *subject)};
    reading.cue = be ? std::vector<Span>{trees.span(*be, w)} : verb_group(trees, w);
    reading.cue_word = be ? *be : w;
    if (!be) reading.act = reporting_word(trees.lemma(w), trees.upos(w))->act;
    Word last = end - 1;
    while (last > at + 1 && trees.is_lower(last, {"."})) --last;
    reading.content = {trees.span(at + 1, last)};
    reading.direct = true;
    reading.score = kByColon;
    readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace quoth
