#include "engine/claim_queue.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "store/reviews.h"
#include "store/said_places.h"
#include "text/offsets.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::uint32_t kAround = 240;  // bytes of context on either side where no sentence ends before

constexpr std::int64_t kLongestClaim = 2'000;  // code points

/// A text in which a claim stands, and where.
struct Place {
  std::string text;
  Span span;
};

/// Of what stands before a claim the end, of what follows the begin: as far as the sentences go, but not beyond kAround bytes
/// of others.
void cut(const Place& place, std::uint32_t from, std::uint32_t to, ClaimInContext& out) {
  const std::string_view text = place.text;
  const auto is_edge = [&](std::uint32_t at) { return at == 0 || at >= text.size() || text[at - 1] == ' '; };
  std::uint32_t begin = std::max(from, place.span.begin > kAround ? place.span.begin - kAround : 0);
  while (begin > from && begin < place.span.begin && !is_edge(begin)) ++begin;
  auto end = std::min(to, std::min(static_cast<std::uint32_t>(text.size()), place.span.end + kAround));
  while (end < to && end > place.span.end && !is_edge(end)) --end;
  out.before = (begin > from ? "… " : "") + std::string(text.substr(begin, place.span.begin - begin));
  out.words = text.substr(place.span.begin, place.span.end - place.span.begin);
  out.after = std::string(text.substr(place.span.end, end - place.span.end)) + (end < to ? " …" : "");
}

class Contexts {
 public:
  explicit Contexts(Database& database) : database_(database) {}

  Result<ClaimInContext> of(ListedClaim claim) {
    ClaimInContext out;
    if (claim.turn) {
      QUOTH_CHECK(in_turn(claim, *claim.turn, out));
      QUOTH_CHECK(ask(claim, *claim.turn, out));
    }
    if (out.words.empty()) QUOTH_CHECK(in_text(claim, out));
    out.claim = std::move(claim);
    return out;
  }

 private:
  Result<void> in_turn(const ListedClaim& claim, std::int64_t turn, ClaimInContext& out) {
    QUOTH_TRY(Statement row, database_.prepare("SELECT text FROM turns WHERE record = ?1 AND number = ?2"));
    QUOTH_TRY(const bool found, row.first(claim.record, turn));
    QUOTH_TRY(const SaidPlaces places, SaidPlaces::of_turn(database_, claim.record, turn));
    if (!found || places.empty()) return {};
    Place place{row.string(0), {}};
    const OffsetIndex offsets(place.text);
    const auto byte = [&](std::int64_t said) {
      return offsets.byte_of_code_point(static_cast<std::uint32_t>(said));
    };
    place.span = {byte(places.said_of(static_cast<std::uint32_t>(claim.begin))),
                  byte(places.said_of(static_cast<std::uint32_t>(claim.end - 1)) + 1)};
    // The sentence that the claim stands in, and one on either side.
    QUOTH_TRY(
        Statement sentences,
        database_.prepare(
            "SELECT (SELECT said_begin FROM sentences WHERE record = ?1 AND turn = ?2 AND said_begin <= ?3 "
            "ORDER BY said_begin DESC LIMIT 1 OFFSET 1), (SELECT said_end FROM sentences WHERE record = ?1 "
            "AND "
            "turn = ?2 AND said_end >= ?4 ORDER BY said_end LIMIT 1 OFFSET 1)"));
    QUOTH_CHECK(sentences.first(claim.record, turn, offsets.code_points(place.span.begin),
                                offsets.code_points(place.span.end)));
    const auto from = sentences.maybe_integer(0), to = sentences.maybe_integer(1);
    cut(place, from ? byte(*from) : 0, to ? byte(*to) : static_cast<std::uint32_t>(place.text.size()), out);
    return {};
  }

  Result<void> in_text(const ListedClaim& claim, ClaimInContext& out) {
    const auto [known, is_new] = texts_.try_emplace(claim.record);
    if (is_new) {
      QUOTH_TRY(known->second, text_of_record(database_, claim.record));
    }
    Place place{known->second, {}};
    const OffsetIndex offsets(place.text);
    place.span = {offsets.byte_of_code_point(static_cast<std::uint32_t>(claim.begin)),
                  offsets.byte_of_code_point(static_cast<std::uint32_t>(claim.end))};
    const std::size_t before = place.text.rfind("\n\n", place.span.begin);
    const std::size_t after = std::min(place.text.find("\n\n", place.span.end), place.text.size());
    cut(place, before == std::string::npos ? 0 : static_cast<std::uint32_t>(before + 2),
        static_cast<std::uint32_t>(after), out);
    return {};
  }

