#include "store/reviews.h"

#include <fmt/format.h>

#include "store/passages.h"

namespace quoth {
namespace {

constexpr std::string_view kOfReviews =
    "SELECT number, kind, sha256, path, begin, end, words, before, after FROM reviews";

Anchor anchor_in(const Statement& row, int column) {
  return {static_cast<std::uint32_t>(row.integer(column)),
          static_cast<std::uint32_t>(row.integer(column + 1)), row.string(column + 2), row.string(column + 3),
          row.string(column + 4)};
}

Review review_in(const Statement& row) {
  return {.number = row.integer(0),
          .kind = review_kind_of(row.text(1)).value_or(ReviewKind::claim),
          .sha256 = row.string(2),
          .path = row.string(3),
          .anchor = anchor_in(row, 4),
          .history = {}};
}

ReviewEntry entry_in(const Statement& row) {
  ReviewEntry entry{.version = row.integer(0),
                    .field = review_field_of(row.text(1)),
                    .undoes = row.maybe_integer(2),
                    .value = row.string(3),
                    .span = std::nullopt,
                    .evidence = {},
                    .author = row.string(4),
                    .why = row.string(5),
                    .made = row.string(6)};
  if (!row.is_null(7)) entry.span = anchor_in(row, 7);
  return entry;
}

Result<void> load_history(Database& database, Review& review) {
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT version, field, undoes, value, author, why, made, begin, end, words, before, after "
                "FROM review_entries WHERE review = ?1 ORDER BY version"));
  QUOTH_TRY(Statement evidence, database.prepare("SELECT url, quotation FROM review_evidence "
                                                 "WHERE review = ?1 AND version = ?2 ORDER BY position"));
  QUOTH_TRY(bool more, row.first(review.number));
  while (more) {
    ReviewEntry& entry = review.history.emplace_back(entry_in(row));
    QUOTH_TRY(bool more_evidence, evidence.first(review.number, entry.version));
    while (more_evidence) {
      entry.evidence.push_back({evidence.string(0), evidence.string(1)});
      QUOTH_TRY(more_evidence, evidence.next());
    }
    QUOTH_TRY(more, row.next());
  }
  return {};
}

/// Why nothing can be changed that was looked at in an older version: who changed what.
tl::unexpected<Error> stale(const Review& review, std::int64_t expected) {
  std::string since;
  for (std::size_t i = static_cast<std::size_t>(std::max<std::int64_t>(expected, 0));
       i < review.history.size(); ++i) {
    const ReviewEntry& entry = review.history[i];
    since += fmt::format("{} {}: {}", since.empty() ? ";" : ",", entry.author,
                         entry.field ? to_string(*entry.field) : "taken back");
  }
  return fail(ErrorCode::review_stale, fmt::format("review {} is at version {}, not {}{}", review.number,
                                                   review.version(), expected, since));
}

/// A verdict or a correction is taken back with a reason, as it was given with one; a state or an assignee is not.
bool needs_reason(const Review& review, const ReviewEntry& undone) {
  if (undone.undoes)
    return needs_reason(review, review.history[static_cast<std::size_t>(*undone.undoes - 1)]);
  return undone.field != ReviewField::state && undone.field != ReviewField::assignee;
}

Result<void> check_undo(const Review& review, std::int64_t undone, bool has_reason) {
  if (undone < 1 || undone > review.version()) {
    return fail(ErrorCode::review_invalid, fmt::format("review {} has no entry {}", review.number, undone),
                "quoth review history shows its entries");
  }
  if (!entries_that_hold(review.history)[static_cast<std::size_t>(undone - 1)]) {
    return fail(ErrorCode::review_invalid,
                fmt::format("entry {} of review {} was taken back already", undone, review.number),
                "to make it hold again, take back the entry that did so");
  }
  if (!has_reason && needs_reason(review, review.history[static_cast<std::size_t>(undone - 1)]))
    return fail(ErrorCode::review_invalid, "the reason is missing", "say why; others will read it");
  return {};
}

Result<std::vector<ReviewedRecord>> records_in(Statement& row, Result<bool> first) {
  std::vector<ReviewedRecord> records;
  QUOTH_TRY(bool more, std::move(first));
  while (more) {
    records.push_back({row.integer(0), row.string(1), row.string(2)});
    QUOTH_TRY(more, row.next());
  }
  return records;
}

tl::unexpected<Error> no_record(std::int64_t number) {
  return fail(ErrorCode::record_not_found, fmt::format("the store has no record {}", number));
}

}  // namespace

