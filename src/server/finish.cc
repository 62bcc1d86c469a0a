#include "server/finish.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "page/site.h"
#include "server/compress.h"
#include "server/conditions.h"

namespace quoth {
namespace {

constexpr std::size_t kWorthCompressing = 1024;  // bytes

/// Without the fields that say what a body is, for an answer that has none.
void strip(Response& response, int status) {
  response.status = status;
  response.body.clear();
  response.type.clear();
}

/// Only of bytes that a strong tag names: those of a part must be the same as of the whole.
void give_part(Response& response, const Request& request) {
  response.headers.emplace_back("Accept-Ranges", "bytes");
  if (request.method != "GET" || request.range.empty()) return;
  if (!request.if_range.empty() && !names_strongly(request.if_range, response.entity_tag)) return;
  const std::size_t size = response.body.size();
  const auto part = byte_range(request.range, size);
  if (!part) return;
  if (part->begin == part->end) {
    response.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return strip(response, 416);
  }
  response.headers.emplace_back("Content-Range",
                                fmt::format("bytes {}-{}/{}", part->begin, part->end - 1, size));
  response.body = response.body.substr(part->begin, part->end - part->begin);
  response.status = 206;
}

}  // namespace

void finish(Response& response, const Request& request) {
  const bool is_exact = !response.entity_tag.empty();
  if (!response.is_private) {
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  } else if (response.status == 200 && (is_exact || !response.body.empty())) {
    if (!is_exact) response.entity_tag = "W/\"" + sha256_hex(response.body).substr(0, 20) + "\"";
    response.headers.emplace_back("ETag", response.entity_tag);
    response.headers.emplace_back("Cache-Control", "private, no-cache");
    if (names_weakly(request.if_none_match, response.entity_tag)) {
      strip(response, 304);
    } else if (is_exact) {
      give_part(response, request);
    }
  }
  if (request.takes_gzip && !is_exact && response.body.size() > kWorthCompressing) {
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!response.type.empty()) response.headers.emplace_back("Content-Type", response.type);
  response.headers.emplace_back("Content-Security-Policy", content_security_policy());
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Not "no-referrer": browsers then say of our own forms that they come from nowhere.
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace quoth
