#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "text/span.h"

namespace quoth {

/// What the numbers of permalinks mean: /r/ID/s12, t3, x1, w120-134. A number that was given out keeps its meaning. The first
/// annotation of a record counts its sentences, turns, exchanges and words; one that takes its place and reads
/// otherwise gives the same number to the same words, and to all others numbers that nobody had. What has no words in it any
/// more stays what it was, in the text of then: an edition. Errors of all functions: store.*.

/// What has numbers: sentences and turns from 0, exchanges from 1.
enum class Numbered : std::uint8_t { sentence, turn, exchange };
inline constexpr std::array<Numbered, 3> kNumbered = {Numbered::sentence, Numbered::turn, Numbered::exchange};
/// "s", "t", "x".
std::string_view letter_of(Numbered kind);

/// Where sentences, turns and exchanges stand, in code points of the text: all that numbers can mean.
struct NumberedPlaces {
  std::string text;
  std::array<std::vector<Span>, 3> spans;  ///< by Numbered, each in its order

  bool operator==(const NumberedPlaces&) const = default;
};
/// Of what is in the store now. Errors: record.not_found.
Result<NumberedPlaces> numbered_places(Database& database, std::int64_t record);

/// Keeps what numbers meant `before` the annotation of a record was replaced by the one that is there now. Requires: a
/// transaction.
Result<void> keep_numbers(Database& database, std::int64_t record, const NumberedPlaces& before);

/// Keeps them where the record is about to leave the store, if another record of its file's name stays; forgets all
/// texts of that name otherwise. Requires: a transaction; the record is still there.
Result<void> keep_numbers_of_removed(Database& database, std::int64_t record);

/// Lets a record that comes back have the numbers that it left. Requires: a transaction; the record is there again.
Result<void> keep_numbers_of_returned(Database& database, std::int64_t record);

/// The numbers of a record as its pages give them out.
struct Numbering {
  std::array<std::vector<std::uint32_t>, 3>
      numbers;                   ///< by Numbered, of each row; empty: counted as they come
  std::uint32_t first_word = 0;  ///< what its first word is counted as

  std::uint32_t of(Numbered kind, std::size_t row) const;
};
Result<Numbering> numbering_of(Database& database, std::int64_t record);

/// A place in a text that is, or was, a record's.
struct NumberedPlace {
  std::string sha256, path;         ///< of the record
  Span place;                       ///< code points
  std::optional<std::string> text;  ///< in which it stands; none: the one that the record has now
};
/// What a number means; none: it was never given out. `sha256`: whole, of a record that is or was there.
Result<std::optional<NumberedPlace>> place_of_number(Database& database, const std::string& sha256,
                                                     Numbered kind, std::uint32_t number);
/// The same of words from first to last, as they were counted when the address was given out.
Result<std::optional<NumberedPlace>> place_of_words(Database& database, const std::string& sha256,
                                                    std::uint32_t first, std::uint32_t last);

/// A number that no sentence, turn or exchange of a record has any more.
struct LeftNumber {
  Numbered kind = Numbered::sentence;
  std::uint32_t number = 0;
  NumberedPlace then;
};
/// Errors: record.not_found.
Result<std::vector<LeftNumber>> left_numbers(Database& database, std::int64_t record);

/// The whole hash of a record that was removed, by its first characters; none: no such record left its numbers here, or
/// more than one did.
Result<std::optional<std::string>> removed_sha256(Database& database, std::string_view beginning);

}  // namespace quoth
