#pragma once

#include "engine/agreement.h"
#include "engine/answers_board.h"
#include "engine/claim_queue.h"
#include "engine/concordance.h"
#include "engine/library.h"
#include "engine/person.h"
#include "engine/quotations.h"
#include "engine/record_parts.h"
#include "engine/timeline.h"
#include "server/target.h"
#include "verify/verify.h"

namespace quoth {

/// What an address asks for; pages and API take the same fields. Errors: usage.invalid (a limit that is no number from 1 to
/// kMostListed, an order, a state or a kind that there is not), record.*.
Result<RecordFilter> record_filter_of(const Target& target);
Result<ConcordanceRequest> concordance_request_of(const Target& target);
Result<QuoteFilter> quote_filter_of(const Target& target);
Result<BoardFilter> answer_filter_of(Store& store, const Target& target);
Result<ClaimFilter> claim_filter_of(Store& store, const Target& target);
Result<ReviewFilter> review_filter_of(Store& store, const Target& target);
Result<AgreementOn> agreement_on_of(const Target& target);
Result<TimeFilter> time_filter_of(const Target& target);
/// All but the record.
Result<PartFilter> part_filter_of(const Target& target);
/// The part of a list that is shown where all of it is at hand. A cursor is how many rows come before.
struct Shown {
  std::size_t begin = 0, end = 0;
  std::string next;  ///< cursor; empty: nothing follows
};
Result<Shown> shown_of(const Target& target, std::size_t size, std::size_t limit);
Quotation quotation_of(const Target& target);

/// How many of a list are asked for.
Result<std::size_t> list_limit_of(const Target& target);

inline constexpr std::size_t kMostListed = 500;

}  // namespace quoth
