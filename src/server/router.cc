#include "server/router.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "page/assets.h"
#include "page/records.h"
#include "server/api.h"
#include "server/pages.h"

namespace quoth {
namespace {

using Handler = Result<Response> (*)(Store& store, const Request& request);

/// An address: its segments, "*" for any one; what it answers to GET, and what a POST to it means.
struct Route {
  std::array<std::string_view, 5> path;
  bool is_folder;
  Handler get;
  Handler post;
  bool post_takes_long;
};

constexpr Route kRoutes[] = {
    {{}, true, records_page, nullptr, false},
    {{"r", "*"}, true, reading_page, nullptr, false},
    {{"r", "*"}, false, to_folder, nullptr, false},
    {{"r", "*", "*"}, false, permalink, nullptr, false},
    {{"assets", "*"}, false, asset, nullptr, false},
    {{"search"}, false, get_search, nullptr, false},
    {{"verify"}, false, get_verify, nullptr, false},
    {{"quotations"}, true, get_quotations, nullptr, false},
    {{"timeline"}, true, get_timeline, nullptr, false},
    {{"people"}, true, get_people, nullptr, false},
    {{"people", "*"}, true, get_person, nullptr, false},
    {{"people", "*"}, false, to_folder, nullptr, false},
    {{"records.json"}, false, to_twin, nullptr, false},
    {{"search.json"}, false, to_twin, nullptr, false},
    {{"verify.json"}, false, to_twin, nullptr, false},
    {{"quotations.json"}, false, to_twin, nullptr, false},
    {{"timeline.json"}, false, to_twin, nullptr, false},
    {{"people.json"}, false, to_twin, nullptr, false},
    {{"add"}, false, nullptr, nullptr, true},
    {{"api", "v1", "records"}, false, api_records, nullptr, true},
    {{"api", "v1", "records", "*"}, false, api_record, nullptr, false},
    {{"api", "v1", "records", "*", "source"}, false, api_source, nullptr, false},
    {{"api", "v1", "search"}, false, api_search, nullptr, false},
    {{"api", "v1", "verify"}, false, api_verify, nullptr, false},
    {{"api", "v1", "quotations"}, false, api_quotations, nullptr, false},
    {{"api", "v1", "quotations", "matrix"}, false, api_matrix, nullptr, false},
    {{"api", "v1", "times"}, false, api_times, nullptr, false},
    {{"api", "v1", "people"}, false, api_people, nullptr, false},
    {{"api", "v1", "people", "*"}, false, api_person, nullptr, false},
    {{"api", "v1", "openapi.json"}, false, api_description, nullptr, false},
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

const Route* route_of(const Target& target) {
  const auto at = std::find_if(std::begin(kRoutes), std::end(kRoutes),
                               [&](const Route& route) { return fits(route, target); });
  return at == std::end(kRoutes) ? nullptr : at;
}

/// The methods that an address takes.
std::string allowed(const Target& target) {
  const Route* const route = route_of(target);
  std::string methods = route != nullptr && route->get != nullptr ? "GET, HEAD" : "";
  if (route != nullptr && (route->post != nullptr || route->post_takes_long))
    methods += methods.empty() ? "POST" : ", POST";
  return methods;
}

bool is_api(const Target& target) { return !target.path.empty() && target.path.front() == "api"; }

}  // namespace

Result<Work> work_of(std::string_view method, const Target& target) {
  const Route* const route = route_of(target);
  if (route == nullptr) return fail(ErrorCode::http_not_found, "there is no such page: " + to_string(target));
  const bool reads = method == "GET" || method == "HEAD";
  if (reads && route->get != nullptr) return Work::quick;
  if (method == "POST" && route->post != nullptr) return Work::quick;
  if (method == "POST" && route->post_takes_long) return Work::long_;
  return fail(ErrorCode::http_method, fmt::format("{} does not take {}", to_string(target), method));
}

Response answer(Store& store, const Request& request) {
  const Route* const route = route_of(request.target);
  const Handler work = request.method == "POST" ? route->post : route->get;
  Result<Response> response = work(store, request);
  return response ? *std::move(response) : error_answer(request.target, response.error());
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
