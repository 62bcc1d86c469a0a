#pragma once

#include <string_view>

#include "read/reader.h"

namespace quoth {

/// What a source is called that is text of a kind no reader knows: "XML", "JSON"; empty for all else.
std::string_view unread_format(const Source& source);

}  // namespace quoth
