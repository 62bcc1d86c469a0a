#include "annotate/times/lexicon.h"

#include <algorithm>
#include <array>

namespace quoth::times {
namespace {

constexpr std::array<std::string_view, kClasses> kClassNames = {
    "MONTH",  "WEEKDAY", "WEEKDAYS", "SEASON",   "PART",   "PARTS",     "NOON",
    "UNIT",   "UNITS",   "NIGHT",    "MERIDIEM", "ZONE",   "ERA",       "OFFSET",
    "NUMBER", "TENS",    "SCALE",    "ORDINAL",  "DECADE", "FREQUENCY", "TENSE"};

struct WordRow {
  std::string_view word, of;
  std::int32_t value;
  bool ambiguous;
};
enum Certainty : bool { sure = false, unsure = true };
#define QUOTH_TIME_WORD(word, of, value, ambiguous) WordRow{word, #of, value, ambiguous},
constexpr WordRow kWordRows[] = {
#include "annotate/times/words.def"
};
#undef QUOTH_TIME_WORD

constexpr bool names_a_class(std::string_view name) {
  for (const std::string_view known : kClassNames) {
    if (known == name) return true;
  }
  return false;
}
constexpr bool is_lower(std::string_view word) {
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') return false;
  }
  return !word.empty();
}
constexpr bool words_are_sound() {
  for (const WordRow& row : kWordRows) {
    if (!names_a_class(row.of) || !is_lower(row.word)) return false;
  }
  return true;
}
static_assert(words_are_sound(),
              "a row of words.def has a class that is none, or a word that is not in lower case");

std::size_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ (hash >> 15U);
}

}  // namespace

std::optional<Class> class_of(std::string_view name) {
  const auto* const found = std::find(kClassNames.begin(), kClassNames.end(), name);
  if (found == kClassNames.end()) return std::nullopt;
  return static_cast<Class>(found - kClassNames.begin());
}

Lexicon::Lexicon() {
  words_.resize(kBreak + 1);
  for (const WordRow& row : kWordRows) add(row.word, *class_of(row.of), row.value, row.ambiguous);
}

WordId Lexicon::add(std::string_view word) {
  const auto [found, is_new] = by_text_.try_emplace(std::string(word), static_cast<WordId>(words_.size()));
  if (is_new) {
    words_.emplace_back();
    words_.back().text = word;
  }
  return found->second;
}

void Lexicon::add(std::string_view word, Class of, std::int32_t value, bool ambiguous) {
  Word& entry = words_[add(word)];
  entry.classes |= 1U << static_cast<unsigned>(of);
  entry.ambiguous = entry.ambiguous || ambiguous;
  entry.values.emplace_back(of, value);
}

void Lexicon::build() {
  std::size_t size = 64;
  while (size < 4 * words_.size()) size *= 2;
  slots_.assign(size, kUnknown);
  for (std::size_t i = kBreak + 1; i < words_.size(); ++i) {
    std::size_t at = hash_of(words_[i].text) & (size - 1);
    while (slots_[at] != kUnknown) at = (at + 1) & (size - 1);
    slots_[at] = static_cast<WordId>(i);
  }
}

WordId Lexicon::find(std::string_view lower) const {
  std::size_t at = hash_of(lower) & (slots_.size() - 1);
  while (slots_[at] != kUnknown) {
    if (words_[slots_[at]].text == lower) return slots_[at];
    at = (at + 1) & (slots_.size() - 1);
  }
  return kUnknown;
}

std::int32_t Lexicon::value(WordId word, Class of) const {
  for (const auto& [known, value] : words_[word].values) {
    if (known == of) return value;
  }
  return 0;
}

}  // namespace quoth::times
