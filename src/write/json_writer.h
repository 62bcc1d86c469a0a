#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

/// Takes a piece of a text that is written bit by bit; whether more is wanted.
using TextSink = std::function<bool(std::string_view part)>;

/// Appends JSON (RFC 8259) without white space to a string, in the order of the calls. The caller closes what
/// it opens and names each member of an object before its value; commas are the writer's business.
/// With a sink, the string is handed over and emptied whenever it has grown long, and is never whole.
///
/// Strings may hold any bytes: what is not UTF-8 is written as U+FFFD, so that the output always is;
/// what any reader of lines could take for the end of one is escaped.
class JsonWriter {
 public:
  /// Lifetime: `out` must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(std::string& out, const TextSink& sink) : out_(out), sink_(&sink) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void key(std::string_view name);

  void string(std::string_view value);
  void integer(std::int64_t value);
  /// The shortest digits that read back as `value`; null where it is not finite.
  void number(double value);
  void boolean(bool value);
  void null();
  /// A value that is JSON already; null where it is empty.
  void raw(std::string_view json);

  void member(std::string_view name, std::string_view value) {
    key(name);
    string(value);
  }
  /// A member whose value is null when `value` is empty.
  void member_or_null(std::string_view name, std::string_view value);
  void member_integer(std::string_view name, std::int64_t value) {
    key(name);
    integer(value);
  }
  /// A member whose value is null where there is none.
  void member_integer_or_null(std::string_view name, std::optional<std::int64_t> value) {
    key(name);
    value ? integer(*value) : null();
  }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();

  std::string& out_;
  const TextSink* sink_ = nullptr;  ///< none: all stays in the string
  bool needs_comma_ = false;
};

}  // namespace quoth
