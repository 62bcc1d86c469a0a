#include "server/reviewing.h"

#include <charconv>

#include <fmt/format.h>

#include "base/sha256.h"
#include "engine/agreement_json.h"
#include "engine/claim_review.h"
#include "engine/quotations.h"
#include "engine/review_json.h"
#include "engine/review_request.h"
#include "page/answers_page.h"
#include "page/claims_page.h"
#include "server/asked.h"
#include "server/posted.h"
#include "store/reviews.h"
#include "text/unicode.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

/// An address of ours that a form names; the list of claims where it names none.
std::string way_back(const std::string& given) {
  const std::size_t mark = std::min(given.find('#'), given.size());
  const auto target = parse_target(std::string_view(given).substr(0, mark));
  std::string anchor = given.substr(mark);
  const auto is_plain = [](char c) {
    return c == '#' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  };
  if (!std::all_of(anchor.begin(), anchor.end(), is_plain)) anchor.clear();
  return (target ? to_string(*target) : "/claims/") + anchor;
}

/// The number of a version in an entity tag: "v3", "v3.1f9c". None: it names none of ours.
std::optional<std::int64_t> version_in(std::string_view tag) {
  if (!tag.starts_with("\"v") || !tag.ends_with('"')) return std::nullopt;
  tag = tag.substr(2, tag.size() - 3);
  std::int64_t version = 0;
  const std::string_view digits = tag.substr(0, tag.find('.'));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return version;
}

/// A review, or what there is of one that nobody has begun, with the tag that a change of it names.
Response review_response(std::string json, std::int64_t version) {
  Response response = json_response(std::move(json));
  response.entity_tag = fmt::format("\"v{}.{}\"", version, sha256_hex(response.body).substr(0, 8));
  return response;
}

Result<std::string> history_json(Store& store, std::int64_t number) {
  QUOTH_TRY(const PlacedReview item, find_review(store, number));
  QUOTH_TRY(const std::optional<MachineReading> machine, read_there(store, item));
  return review_history_json(item, machine);
}

std::string words_json(const WordsOfRecord& words) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("review");
  json.null();
  json.member("kind", to_string(words.kind));
  json.member_integer("version", 0);
  json.member("state", to_string(ReviewState::new_));
  json.key("place");
  json.begin_object();
  json.member("how", to_string(Anchoring::in_place));
  json.member_integer("record", words.record);
  json.member_integer("begin", words.begin);
  json.member_integer("end", words.end);
  json.end_object();
  json.end_object();
  return out;
}

std::optional<PlacedReview> review_now(Store& store, const ReviewTarget& target) {
  const auto number = known_review(store, target);
  if (!number || !*number) return std::nullopt;
  auto item = find_review(store, **number);
  return item ? std::optional(*std::move(item)) : std::nullopt;
}

ReviewRequest request_of(const FormFields& fields, const std::string& author) {
  ReviewRequest request{
      .change = std::nullopt, .entry = std::nullopt, .author = author, .why = value_in(fields, "why")};
  if (!value_in(fields, "undo").empty()) return request;
  ReviewChange& change = request.change.emplace();
  change.field = review_field_of(value_in(fields, "field")).value_or(ReviewField::state);
  change.value = value_in(fields, "value");
  change.author = author;
  change.why = request.why;
  // An address and the words beside it come one after the other.
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& [name, value] = fields[i];
    if (name == "url") change.evidence.push_back({std::string(trim(value)), {}});
    if (name == "quotation" && !change.evidence.empty()) change.evidence.back().quotation = value;
  }
  std::erase_if(change.evidence,
                [](const VerdictEvidence& e) { return e.url.empty() && trim(e.quotation).empty(); });
  return request;
}

}  // namespace

Result<Response> get_claims(Store& store, const Request& request) {
  QUOTH_TRY(const ClaimFilter filter, claim_filter_of(store, request.target));
  QUOTH_TRY(const ClaimQueue queue, claim_queue(store, filter));
  return html_response(framed({}, render_claims({}, reviewer_of(request), filter, queue)));
}

Result<Response> get_claim(Store& store, const Request& request) {
  const std::string& reference = request.target.path[1];
  QUOTH_TRY(const ReviewTarget target, review_target(store, reference));
  QUOTH_TRY(const ClaimCase found, claim_case(store, target));
  return html_response(framed({}, render_claim({}, reviewer_of(request), reference, found)));
}

Result<Response> get_answers(Store& store, const Request& request) {
  QUOTH_TRY(const BoardFilter filter, answer_filter_of(store, request.target));
  QUOTH_TRY(const AnswerList list, list_answers(store, filter));
  return html_response(framed({}, render_answers({}, reviewer_of(request), filter, list)));
}

Result<Response> get_answer(Store& store, const Request& request) {
  QUOTH_TRY(const ReviewTarget target, review_target(store, request.target.path[1]));
  const auto* words = std::get_if<WordsOfRecord>(&target);
  if (words != nullptr && words->kind == ReviewKind::answer) {
    Database& database = store.database();
    QUOTH_TRY(const auto number, find_answer(database, words->record, words->begin, words->end));
    if (number) {
      QUOTH_TRY(const AnswerInFull answer, answer_in_full(database, words->record, *number));
      return html_response(framed({}, render_answer({}, reviewer_of(request), answer)));
    }
  }
  return fail(ErrorCode::http_not_found, "there is no question of these words");
}

Result<Response> get_agreement(Store& store, const Request& request) {
  QUOTH_TRY(const AgreementOn on, agreement_on_of(request.target));
  QUOTH_TRY(const std::vector<Review> reviews, load_reviews(store.database()));
  QUOTH_TRY(const Agreement agreement, agreement_of(judgements_of(reviews, on), {}));
  return html_response(framed({}, render_agreement({}, on, agreement)));
}

