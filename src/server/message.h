#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "server/target.h"

namespace quoth {

/// A request that passed the gate (gate.h).
struct Request {
  std::string method;
  Target target;
  std::string if_match, if_none_match, if_range, range;  ///< RFC 9110; empty: not there
  bool takes_gzip = false;
  std::string cookie;
  std::string content_type;
  std::string body;
};

struct Response {
  int status = 200;
  std::string type;  ///< media type; empty: no body
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// In quotation marks: names just these bytes, which then are sent as they are, or a part of them. Empty: a weak one is made.
  std::string entity_tag;
  bool is_private = true;  ///< false: it never changes under its address, and may be kept for ever
};

Response html_response(std::string page, int status = 200);
Response json_response(std::string json, int status = 200);
/// To another address of ours. `status`: 303 or 308.
Response redirect(std::string location, int status);
/// RFC 9457: {"type", "title", "status", "code", "detail", "hint", "at"}.
/// `more`: another member, and its value as JSON; empty: none. `status`: in place of the table's; 0: the table's.
Response problem(const Error& error, std::string_view more = {}, std::string_view more_json = {},
                 int status = 0);

}  // namespace quoth
