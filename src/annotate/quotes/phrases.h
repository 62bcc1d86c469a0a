#pragma once

#include <optional>
#include <vector>

#include "annotate/quotes/trees.h"

namespace quoth {

/// Whose words a verb reports, by its tree.
struct SubjectFound {
  std::optional<Trees::Word>
      word;  ///< the head of the phrase; none: a passive without an agent, or an impersonal
  bool passive = false;
};

/// The noun phrase of `head` with titles and appositions, without relative clauses and without the preposition before it.
Span noun_phrase(const Trees& trees, Trees::Word head);

/// Who does what the verb says: its subject, that of the verb it shares one with, the agent of a passive, the noun that it
/// describes. Nothing where the tree does not say.
std::optional<SubjectFound> subject_of(const Trees& trees, Trees::Word verb);

/// The verb with its auxiliaries, particles and negation, and the verbs that it is the infinitive of ("has never told",
/// "had to decide"), without adverbs at its edges. Where the subject stands between, a negation before it is a span too.
std::vector<Span> verb_group(const Trees& trees, Trees::Word verb);

/// The words of verb_group, in the order of the text.
std::vector<Trees::Word> verb_words(const Trees& trees, Trees::Word verb);

/// The verb, adjective or noun that governs the infinitive `verb`, if they stand together and one subject has both.
std::optional<Trees::Word> governing(const Trees& trees, Trees::Word verb);

/// Whose a noun is: "their promise", "the opinion of counsel", "the answer by the board".
std::optional<Trees::Word> owner_of(const Trees& trees, Trees::Word noun);
/// The phrase of owner_of, a possessive with its 's.
Span owner_phrase(const Trees& trees, Trees::Word owner);

bool is_negation(const Trees& trees, Trees::Word word);
bool is_first_person(const Trees& trees, Trees::Word word);
bool is_second_person(const Trees& trees, Trees::Word word);

}  // namespace quoth
