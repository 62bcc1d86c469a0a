#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "record/stances.h"

namespace quoth::stances {

/// How an entry stands in a sentence, and so what belongs to the expression and what it covers.
enum class Frame : std::uint8_t {
  adverb,          ///< "probably": one word that modifies; covers the clause or phrase that it modifies
  phrase,          ///< "of course", "as far as I know": these very words; covers the clause
  modal,           ///< "may": an auxiliary; covers the clause
  mind_verb,       ///< "I think (that)": a verb whose subject is I or we; covers its complement, or its host
  memory_verb,     ///< "I don't recall": the same; no complement is needed
  would_verb,      ///< "I would say": the same, only after would, should, might or could
  firmly,          ///< what makes a verb of the mind sure: "I firmly believe"
  tell_verb,       ///< "I can assure you": the same, with its hearer
  mind_adjective,  ///< "I am sure": an adjective that is said of I or we; covers the complement
  it_adjective,    ///< "it is clear that": an adjective whose subject is a clause
  it_noun,         ///< "it is a fact that": a noun, the same way
  raising_adjective,  ///< "is likely to": an adjective with an infinitive
  raising_verb,       ///< "seems": covers the clause; "it" belongs to the expression
  my_noun,            ///< "my belief is", "it is my belief": a noun that I or we own
  there_noun,         ///< "there is a chance": a noun that "there is" governs
  no_noun,            ///< "there is no doubt", "I have no doubt": the same, only after no
  told,               ///< "I was told", "it is reported", "is said to": a passive without an agent
  heard,              ///< "I heard", "we have read": what I or we came to know
  they_say,           ///< "some say": a verb with a subject of the frame `they`
  they,               ///< subjects that name nobody
  attribute,          ///< "the alleged spy": an adjective before a noun
  shows,              ///< "the figures show": a verb with a subject of the frame `evidence`
  evidence,           ///< the subjects of those, and what "based on" goes with
  deny_verb,          ///< "I deny": a verb whose subject is I or we; where its row says so, only negated
  false_word,         ///< "that is false": a predicate that rejects what its subject stands for
  true_word,          ///< "that is not true": the same, where it is negated
  promise_verb,       ///< "I promise", "we intend to"
  will,               ///< "we will", "I am going to": an auxiliary whose subject is I or we
  happens,            ///< what one does not set out to do: "we will see"
  ready_adjective,    ///< "we are ready to"
  demand_verb,        ///< "we demand", "I urge"
  obligation,         ///< "must", "have to": binds others than the speaker alone
  negator,            ///< "not", "nobody": covers the clause or phrase
  negative,  ///< "fail to", "without", "lack of": negation in a word's own meaning; covers its complement
};

/// What an expression says where it stands plain, and where it is negated ("I don't know whether"). Nothing: there it
/// says nothing about how sure somebody is.
struct Kinds {
  std::optional<StanceKind> plain;
  std::optional<StanceKind> negated;
};

/// An entry: words of one kind in one frame.
struct Entry {
  std::string_view words;  ///< a lemma; for Frame::phrase the words as they are said, in lower case
  Frame frame;
  Kinds kinds;
};

/// The entries whose first word is `word`, in lower case, by frame. O(log n).
std::span<const Entry> entries_of(std::string_view word);

}  // namespace quoth::stances
