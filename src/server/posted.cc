#include "server/posted.h"

#include "server/gate.h"
#include "text/unicode.h"

namespace quoth {

Result<FormFields> fields_of(const Request& request) {
  if (request.content_type.starts_with("application/x-www-form-urlencoded")) {
    if (auto fields = parse_fields(request.body)) return *std::move(fields);
  }
  return fail(ErrorCode::http_request, "this is no form");
}

std::string value_in(const FormFields& fields, std::string_view name) {
  for (const auto& [field, value] : fields) {
    if (field == name) return value;
  }
  return {};
}

Reviewer reviewer_of(const Request& request) {
  const auto name = parse_fields("name=" + std::string(cookie_value(request.cookie, kReviewerCookie)));
  return {name ? fold_space(value_in(*name, "name")) : std::string(), to_string(request.target)};
}

}  // namespace quoth
