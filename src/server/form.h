#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace quoth {

struct FormFile {
  std::string name;
  std::string_view bytes;
};

/// The files of a form that was sent as multipart/form-data (RFC 7578), at most 64. Lifetime: the bytes are the body's.
/// Errors: http.request.
Result<std::vector<FormFile>> files_of_form(std::string_view content_type, std::string_view body);

}  // namespace quoth
