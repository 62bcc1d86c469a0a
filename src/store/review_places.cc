#include "store/review_places.h"

#include <algorithm>

namespace quoth {
namespace {

constexpr std::uint32_t kTellingContext = 4;  // so many words of it say that another file is the same talk
constexpr std::size_t kMostTexts = 32;

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

double share_of(const ReviewPlace& place, std::int64_t begin, std::int64_t end) {
  const std::int64_t both = std::min(end, place.end) - std::max(begin, place.begin);
  const std::int64_t all = std::max(end, place.end) - std::min(begin, place.begin);
  return both > 0 ? static_cast<double>(both) / static_cast<double>(all) : 0;
}

const PlacedReview* review_of(const std::vector<PlacedReview>& reviews, ReviewKind kind, std::int64_t begin,
                              std::int64_t end) {
  const PlacedReview* best = nullptr;
  double best_share = 0;
  for (const PlacedReview& item : reviews) {
    if (item.review.kind != kind || !item.place.holds()) continue;
    const double share = share_of(item.place, begin, end);
    if (share < kSameWords || share <= best_share) continue;
    best = &item;
    best_share = share;
  }
  return best;
}

Result<AnchoredText*> ReviewPlaces::text_of(std::int64_t record) {
  if (const auto known = texts_.find(record); known != texts_.end()) return &known->second.anchored;
  if (texts_.size() >= kMostTexts) texts_.clear();
  QUOTH_TRY(std::string text, text_of_record(database_, record));
  return &texts_.try_emplace(record, std::move(text)).first->second.anchored;
}

Result<ReviewPlace> ReviewPlaces::place_in(const Review& review, const ReviewedRecord& record) {
  QUOTH_TRY(AnchoredText* const text, text_of(record.number));
  const AnchorPlace found = text->find(review.anchor);
  const bool is_own = record.sha256 == review.sha256;
  ReviewPlace place{.record = record.number};
  if (found.how == Anchoring::lost || (!is_own && found.context < kTellingContext)) return place;
  place.how = found.how == Anchoring::in_place && !is_own ? Anchoring::moved : found.how;
  place.begin = text->offsets().code_points(found.span.begin);
  place.end = text->offsets().code_points(found.span.end);
  place.words = text->text(found.span);
  return place;
}

Result<ReviewPlace> ReviewPlaces::home_of(const Review& review) {
  QUOTH_TRY(std::vector<ReviewedRecord> records, records_of_review(database_, review));
  if (!records.empty() && records.front().sha256 == review.sha256) return place_in(review, records.front());
  QUOTH_TRY(const std::vector<ReviewedRecord> others, records_with_words(database_, review.anchor.words));
  records.insert(records.end(), others.begin(), others.end());
  ReviewPlace home;
  for (const ReviewedRecord& record : records) {
    QUOTH_TRY(ReviewPlace place, place_in(review, record));
    if (place.holds()) return place;
    // Other words in its place are worth a word, but the words themselves may stand in another record.
    if (place.how == Anchoring::changed && home.how == Anchoring::lost) home = std::move(place);
  }
  return home;
}

Result<ReviewsByRecord> ReviewsByRecord::load(Database& database) {
  ReviewsByRecord out(database);
  QUOTH_TRY(out.reviews_, load_reviews(database));
  for (const Review& review : out.reviews_) {
    QUOTH_TRY(const std::vector<ReviewedRecord> records, records_of_review(database, review));
    if (!records.empty() && records.front().sha256 == review.sha256) continue;
    QUOTH_TRY(out.homes_[review.number], out.places_.home_of(review));
  }
  return out;
}

Result<std::vector<PlacedReview>> ReviewsByRecord::in(std::int64_t record) {
  QUOTH_TRY(const ReviewedRecord reviewed, reviewed_record(*database_, record));
  std::vector<PlacedReview> out;
  for (const Review& review : reviews_) {
    ReviewPlace place;
    const auto home = homes_.find(review.number);
    if (home != homes_.end() && home->second.record == record) {
      place = home->second;
    } else if (review.sha256 == reviewed.sha256 || file_name(review.path) == file_name(reviewed.path)) {
      QUOTH_TRY(place, places_.place_in(review, reviewed));
    }
    if (place.holds()) out.push_back({review, standing_of(review), std::move(place)});
  }
  return out;
}

Result<std::vector<std::int64_t>> ReviewsByRecord::records_of(std::int64_t review) const {
  std::vector<std::int64_t> records;
  for (const Review& known : reviews_) {
    if (known.number != review) continue;
    QUOTH_TRY(const std::vector<ReviewedRecord> of_file, records_of_review(*database_, known));
    QUOTH_TRY(const std::vector<ReviewedRecord> with_words,
              records_with_words(*database_, known.anchor.words));
    // Many files may have one name: only those that have the words are worth reading.
    for (const ReviewedRecord& record : of_file) {
      const bool has_words =
          std::any_of(with_words.begin(), with_words.end(),
                      [&](const ReviewedRecord& other) { return other.number == record.number; });
      if (has_words || record.sha256 == known.sha256) records.push_back(record.number);
    }
  }
  const auto home = homes_.find(review);
  if (home != homes_.end() && home->second.record) records.push_back(*home->second.record);
  return records;
}

}  // namespace quoth
