#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "record/review.h"
#include "store/database.h"
#include "store/reviews.h"
#include "text/anchor.h"

namespace quoth {

/// Where the words of a review stand now. Positions are code points of the record's text.
struct ReviewPlace {
  Anchoring how = Anchoring::lost;
  std::optional<std::int64_t> record;  ///< none: no record of the store has them
  std::int64_t begin = 0, end = 0;     ///< of what is not lost
  std::string words;                   ///< that stand there

  /// Whether the words that were judged are there. Where they are not, nothing more is judged of them, and no verdict
  /// leaves the house.
  bool holds() const { return how == Anchoring::in_place || how == Anchoring::moved; }
};

struct PlacedReview {
  Review review;
  ReviewStanding standing;
  ReviewPlace place;

  /// The words that a person says the claim is, else those that were judged.
  const std::string& words() const& {
    return standing.span ? standing.span->span->words : review.anchor.words;
  }
  const std::string& words() && = delete;
};

/// How much of what a place and [begin, end) cover together both cover; two are the same words from kSameWords on.
double share_of(const ReviewPlace& place, std::int64_t begin, std::int64_t end);
inline constexpr double kSameWords = 0.5;

/// Of these the review of a claim, question or turn that was found at [begin, end): the one that shares most with it, and
/// is the same words. Null: there is none. Lifetime: of `reviews`.
const PlacedReview* review_of(const std::vector<PlacedReview>& reviews, ReviewKind kind, std::int64_t begin,
                              std::int64_t end);

/// Finds the words of reviews in the records of a store, and keeps the texts that it has read. Errors: store.*.
class ReviewPlaces {
 public:
  /// Lifetime: keeps the database, which must outlive it.
  explicit ReviewPlaces(Database& database) : database_(database) {}

  /// Where a review is at home: in the record with the bytes that it was bound to; where that is gone, in one of the same
  /// file, or any other, that has its words in their context.
  Result<ReviewPlace> home_of(const Review& review);
  /// Where it stands in one record; lost there, where nothing says that this is the same talk.
  Result<ReviewPlace> place_in(const Review& review, const ReviewedRecord& record);
  /// The text of a record, with its anchors. Lifetime: until the next call of any function.
  Result<AnchoredText*> text_of(std::int64_t record);

 private:
  struct Loaded {
    explicit Loaded(std::string given) : text(std::move(given)), anchored(text) {}
    Loaded(const Loaded&) = delete;
    Loaded& operator=(const Loaded&) = delete;
    std::string text;
    AnchoredText anchored;
  };

  Database& database_;
  std::map<std::int64_t, Loaded> texts_;
};

/// All reviews of a store, record by record. Errors: store.*.
class ReviewsByRecord {
 public:
  /// Lifetime: keeps the database, which must outlive it. Requires, as all that follows: a transaction.
  static Result<ReviewsByRecord> load(Database& database);
  /// The reviews whose words stand in this record, each with its place there: its own ones, and those of an older or newer
  /// version of the same file. Errors: record.not_found.
  Result<std::vector<PlacedReview>> in(std::int64_t record);
  /// The text of a record. Lifetime: until the next call of any function.
  Result<AnchoredText*> text_of(std::int64_t record) { return places_.text_of(record); }
  /// The records in which a review may stand: those of its file, and the one that it is at home in.
  Result<std::vector<std::int64_t>> records_of(std::int64_t review) const;

 private:
  explicit ReviewsByRecord(Database& database) : database_(&database), places_(database) {}

  Database* database_;
  ReviewPlaces places_;
  std::vector<Review> reviews_;
  std::map<std::int64_t, ReviewPlace> homes_;  ///< of those whose own record is gone, by their numbers
};

}  // namespace quoth
