#include "server/form.h"

#include <optional>

namespace quoth {
namespace {

constexpr std::size_t kMostParts = 64;

tl::unexpected<Error> no_form() {
  return fail(ErrorCode::http_request, "this is no form that was sent with its parts");
}

/// The value of a parameter of a header field, with or without quotation marks.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  const std::string key = std::string(name) + "=";
  for (std::size_t at = field.find(';'); at != std::string_view::npos; at = field.find(';', at + 1)) {
    std::string_view rest = field.substr(at + 1);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (!rest.starts_with(key)) continue;
    rest.remove_prefix(key.size());
    if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find_first_of("; \r\n")));
    const std::size_t end = rest.find('"', 1);  // browsers write %22 for a quotation mark in a name
    if (end == std::string_view::npos) return std::nullopt;
    return std::string(rest.substr(1, end - 1));
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<FormPart>> parts_of_form(std::string_view content_type, std::string_view body) {
  const auto boundary = parameter(content_type, "boundary");
  if (!content_type.starts_with("multipart/form-data") || !boundary || boundary->empty() ||
      boundary->size() > 70)
    return no_form();
  const std::string mark = "--" + *boundary;
  if (!body.starts_with(mark)) return no_form();
  body.remove_prefix(mark.size());
  std::vector<FormPart> parts;
  for (std::size_t n = 0; !body.starts_with("--"); ++n) {
    if (n == kMostParts || !body.starts_with("\r\n")) return no_form();
    body.remove_prefix(2);
    const std::size_t head_end = body.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return no_form();
    const std::string_view head = body.substr(0, head_end);
    body.remove_prefix(head_end + 4);
    const std::size_t end = body.find("\r\n" + mark);
    if (end == std::string_view::npos) return no_form();
    const auto field = parameter(head, "name"), file = parameter(head, "filename");
    if (!file || !file->empty())
      parts.push_back({field.value_or(""), file.value_or(""), body.substr(0, end)});
    body.remove_prefix(end + 2 + mark.size());
  }
  return parts;
}

}  // namespace quoth
