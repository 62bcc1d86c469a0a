#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "base/result.h"

namespace quoth {

/// A line of JSON in the reading: what all readers of lines share.

/// Reads the escapes of lone surrogates in `json` as that of U+FFFD; all others stay. Gives how many there
/// were.
std::size_t mend_surrogates(simdjson::padded_string& json);

/// The object that a line is. Lifetime: the parser's. Errors: json.syntax, input.encoding, input.too_large.
Result<simdjson::dom::object> parse_line(simdjson::dom::parser& parser, const simdjson::padded_string& json);

/// An error of one field: json.field.
tl::unexpected<Error> wrong_field(std::string_view field, std::string_view what);

Result<std::string_view> string_of(std::string_view field, const simdjson::dom::element& value);
Result<std::string> string_or_empty(std::string_view field,
                                    const std::optional<simdjson::dom::element>& value);

/// A member of an object, nothing where it is missing or null.
std::optional<simdjson::dom::element> member_of(const simdjson::dom::object& object, std::string_view key);

}  // namespace quoth
