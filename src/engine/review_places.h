#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/reviews.h"
#include "store/reviews.h"
#include "text/anchor.h"

namespace quoth {

/// Finds the words of reviews in the records of a store, and keeps the texts that it has read. Errors: store.*.
class ReviewPlaces {
 public:
  /// Lifetime: keeps the database, which must outlive it.
  explicit ReviewPlaces(Database& database) : database_(database) {}

  /// Where a review is at home (list_reviews).
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
  /// What reviews_in gives. Errors: record.not_found.
  Result<std::vector<PlacedReview>> in(std::int64_t record);

 private:
  explicit ReviewsByRecord(Database& database) : database_(&database), places_(database) {}

  Database* database_;
  ReviewPlaces places_;
  std::vector<Review> reviews_;
  std::map<std::int64_t, ReviewPlace> homes_;  ///< of those whose own record is gone, by their numbers
};

}  // namespace quoth
