#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "record/record.h"
#include "record/review.h"
#include "store/database.h"
#include "store/reading_rows.h"
#include "text/offsets.h"

namespace quoth {

/// The rows of a record's claims, and the marks by which the index finds their turns. Requires: a transaction; the rows of its
/// turns are there, and none of these.
Result<void> insert_claims(Database& database, std::int64_t number, const Record& record,
                           const OffsetIndex& offsets, const MarkAt& mark);

Result<void> load_claims(Database& database, std::int64_t number, const OffsetIndex& offsets, Record& record);

/// The score of a claim in the index: s and its hundredths, two digits.
std::string claim_mark(double score);

/// What a claim is found by: its score; and by a name, where its holder has one: the number of that in the lexicon.
std::vector<std::string> claim_marks(double score, std::optional<std::int64_t> holder);

/// What a claim is found by that people have taken up.
std::vector<std::string> claim_states(std::string_view state, bool disputed);

/// Which claims are listed; what is empty is not asked for.
struct ClaimFilter {
  std::optional<std::int64_t> record;
  std::string speaker;  ///< words of the name of who speaks or whose claim it is
  std::optional<ClaimKind> kind;
  std::string from, to;  ///< dates of the talk, as much as is known, both inclusive
  double least = 0;      ///< score
  std::optional<ReviewState> state;
  std::string assignee;                ///< a name, whatever its letter case
  std::optional<bool> reviewed;        ///< whether anybody judged it
  std::optional<std::int64_t> number;  ///< one claim of the record
  std::string after;                   ///< a cursor that a list gave
  std::size_t limit = 0;               ///< 0: all
};

struct ListedClaim {
  std::int64_t record = 0, number = 0;
  std::string path, date;
  std::optional<std::int64_t> turn;
  std::int64_t begin = 0, end = 0;  ///< code points of the record's text
  std::string speaker, holder;      ///< corrected names; the same where the claim is the speaker's own
  std::string text;
  double score = 0;
  std::vector<std::string> kinds;
  std::optional<std::int64_t> same_as;
  std::string sha256, title;           ///< of the record; the file's name where it has no title
  std::optional<std::int64_t> review;  ///< its number; none: nobody has taken it up
  std::int64_t version = 0;            ///< of the review
  ReviewState state = ReviewState::new_;
  std::string assignee, verdicts, corrected_by;  ///< ReviewedRow
  std::string found_text,
      found_holder;         ///< what the program found; empty: nothing, or nobody has taken it up
  std::string review_json;  ///< the same; empty: nobody has taken it up
};

struct ClaimList {
  std::vector<ListedClaim>
      claims;  ///< those worth checking most first; of equal ones in the order of records and texts
  std::size_t total = 0;                   ///< that the filter lets through
  std::array<std::size_t, 5> states = {};  ///< how many are in which state, as if no state was asked for
  std::string next;                        ///< cursor; empty: nothing follows
};

/// Time grows with how many claims the store has. Errors: usage.invalid (a cursor).
Result<ClaimList> list_claims(Database& database, const ClaimFilter& filter);

/// Claims of the store that say the same as this one (says_the_same), others of its record included, in the order of records
/// and texts. Time grows with how often the rarest of its words occurs in claims.
Result<std::vector<ListedClaim>> same_claims(Database& database, std::int64_t record, std::int64_t number);

}  // namespace quoth
