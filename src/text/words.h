#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// A word of a text as quotations are compared by: two words are the same where their keys are.
struct Word {
  Span span;               ///< of the text, without the marks at its ends
  Span key;                ///< of WordList::keys
  bool bracketed = false;  ///< stands in [ ]
  bool after_omission =
      false;            ///< "..." or "[...]" stands between it and the word before, or before the first
  bool joined = false;  ///< only a hyphen stands between it and the word before
};

/// The words of a text in their order. Lifetime: of nothing but itself.
struct WordList {
  std::string keys;
  std::vector<Word> words;

  std::size_t size() const { return words.size(); }
  std::string_view key(std::size_t i) const& { return slice(keys, words[i].key); }
  std::string_view key(std::size_t i) && = delete;
};

/// Cuts a text into words and looks past letter case, white space, and all marks but these: an apostrophe inside a
/// word, a point or colon between digits, a minus before a number, and the signs that are said (%, &, +, =, §, °,
/// currencies). A hyphen parts words. Each letter of a script that is written without spaces is a word. "[T]he" is
/// "The"; "1,500" is "1500"; "U.S." is "us"; marks that join to letters stay, in their decomposed form (NFD).
WordList words_of(std::string_view text);

/// `key` without the marks that join to letters: "cafe" for "café".
std::string without_marks(std::string_view key);

}  // namespace quoth
