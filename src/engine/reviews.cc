#include "engine/reviews.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "store/reviews.h"
#include "store/settle.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array kQueue = {ReviewState::being_checked, ReviewState::shortlisted, ReviewState::new_,
                               ReviewState::checked, ReviewState::dropped};

std::size_t turn_of(ReviewState state) {
  return static_cast<std::size_t>(std::find(kQueue.begin(), kQueue.end(), state) - kQueue.begin());
}

Result<PlacedReview> placed(ReviewPlaces& places, Review review) {
  PlacedReview out;
  QUOTH_TRY(out.place, places.home_of(review));
  out.standing = standing_of(review);
  out.review = std::move(review);
  return out;
}

tl::unexpected<Error> invalid(std::string message, std::string hint = {}) {
  return fail(ErrorCode::review_invalid, std::move(message), std::move(hint));
}

/// The review of words; none: nobody has taken them up. Requires: a transaction.
Result<std::optional<std::int64_t>> review_of_words(Database& database, const WordsOfRecord& words) {
  if (words.kind == ReviewKind::claim) {
    // A claim may have been corrected to words that share little with those that were judged first.
    QUOTH_TRY(Statement row,
              database.prepare("SELECT v.review FROM claims AS c JOIN reviewed AS v ON "
                               "v.record = c.record AND v.kind = 'claim' AND v.number = c.number "
                               "WHERE c.record = ?1 AND c.begin = ?2 AND c.end = ?3"));
    QUOTH_TRY(const bool found, row.first(words.record, words.begin, words.end));
    if (found) return row.integer(0);
  }
  QUOTH_TRY(ReviewsByRecord reviews, ReviewsByRecord::load(database));
  QUOTH_TRY(const std::vector<PlacedReview> there, reviews.in(words.record));
  const PlacedReview* known = review_of(there, words.kind, words.begin, words.end);
  return known != nullptr ? std::optional(known->review.number) : std::nullopt;
}

/// The review of words, made where there is none. Requires: a transaction.
Result<std::int64_t> bind_words(Database& database, ReviewPlaces& places, const WordsOfRecord& words) {
  QUOTH_TRY(const ReviewedRecord record, reviewed_record(database, words.record));
  QUOTH_TRY(const std::optional<std::int64_t> known, review_of_words(database, words));
  if (known) return *known;
  QUOTH_TRY(const AnchoredText* const text, places.text_of(record.number));
  const std::optional<Span> span = text->span_of(words.begin, words.end);
  if (!span)
    return invalid(fmt::format("record {} has no words at {} to {}", record.number, words.begin, words.end));
  return bind_review(database, {.number = 0,
                                .kind = words.kind,
                                .sha256 = record.sha256,
                                .path = record.path,
                                .anchor = text->anchor_at(*span),
                                .history = {}});
}

/// Where `words` stand in the record that the review is at home in, touching what is judged and nearest to its begin.
Result<Anchor> corrected_span(ReviewPlaces& places, const ReviewPlace& place, const std::string& words) {
  QUOTH_TRY(const AnchoredText* const text, places.text_of(*place.record));
  const std::optional<Span> judged = text->span_of(place.begin, place.end);
  const std::optional<Span> found =
      judged && is_valid_utf8(words) ? text->nearest(trim(words), *judged) : std::nullopt;
  if (!found) {
    return invalid("these words do not stand there, or share none with the claim",
                   "give the words of the claim just as they stand in the record");
  }
  return text->anchor_at(*found);
}

bool judges(ReviewField field) { return field != ReviewField::state && field != ReviewField::assignee; }

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// What the machine found under this number, as a span of bytes.
Result<Span> span_found(const Record& record, ReviewKind kind, std::size_t number) {
  const auto none = [&] {
    return fail(ErrorCode::review_not_found,
                fmt::format("{} has no {} {}", record.id, to_string(kind), number),
                "quoth export --as json shows their numbers, counted from 0");
  };
  switch (kind) {
    case ReviewKind::claim:
      if (number < record.claims.size()) return record.claims[number].span;
      return none();
    case ReviewKind::turn:
      if (number < record.turns.size()) return record.turns[number].span;
      return none();
    case ReviewKind::answer: break;
  }
  if (number >= record.answers.size()) return none();
  if (const auto question = record.answers[number].question) return *question;
  return invalid(fmt::format("answer {} is to a question that does not stand in the record", number));
}

}  // namespace

std::string_view to_string(Anchoring how) {
  constexpr std::array<std::string_view, 4> kNames = {"in place", "moved", "changed", "lost"};
  return kNames[static_cast<std::size_t>(how)];
}

Result<std::vector<PlacedReview>> list_reviews(Store& store, const ReviewFilter& filter) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QUOTH_TRY(std::vector<Review> reviews, load_reviews(store.database()));
  ReviewPlaces places(store.database());
  std::vector<PlacedReview> out;
  for (Review& review : reviews) {
    if (filter.state || !filter.assignee.empty()) {
      const ReviewStanding standing = standing_of(review);
      if (filter.state && standing.state != *filter.state) continue;
      if (!filter.assignee.empty() && !is_same_value(standing.assignee, filter.assignee)) continue;
    }
    QUOTH_TRY(PlacedReview item, placed(places, std::move(review)));
    if (filter.record && item.place.record != filter.record) continue;
    if (filter.only_lost && item.place.holds()) continue;
    out.push_back(std::move(item));
  }
  std::stable_sort(out.begin(), out.end(), [](const PlacedReview& a, const PlacedReview& b) {
    return turn_of(a.standing.state) < turn_of(b.standing.state);
  });
  return out;
}

