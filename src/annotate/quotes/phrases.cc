#include "annotate/quotes/phrases.h"

#include <algorithm>

#include "annotate/quotes/lexicon.h"

namespace quoth {
namespace {

using Word = Trees::Word;

/// Words that one climbs from a verb to find its subject.
constexpr int kMostSteps = 6;

bool belongs(const Trees& trees, Word child) {
  if (trees.is_relation(child, {"det", "amod", "compound", "flat", "nummod", "nmod", "appos", "fixed",
                                "goeswith", "conj", "case", "nmod:poss"})) {
    return !trees.is_relation(child, {"conj"}) || !trees.is_upos(child, {"VERB", "AUX"});
  }
  // "of those polled", "the man in charge"
  return trees.is_relation(child, {"acl"}) && !trees.is_relation(child, {"acl:relcl"}) &&
         trees.last(child) == trees.first(child);
}

bool is_relative_pronoun(const Trees& trees, Word word) {
  return trees.is_lower(word, {"who", "that", "which", "whom"}) && trees.has_feature(word, "PronType=Rel");
}

std::optional<Word> agent_of(const Trees& trees, Word verb) {
  for (const Word c : trees.children(verb)) {
    if (!trees.is_relation(c, {"obl"})) continue;
    const auto by = trees.child(c, {"case"});
    if (by && trees.is_lower(*by, {"by"})) return c;
  }
  // "labelled by, for example, the Harbour Board"
  constexpr Word kFar = 3;
  const Word end = trees.sentence_end(trees.sentence_of(verb));
  if (verb + 2 >= end || !trees.is_lower(verb + 1, {"by"})) return std::nullopt;
  for (Word w = verb + 2; w < end && w < verb + 2 + kFar; ++w) {
    if (trees.is_upos(w, {"PROPN"})) return w;
    if (trees.is_upos(w, {"DET"}) && trees.head(w) && trees.is_upos(*trees.head(w), {"NOUN", "PROPN"}))
      return trees.head(w);
  }
  return std::nullopt;
}

bool is_passive(const Trees& trees, Word verb) {
  return trees.child(verb, {"nsubj:pass", "aux:pass", "csubj:pass"}).has_value();
}

/// The subject where the tree took somebody who is called for it: "Minister, in May your party promised", or a part of
/// a phrase for all of it.
Word corrected_subject(const Trees& trees, Word subject, Word verb) {
  if (subject > verb) return subject;
  Word before = verb;
  while (before > subject && trees.is_upos(before - 1, {"AUX", "ADV", "PART"})) --before;
  if (before == subject || before - 1 == subject) return subject;
  const Word nearest = before - 1;
  const auto top = [&](Word w) {
    while (trees.head(w) && *trees.head(w) > subject && *trees.head(w) < before &&
           trees.is_upos(*trees.head(w), {"NOUN", "PROPN", "PRON"})) {
      w = *trees.head(w);
    }
    return w;
  };
  if (!trees.is_upos(nearest, {"NOUN", "PROPN", "PRON"}) || trees.is_below(nearest, subject)) return subject;
  // "it began when the board said": the nearest of the two is the verb's.
  const Word phrase = trees.first(top(nearest));
  if (phrase > subject + 1 &&
      trees.is_lower(phrase - 1, {"when", "because", "that", "if", "while", "after", "before", "until",
                                  "since", "although", "though", "what", "where"}))
    return top(nearest);
  const bool opens = trees.first(subject) == trees.sentence_first(trees.sentence_of(subject));
  const Word next = trees.last(subject) + 1;
  const bool called =
      opens && next < before && (trees.is_lower(next, {","}) || trees.is_lower(trees.last(subject), {","}));
  return called || trees.is_upos(subject, {"DET"}) ? top(nearest) : subject;
}

/// "Mr. Reed, your critics say": a name that opens its sentence before a comma and "you" is called.
bool is_called(const Trees& trees, Word name) {
  const Word next = trees.last(name) + 1;
  if (trees.first(name) != trees.sentence_first(trees.sentence_of(name)) || next + 1 >= trees.size())
    return false;
  return trees.is_upos(name, {"PROPN"}) && trees.is_lower(next, {","}) && is_second_person(trees, next + 1);
}

std::optional<SubjectFound> own_subject(const Trees& trees, Word verb) {
  if (is_passive(trees, verb)) return SubjectFound{agent_of(trees, verb), true};
  // The nearest: "the sad part is (that) many people knew".
  std::optional<Word> subject;
  for (const Word c : trees.children(verb)) {
    if (trees.is_relation(c, {"nsubj"}) && (!subject || c < verb)) subject = c;
  }
  if (!subject) return std::nullopt;
  if (trees.is_relation(*subject, {"expl"})) return SubjectFound{std::nullopt, false};
  if (is_called(trees, *subject)) return std::nullopt;
  if (is_relative_pronoun(trees, *subject)) {
    if (const auto noun = trees.head(verb); noun && trees.is_relation(verb, {"acl"}))
      return SubjectFound{noun, false};
    // "..., which": what stands before the comma, where the tree has a sentence for it.
    const Word pronoun = *subject;
    if (pronoun > 1 && trees.is_lower(pronoun - 1, {","}) && trees.is_upos(pronoun - 2, {"NOUN", "PROPN"}))
      return SubjectFound{pronoun - 2, false};
  }
  return SubjectFound{corrected_subject(trees, *subject, verb), false};
}

/// The object of a verb that tells somebody to do something.
std::optional<Word> object_of(const Trees& trees, Word verb) { return trees.child(verb, {"obj", "iobj"}); }

/// "chanting", "while chanting", "quoted as saying": the subject of the verb above is that of the participle too.
bool shares_subject(const Trees& trees, Word participle) {
  const auto mark = trees.child(participle, {"mark", "case"});
  return !mark || trees.is_lower(*mark, {"while", "when", "before", "after", "as", "by", "in", "of"});
}

/// "need me to explain", "had Reed say": whom the verb above has as its object does what the one below says.
bool has_person_between(const Trees& trees, Word above, Word below) {
  const auto object = trees.child(above, {"obj", "iobj"});
  return object && *object > above && *object < below && trees.is_upos(*object, {"PRON", "PROPN"}) &&
         !trees.is_lower(*object, {"it", "this", "that", "what", "which"}) && trees.lemma(above) != "promise";
}

/// "began to say", "nice enough to say": the verb or adjective whose the infinitive is, whatever the tree makes of it.
std::optional<Word> verb_before_to(const Trees& trees, Word verb) {
  const Word first = trees.sentence_first(trees.sentence_of(verb));
  if (verb < first + 2 || !trees.is_lower(verb - 1, {"to"})) return std::nullopt;
  Word before = verb - 2;
  if (trees.is_lower(before, {"enough"}) && before > first) --before;
  return trees.is_upos(before, {"VERB", "ADJ"}) ? std::optional(before) : std::nullopt;
}

bool begins_with_to(const Trees& trees, Word verb) {
  for (const Word c : trees.children(verb)) {
    if (c < verb && trees.is_lower(c, {"to"}) && trees.is_relation(c, {"mark", "aux"})) return true;
  }
  return false;
}

}  // namespace

std::optional<Word> governing(const Trees& trees, Word verb) {
  const auto head = trees.head(verb);
  if (!head || !trees.is_relation(verb, {"xcomp"}) || *head > verb || !begins_with_to(trees, verb)) {
    return std::nullopt;
  }
  const ReportingWord* word = reporting_word(trees.lemma(*head), trees.upos(*head));
  if (word != nullptr && word->has(Frame::to)) return std::nullopt;
  for (Word w = *head + 1; w < verb; ++w) {
    if (!trees.is_upos(w, {"ADV", "PART", "AUX"}) && !trees.is_lower(w, {"to"})) return std::nullopt;
  }
  return head;
}

namespace {

void add_own_words(const Trees& trees, Word verb, std::vector<Word>& words) {
  words.push_back(verb);
  for (const Word c : trees.children(verb)) {
    const bool part = trees.is_relation(c, {"aux"}) ||
                      (trees.is_relation(c, {"compound:prt"}) && c > verb && c - verb <= 2) ||
                      (trees.is_relation(c, {"cop"}) && c < verb) ||
                      (trees.is_relation(c, {"advmod"}) && is_negation(trees, c) && c < verb) ||
                      (trees.is_relation(c, {"mark"}) && trees.is_lower(c, {"to"}) && governing(trees, verb));
    if (part) words.push_back(c);
  }
}

/// "Mr. President, John Dunlop": where the phrase begins that a sentence opens with after somebody is called.
Word after_address(const Trees& trees, Word first, Word last) {
  bool title = false;
  for (Word w = first; w < last; ++w) {
    if (trees.is_lower(w, {","})) return title ? w + 1 : first;
    if (trees.is_upos(w, {"DET", "PRON"})) return first;
    title = title || trees.is_lower(
                         w, {"mr.",       "mr",        "mrs.",       "mrs",          "ms.",        "ms",
                             "madam",     "madame",    "sir",        "ma'am",        "president",  "minister",
                             "secretary", "senator",   "governor",   "chairman",     "chancellor", "doctor",
                             "dr.",       "professor", "ambassador", "commissioner", "mayor"});
  }
  return first;
}

}  // namespace

bool is_negation(const Trees& trees, Word word) {
  return trees.is_lower(word, {"not", "n't", "n’t", "never", "nor"});
}

bool is_first_person(const Trees& trees, Word word) {
  if (trees.text(word) == "US") return false;
  return trees.is_lower(word, {"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"});
}

bool is_second_person(const Trees& trees, Word word) {
  return trees.is_lower(word, {"you", "your", "yours", "yourself", "yourselves"});
}

Span noun_phrase(const Trees& trees, Word head) {
  Word first = head, last = head;
  Word cut = trees.size();  // where something begins that is no part of the phrase
  for (const Word c : trees.children(head)) {
    if (c > head && !belongs(trees, c) && !trees.is_relation(c, {"punct", "cc"})) {
      cut = std::min(cut, trees.first(c));
    }
  }
  for (const Word c : trees.children(head)) {
    if (!belongs(trees, c)) continue;
    if (c < head) {
      if (!trees.is_relation(c, {"case"})) first = std::min(first, trees.first(c));
    } else if (c < cut) {
      // A relative clause of an apposition or of a part of the phrase ends it too.
      Word end = trees.last(c);
      for (Word w = c; w <= end; ++w) {
        if (trees.is_relation(w, {"acl:relcl"}) && trees.first(w) > head) {
          end = trees.first(w) - 1;
          break;
        }
      }
      last = std::max(last, std::min(end, cut - 1));
    }
  }
  // "as many observers say"
  if (first < head && trees.is_lower(first, {"as", "like"}) && trees.is_upos(first, {"ADV", "SCONJ", "ADP"}))
    ++first;
  if (first == trees.sentence_first(trees.sentence_of(head))) first = after_address(trees, first, last);
  // "Minister, last week the board": somebody is called, and the phrase begins after.
  for (Word w = head; w-- > first;) {
    if (trees.is_lower(w, {","}) && w + 1 < head) {
      first = w + 1;
      break;
    }
  }
  while (last > head && trees.is_upos(last, {"PUNCT"}) && !trees.is_lower(last, {"\"", "”", ")"})) --last;
  return trees.span(first, last);
}

std::optional<SubjectFound> subject_of(const Trees& trees, Word verb) {
  Word at = verb;
  for (int step = 0; step < kMostSteps; ++step) {
    if (at != verb &&
        is_passive(trees, at)) {  // "Reed was quoted as saying": whom the passive is about speaks
      if (const auto about = trees.child(at, {"nsubj:pass"})) return SubjectFound{about, false};
    }
    if (const auto own = own_subject(trees, at)) return own;
    const auto head = trees.head(at);
    if (!head) return std::nullopt;
    if (const auto nearest = verb_before_to(trees, at); nearest && *nearest != *head) {
      at = *nearest;
    } else if (trees.is_relation(at, {"xcomp"})) {
      const ReportingWord* word = reporting_word(trees.lemma(*head), trees.upos(*head));
      const bool of_object = word != nullptr && word->has(Frame::to) && word->act == SpeechAct::order;
      if (of_object || has_person_between(trees, *head, at)) {
        if (const auto object = object_of(trees, *head)) return SubjectFound{object, false};
      }
      at = *head;
    } else if (trees.is_relation(at, {"conj"}) && trees.is_upos(*head, {"VERB", "AUX", "ADJ"})) {
      at = *head;
    } else if (trees.is_relation(at, {"acl"}) && trees.is_upos(*head, {"NOUN", "PROPN", "PRON"}) &&
               trees.xpos(at) == "VBG") {
      return SubjectFound{head, false};
    } else if (trees.is_relation(at, {"advcl"}) && trees.xpos(at) == "VBG" && shares_subject(trees, at)) {
      at = *head;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<Word> owner_of(const Trees& trees, Word noun) {
  if (const auto owner = trees.child(noun, {"nmod:poss"})) return owner;
  for (const Word c : trees.children(noun)) {
    const auto preposition = trees.child(c, {"case"});
    if (trees.is_lower(c, {"this", "that", "it", "which"})) continue;
    if (c > noun && trees.is_relation(c, {"nmod", "obl"}) && preposition &&
        trees.is_lower(*preposition, {"of", "by", "from"}) && trees.is_upos(c, {"PROPN", "NOUN", "PRON"})) {
      return c;
    }
  }
  return std::nullopt;
}

Span owner_phrase(const Trees& trees, Word owner) {
  Span phrase = noun_phrase(trees, owner);
  if (const auto mark = trees.child(owner, {"case"}); mark && *mark == owner + 1)
    phrase.end = trees.span(*mark).end;
  return phrase;
}

std::vector<Word> verb_words(const Trees& trees, Word verb) {
  std::vector<Word> words;
  add_own_words(trees, verb, words);
  std::optional<Word> up = verb;
  for (int step = 0; step < kMostSteps; ++step) {
    up = governing(trees, *up);
    if (!up) break;
    add_own_words(trees, *up, words);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<Span> verb_group(const Trees& trees, Word verb) {
  const std::vector<Word> words = verb_words(trees, verb);
  const auto joins = [&](Word a, Word b) {
    for (Word w = a + 1; w < b; ++w) {
      if (!trees.is_relation(w, {"advmod", "punct"}) && !trees.is_upos(w, {"ADV"})) return false;
    }
    return true;
  };
  std::vector<Span> spans;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t j = i;
    while (j + 1 < words.size() && joins(words[j], words[j + 1])) ++j;
    const bool has_verb = words[i] <= verb && verb <= words[j];
    bool wanted = has_verb;
    for (std::size_t k = i; k <= j; ++k) {
      wanted = wanted || is_negation(trees, words[k]) || trees.is_relation(words[k], {"compound:prt"}) ||
               trees.is_upos(words[k], {"VERB", "ADJ"});
    }
    if (wanted) spans.push_back(trees.span(words[i], words[j]));
    i = j + 1;
  }
  return spans;
}

}  // namespace quoth
