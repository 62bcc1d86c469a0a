#pragma once

#include <string_view>

namespace quoth {

/// A file of web/, built into the program.
struct Asset {
  std::string_view name;  ///< "quoth.css"
  std::string_view type;  ///< its media type
  std::string_view bytes;
};

/// Styles, script, icon. Never fails.
const Asset& style_asset();
const Asset& script_asset();
const Asset& icon_asset();
/// The OpenAPI description of the server's API.
const Asset& api_asset();

/// Changes whenever one of them does.
std::string_view assets_version();

}  // namespace quoth