Result<PlacedReview> find_review(Store& store, std::int64_t number) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QUOTH_TRY(Review review, load_review(store.database(), number));
  ReviewPlaces places(store.database());
  return placed(places, std::move(review));
}

Result<std::vector<PlacedReview>> reviews_in(Store& store, std::int64_t record) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  QUOTH_TRY(ReviewsByRecord reviews, ReviewsByRecord::load(store.database()));
  return reviews.in(record);
}

Result<ReviewTarget> review_target(Store& store, std::string_view reference) {
  if (const auto number = number_in<std::int64_t>(reference)) return ReviewTarget(*number);
  const std::size_t colon = reference.rfind(':');
  const std::string_view what = colon < reference.size() ? reference.substr(colon + 1) : "";
  constexpr std::string_view kLetters = "cat";
  const std::size_t letter = what.empty() ? std::string_view::npos : kLetters.find(what.front());
  const bool has_letter = letter != std::string_view::npos;
  const auto kind = has_letter ? static_cast<ReviewKind>(letter) : ReviewKind::claim;
  const std::string_view numbers = what.substr(has_letter ? 1 : 0);
  const std::size_t dash = std::min(numbers.find('-'), numbers.size());
  const auto first = number_in<std::uint32_t>(numbers.substr(0, dash));
  const auto end = dash < numbers.size() ? number_in<std::uint32_t>(numbers.substr(dash + 1)) : std::nullopt;
  if (first && end) {
    QUOTH_TRY(const std::int64_t record, store.find(reference.substr(0, colon)));
    return ReviewTarget(WordsOfRecord{record, kind, *first, *end});
  }
  if (first && has_letter && dash == numbers.size()) {
    QUOTH_TRY(const std::int64_t record_number, store.find(reference.substr(0, colon)));
    QUOTH_TRY(const Record record, store.load(record_number));
    QUOTH_TRY(const Span span, span_found(record, kind, *first));
    const OffsetIndex offsets(record.document.text());
    return ReviewTarget(
        WordsOfRecord{record_number, kind, offsets.code_points(span.begin), offsets.code_points(span.end)});
  }
  return invalid(
      fmt::format("{} names no review", reference),
      "a number of quoth review; or RECORD:c3, RECORD:a3, RECORD:t3 for a claim, an answer, a turn");
}

Result<std::optional<std::int64_t>> known_review(Store& store, const ReviewTarget& target) {
  if (const auto* number = std::get_if<std::int64_t>(&target)) return *number;
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  return review_of_words(store.database(), std::get<WordsOfRecord>(target));
}

Result<PlacedReview> change_review(Store& store, const ReviewTarget& target,
                                   std::optional<std::int64_t> version, const ReviewChange& change) {
  Database& database = store.database();
  QUOTH_TRY(Transaction transaction, Transaction::begin(database));
  ReviewPlaces places(database);
  std::int64_t number = 0;
  if (const auto* words = std::get_if<WordsOfRecord>(&target)) {
    QUOTH_TRY(number, bind_words(database, places, *words));
  } else {
    number = std::get<std::int64_t>(target);
  }
  QUOTH_TRY(const Review review, load_review(database, number));
  ReviewEntry entry{.version = 0,
                    .field = change.field,
                    .undoes = std::nullopt,
                    .value = change.value,
                    .span = std::nullopt,
                    .evidence = change.evidence,
                    .author = change.author,
                    .why = change.why,
                    .made = {}};
  if (judges(change.field)) {
    QUOTH_TRY(const ReviewPlace place, places.home_of(review));
    if (!place.holds()) {
      return fail(ErrorCode::review_lost,
                  fmt::format("the words that review {} judges stand nowhere in the store any more", number));
    }
    if (change.field == ReviewField::span) {
      QUOTH_TRY(entry.span, corrected_span(places, place, change.value));
    }
  }
  QUOTH_CHECK(append_entry(database, number, version, std::move(entry)));
  QUOTH_CHECK(settle_reviews(database, {number}));
  QUOTH_TRY(Review changed, load_review(database, number));
  QUOTH_TRY(PlacedReview out, placed(places, std::move(changed)));
  QUOTH_CHECK(transaction.commit());
  return out;
}

Result<PlacedReview> undo_review(Store& store, std::int64_t number, std::optional<std::int64_t> version,
                                 std::optional<std::int64_t> entry, std::string_view author,
                                 std::string_view why) {
  Database& database = store.database();
  QUOTH_TRY(Transaction transaction, Transaction::begin(database));
  QUOTH_TRY(const Review review, load_review(database, number));
  if (!entry) {
    const std::vector<bool> holds = entries_that_hold(review.history);
    for (const ReviewEntry& other : review.history) {
      if (other.field && holds[static_cast<std::size_t>(other.version - 1)]) entry = other.version;
    }
    if (!entry) return invalid(fmt::format("nothing of review {} is left to take back", number));
  }
  QUOTH_CHECK(append_entry(database, number, version,
                           {.version = 0,
                            .field = std::nullopt,
                            .undoes = entry,
                            .value = {},
                            .span = std::nullopt,
                            .evidence = {},
                            .author = std::string(author),
                            .why = std::string(why),
                            .made = {}}));
  QUOTH_CHECK(settle_reviews(database, {number}));
  QUOTH_TRY(Review changed, load_review(database, number));
  ReviewPlaces places(database);
  QUOTH_TRY(PlacedReview out, placed(places, std::move(changed)));
  QUOTH_CHECK(transaction.commit());
  return out;
}

}  // namespace quoth
