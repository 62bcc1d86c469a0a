#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reviews.h"
#include "store/numbers.h"
#include "text/span.h"

namespace quoth {

/// What an address names within a record: "s12" a sentence, "t12" a turn, "x12" an exchange, "w120-134" words, "c700-790"
/// characters of the text as it is now.
struct PlaceName {
  enum class Kind : std::uint8_t { sentence, turn, exchange, words, characters };
  Kind kind = Kind::sentence;
  std::uint32_t first = 0, last = 0;  ///< both inclusive; of characters `last` is the end
};
/// None for what is no name. "w120" is "w120-120".
std::optional<PlaceName> place_name_of(std::string_view text);

/// What an address means.
struct Permalink {
  ReviewPlace place;  ///< where its words stand now
  std::string
      sha256;  ///< of the record in which they do; of what is lost, of the one that the address leads to
  std::int64_t record = 0;  ///< the number of the same
  std::string meant;        ///< the words, when the address was given out
  bool is_current = false;  ///< it is one that the record's page gives out now
  bool other_record =
      false;  ///< the record that the address names was removed, and this is a later one of the file
};

/// `reference` is as Store::find takes it, or the beginning of the hash of a record that was removed while a later one of the
/// same file's name stayed. Errors: record.*; http.not_found (a name that was never given out); store.*.
Result<Permalink> find_permalink(Store& store, std::string_view reference, std::string_view name);

/// The hash of the record that an address leads to where the one that it names was removed. Errors: record.*, store.*.
Result<std::string> successor_of(Store& store, std::string_view reference);

/// A number of a record that does not stand where it did, and what became of its words.
struct MovedNumber {
  std::string name;  ///< "s12"
  Permalink link;
};
/// All of a record. Errors: record.not_found, store.*.
Result<std::vector<MovedNumber>> moved_numbers(Store& store, std::int64_t record);

/// A record of the same path that was added after this one.
struct LaterVersion {
  std::string sha256, added;
  std::optional<ReviewPlace> place;  ///< of what was asked for
};
/// The last one; none: there is none. `place`: code points of this record's text; empty: nothing is asked for.
Result<std::optional<LaterVersion>> later_version(Store& store, std::int64_t record, Span place);

}  // namespace quoth
