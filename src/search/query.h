#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/times.h"

namespace quoth {

/// A query as the user means it, after parsing. Words are matched whole, looking past case and diacritics; a phrase is
/// words next to each other, in order.
///
///     query  = clause { OR clause }
///     clause = [NOT] part { [AND] [NOT] part }     at least one part without NOT
///     part   = word | word* | "phrase" | "phrase pref"* | ( query )
///            | said:word | said:"phrase"               in words that are reported
///            | by:name | quoting:name                  whose words; those of said: beside it
///            | lemma:word | upos:TAG | entity:name | entity:"name of several words"
///            | money:figures | percent:figures | measure:figures | number:figures | ratio:figures | quantity:figures
///            | time:2008-08 | time:2007..2009
///            | stance:kind [by:name]
///            | claim:scores [by:name]                  scores as figures: claim:>0.8, claim:any
///            | claim:state [by:name]                   shortlisted, being-checked, checked, dropped, disputed
///            | answer:reading [by:name]                non-reply, ambivalent, reply, a technique, unsure, again
///     figures = number | >number | >=number | <number | <=number | number..number | any
struct Query {
  enum class Kind : unsigned char {
    words,
    lemma,
    upos,
    entity,
    said,
    holder,
    time,
    figure,
    stance,
    claim,
    answer,
    all_of,
    any_of
  };
  Kind kind = Kind::words;
  std::string words;    ///< of a word or phrase, or after the colon, as typed; of upos: a tag
  bool prefix = false;  ///< the last word is the start of one
  std::string by;       ///< of stance, claim and answer: words of the holder's name; empty: anybody
  /// Of figure and claim: between which numbers, both included; `words` is the kind, or "any"; of a claim a state, or "any".
  double low = 0, high = 0;
  std::vector<Query> parts;    ///< of all_of and any_of
  std::vector<Query> without;  ///< of all_of: none of these
};

/// The days that what stands after `time:` covers: a value of TIMEX3, or two joined by "..". None where it is neither.
std::optional<DayRange> days_of_query(std::string_view words);

/// How deep parentheses may nest, and how many words and phrases a query may have: what the parser of FTS5 can hold.
inline constexpr int kMaxQueryDepth = 10;
inline constexpr int kMaxQueryTerms = 256;

/// Errors: query.*, with the place (`Error::at`) where the query goes wrong.
Result<Query> parse_query(std::string_view text);

/// The tokens of the index's column `marks` any of which a part of a kind other than words stands for; those that end in a
/// star are beginnings of tokens. `left_out`: the part stands after a NOT.
using MarksOf = std::function<Result<std::vector<std::string>>(const Query& part, bool left_out)>;

/// The query in the language of SQLite's FTS5, for the columns `text` and `marks`. Errors: those of `marks_of`.
Result<std::string> to_fts5(const Query& query, const MarksOf& marks_of);

}  // namespace quoth
