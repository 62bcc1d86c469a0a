#include "server/asked.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace quoth {
namespace {

Result<std::size_t> limit_of(const Target& target, std::size_t otherwise) {
  const std::string& text = target.value("limit");
  if (text.empty()) return otherwise;
  std::size_t limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc() || end != text.data() + text.size() || limit < 1 || limit > kMostListed)
    return fail(ErrorCode::usage_invalid, fmt::format("{} is no number from 1 to {}", text, kMostListed));
  return limit;
}

/// A field whose value is one of an enumeration; none where it is empty.
template <typename Enum>
Result<std::optional<Enum>> named(const Target& target, std::string_view field,
                                  std::optional<Enum> (*read)(std::string_view), const char* values) {
  const std::string& text = target.value(field);
  if (text.empty()) return std::nullopt;
  const std::optional<Enum> value = read(text);
  if (!value) return fail(ErrorCode::usage_invalid, fmt::format("there is no {} {}", field, text), values);
  return value;
}

Result<std::optional<bool>> yes_or_no(const Target& target, std::string_view field) {
  const std::string& text = target.value(field);
  if (text.empty()) return std::nullopt;
  if (text == "yes" || text == "no") return text == "yes";
  return fail(ErrorCode::usage_invalid, fmt::format("{} is yes or no", field));
}

Result<std::string> date_of(const Target& target, std::string_view field) {
  QUOTH_CHECK(check_date(field, target.value(field)));
  return target.value(field);
}

Result<std::optional<std::int64_t>> record_of(Store& store, const Target& target) {
  const std::string& text = target.value("record");
  if (text.empty()) return std::nullopt;
  QUOTH_TRY(const std::int64_t number, store.find(text));
  return number;
}

}  // namespace

Result<std::size_t> list_limit_of(const Target& target) {
  constexpr std::size_t kOtherwise = 50;
  return limit_of(target, kOtherwise);
}

Result<RecordFilter> record_filter_of(const Target& target) {
  RecordFilter filter{.speaker = target.value("speaker"),
                      .outlet = target.value("outlet"),
                      .year = target.value("year"),
                      .format = target.value("format"),
                      .after = target.value("after")};
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  return filter;
}

Result<ConcordanceRequest> concordance_request_of(const Target& target) {
  ConcordanceRequest request{.query = target.value("q"),
                             .speaker = target.value("speaker"),
                             .role = target.value("role"),
                             .from = target.value("from"),
                             .to = target.value("to"),
                             .after = target.value("after")};
  QUOTH_TRY(request.limit, limit_of(target, request.limit));
  if (const std::string& order = target.value("sort"); !order.empty()) {
    const auto known = concordance_order_of(order);
    if (!known)
      return fail(ErrorCode::usage_invalid, "there is no order " + order, "date, left, right or speaker");
    request.order = *known;
  }
  return request;
}

Result<QuoteFilter> quote_filter_of(const Target& target) {
  QuoteFilter filter{
      .speaker = target.value("speaker"), .holder = target.value("holder"), .after = target.value("after")};
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  return filter;
}

Result<BoardFilter> answer_filter_of(Store& store, const Target& target) {
  BoardFilter filter;
  filter.after = target.value("after");
  AnswerFilter& which = filter.which;
  which.speaker = target.value("speaker");
  which.asker = target.value("asked_by");
  QUOTH_TRY(which.clarity,
            named(target, "clarity", clarity_of, "clear reply, ambivalent or clear non-reply"));
  QUOTH_TRY(which.from, date_of(target, "from"));
  QUOTH_TRY(which.to, date_of(target, "to"));
  QUOTH_TRY(which.reviewed, yes_or_no(target, "reviewed"));
  QUOTH_TRY(which.record, record_of(store, target));
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  return filter;
}

Result<ClaimFilter> claim_filter_of(Store& store, const Target& target) {
  ClaimFilter filter{.speaker = target.value("speaker"),
                     .assignee = target.value("assignee"),
                     .after = target.value("after")};
  QUOTH_TRY(filter.record, record_of(store, target));
  QUOTH_TRY(filter.kind,
            named(target, "kind", claim_kind_of,
                  "quantity, event, comparison, law, causal, prediction, quotation or position"));
  QUOTH_TRY(filter.state,
            named(target, "state", review_state_of, "new, shortlisted, being checked, checked or dropped"));
  QUOTH_TRY(filter.from, date_of(target, "from"));
  QUOTH_TRY(filter.to, date_of(target, "to"));
  QUOTH_TRY(filter.reviewed, yes_or_no(target, "reviewed"));
  QUOTH_TRY(filter.limit, list_limit_of(target));
  return filter;
}

Result<ReviewFilter> review_filter_of(Store& store, const Target& target) {
  ReviewFilter filter{.state = std::nullopt,
                      .assignee = target.value("assignee"),
                      .record = std::nullopt,
                      .only_lost = target.value("lost") == "yes"};
  QUOTH_TRY(filter.state,
            named(target, "state", review_state_of, "new, shortlisted, being checked, checked or dropped"));
  QUOTH_TRY(filter.record, record_of(store, target));
  return filter;
}

Result<AgreementOn> agreement_on_of(const Target& target) {
  QUOTH_TRY(const auto on,
            named(target, "on", agreement_on, "verdict, state, technique, clarity or speaker"));
  return on.value_or(AgreementOn::verdict);
}

Result<TimeFilter> time_filter_of(const Target& target) {
  TimeFilter filter{.from = target.value("from"),
                    .to = target.value("to"),
                    .by = target.value("by"),
                    .undated = !target.value("undated").empty(),
                    .after = target.value("after")};
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  return filter;
}

Result<PartFilter> part_filter_of(const Target& target) {
  PartFilter filter{.turn = {}, .after = target.value("after")};
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  if (const std::string& turn = target.value("turn"); !turn.empty()) {
    QUOTH_TRY(const std::size_t number, read_cursor(turn));
    filter.turn = static_cast<std::int64_t>(number);
  }
  return filter;
}

Result<Shown> shown_of(const Target& target, std::size_t size, std::size_t limit) {
  QUOTH_TRY(limit, limit_of(target, limit));
  QUOTH_TRY(const std::size_t from, read_cursor(target.value("after")));
  Shown shown{std::min(from, size), std::min(from + limit, size), {}};
  if (shown.end < size) shown.next = std::to_string(shown.end);
  return shown;
}

Quotation quotation_of(const Target& target) { return {target.value("q"), target.value("speaker")}; }

}  // namespace quoth
