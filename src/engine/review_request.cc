#include "engine/review_request.h"

#include <fmt/format.h>

namespace quoth {
namespace {

tl::unexpected<Error> no_request(std::string message) {
  return fail(ErrorCode::review_invalid, std::move(message), "see docs/api.md for what a change is");
}

constexpr std::string_view kMembers = "'field', 'value', 'why', 'author', 'evidence', 'undo'";

}  // namespace

Result<ReviewRequest> read_review_request(Store& store, std::string_view json) {
  Database& database = store.database();
  QUOTH_TRY(
      Statement valid,
      database.prepare("SELECT json_valid(?1) AND json_type(iif(json_valid(?1), ?1, 'null')) = 'object'"));
  QUOTH_CHECK(valid.first(json));
  if (valid.integer(0) == 0) return no_request("this is no JSON object");
  QUOTH_TRY(Statement wrong,
            database.prepare(fmt::format(
                "SELECT key FROM json_each(?1) WHERE key NOT IN ({}) OR (key = 'evidence' AND type "
                "NOT IN ('array', 'null')) OR (key = 'undo' AND type NOT IN ('integer', 'null')) "
                "OR (key NOT IN ('evidence', 'undo') AND type NOT IN ('text', 'null'))",
                kMembers)));
  QUOTH_TRY(const bool is_wrong, wrong.first(json));
  if (is_wrong)
    return no_request(fmt::format("{} is no member of a change, or not of this type", wrong.text(0)));
  QUOTH_TRY(Statement row,
            database.prepare("SELECT ?1 ->> 'field', ?1 ->> 'value', ?1 ->> 'why', ?1 ->> 'author', "
                             "json_type(?1, '$.undo'), ?1 ->> 'undo'"));
  QUOTH_CHECK(row.first(json));
  ReviewRequest request{
      .change = std::nullopt, .entry = row.maybe_integer(5), .author = row.string(3), .why = row.string(2)};
  const bool undoes = !row.is_null(4);
  if (undoes == !row.is_null(0)) return no_request("a change has a field, or takes something back");
  if (undoes) return request;
  const auto field = review_field_of(row.text(0));
  if (!field) return no_request(fmt::format("there is no field {}", row.text(0)));
  request.change = {
      .field = *field, .value = row.string(1), .evidence = {}, .author = request.author, .why = request.why};
  QUOTH_TRY(Statement item,
            database.prepare(
                "SELECT type, value ->> 'url', value ->> 'quotation' FROM json_each(?1, '$.evidence')"));
  QUOTH_TRY(bool more, item.first(json));
  while (more) {
    if (item.text(0) == "null") break;
    if (item.text(0) != "object") return no_request("a piece of evidence is an object");
    request.change->evidence.push_back({item.string(1), item.string(2)});
    QUOTH_TRY(more, item.next());
  }
  return request;
}

Result<PlacedReview> do_review(Store& store, const ReviewTarget& target, std::optional<std::int64_t> version,
                               const ReviewRequest& request) {
  if (request.change) return change_review(store, target, version, *request.change);
  QUOTH_TRY(const std::optional<std::int64_t> number, known_review(store, target));
  if (!number) return fail(ErrorCode::review_not_found, "nobody has taken up these words");
  return undo_review(store, *number, version, request.entry, request.author, request.why);
}

}  // namespace quoth
