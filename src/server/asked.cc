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

}  // namespace

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

Result<BoardFilter> answer_filter_of(const Target& target) {
  BoardFilter filter{
      .speaker = target.value("speaker"), .clarity = target.value("clarity"), .after = target.value("after")};
  QUOTH_TRY(filter.limit, limit_of(target, filter.limit));
  return filter;
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
