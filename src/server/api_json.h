#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/site.h"
#include "server/message.h"
#include "write/json_writer.h"

namespace quoth {

inline std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

inline void strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key);
  json.begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

/// A list under `key`, each of its rows written by `write`.
template <typename Rows, typename Write>
void rows(JsonWriter& json, std::string_view key, const Rows& rows, const Write& write) {
  json.key(key);
  json.begin_array();
  for (const auto& row : rows) {
    json.begin_object();
    write(row);
    json.end_object();
  }
  json.end_array();
}

inline void years(JsonWriter& json, const std::vector<std::pair<std::string, std::size_t>>& counts) {
  rows(json, "years", counts, [&](const auto& count) {
    json.member("year", count.first);
    json.member_integer("n", whole(count.second));
  });
}

/// Which record something stands in.
template <typename Row>
void place_of(JsonWriter& json, const Row& row) {
  json.member("record", record_key(row.sha256));
  json.member_integer("number", row.record);
  json.member("sha256", row.sha256);
  json.member_or_null("title", row.title);
  json.member_or_null("date", row.date);
}

/// A response of one object, whose members `write` writes.
template <typename Write>
Response object(const Write& write) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write(json);
  json.end_object();
  return json_response(std::move(out));
}

}  // namespace quoth
