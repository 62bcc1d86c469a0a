#include "base/sha256.h"
#include "engine/permalink.h"
#include "engine/record_parts.h"
#include "engine/source_view.h"
#include "server/api.h"
#include "server/api_json.h"
#include "server/asked.h"

namespace quoth {
namespace {

/// Where words stand in the file: among its characters, or on its pages.
void source_members(JsonWriter& json, const SourceView& source) {
  json.begin_object();
  json.member("file", source.file_name);
  json.member_or_null("encoding", source.encoding);
  const Span place = source.places.empty() ? Span() : source.places.front();
  json.member("before", slice(source.text, {0, place.begin}));
  json.member("words", slice(source.text, place));
  json.member("after", slice(source.text, {place.end, static_cast<std::uint32_t>(source.text.size())}));
  rows(json, "pages", source.pages, [&](const SourcePage& page) {
    json.member_integer("page", page.page);
    json.key("width");
    json.number(page.width);
    json.key("height");
    json.number(page.height);
    json.key("boxes");
    json.begin_array();
    for (const SourcePage::Place& on_page : page.places) {
      json.begin_array();
      for (const double edge : {on_page.box.x0, on_page.box.y0, on_page.box.x1, on_page.box.y1})
        json.number(edge);
      json.end_array();
    }
    json.end_array();
  });
  json.end_object();
}

}  // namespace

Result<Response> api_record(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[3]));
  QUOTH_TRY(std::string json, store.json(number));
  return json_response(std::move(json));
}

Result<Response> api_source(Store& store, const Request& request) {
  QUOTH_TRY(const std::int64_t number, store.find(request.target.path[3]));
  QUOTH_TRY(StoredSource source, store.source(number));
  std::string tag = '"' + sha256_hex(source.bytes) + '"';
  Response response{200, "application/octet-stream", std::move(source.bytes), {}, std::move(tag), true};
  // Never shown as a page of ours, whatever it holds.
  const std::string name = source.path.substr(source.path.find_last_of('/') + 1);
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename*=UTF-8''" + percent_encoded(name));
  return response;
}

Result<Response> api_turns(Store& store, const Request& request) {
  QUOTH_TRY(PartFilter filter, part_filter_of(request.target));
  QUOTH_TRY(filter.record, store.find(request.target.path[3]));
  QUOTH_TRY(const auto list, list_turns(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    rows(json, "turns", list.parts, [&](const ListedTurn& turn) {
      json.member_integer("turn", turn.turn);
      json.member_or_null("speaker", turn.speaker);
      json.member_or_null("role", turn.role);
      json.member_integer("begin", turn.begin);
      json.member_integer("end", turn.end);
      json.member_integer_or_null("page", turn.page);
      json.member_integer("words", turn.words);
      json.member("text", turn.text);
    });
    json.member_or_null("next", list.next);
  });
}

Result<Response> api_sentences(Store& store, const Request& request) {
  QUOTH_TRY(PartFilter filter, part_filter_of(request.target));
  QUOTH_TRY(filter.record, store.find(request.target.path[3]));
  QUOTH_TRY(const auto list, list_sentences(store, filter));
  return object([&](JsonWriter& json) {
    json.member_integer("total", whole(list.total));
    rows(json, "sentences", list.parts, [&](const ListedSentence& sentence) {
      json.member_integer("sentence", sentence.sentence);
      json.member_integer_or_null("turn", sentence.turn);
      json.member_or_null("speaker", sentence.speaker);
      json.member_integer("begin", sentence.begin);
      json.member_integer("end", sentence.end);
      json.key("check_worthiness");
      sentence.check_worthiness ? json.number(*sentence.check_worthiness) : json.null();
      json.member("text", sentence.text);
    });
    json.member_or_null("next", list.next);
  });
}

Result<Response> api_place(Store& store, const Request& request) {
  const std::string& name = request.target.path[5];
  QUOTH_TRY(const Permalink link, find_permalink(store, request.target.path[3], name));
  const bool is_there = link.place.how != Anchoring::lost;
  SourceView source;
  if (is_there) {
    const Span place{static_cast<std::uint32_t>(link.place.begin),
                     static_cast<std::uint32_t>(link.place.end)};
    QUOTH_TRY(source, source_view(store, link.record, {place}));
  }
  return object([&](JsonWriter& json) {
    json.member("record", record_key(link.sha256));
    json.member_integer("number", link.record);
    json.member("sha256", link.sha256);
    json.member("name", name);
    json.member("how", to_string(link.place.how));
    json.key("is_current");
    json.boolean(link.is_current);
    json.member("meant", link.meant);
    if (is_there) {
      json.member_integer("begin", link.place.begin);
      json.member_integer("end", link.place.end);
    }
    json.key("source");
    is_there ? source_members(json, source) : json.null();
  });
}

}  // namespace quoth
