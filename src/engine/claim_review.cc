#include "engine/claim_review.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/settle.h"
#include "text/offsets.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

/// A claim of the machine's, or of somebody who took up other words.
struct ExportedClaim {
  std::int64_t begin = 0, end = 0;  // code points
  std::string text;
  Holder holder;
  const PlacedReview* review = nullptr;
};

class ClaimReviewWriter {
 public:
  ClaimReviewWriter(const Record& record, const std::vector<PlacedReview>& reviews,
                    const std::vector<ReviewedRow>& rows, std::optional<std::size_t> only)
      : record_(record),
        reviews_(reviews),
        rows_(rows),
        only_(only),
        offsets_(record.document.text()),
        json_(out_) {}

  std::string write() {
    json_.begin_object();
    json_.member("@context", "https://schema.org");
    json_.key("@graph");
    json_.begin_array();
    for (const ExportedClaim& claim : claims()) {
      const bool is_rated = claim.review != nullptr && claim.review->standing.state != ReviewState::dropped &&
                            !claim.review->standing.verdicts.empty();
      if (!is_rated) {
        write_claim(claim);
        continue;
      }
      for (const ReviewEntry& verdict : claim.review->standing.verdicts) write_review(claim, verdict);
    }
    json_.end_array();
    json_.end_object();
    // JSON has this character in strings alone. A page that holds the line must not end its script there.
    std::string safe;
    for (const char c : out_) {
      if (c == '<') {
        safe += "\\u003c";
      } else {
        safe += c;
      }
    }
    return safe;
  }

 private:
  /// Corrections are in the record's claims already.
  std::vector<ExportedClaim> claims() const {
    std::vector<ExportedClaim> out;
    for (std::size_t i = 0; i < record_.claims.size(); ++i) {
      if (only_ && i != *only_) continue;
      const Claim& claim = record_.claims[i];
      const ReviewedRow* const row = reviewed_row(rows_, ReviewKind::claim, i);
      const auto review = std::find_if(reviews_.begin(), reviews_.end(), [&](const PlacedReview& item) {
        return row != nullptr && item.review.number == row->review;
      });
      out.push_back({.begin = offsets_.code_points(claim.span.begin),
                     .end = offsets_.code_points(claim.span.end),
                     .text = std::string(record_.document.slice(claim.span)),
                     .holder = claim.holder,
                     .review = review == reviews_.end() ? nullptr : &*review});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ExportedClaim& a, const ExportedClaim& b) { return a.begin < b.begin; });
    return out;
  }

  void known(std::string_view name, std::string_view value) {
    if (!value.empty()) json_.member(name, value);
  }

  void named(std::string_view name, std::string_view type, std::string_view who) {
    if (who.empty()) return;
    json_.key(name);
    json_.begin_object();
    json_.member("@type", type);
    json_.member("name", who);
    json_.end_object();
  }

  void write_author(const ExportedClaim& claim) {
    if (const auto* speaker = std::get_if<SpeakerId>(&claim.holder)) {
      named("author", "Person", record_.speakers[speaker->index()].name);
    } else if (const auto* id = std::get_if<EntityId>(&claim.holder)) {
      const Entity& entity = record_.entities[id->index()];
      if (entity.type == EntityType::per) named("author", "Person", entity.name);
      if (entity.type == EntityType::org) named("author", "Organization", entity.name);
    }
  }

  void write_claim(const ExportedClaim& claim) {
    const Meta& meta = record_.meta;
    json_.begin_object();
    json_.member("@type", "Claim");
    json_.member("text", claim.text);
    write_author(claim);
    known("datePublished", meta.date);
    known("inLanguage", meta.language);
    json_.key("appearance");
    json_.begin_object();
    json_.member("@type", "CreativeWork");
    json_.member("name", meta.title.empty() ? record_.document.file_name() : meta.title);
    json_.member("identifier",
                 fmt::format("sha256:{}#char={},{}", record_.document.sha256(), claim.begin, claim.end));
    known("datePublished", meta.published);
    json_.end_object();
    json_.end_object();
  }

  void write_review(const ExportedClaim& claim, const ReviewEntry& verdict) {
    json_.begin_object();
    json_.member("@type", "ClaimReview");
    json_.member("claimReviewed", claim.text);
    named("author", "Person", verdict.author);
    json_.member("datePublished", verdict.made);
    json_.key("reviewRating");
    json_.begin_object();
    json_.member("@type", "Rating");
    json_.member("alternateName", verdict.value);
    json_.end_object();
    json_.member("reviewBody", verdict.why);
    json_.key("citation");
    json_.begin_array();
    for (const VerdictEvidence& evidence : verdict.evidence) {
      json_.begin_object();
      json_.member("@type", "CreativeWork");
      known("url", evidence.url);
      known("text", evidence.quotation);
      json_.end_object();
    }
    json_.end_array();
    json_.key("itemReviewed");
    write_claim(claim);
    json_.end_object();
  }

  const Record& record_;
  const std::vector<PlacedReview>& reviews_;
  const std::vector<ReviewedRow>& rows_;
  std::optional<std::size_t> only_;
  OffsetIndex offsets_;
  std::string out_;
  JsonWriter json_;
};

}  // namespace

Result<std::string> claim_review_json(Store& store, std::int64_t record, std::optional<std::size_t> only) {
  QUOTH_TRY(const std::vector<PlacedReview> reviews, reviews_in(store, record));
  QUOTH_TRY(const Record loaded, store.load(record));
  if (only && *only >= loaded.claims.size())
    return fail(ErrorCode::review_not_found, fmt::format("{} has no claim {}", loaded.id, *only));
  QUOTH_TRY(const std::vector<ReviewedRow> rows, load_reviewed(store.database(), record));
  return ClaimReviewWriter(loaded, reviews, rows, only).write();
}

Result<std::vector<PlacedReview>> held_back(Store& store,
                                            const std::optional<std::vector<std::int64_t>>& records) {
  QUOTH_TRY(std::vector<PlacedReview> reviews, list_reviews(store, {.only_lost = true}));
  std::erase_if(reviews, [&](const PlacedReview& item) {
    const auto is_here = [&](std::int64_t number) { return item.place.record == number; };
    return item.standing.verdicts.empty() ||
           (records && std::none_of(records->begin(), records->end(), is_here));
  });
  return reviews;
}

}  // namespace quoth