  Result<void> ask(const ListedClaim& claim, std::int64_t turn, ClaimInContext& out) {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT w.speaker, w.text FROM exchanges AS x JOIN asked AS w ON w.record = x.record AND "
                  "w.exchange = x.number AND w.part = 'question' WHERE x.record = ?1 AND x.turn = ?2 AND "
                  "x.part = 'answer' ORDER BY w.turn DESC LIMIT 1"));
    QUOTH_TRY(const bool found, row.first(claim.record, turn));
    if (!found) return {};
    out.asked_by = row.string(0);
    out.question = row.string(1);
    return {};
  }

  Database& database_;
  std::map<std::int64_t, std::string> texts_;
};

/// The claim with just these words; none: the record has none.
Result<std::optional<ListedClaim>> claim_of_review(Database& database, std::int64_t record,
                                                   std::int64_t review) {
  QUOTH_TRY(Statement row, database.prepare("SELECT number FROM reviewed WHERE record = ?1 AND review = ?2"));
  QUOTH_TRY(const bool found, row.first(record, review));
  if (!found) return std::nullopt;
  QUOTH_TRY(ClaimList list, list_claims(database, {.record = record, .number = row.integer(0)}));
  if (list.claims.empty()) return std::nullopt;
  return std::move(list.claims.front());
}

/// Words of a record as the claim that they may become.
Result<ListedClaim> claim_of_words(Database& database, const WordsOfRecord& words) {
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT r.sha256, coalesce(r.title, r.file_name), r.path, r.date, t.number, p.name, "
                "substr(x.text, ?2 + 1, ?3 - ?2) FROM records AS r JOIN texts AS x ON x.record = r.number "
                "LEFT JOIN turns AS t ON t.record = r.number AND t.begin <= ?2 AND t.end >= ?3 "
                "LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker "
                "LEFT JOIN people AS p ON p.id = s.person WHERE r.number = ?1"));
  QUOTH_CHECK(row.first(words.record, words.begin, words.end));
  ListedClaim claim{.record = words.record,
                    .path = row.string(2),
                    .date = row.string(3),
                    .turn = row.maybe_integer(4),
                    .begin = words.begin,
                    .end = words.end,
                    .speaker = row.string(5),
                    .holder = row.string(5),
                    .text = fold_space(row.text(6)),
                    .score = 1,
                    .sha256 = row.string(0),
                    .title = row.string(1)};
  if (claim.text.empty() || words.end - words.begin > kLongestClaim)
    return fail(ErrorCode::review_invalid,
                fmt::format("the record has no claim at {} to {}", words.begin, words.end));
  return claim;
}

}  // namespace

Result<ClaimQueue> claim_queue(Store& store, const ClaimFilter& filter) {
  Database& database = store.database();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  QUOTH_TRY(ClaimList list, list_claims(database, filter));
  ClaimQueue queue{{}, list.total, list.states, std::move(list.next)};
  Contexts contexts(database);
  for (ListedClaim& claim : list.claims) {
    QUOTH_TRY(queue.claims.emplace_back(), contexts.of(std::move(claim)));
  }
  return queue;
}

Result<ClaimCase> claim_case(Store& store, const ReviewTarget& target) {
  Database& database = store.database();
  QUOTH_TRY(const std::optional<std::int64_t> number, known_review(store, target));
  ClaimCase out;
  if (number) {
    QUOTH_TRY(out.review, find_review(store, *number));
    if (out.review->review.kind != ReviewKind::claim)
      return fail(ErrorCode::review_invalid, fmt::format("review {} is of no claim", *number));
  }
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  std::optional<ListedClaim> claim;
  if (out.review) {
    if (out.review->place.record) {
      QUOTH_TRY(claim, claim_of_review(database, *out.review->place.record, *number));
    }
  } else {
    const auto& words = std::get<WordsOfRecord>(target);
    if (words.kind != ReviewKind::claim) return fail(ErrorCode::review_invalid, "these words are no claim");
    QUOTH_TRY(Statement row,
              database.prepare("SELECT number FROM claims WHERE record = ?1 AND begin = ?2 AND end = ?3"));
    QUOTH_TRY(const bool found, row.first(words.record, words.begin, words.end));
    if (found) {
      QUOTH_TRY(ClaimList list, list_claims(database, {.record = words.record, .number = row.integer(0)}));
      claim = std::move(list.claims.front());
    } else {
      out.is_new = true;
      QUOTH_TRY(claim, claim_of_words(database, words));
    }
  }
  if (!claim) return out;
  if (!out.is_new) {
    QUOTH_TRY(out.same, same_claims(database, claim->record, claim->number));
  }
  QUOTH_TRY(out.claim, Contexts(database).of(*std::move(claim)));
  return out;
}

}  // namespace quoth