Result<std::vector<Review>> load_reviews(Database& database) {
  std::vector<Review> reviews;
  QUOTH_TRY(Statement row, database.prepare(fmt::format("{} ORDER BY number", kOfReviews)));
  QUOTH_TRY(bool more, row.next());
  while (more) {
    reviews.push_back(review_in(row));
    QUOTH_TRY(more, row.next());
  }
  for (Review& review : reviews) QUOTH_CHECK(load_history(database, review));
  return reviews;
}

Result<Review> load_review(Database& database, std::int64_t number) {
  QUOTH_TRY(Statement row, database.prepare(fmt::format("{} WHERE number = ?1", kOfReviews)));
  QUOTH_TRY(const bool found, row.first(number));
  if (!found) return fail(ErrorCode::review_not_found, fmt::format("the store has no review {}", number));
  Review review = review_in(row);
  QUOTH_CHECK(load_history(database, review));
  return review;
}

Result<std::int64_t> bind_review(Database& database, const Review& words) {
  const Anchor& anchor = words.anchor;
  QUOTH_TRY(
      Statement insert,
      database.prepare("INSERT OR IGNORE INTO reviews(kind, sha256, path, begin, end, words, before, after) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  QUOTH_CHECK(insert.run(to_string(words.kind), words.sha256, words.path, anchor.begin, anchor.end,
                         anchor.words, anchor.before, anchor.after));
  QUOTH_TRY(Statement row,
            database.prepare("SELECT number FROM reviews WHERE kind = ?1 AND sha256 = ?2 AND begin = ?3 "
                             "AND end = ?4"));
  QUOTH_CHECK(row.first(to_string(words.kind), words.sha256, anchor.begin, anchor.end));
  return row.integer(0);
}

Result<void> append_entry(Database& database, std::int64_t number, std::optional<std::int64_t> expected,
                          ReviewEntry entry) {
  QUOTH_TRY(const Review review, load_review(database, number));
  if (expected && *expected != review.version()) return stale(review, *expected);
  QUOTH_TRY(entry, checked(review.kind, std::move(entry)));
  if (entry.undoes) QUOTH_CHECK(check_undo(review, *entry.undoes, !entry.why.empty()));
  entry.version = review.version() + 1;

  std::optional<std::int64_t> begin, end;
  std::optional<std::string_view> words, before, after, field;
  if (entry.field) field = to_string(*entry.field);
  if (entry.span) {
    begin = entry.span->begin;
    end = entry.span->end;
    words = entry.span->words;
    before = entry.span->before;
    after = entry.span->after;
  }
  QUOTH_TRY(Statement insert,
            database.prepare(
                "INSERT INTO review_entries(review, version, field, undoes, value, author, why, begin, end, "
                "words, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"));
  QUOTH_CHECK(insert.run(number, entry.version, field, entry.undoes, entry.value, entry.author, entry.why,
                         begin, end, words, before, after));
  QUOTH_TRY(Statement evidence, database.prepare("INSERT INTO review_evidence VALUES (?1, ?2, ?3, ?4, ?5)"));
  for (std::size_t i = 0; i < entry.evidence.size(); ++i) {
    QUOTH_CHECK(evidence.run(number, entry.version, i, entry.evidence[i].url, entry.evidence[i].quotation));
  }
  return {};
}

Result<std::vector<ReviewedRecord>> records_of_review(Database& database, const Review& review) {
  const std::string file_name = review.path.substr(review.path.rfind('/') + 1);
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT number, sha256, path FROM records WHERE sha256 = ?1 OR path = ?2 OR file_name = ?3 "
                "ORDER BY sha256 = ?1 DESC, path = ?2 DESC, number DESC"));
  return records_in(row, row.first(review.sha256, review.path, file_name));
}

Result<std::vector<ReviewedRecord>> records_with_words(Database& database, std::string_view words) {
  const std::string tokens = passage_tokens(words);
  if (tokens.empty()) return std::vector<ReviewedRecord>();
  // A passage's number has its record's in the upper half.
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT number, sha256, path FROM records WHERE number IN "
                "(SELECT rowid >> 32 FROM passage_index WHERE passage_index MATCH ?1) ORDER BY number DESC"));
  return records_in(row, row.first(tokens));
}

Result<ReviewedRecord> reviewed_record(Database& database, std::int64_t number) {
  QUOTH_TRY(Statement row, database.prepare("SELECT number, sha256, path FROM records WHERE number = ?1"));
  QUOTH_TRY(const bool found, row.first(number));
  if (!found) return no_record(number);
  return ReviewedRecord{row.integer(0), row.string(1), row.string(2)};
}

Result<std::string> text_of_record(Database& database, std::int64_t number) {
  QUOTH_TRY(Statement row, database.prepare("SELECT text FROM texts WHERE record = ?1"));
  QUOTH_TRY(const bool found, row.first(number));
  if (!found) return no_record(number);
  return row.string(0);
}

}  // namespace quoth
