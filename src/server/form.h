#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth {

struct FormPart {
  std::string field;
  std::string file_name;  ///< empty: it is no file
  std::string_view bytes;
};

/// What a form that was sent as multipart/form-data (RFC 7578) has, at most 64 parts, without files that nobody chose.
/// Lifetime: the bytes are the body's. Errors: http.request.
Result<std::vector<FormPart>> parts_of_form(std::string_view content_type, std::string_view body);

}  // namespace quoth
