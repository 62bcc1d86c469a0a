#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quoth::times {

/// What words.def says a word can be.
enum class Class : std::uint8_t {
  month,
  weekday,
  weekdays,  ///< "Mondays"
  season,
  part,   ///< of the day
  parts,  ///< "mornings"
  noon,   ///< a part that is a clock time
  unit,
  units,  ///< the plural
  night,  ///< a unit only after a number
  meridiem,
  zone,
  era,
  offset,  ///< days from today
  number,
  tens,
  scale,
  ordinal,
  decade,
  frequency,
  tense,
};
inline constexpr int kClasses = 21;
std::optional<Class> class_of(std::string_view name);  ///< "MONTH", ...

/// Words by number. 0 is any word that no rule knows.
using WordId = std::uint16_t;
inline constexpr WordId kUnknown = 0;
inline constexpr WordId kDigits = 1;  ///< a run of digits
inline constexpr WordId kBreak = 2;   ///< what no expression runs over: the end of a paragraph

/// The words of words.def, and those that rules name; immutable once the rules are compiled.
class Lexicon {
 public:
  Lexicon();

  /// The number of `word` (lower case), a new one where it has none.
  WordId add(std::string_view word);
  void add(std::string_view word, Class of, std::int32_t value, bool ambiguous);
  /// Freezes the table. Requires: every word was added.
  void build();

  WordId find(std::string_view lower) const;
  bool is(WordId word, Class of) const {
    return (words_[word].classes >> static_cast<unsigned>(of) & 1u) != 0;
  }
  std::int32_t value(WordId word, Class of) const;
  bool ambiguous(WordId word) const { return words_[word].ambiguous; }
  std::size_t size() const { return words_.size(); }
  std::string_view text(WordId word) const { return words_[word].text; }

 private:
  struct Word {
    std::string text;
    std::uint32_t classes = 0;
    bool ambiguous = false;
    std::vector<std::pair<Class, std::int32_t>> values;
  };
  std::vector<Word> words_;
  std::unordered_map<std::string, WordId> by_text_;
  std::vector<WordId> slots_;  // open addressing, a power of two
};

}  // namespace quoth::times
