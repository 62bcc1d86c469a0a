#include "server/target.h"

#include "page/html.h"
#include "text/unicode.h"

namespace quoth {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    out += c;
  }
  if (!is_valid_utf8(out)) return std::nullopt;
  return out;
}

bool is_segment(std::string_view segment) {
  if (segment == "." || segment == "..") return false;
  for (const char c : segment) {
    if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  return true;
}

bool read_path(std::string_view path, Target& target) {
  if (!path.starts_with('/')) return false;
  path.remove_prefix(1);
  if (path.starts_with('/')) return false;
  target.is_folder = path.empty() || path.ends_with('/');
  if (path.ends_with('/')) path.remove_suffix(1);
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view raw = path.substr(0, slash);
    auto segment = decoded(raw, false);
    if (!segment || segment->empty() || !is_segment(*segment)) return false;
    target.path.push_back(*std::move(segment));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
    if (path.empty()) return false;  // two slashes at the end
  }
  return true;
}

}  // namespace

const std::string& Target::value(std::string_view name) const {
  static const std::string none;
  for (const auto& [field, value] : query) {
    if (field == name) return value;
  }
  return none;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_fields(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view field = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (field.empty()) continue;
    const std::size_t equals = field.find('=');
    auto name = decoded(field.substr(0, equals), true);
    auto value =
        decoded(equals == std::string_view::npos ? std::string_view() : field.substr(equals + 1), true);
    if (!name || !value || fields.size() == kMostQueryFields) return std::nullopt;
    fields.emplace_back(*std::move(name), *std::move(value));
  }
  return fields;
}

std::optional<Target> parse_target(std::string_view text) {
  Target target;
  const std::size_t mark = text.find('?');
  if (!read_path(text.substr(0, mark), target)) return std::nullopt;
  if (mark == std::string_view::npos) return target;
  auto query = parse_fields(text.substr(mark + 1));
  if (!query) return std::nullopt;
  target.query = *std::move(query);
  return target;
}

std::string to_string(const Target& target) {
  std::string out;
  for (const std::string& segment : target.path) out += "/" + percent_encoded(segment);
  if (target.is_folder) out += "/";
  char joint = '?';
  for (const auto& [name, value] : target.query) {
    out += joint + percent_encoded(name) + "=" + percent_encoded(value);
    joint = '&';
  }
  return out;
}

}  // namespace quoth
