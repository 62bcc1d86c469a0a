#include "server/gate.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sys/random.h>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Takes the same time wherever they differ.
bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

constexpr const char* kAsItIs = "send the file as it is";

bool is_ours(std::string_view host, const GateRules& rules) {
  const std::string suffix = fmt::format(":{}", rules.port);
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]", rules.address.c_str()}) {
    if (host == name || (host.starts_with(name) && host.substr(name.size()) == suffix)) return true;
  }
  return false;
}

bool changes_something(std::string_view method) { return method != "GET" && method != "HEAD"; }

bool is_from_elsewhere(const Caller& caller) {
  if (!caller.origin.empty()) {
    const std::string_view origin = caller.origin.front();
    const std::size_t scheme = origin.find("://");
    return caller.origin.size() > 1 || scheme == std::string_view::npos ||
           origin.substr(scheme + 3) != caller.host.front();
  }
  // No browser that sends neither is in use; programs do.
  return !caller.fetch_site.empty() && caller.fetch_site != "same-origin" && caller.fetch_site != "none";
}

}  // namespace

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    while (cookies.starts_with(' ')) cookies.remove_prefix(1);
    const std::size_t end = cookies.find(';');
    const std::string_view cookie = cookies.substr(0, end);
    if (cookie.size() > name.size() && cookie.starts_with(name) && cookie[name.size()] == '=')
      return cookie.substr(name.size() + 1);
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
  }
  return {};
}

Result<void> let_in(const GateRules& rules, const Caller& caller) {
  if (caller.host.size() != 1) return fail(ErrorCode::http_request, "a request names one host");
  if (caller.content_length.size() + caller.transfer_encoding.size() > 1)
    return fail(ErrorCode::http_request, "the length of the request is given twice");
  // Another coding would have to be undone before its length is known; one that looks like chunked hides a second request.
  for (const std::string_view coding : caller.transfer_encoding) {
    if (to_lower(coding) != "chunked")
      return fail(ErrorCode::input_format,
                  fmt::format("this is sent in another way than chunked: {}", coding), kAsItIs);
  }
  for (const std::string_view coding : caller.content_encoding) {
    if (to_lower(coding) != "identity")
      return fail(ErrorCode::input_format, fmt::format("this is compressed: {}", coding), kAsItIs);
  }
  if (rules.token.empty() && !is_ours(caller.host.front(), rules)) {
    return fail(ErrorCode::http_host, fmt::format("this server is not called {}", caller.host.front()));
  }
  if (changes_something(caller.method) && is_from_elsewhere(caller))
    return fail(ErrorCode::http_origin, "the request comes from a page of another site");
  if (rules.token.empty()) return {};
  constexpr std::string_view kBearer = "Bearer ";
  const bool knows = same(cookie_value(caller.cookie, kTokenCookie), rules.token) ||
                     same(caller.query_token, rules.token) ||
                     (caller.authorization.starts_with(kBearer) &&
                      same(caller.authorization.substr(kBearer.size()), rules.token));
  if (!knows) return fail(ErrorCode::http_token, "this server wants its token");
  return {};
}

std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  // 16 bytes are given whole (getrandom(2)).
  [[maybe_unused]] const ssize_t n = ::getrandom(bytes.data(), bytes.size(), 0);
  std::string token;
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

}  // namespace quoth
