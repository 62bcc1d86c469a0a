#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace quoth {

/// What stands before a number or a word in the columns `who` and `marks` of the index: no token of a text begins so.
inline constexpr std::string_view kPersonMark = "\uE000";  ///< people.id
inline constexpr std::string_view kRoleMark = "\uE001";    ///< a role's name
inline constexpr std::string_view kLemmaMark = "\uE002";   ///< lexicon.id
inline constexpr std::string_view kUposMark = "\uE003";    ///< a part of speech
inline constexpr std::string_view kNameMark = "\uE004";    ///< lexicon.id of a name of one who is mentioned
inline constexpr std::string_view kHolderMark = "\uE005";  ///< lexicon.id of a name whose words are reported
/// The first and the last day of a time that is spoken of, joined by a t. Ids of names have no t.
inline constexpr std::string_view kTimeMark = "\uE004t";

/// A day in such a mark: its digits, led by a b before Christ.
inline std::string day_mark(std::int64_t day) {
  return day < 0 ? "b" + std::to_string(-day) : std::to_string(day);
}

inline constexpr std::string_view kFigureMark =
    "\uE006";  ///< a kind of quantity, or "any", and a number (figure_marks.h)
inline constexpr std::string_view kStanceMark =
    "\uE007";  ///< a kind of stance; and "by" and lexicon.id of its holder's name

inline constexpr std::string_view kClaimMark =
    "\uE008";  ///< claim_mark(score); and "by", lexicon.id of its holder's name, and the same
inline constexpr std::string_view kAnswerMark =
    "\uE009";  ///< one of answer_marks(answer); and the same, "by" and lexicon.id of the name of who answers

/// Words in small letters, diacritics taken away, a space for what stands between: "e mail" for "E-Mail". Two lemmas
/// or names are the same to a search where these are.
std::string folded(std::string_view text);

/// The numbers of lemmas or names; made where there are none yet. Requires: a transaction.
Result<std::vector<std::int64_t>> lexicon_ids(Database& database, const std::vector<std::string>& texts);

/// The numbers of names in the lexicon, each looked up once. Requires: a transaction, as long as it lives.
class NameNumbers {
 public:
  explicit NameNumbers(Database& database) : database_(database) {}

  /// None of an empty name.
  Result<std::optional<std::int64_t>> of(const std::string& name);

 private:
  Database& database_;
  std::map<std::string, std::int64_t> known_;
};

/// The lemmas that are `words`, looking past what `folded` takes away. None where nothing is left of them.
Result<std::vector<std::int64_t>> find_lemmas(Database& database, std::string_view words);

/// The names in which `words` stand next to each other, in the same way. Time grows with how many names there are.
Result<std::vector<std::int64_t>> find_names(Database& database, std::string_view words);

/// Whose names are looked for.
enum class HolderOf : std::uint8_t { quotes, stances, claims, answers };

/// The same, of the names of those whose words are reported, or whose stances are marked: by the name that a record has, and by
/// the one that corrections give to who speaks.
Result<std::vector<std::int64_t>> find_holders(Database& database, HolderOf of, std::string_view words);

}  // namespace quoth
