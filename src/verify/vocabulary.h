#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quoth {

/// What some English words mean for a quotation. Words are keys of a WordList. Nothing here decides whether words are
/// the same: it only says which differences are dangerous and which are none of meaning.

/// A word that says little by itself: "the", "of", "would".
bool is_function_word(std::string_view key);

/// What a word denies by: "not" for "not", "isn't", "cannot"; "never" for "never"; empty where it denies nothing.
std::string_view negation_of(std::string_view key);

/// Whether one word is the other with a prefix that turns it around: "possible", "impossible".
bool is_opposite(std::string_view key, std::string_view other);

/// A name without the word that it begins with, if that is one for an office or a form of address ("Foreign Minister
/// Ann Reed"); empty where it is none, and where nothing else is left.
std::string_view without_title(std::string_view name);

/// The numbers that words make, in order, each in figures: "twenty-five" and "25" are "25", "1.5 million" is
/// "1500000", "second" is "2nd". Signs of currencies and per cent are kept as they are.
std::vector<std::string> numbers_of(const std::vector<std::string_view>& keys);

/// The words with contractions written out, numbers in figures, no diacritics, American spelling, and no space between
/// them: two stretches of which this is the same are other ways of writing the same words.
std::string plain_form(const std::vector<std::string_view>& keys);

}  // namespace quoth
