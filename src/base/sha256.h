#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quoth {

/// SHA-256 (FIPS 180-4) of `bytes`.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The same as 64 lower-case hexadecimal digits: how a source is named everywhere.
std::string sha256_hex(std::string_view bytes);

}  // namespace quoth
