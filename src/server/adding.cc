#include "server/adding.h"

#include <fmt/format.h>

#include "engine/add.h"
#include "engine/verdict_json.h"
#include "engine/verify_article.h"
#include "page/records.h"
#include "page/site.h"
#include "page/verify_page.h"
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

Response page_of_error(const Error& error) {
  const int status = kind_of(error.code).http_status;
  return html_response(framed({}, render_error({}, status, error)), status);
}

/// The files of a form, one after the other; what goes wrong ends it.
Response add_form(Store& store, const AnnotateOptions& options, const std::vector<FormPart>& parts) {
  std::string last;
  std::size_t n = 0;
  for (const FormPart& part : parts) {
    if (part.file_name.empty()) continue;
    const std::string name = plain_name(part.file_name);
    const Result<Placed> placed = add_bytes(store, name, part.bytes, options);
    if (!placed) return page_of_error(about(name, placed.error()));
    last = record_key(placed->sha256);
    ++n;
  }
  if (n == 0) return page_of_error({ErrorCode::http_request, "no file was chosen", {}});
  return redirect(n == 1 ? "/r/" + last + "/" : "/", 303);
}

/// All quotations of the article that a form has: a file, or text that was pasted.
Response check_article(Store& store, const AnnotateOptions& options, const std::vector<FormPart>& parts) {
  const FormPart* article = nullptr;
  for (const FormPart& part : parts) {
    const bool is_one = !part.file_name.empty() || (part.field == "text" && !part.bytes.empty());
    // A file that was chosen goes before what stands in the field.
    if (is_one && (article == nullptr || article->file_name.empty())) article = &part;
  }
  if (article == nullptr) return page_of_error({ErrorCode::http_request, "there is no article to check", {}});
  const std::string name = article->file_name.empty() ? "Pasted text" : plain_name(article->file_name);
  const auto checked = verify_article_bytes(store, name, article->bytes, options);
  return html_response(framed({}, render_article({}, name, checked)),
                       checked ? 200 : kind_of(checked.error().code).http_status);
}

/// The same of an article that is the body, as JSON.
Response checked_article(Store& store, const AnnotateOptions& options, const Request& request) {
  const auto checked =
      verify_article_bytes(store, plain_name(request.target.value("name")), request.body, options);
  if (!checked) return problem(checked.error());
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.key("quotations");
  writer.begin_array();
  for (const CheckedQuotation& quotation : *checked) writer.raw(checked_quotation_json(quotation));
  writer.end_array();
  writer.end_object();
  return json_response(std::move(json));
}

}  // namespace

Response answer_adding(Store& store, ModelSource& weights, const Request& request) {
  AnnotateOptions options;
  options.weights = &weights;
  const std::string& page = request.target.path.front();
  if (page == "add" || page == "verify") {
    const auto parts = parts_of_form(request.content_type, request.body);
    if (!parts) return page_of_error(parts.error());
    return page == "add" ? add_form(store, options, *parts) : check_article(store, options, *parts);
  }
  if (request.target.path.back() == "verify") return checked_article(store, options, request);
  const Result<Placed> placed =
      add_bytes(store, plain_name(request.target.value("name")), request.body, options);
  return placed ? placed_response(*placed) : problem(placed.error());
}

}  // namespace quoth
