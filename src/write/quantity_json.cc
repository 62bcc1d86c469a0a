#include "write/quantity_json.h"

namespace quoth {
namespace {

void number_or_null(JsonWriter& out, std::string_view name, const std::optional<double>& value) {
  out.key(name);
  if (value) {
    out.number(*value);
  } else {
    out.null();
  }
}

void span_or_null(JsonParts& parts, std::string_view name, const std::optional<Span>& span) {
  parts.out().key(name);
  if (span) {
    parts.pair(*span);
  } else {
    parts.out().null();
  }
}

}  // namespace

void write_quantities(JsonParts& parts, const std::vector<Quantity>& quantities) {
  JsonWriter& out = parts.out();
  out.key("quantities");
  out.begin_array();
  for (const Quantity& quantity : quantities) {
    out.begin_object();
    parts.begin_end(quantity.span);
    out.member("kind", to_string(quantity.kind));
    if (quantity.decimal.empty()) {
      number_or_null(out, "value", quantity.value);
    } else {
      out.member("value", quantity.decimal);
    }
    out.member_or_null("unit", quantity.unit);
    out.member_or_null("mod", quantity.modifier ? to_string(*quantity.modifier) : std::string_view());
    number_or_null(out, "low", quantity.low);
    number_or_null(out, "high", quantity.high);
    span_or_null(parts, "of", quantity.of);
    span_or_null(parts, "than", quantity.than);
    span_or_null(parts, "out_of", quantity.out_of);
    out.end_object();
  }
  out.end_array();
}

}  // namespace quoth
