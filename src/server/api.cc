#include "server/api.h"

#include "page/site.h"
#include "server/pages.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

void strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key);
  json.begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

void facet(JsonWriter& json, std::string_view key, const std::vector<FacetValue>& values) {
  json.key(key);
  json.begin_array();
  for (const FacetValue& value : values) {
    json.begin_object();
    json.member("value", value.value);
    json.member_integer("records", static_cast<std::int64_t>(value.records));
    json.end_object();
  }
  json.end_array();
}

void record(JsonWriter& json, const ListedRecord& listed) {
  const RecordSummary& summary = listed.summary;
  json.begin_object();
  json.member("record", record_key(summary.sha256));
  json.member_integer("number", summary.number);
  json.member("sha256", summary.sha256);
  json.member("id", summary.path);
  json.member("format", summary.format);
  json.member_or_null("title", summary.title);
  json.member_or_null("date", summary.date);
  json.member_integer("words", summary.words);
  json.member_integer("turns", summary.turns);
  strings(json, "speakers", summary.speakers);
  strings(json, "outlets", listed.outlets);
  json.end_object();
}

}  // namespace

Result<Response> api_records(Store& store, const Request& request) {
  QUOTH_TRY(const RecordList list, list_records(store, filter_of(request.target)));
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member_integer("total", static_cast<std::int64_t>(list.total));
  json.key("records");
  json.begin_array();
  for (const ListedRecord& listed : list.records) record(json, listed);
  json.end_array();
  json.member_or_null("next", list.next);
  json.key("facets");
  json.begin_object();
  facet(json, "speaker", list.speakers);
  facet(json, "outlet", list.outlets);
  facet(json, "year", list.years);
  facet(json, "format", list.formats);
  json.end_object();
  json.end_object();
  return json_response(std::move(out));
}

Result<Response> api_record(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[3]));
  QUOTH_TRY(std::string json, store.json(number));
  return json_response(std::move(json));
}

}  // namespace quoth
