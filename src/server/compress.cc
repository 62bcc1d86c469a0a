#include "server/compress.h"

#include <stdexcept>

#include <zlib.h>

namespace quoth {
namespace {

constexpr int kLevel = 5;             // of 9: half the time of the default, a few hundredths larger
constexpr int kGzipWindow = 15 + 16;  // 32 KiB, and the frame of gzip

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib has no memory");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t end = accept_encoding.find(',');
    std::string_view coding = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(end == std::string_view::npos ? accept_encoding.size() : end + 1);
    while (coding.starts_with(' ')) coding.remove_prefix(1);
    const std::size_t semicolon = coding.find(';');
    std::string_view name = coding.substr(0, semicolon);
    while (name.ends_with(' ')) name.remove_suffix(1);
    const bool refused = semicolon != std::string_view::npos &&
                         coding.substr(semicolon).find("q=0") != std::string_view::npos &&
                         coding.substr(semicolon).find_first_of("123456789") == std::string_view::npos;
    if ((name == "gzip" || name == "*") && !refused) return true;
  }
  return false;
}

}  // namespace quoth
