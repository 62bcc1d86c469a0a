#pragma once

#include <cstdint>
#include <string_view>

namespace quoth {

/// What a word that is written with a full stop says about the end of a sentence. "Opener" below is a word
/// for which opens_sentences holds.
enum class Abbreviation : std::uint16_t {
  title = 1,      ///< stands before a name ("Mr."): no end
  link = 2,       ///< joins what stands around it ("v.", "e.g."): no end
  number = 4,     ///< stands before a number ("No. 3", "Art. II"); an ordinary word before anything else
  citation = 8,   ///< part of the name of a law or a court ("Res."): an end only before an opener
  measure = 16,   ///< a unit: an abbreviation only after a number; then an end only before an opener
  month = 32,     ///< a month or a day of the week: no end before a number
  state = 64,     ///< a state after a comma or a dash ("Salem, Ore."): an end only before an opener
  name = 128,     ///< part of the name of a firm, a street or a person ("Inc."): an end only before an opener
  clock = 256,    ///< "a.m.": an end before a capital letter, unless a time zone or a day follows
  closing = 512,  ///< "etc.": an end before any capital letter
};

/// The kinds that one word may be of.
struct Abbreviations {
  std::uint16_t bits = 0;
  bool any() const { return bits != 0; }
  bool has(Abbreviation kind) const { return (bits & static_cast<std::uint16_t>(kind)) != 0; }
  void add(Abbreviation kind) { bits = static_cast<std::uint16_t>(bits | static_cast<std::uint16_t>(kind)); }
};

/// The kinds of abbreviation that `word` (without its last full stop) can be. Entries that are words in lower
/// case too are known with a capital letter only ("Gen." but not "gen.").
Abbreviations abbreviations_of(std::string_view word);

/// What a word is in the eyes of a rule. All of them look past case and the shape of apostrophes.
enum class WordClass : std::uint16_t {
  opener = 1,             ///< often opens a sentence and seldom goes on a name ("The", "However", "We've")
  dependent = 2,          ///< cannot end a clause: what follows goes with it ("the", "of", "number")
  subject = 4,            ///< subject pronoun, alone or contracted ("we", "they're")
  takes_letter = 8,       ///< a letter after it names a part or a sort ("Schedule D", "vitamin C")
  reporting_verb = 16,    ///< reports speech after a quotation ("asked", "replied")
  after_clock = 32,       ///< a time zone, a day or a month, as after "5 p.m."
  before_clock = 64,      ///< a preposition that may open a sentence with a time ("At 5 p.m. Mr. Reed ...")
  exclaimed_name = 128,   ///< a name written with an exclamation mark
  form_of_address = 256,  ///< "Mr", "Ms": may open a sentence, also with its full stop
};
bool is_word(WordClass what, std::string_view word);

}  // namespace quoth
