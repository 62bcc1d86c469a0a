#include "server/message.h"

#include "write/json_writer.h"

namespace quoth {

Response html_response(std::string page, int status) {
  return {status, "text/html; charset=utf-8", std::move(page), {}, {}, true};
}

Response json_response(std::string json, int status) {
  return {status, "application/json", std::move(json), {}, {}, true};
}

Response redirect(std::string location, int status) {
  return {status, "", "", {{"Location", std::move(location)}}, {}, true};
}

Response problem(const Error& error, std::string_view more, std::string_view more_json, int status) {
  const ErrorKind& kind = kind_of(error.code);
  if (status == 0) status = kind.http_status;
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member("type", "about:blank");
  writer.member("title", kind.code);
  writer.member_integer("status", status);
  writer.member("code", kind.code);
  writer.member("detail", error.message);
  writer.member_or_null("hint", error.hint_text());
  if (error.at) writer.member_integer("at", *error.at);
  if (!more.empty()) {
    writer.key(more);
    writer.raw(more_json);
  }
  writer.end_object();
  return {status, "application/problem+json", std::move(json), {}, {}, true};
}

}  // namespace quoth
