#include "base/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

namespace quoth {

std::array<std::uint8_t, 32> sha256(std::string_view bytes) {
  std::array<std::uint8_t, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  std::string hex;
  for (std::uint8_t byte : sha256(bytes)) fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
  return hex;
}

}  // namespace quoth
