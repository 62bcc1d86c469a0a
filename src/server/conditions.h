#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace quoth {

/// Whether a list of entity tags (RFC 9110, section 13.1; `*` is any) names `tag`, which stands in quotation marks and may
/// have a W/ before it. A list that is none names nothing.
/// Weakly, as If-None-Match wants it, a W/ does not count; strongly, as If-Match and If-Range do, neither may have one.
bool names_weakly(std::string_view tags, std::string_view tag);
bool names_strongly(std::string_view tags, std::string_view tag);

/// Bytes from `begin` to before `end`.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Which of `size` bytes the value of a Range field asks for; an empty range where it asks for none that are there.
/// None where it is not one range of bytes: it is to be passed over then.
std::optional<ByteRange> byte_range(std::string_view range, std::size_t size);

}  // namespace quoth
