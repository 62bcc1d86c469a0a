#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth {

/// Who is let in.
struct GateRules {
  std::uint16_t port = 0;
  std::string address;  ///< numeric, at which the server listens
  std::string
      token;  ///< that a request must bring; empty: none, and then only names of this machine are answered
};

/// What a request says about itself, before its body is read. Header fields that came more than once are here as often.
struct Caller {
  std::string_view method;
  std::vector<std::string_view> host, origin, content_length, transfer_encoding, content_encoding;
  std::string_view fetch_site, authorization, cookie;
  std::string_view query_token;  ///< `token` of the address
};

/// Lets a request in or says why not: a name that is not ours (a page elsewhere may have had its own name point here), another
/// origin, no token, a length that is said twice, a body that would have to be unpacked. Errors: http.*.
Result<void> let_in(const GateRules& rules, const Caller& caller);

/// 128 random bits in hexadecimal digits.
std::string random_token();

/// The value of a cookie in the field Cookie of a request; empty: it is not there.
std::string_view cookie_value(std::string_view cookies, std::string_view name);

inline constexpr std::string_view kTokenCookie = "quoth_token";

}  // namespace quoth
