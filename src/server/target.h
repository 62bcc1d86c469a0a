#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoth {

/// What stands after the method in the first line of a request: which page, and what of it.
struct Target {
  std::vector<std::string> path;  ///< segments, decoded: {"r", "4f0c91ab", "s12"}; of "/" none
  bool is_folder = false;         ///< a slash stands at the end
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in their order

  /// The first value of that name; empty where there is none.
  const std::string& value(std::string_view name) const;
};

/// None for what is no path of ours: no slash at its begin, escapes that are none, bytes that are no UTF-8, controls, a
/// segment that is "." or "..", a slash or a backslash that hides in an escape, or more than kMostQueryFields fields.
std::optional<Target> parse_target(std::string_view text);

/// The fields of a query, or of a form that was sent as application/x-www-form-urlencoded, decoded, in their order. None for
/// escapes that are none, bytes that are no UTF-8, or more than kMostQueryFields fields.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_fields(std::string_view text);

inline constexpr std::size_t kMostQueryFields = 64;

/// The same path and query again, escaped, led by a slash.
std::string to_string(const Target& target);

}  // namespace quoth
