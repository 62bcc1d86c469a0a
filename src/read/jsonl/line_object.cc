#include "read/jsonl/line_object.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace quoth {

namespace dom = simdjson::dom;

namespace {

/// The library's explanation up to its own details.
std::string in_short(simdjson::error_code error) {
  const std::string_view message = simdjson::error_message(error);
  return std::string(message.substr(0, message.find_first_of(":.,")));
}

}  // namespace

std::size_t mend_surrogates(simdjson::padded_string& json) {
  char* const bytes = json.data();
  const std::string_view text(bytes, json.size());
  const auto surrogate_at = [&](std::size_t at) -> unsigned {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return 0;
    unsigned value = 0;
    const char* const end = bytes + at + 6;
    if (std::from_chars(bytes + at + 2, end, value, 16).ptr != end) return 0;
    return value >= 0xD800 && value < 0xE000 ? value : 0;
  };
  std::size_t n_mended = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const unsigned value = surrogate_at(at);
    const bool paired = value != 0 && value < 0xDC00 && surrogate_at(at + 6) >= 0xDC00;
    if (value != 0 && !paired) {
      std::copy_n("fffd", 4, bytes + at + 2);
      ++n_mended;
    }
    at += paired ? 12 : 2;
  }
  return n_mended;
}

Result<dom::object> parse_line(dom::parser& parser, const simdjson::padded_string& json) {
  dom::element root;
  const simdjson::error_code error = parser.parse(json).get(root);
  if (error == simdjson::UTF8_ERROR) return fail(ErrorCode::input_encoding, "the line is not UTF-8");
  if (error == simdjson::CAPACITY || error == simdjson::MEMALLOC) {
    return fail(ErrorCode::input_too_large, "the line is too long");
  }
  if (error != simdjson::SUCCESS) {
    return fail(ErrorCode::json_syntax, "the line is not JSON: " + in_short(error));
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return fail(ErrorCode::json_syntax, "the line is not an object");
  return object;
}

tl::unexpected<Error> wrong_field(std::string_view field, std::string_view what) {
  return fail(ErrorCode::json_field, fmt::format("\"{}\" {}", field, what));
}

Result<std::string_view> string_of(std::string_view field, const dom::element& value) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return wrong_field(field, "must be a string");
  return text;
}

Result<std::string> string_or_empty(std::string_view field, const std::optional<dom::element>& value) {
  if (!value) return std::string();
  QUOTH_TRY(const std::string_view text, string_of(field, *value));
  return std::string(text);
}

std::optional<dom::element> member_of(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) return std::nullopt;
  return value;
}

}  // namespace quoth
