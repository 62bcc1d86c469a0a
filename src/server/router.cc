#include "server/router.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "page/assets.h"
#include "page/records.h"
#include "server/api.h"
#include "server/correcting.h"
#include "server/pages.h"
#include "server/reviewing.h"

namespace quoth {
namespace {

using Answer = Result<Response> (*)(Store& store, const Request& request);

/// An address: its segments, "*" for any one; what a GET of it does and how much work that is; whether a POST to it adds what
/// it brings, or what else it does.
struct Route {
  std::array<std::string_view, 6> path;
  bool is_folder;
  Answer get;
  Work work = Work::quick;
  bool post_adds = false;
  Answer post = nullptr;
};

constexpr Route kRoutes[] = {
    {{}, true, records_page},
    {{"r", "*"}, true, reading_page},
    {{"r", "*"}, false, to_folder},
    {{"r", "*", "source"}, true, get_source, Work::slow},
    {{"r", "*", "source", "*"}, false, get_picture, Work::slow},
    {{"r", "*", "*"}, false, permalink},
    {{"assets", "*"}, false, asset},
    {{"search"}, false, get_search},
    {{"verify"}, false, get_verify, Work::quick, true},
    {{"quotations"}, true, get_quotations},
    {{"claims"}, true, get_claims},
    {{"claims", "*"}, false, get_claim},
    {{"answers"}, true, get_answers},
    {{"answers", "*"}, false, get_answer},
    {{"agreement"}, false, get_agreement},
    {{"review"}, false, nullptr, Work::quick, false, post_review_form},
    {{"reviewer"}, false, nullptr, Work::quick, false, post_reviewer},
    {{"timeline"}, true, get_timeline},
    {{"people"}, true, get_people},
    {{"people", "*"}, true, get_person, Work::quick, false, post_person},
    {{"people", "*"}, false, to_folder},
    {{"compare"}, false, get_comparison},
    {{"add"}, false, nullptr, Work::quick, true},
    {{"api", "v1", "records"}, false, api_records, Work::quick, true},
    {{"api", "v1", "records", "*"}, false, api_record, Work::slow},
    {{"api", "v1", "records", "*", "source"}, false, api_source},
    {{"api", "v1", "records", "*", "turns"}, false, api_turns},
    {{"api", "v1", "records", "*", "sentences"}, false, api_sentences},
    {{"api", "v1", "records", "*", "places", "*"}, false, api_place, Work::slow},
    {{"api", "v1", "search"}, false, api_search},
    {{"api", "v1", "compare"}, false, api_compare},
    {{"api", "v1", "verify"}, false, api_verify, Work::quick, true},
    {{"api", "v1", "quotations"}, false, api_quotations},
    {{"api", "v1", "quotations", "matrix"}, false, api_matrix},
    {{"api", "v1", "claims"}, false, api_claims},
    {{"api", "v1", "answers"}, false, api_answers},
    {{"api", "v1", "reviews"}, false, api_reviews},
    {{"api", "v1", "reviews", "*"}, false, api_review, Work::quick, false, post_review},
    {{"api", "v1", "reviews", "*", "claimreview"}, false, api_claim_review},
    {{"api", "v1", "records", "*", "claimreview"}, false, api_claim_reviews},
    {{"api", "v1", "agreement"}, false, api_agreement},
    {{"api", "v1", "times"}, false, api_times},
    {{"api", "v1", "people"}, false, api_people},
    {{"api", "v1", "people", "*"}, false, api_person, Work::quick, false, post_api_person},
    {{"api", "v1", "openapi.json"}, false, api_description},
};

bool fits(const Route& route, const Target& target) {
  if (route.is_folder != target.is_folder) return false;
  for (std::size_t i = 0; i < route.path.size(); ++i) {
    const bool there = i < target.path.size();
    if (there != !route.path[i].empty()) return false;
    if (there && route.path[i] != "*" && route.path[i] != target.path[i]) return false;
  }
  return target.path.size() <= route.path.size();
}

/// `/search.json`: the JSON of a page.
bool is_twin(const Target& target) {
  return !target.is_folder && !target.path.empty() && target.path.front() != "api" &&
         target.path.back().ends_with(".json");
}

/// Where the JSON of a page lies.
Target twin_of(Target target) {
  std::vector<std::string>& path = target.path;
  path.back().resize(path.back().size() - std::string_view(".json").size());
  if (path.front() == "r" && path.size() == 3) {
    if (path.back() == "source") path.back() = "w" + target.value("w");
    path.insert(path.end() - 1, "places");
  }
  if (path.front() == "r") path.front() = "records";
  if (path.front() == "timeline") path.front() = "times";
  if (path.size() == 2 && (path.front() == "claims" || path.front() == "answers")) path.front() = "reviews";
  path.insert(path.begin(), {"api", "v1"});
  return target;
}

Result<Response> to_twin(Store&, const Request& request) {
  return redirect(to_string(twin_of(request.target)), 308);
}

constexpr Route kTwin = {{}, false, to_twin};

const Route* find_route(const Target& target) {
  const auto at = std::find_if(std::begin(kRoutes), std::end(kRoutes),
                               [&](const Route& route) { return fits(route, target); });
  return at == std::end(kRoutes) ? nullptr : at;
}

const Route* route_of(const Target& target) {
  if (is_twin(target)) return find_route(twin_of(target)) != nullptr ? &kTwin : nullptr;
  return find_route(target);
}

/// The methods that an address takes.
std::string allowed(const Target& target) {
  const Route* const route = route_of(target);
  std::string methods = route != nullptr && route->get != nullptr ? "GET, HEAD" : "";
  if (route != nullptr && (route->post_adds || route->post != nullptr))
    methods += methods.empty() ? "POST" : ", POST";
  return methods + (route != nullptr ? ", OPTIONS" : "");
}

Error no_such_page(const Target& target) {
  return {ErrorCode::http_not_found, "there is no such page: " + to_string(target), {}};
}

bool is_api(const Target& target) { return !target.path.empty() && target.path.front() == "api"; }

}  // namespace

Result<Work> work_of(std::string_view method, const Target& target) {
  const Route* const route = route_of(target);
  if (route == nullptr) return tl::unexpected(no_such_page(target));
  const bool reads = method == "GET" || method == "HEAD";
  if (reads && route->get != nullptr) return route->work;
  if (method == "POST" && route->post_adds) return Work::adds;
  if (method == "POST" && route->post != nullptr) return Work::writes;
  return fail(ErrorCode::http_method, fmt::format("{} does not take {}", to_string(target), method));
}

Response answer(Store& store, const Request& request) {
  const Route& route = *route_of(request.target);
  Result<Response> response = (request.method == "POST" ? route.post : route.get)(store, request);
  return response ? *std::move(response) : error_answer(request.target, response.error());
}

Response options_answer(const Target& target) {
  if (route_of(target) == nullptr) return error_answer(target, no_such_page(target));
  return {204, "", "", {{"Allow", allowed(target)}}, {}, true};
}

Response error_answer(const Target& target, const Error& error) {
  const int status = kind_of(error.code).http_status;
  Response response =
      is_api(target) ? problem(error) : html_response(framed({}, render_error({}, status, error)), status);
  if (error.code == ErrorCode::http_method) response.headers.emplace_back("Allow", allowed(target));
  if (error.code == ErrorCode::http_token) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace quoth
