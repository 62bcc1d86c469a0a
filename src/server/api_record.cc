#include "base/sha256.h"
#include "engine/record_parts.h"
#include "server/api.h"
#include "server/api_json.h"
#include "server/asked.h"

namespace quoth {

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

}  // namespace quoth
