#pragma once

#include <string>
#include <string_view>

namespace quoth {

/// `bytes` as gzip (RFC 1952).
std::string gzip(std::string_view bytes);

/// Whether a value of Accept-Encoding takes gzip.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace quoth
