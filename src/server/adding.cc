#include "server/adding.h"

#include <fmt/format.h>

#include "engine/add.h"
#include "page/records.h"
#include "page/site.h"
#include "server/form.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

/// The last part of a name that a browser gave, without what would be a way out of a folder.
std::string plain_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  return name.empty() ? "upload" : std::string(name);
}

Response placed_response(const Placed& placed) {
  std::string json;
  JsonWriter writer(json);
  const std::string key = record_key(placed.sha256);
  writer.begin_object();
  writer.member_integer("number", placed.number);
  writer.member("record", key);
  writer.member("sha256", placed.sha256);
  writer.key("was_there");
  writer.boolean(placed.was_there);
  writer.member("page", "/r/" + key + "/");
  writer.end_object();
  Response response = json_response(std::move(json), placed.was_there ? 200 : 201);
  response.headers.emplace_back("Location", "/api/v1/records/" + key);
  return response;
}

}  // namespace

Response answer_adding(Store& store, ModelSource& weights, const Request& request) {
  AnnotateOptions options;
  options.weights = &weights;
  const bool is_form = request.target.path.front() == "add";
  if (!is_form) {
    const Result<Placed> placed =
        add_bytes(store, plain_name(request.target.value("name")), request.body, options);
    return placed ? placed_response(*placed) : problem(placed.error());
  }
  const auto files = files_of_form(request.content_type, request.body);
  if (!files)
    return html_response(framed({}, render_error({}, kind_of(files.error().code).http_status, files.error())),
                         kind_of(files.error().code).http_status);
  std::string last;
  for (const FormFile& file : *files) {
    const Result<Placed> placed = add_bytes(store, plain_name(file.name), file.bytes, options);
    if (!placed) {
      const Error error = about(plain_name(file.name), placed.error());
      const int status = kind_of(error.code).http_status;
      return html_response(framed({}, render_error({}, status, error)), status);
    }
    last = record_key(placed->sha256);
  }
  return redirect(files->size() == 1 ? "/r/" + last + "/" : "/", 303);
}

}  // namespace quoth
