#include "write/json_writer.h"

#include <charconv>
#include <cmath>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kPartBytes = 1 << 16;

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/// What some readers of lines take for the end of one.
bool ends_line(char32_t c) { return c == 0x85 || c == 0x2028 || c == 0x2029; }

/// Requires: a code point of the basic plane.
void append_escape(std::string& out, char32_t c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: break;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[c >> shift & 15];
}

}  // namespace

void JsonWriter::before_value() {
  if (sink_ != nullptr && out_.size() >= kPartBytes) {
    (*sink_)(out_);
    out_.clear();
  }
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  needs_comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  string(name);
  out_ += ':';
  needs_comma_ = false;
}

void JsonWriter::string(std::string_view value) {
  before_value();
  out_ += '"';
  std::size_t plain = 0;  // where the stretch that needs no change begins
  for (std::size_t i = 0; i < value.size();) {
    if (is_plain(value[i])) {
      ++i;
      continue;
    }
    if (static_cast<unsigned char>(value[i]) >= 0x80) {
      const CodePoint c = code_point_at(value, i);
      if (c.length > 1 && !ends_line(c.value)) {
        i += c.length;
        continue;
      }
      out_.append(value, plain, i - plain);
      append_escape(out_, c.length > 1 ? c.value : U'\uFFFD');
      i += c.length;
    } else {
      out_.append(value, plain, i - plain);
      append_escape(out_, static_cast<unsigned char>(value[i]));
      ++i;
    }
    plain = i;
  }
  out_.append(value, plain, value.size() - plain);
  out_ += '"';
}

void JsonWriter::integer(std::int64_t value) {
  before_value();
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out_.append(digits, end);
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  out_.append(digits, end);
}

void JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

void JsonWriter::raw(std::string_view json) {
  if (json.empty()) return null();
  before_value();
  out_ += json;
}

void JsonWriter::member_or_null(std::string_view name, std::string_view value) {
  key(name);
  if (value.empty()) {
    null();
  } else {
    string(value);
  }
}

}  // namespace quoth
