#include <algorithm>

#include <fmt/format.h>

#include "engine/reviews.h"
#include "record/holder_name.h"
#include "text/offsets.h"

namespace quoth {
namespace {

/// Finds what of a layer shares most with the words of a review.
class BestMatch {
 public:
  BestMatch(const PlacedReview& item, const OffsetIndex& offsets) : item_(item), offsets_(offsets) {}

  /// Whether this is better than all before.
  bool is_better(Span span) {
    const double share =
        share_of(item_.place, offsets_.code_points(span.begin), offsets_.code_points(span.end));
    if (share < kSameWords || share <= best_) return false;
    best_ = share;
    return true;
  }

 private:
  const PlacedReview& item_;
  const OffsetIndex& offsets_;
  double best_ = 0;
};

std::string speaker_at(const Record& record, std::uint32_t at) {
  for (const Turn& turn : record.turns) {
    if (turn.span.contains(at) && turn.speaker) return record.speakers[turn.speaker->index()].name;
  }
  return {};
}

struct Found {
  Span span;
  MachineReading reading;
};

std::optional<Found> claim_there(const Record& record, BestMatch best) {
  std::optional<Found> found;
  for (const Claim& claim : record.claims) {
    if (!best.is_better(claim.span)) continue;
    found = {claim.span,
             {.score = static_cast<double>(claim.score), .speaker = name_of(record, claim.holder)}};
    for (const ClaimKind kind : claim.kinds) {
      if (!found->reading.reading.empty()) found->reading.reading += ", ";
      found->reading.reading += to_string(kind);
    }
  }
  return found;
}

std::optional<Found> answer_there(const Record& record, BestMatch best) {
  std::optional<Found> found;
  for (const Answer& answer : record.answers) {
    if (!answer.question || !best.is_better(*answer.question)) continue;
    found = {*answer.question,
             {.reading = fmt::format("{}, {}", to_string(answer.clarity), to_string(answer.technique)),
              .score = static_cast<double>(answer.score),
              .speaker = speaker_at(record, answer.question->begin)}};
  }
  return found;
}

std::optional<Found> turn_there(const Record& record, BestMatch best) {
  std::optional<Found> found;
  for (const Turn& turn : record.turns) {
    if (best.is_better(turn.span)) found = {turn.span, {.speaker = speaker_at(record, turn.span.begin)}};
  }
  return found;
}

}  // namespace

Result<std::optional<MachineReading>> read_there(Store& store, const PlacedReview& item) {
  if (!item.place.record || !item.place.holds()) return std::nullopt;
  QUOTH_TRY(const Record record, store.load(*item.place.record));
  const OffsetIndex offsets(record.document.text());
  const BestMatch best(item, offsets);
  std::optional<Found> found;
  switch (item.review.kind) {
    case ReviewKind::claim: found = claim_there(record, best); break;
    case ReviewKind::answer: found = answer_there(record, best); break;
    case ReviewKind::turn: found = turn_there(record, best); break;
  }
  if (!found) return std::nullopt;
  found->reading.begin = offsets.code_points(found->span.begin);
  found->reading.end = offsets.code_points(found->span.end);
  return found->reading;
}

}  // namespace quoth
