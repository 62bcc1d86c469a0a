#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <gumbo.h>

#include "text/span.h"

namespace quoth {

bool is_element(const GumboNode* node);
/// Lower-case name of an element, of an unknown one too.
std::string element_name(const GumboNode* node);
/// Empty where it has none. Lifetime: the tree's.
std::string_view attribute(const GumboNode* node, const char* name);
bool has_attribute(const GumboNode* node, const char* name);
/// The children of an element or document.
const GumboVector* children(const GumboNode* node);
/// All text inside, white space folded. For small elements.
std::string inner_text(const GumboNode* node);

/// The value of a property in a style attribute, lower case; empty where it is not set.
std::string css_property(std::string_view style, std::string_view property);
/// Points; 0 where it cannot be said. `parent`: what em and % refer to.
float css_font_size(std::string_view value, float parent);

}  // namespace quoth
