#include "server/conditions.h"

#include <algorithm>
#include <charconv>

namespace quoth {
namespace {

constexpr std::string_view kWeak = "W/";

/// A tag without what makes it weak.
std::string_view strengthened(std::string_view tag) {
  return tag.starts_with(kWeak) ? tag.substr(kWeak.size()) : tag;
}

/// Cuts the next tag off the begin of a list; empty: there is none, or no tag.
std::string_view next_tag(std::string_view& tags) {
  const std::size_t begin = tags.find_first_not_of(" \t,");
  if (begin == std::string_view::npos) return {};
  tags.remove_prefix(begin);
  const std::size_t opening = tags.starts_with(kWeak) ? kWeak.size() : 0;
  const std::size_t closing =
      tags.substr(opening).starts_with('"') ? tags.find('"', opening + 1) : std::string_view::npos;
  if (closing == std::string_view::npos) return {};
  const std::string_view tag = tags.substr(0, closing + 1);
  tags.remove_prefix(tag.size());
  return tag;
}

template <typename Same>
bool names(std::string_view tags, const Same& same) {
  if (tags == "*") return true;
  for (std::string_view tag = next_tag(tags); !tag.empty(); tag = next_tag(tags)) {
    if (same(tag)) return true;
  }
  return false;
}

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

bool names_weakly(std::string_view tags, std::string_view tag) {
  return names(tags, [&](std::string_view named) { return strengthened(named) == strengthened(tag); });
}

bool names_strongly(std::string_view tags, std::string_view tag) {
  return names(tags, [&](std::string_view named) { return named == tag && !tag.starts_with(kWeak); });
}

std::optional<ByteRange> byte_range(std::string_view range, std::size_t size) {
  constexpr std::string_view kBytes = "bytes=";
  if (!range.starts_with(kBytes)) return std::nullopt;
  range.remove_prefix(kBytes.size());
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view first_digits = range.substr(0, dash), last_digits = range.substr(dash + 1);
  const auto first = number(first_digits), last = number(last_digits);
  if (first_digits.empty()) {  // the last so many
    if (!last) return std::nullopt;
    return ByteRange{size - std::min(size, *last), size};
  }
  if (!first || (!last && !last_digits.empty()) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return ByteRange{};
  return ByteRange{*first, last && *last < size ? *last + 1 : size};
}

}  // namespace quoth
