#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/collocates.h"
#include "search/search.h"

namespace quoth {

/// By what the lines of a concordance are put in order: so that the same words before or after stand together.
enum class ConcordanceOrder : std::uint8_t { date, left, right, speaker };
std::string_view to_string(ConcordanceOrder order);
std::optional<ConcordanceOrder> concordance_order_of(std::string_view word);

struct ConcordanceRequest {
  std::string query;                    ///< as typed
  std::string speaker, role, from, to;  ///< as SearchRequest has them; the role as its word
  ConcordanceOrder order = ConcordanceOrder::date;
  std::string after;  ///< a cursor that a page gave
  std::size_t limit = 50;
};

/// A place that matches, in its context.
struct ConcordanceLine {
  std::int64_t record = 0;
  std::string sha256, title, date, speaker;
  std::int64_t turn = 0;
  std::optional<std::int64_t> page;
  Span place;  ///< code points of the record's text
  std::string left, match, right;
};

/// How often something is said in the talks of a year.
struct YearOfTalk {
  std::string year;
  std::size_t places = 0;
  std::int64_t words = 0;  ///< that are said in all talks of that year, by anybody
};

struct Concordance {
  std::vector<ConcordanceLine> lines;
  std::size_t total = 0;              ///< lines in all
  std::size_t turns = 0;              ///< that they stand in
  bool cut = false;                   ///< more than kMostTurns match; the rest was not looked at
  std::string next;                   ///< cursor; empty: nothing follows
  std::vector<YearOfTalk> years;      ///< of all lines, in order
  std::vector<Collocate> collocates;  ///< of all lines
};

inline constexpr std::size_t kMostTurns = 2000;

/// Errors: query.*, with the place; usage.invalid (a role, a date, a cursor); person.not_found; store.*.
Result<Concordance> concordance(Store& store, const ConcordanceRequest& request);

}  // namespace quoth