Result<Response> post_review_form(Store& store, const Request& request) {
  QUOTH_TRY(const FormFields fields, fields_of(request));
  Reviewer reviewer = reviewer_of(request);
  reviewer.back = way_back(value_in(fields, "back"));
  const std::string of = value_in(fields, "of"), version = value_in(fields, "version");
  QUOTH_TRY(const ReviewTarget target, review_target(store, of));
  const std::optional<std::int64_t> seen = version_in(fmt::format("\"v{}\"", version));
  if (!seen) return fail(ErrorCode::http_request, "the form does not say which version it is of");
  const Result<PlacedReview> done = do_review(store, target, seen, request_of(fields, reviewer.name));
  if (done) return redirect(reviewer.back, 303);
  const std::optional<PlacedReview> now = review_now(store, target);
  const Refusal refusal{.error = done.error(),
                        .of = of,
                        .version = version,
                        .fields = fields,
                        .review = now ? &*now : nullptr,
                        .words = now ? now->words() : std::string()};
  return html_response(framed({}, render_refusal({}, reviewer, refusal)),
                       kind_of(done.error().code).http_status);
}

Result<Response> post_reviewer(Store&, const Request& request) {
  QUOTH_TRY(const FormFields fields, fields_of(request));
  const std::string name = fold_space(value_in(fields, "name"));
  constexpr std::size_t kLongestName = 200;
  if (name.size() > kLongestName) return fail(ErrorCode::review_invalid, "this name is too long");
  Response response = redirect(way_back(value_in(fields, "back")), 303);
  constexpr int kYear = 365 * 24 * 3600;
  response.headers.emplace_back(
      "Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", kReviewerCookie,
                                percent_encoded(name), name.empty() ? 0 : kYear));
  return response;
}

Result<Response> api_reviews(Store& store, const Request& request) {
  QUOTH_TRY(const ReviewFilter filter, review_filter_of(store, request.target));
  QUOTH_TRY(const std::size_t from, read_cursor(request.target.value("after")));
  QUOTH_TRY(const std::size_t limit, list_limit_of(request.target));
  QUOTH_TRY(const std::vector<PlacedReview> items, list_reviews(store, filter));
  const std::size_t end = std::min(items.size(), from + limit);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member_integer("total", static_cast<std::int64_t>(items.size()));
  json.key("reviews");
  json.begin_array();
  for (std::size_t i = from; i < end; ++i) json.raw(review_json(items[i]));
  json.end_array();
  json.member_or_null("next", end < items.size() ? std::to_string(end) : std::string());
  json.end_object();
  return json_response(std::move(out));
}

Result<Response> api_review(Store& store, const Request& request) {
  QUOTH_TRY(const ReviewTarget target, review_target(store, request.target.path[3]));
  QUOTH_TRY(const std::optional<std::int64_t> number, known_review(store, target));
  if (!number) return review_response(words_json(std::get<WordsOfRecord>(target)), 0);
  QUOTH_TRY(std::string json, history_json(store, *number));
  QUOTH_TRY(const Review review, load_review(store.database(), *number));
  return review_response(std::move(json), review.version());
}

Result<Response> post_review(Store& store, const Request& request) {
  QUOTH_TRY(const ReviewTarget target, review_target(store, request.target.path[3]));
  std::optional<std::int64_t> seen;
  if (request.if_match != "*") {
    seen = version_in(request.if_match);
    if (!seen)
      return fail(ErrorCode::http_request, "the request does not say which version it changes",
                  "send If-Match with the ETag of the review, or * for whatever it is");
  }
  QUOTH_TRY(const ReviewRequest asked, read_review_request(store, request.body));
  const Result<PlacedReview> done = do_review(store, target, seen, asked);
  if (!done) {
    const std::optional<PlacedReview> now = review_now(store, target);
    if (!now) return tl::unexpected(done.error());
    QUOTH_TRY(const std::string json, history_json(store, now->review.number));
    constexpr int kConditionFailed = 412;  // RFC 9110: what If-Match named is no longer there
    const bool is_stale = done.error().code == ErrorCode::review_stale;
    return problem(done.error(), "review", json, is_stale ? kConditionFailed : 0);
  }
  QUOTH_TRY(std::string json, history_json(store, done->review.number));
  return review_response(std::move(json), done->review.version());
}

Result<Response> api_claim_review(Store& store, const Request& request) {
  QUOTH_TRY(const ReviewTarget target, review_target(store, request.target.path[3]));
  QUOTH_TRY(const ClaimCase found, claim_case(store, target));
  if (!found.claim)
    return fail(ErrorCode::review_lost, "the words that were judged stand nowhere in the store any more");
  if (found.is_new) return fail(ErrorCode::review_not_found, "nobody has taken these words for a claim");
  const ListedClaim& claim = found.claim->claim;
  QUOTH_TRY(std::string json, claim_review_json(store, claim.record, static_cast<std::size_t>(claim.number)));
  return json_response(std::move(json));
}

Result<Response> api_claim_reviews(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[3]));
  QUOTH_TRY(std::string json, claim_review_json(store, number));
  return json_response(std::move(json));
}

Result<Response> api_agreement(Store& store, const Request& request) {
  QUOTH_TRY(const AgreementOn on, agreement_on_of(request.target));
  std::vector<std::string> people;
  for (const auto& [name, value] : request.target.query) {
    if (name == "person") people.push_back(fold_space(value));
  }
  QUOTH_TRY(const std::vector<Review> reviews, load_reviews(store.database()));
  QUOTH_TRY(const Agreement agreement, agreement_of(judgements_of(reviews, on), people));
  return json_response(agreement_json(agreement, on));
}

}  // namespace quoth
