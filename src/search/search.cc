#include "search/search.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "search/marked.h"
#include "search/reported.h"
#include "store/lexicon.h"
#include "store/people.h"
#include "store/said_places.h"
#include "text/offsets.h"

namespace quoth {
namespace {

/// What highlight() puts around a match: control characters, which hardly any text has; a text that has them is
/// told from the marks by reading it alongside.
constexpr char kOpen = '\x02';
constexpr char kClose = '\x03';

/// Where the marks stand that `highlighted` has and `text` has not.
std::vector<Span> spans_of_highlights(std::string_view text, std::string_view highlighted) {
  std::vector<Span> spans;
  std::uint32_t at = 0;
  for (const char c : highlighted) {
    if (at < text.size() && c == text[at]) {
      ++at;
    } else if (c == kOpen) {
      spans.push_back({at, at});
    } else if (c == kClose && !spans.empty()) {
      spans.back().end = at;
    }
  }
  return spans;
}

bool is_date(std::string_view date) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return false;
  for (std::size_t i = 0; i < date.size(); ++i) {
    const bool digit = date[i] >= '0' && date[i] <= '9';
    if (kShape[i] == 'd' ? !digit : date[i] != '-') return false;
  }
  return true;
}

/// The query with who speaks as tokens of the column `who` (turn_words in the schema).
Result<std::string> expression(Store& store, const SearchRequest& request, Marked& marked) {
  std::string who;
  if (!request.speaker.empty()) {
    QUOTH_TRY(const std::vector<Person> people, find_people(store.database(), request.speaker));
    std::string any;
    for (const Person& person : people)
      any += fmt::format("{}\"{}{}\"", any.empty() ? "" : " OR ", kPersonMark, person.id);
    who += fmt::format("({})", any);
  }
  if (request.role)
    who += fmt::format("{}\"{}{}\"", who.empty() ? "" : " AND ", kRoleMark, to_string(*request.role));
  QUOTH_TRY(const std::string words, to_fts5(request.query, [&](const Query& part, bool left_out) {
              return marked.marks_of(part, left_out);
            }));
  if (who.empty()) return fmt::format("{{text marks}} : ({})", words);
  return fmt::format("(who : ({})) AND ({{text marks}} : ({}))", who, words);
}

/// A date that is known in part stands for all its days: "2021~" is after, "2021" before every day of 2021.
constexpr std::string_view kSearch =
    "SELECT t.record, t.number, t.text, highlight(turn_index, 0, ?2, ?3), r.sha256, r.path, r.title, r.date, "
    "p.name, s.role, t.page IS NOT NULL "
    "FROM turn_index CROSS JOIN turns AS t ON t.id = turn_index.rowid "
    "CROSS JOIN records AS r ON r.number = t.record "
    "LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = "
    "s.person "
    "WHERE turn_index MATCH ?1 ";
constexpr std::string_view kDates = "r.date || '~' >= ?4 AND r.date <= ?5 || '~' ";

/// Sorted; those that overlap are one.
std::vector<Span> apart(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::vector<Span> out;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!out.empty() && span.begin < out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

class Searcher {
 public:
  Searcher(Store& store, const SearchRequest& request)
      : store_(store),
        database_(store.database()),
        request_(request),
        marked_(store.database()),
        reported_(store.database()) {}

  Result<SearchResult> run() {
    QUOTH_CHECK(reported_.take(request_.query));
    QUOTH_TRY(const std::string words, expression(store_, request_, marked_));
    std::string sql(kSearch);
    const bool dates = !request_.from.empty() || !request_.to.empty();
    if (dates) {
      // Ids of turns rise with the record, so that the index need not look at turns outside these.
      sql += fmt::format(
          "AND {0} AND turn_index.rowid BETWEEN "
          "(SELECT min(number) << 32 FROM records AS r WHERE {0}) AND "
          "(SELECT (max(number) + 1) << 32 FROM records AS r WHERE {0}) ",
          kDates);
    }
    sql += "ORDER BY turn_index.rowid";
    QUOTH_TRY(Statement row, database_.prepare(sql));
    const std::string_view open(&kOpen, 1), close(&kClose, 1);
    const std::string to = request_.to.empty() ? "9999" : request_.to;
    SearchResult result;
    QUOTH_TRY(bool found, row.first(words, open, close, request_.from, to));
    while (found) {
      QUOTH_TRY(const bool holds, reported_.holds(row.integer(0), row.integer(1)));
      if (!holds) {
        QUOTH_TRY(found, row.next());
        continue;
      }
      if (result.hits.size() == request_.limit) {
        result.more = true;
        break;
      }
      QUOTH_TRY(Hit hit, hit_of(row));
      // The index knows scores of claims in hundredths only.
      if (!hit.matches.empty()) result.hits.push_back(std::move(hit));
      QUOTH_TRY(found, row.next());
    }
    return result;
  }

 private:
  Result<Hit> hit_of(const Statement& row) {
    Hit hit{.record = row.integer(0),
            .sha256 = row.string(4),
            .path = row.string(5),
            .title = row.string(6),
            .date = row.string(7),
            .turn = row.integer(1),
            .speaker = row.string(8),
            .role = row.string(9),
            .text = row.string(2)};
    hit.matches = spans_of_highlights(hit.text, row.text(3));
    QUOTH_TRY(const std::vector<Span> marked, marked_.places(hit.record, hit.turn));
    QUOTH_CHECK(place(hit, marked));
    if (row.integer(10) != 0 && !hit.places.empty()) {
      QUOTH_TRY(Statement page,
                database_.prepare("SELECT max(page) FROM pages WHERE record = ?1 AND begin <= ?2"));
      QUOTH_CHECK(page.first(hit.record, hit.places.front().begin));
      hit.page = page.maybe_integer(0);
    }
    return hit;
  }

  /// Finds the places of the matches in the record's text by the spans of the turn, and the matches of `marked`, which
  /// are places in the record's text.
  Result<void> place(Hit& hit, const std::vector<Span>& marked) {
    QUOTH_TRY(const SaidPlaces places, SaidPlaces::of_turn(database_, hit.record, hit.turn));
    if (places.empty()) return {};
    const OffsetIndex offsets(hit.text);
    for (const Span place : marked) {
      if (place.empty()) continue;
      hit.matches.push_back({offsets.byte_of_code_point(places.said_of(place.begin)),
                             offsets.byte_of_code_point(places.said_of(place.end - 1) + 1)});
    }
    if (!marked.empty()) hit.matches = apart(std::move(hit.matches));
    for (const Span match : hit.matches) {
      hit.places.push_back({places.place_of(offsets.code_points(match.begin)),
                            places.place_of(offsets.code_points(match.end) - 1) + 1});
    }
    return {};
  }

  Store& store_;
  Database& database_;
  const SearchRequest& request_;
  Marked marked_;
  Reported reported_;
};

}  // namespace

Result<void> check_date(std::string_view option, std::string_view date) {
  if (date.empty() || is_date(date)) return {};
  return fail(ErrorCode::usage_invalid, fmt::format("{} is no date for {}", date, option),
              "write 2021-03-04, 2021-03 or 2021");
}

Result<SearchResult> search(Store& store, const SearchRequest& request) {
  QUOTH_CHECK(check_date("--from", request.from));
  QUOTH_CHECK(check_date("--to", request.to));
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  return Searcher(store, request).run();
}

}  // namespace quoth
