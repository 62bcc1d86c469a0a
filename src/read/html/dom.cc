#include "read/html/dom.h"

#include <array>
#include <cstdlib>

#include "read/html_tags.h"
#include "text/unicode.h"

namespace quoth {
namespace {

void collect_text(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
      node->type == GUMBO_NODE_CDATA) {
    out += node->v.text.text;
    return;
  }
  const GumboVector* nodes = children(node);
  if (nodes == nullptr) return;
  for (unsigned i = 0; i < nodes->length; ++i)
    collect_text(static_cast<const GumboNode*>(nodes->data[i]), out);
}

}  // namespace

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

std::string element_name(const GumboNode* node) {
  const GumboElement& element = node->v.element;
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return tag_name({element.original_tag.data, element.original_tag.length});
}

std::string_view attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode* node, const char* name) {
  return gumbo_get_attribute(&node->v.element.attributes, name) != nullptr;
}

const GumboVector* children(const GumboNode* node) {
  if (is_element(node)) return &node->v.element.children;
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : nullptr;
}

std::string inner_text(const GumboNode* node) {
  std::string out;
  collect_text(node, out);
  return fold_space(to_valid_utf8(out));
}

std::string css_property(std::string_view style, std::string_view property) {
  while (!style.empty()) {
    const std::string_view declaration = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(style.size(), declaration.size() + 1));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos || to_lower(trim(declaration.substr(0, colon))) != property) continue;
    return to_lower(trim(declaration.substr(colon + 1)));
  }
  return {};
}

float css_font_size(std::string_view value, float parent) {
  struct Named {
    std::string_view name;
    float points;
  };
  static constexpr std::array<Named, 7> kNamed = {{{"xx-small", 7},
                                                   {"x-small", 8},
                                                   {"small", 10},
                                                   {"medium", 12},
                                                   {"large", 14},
                                                   {"x-large", 18},
                                                   {"xx-large", 24}}};
  for (const Named& named : kNamed) {
    if (value == named.name) return named.points;
  }
  if (value == "larger") return parent * 1.2F;
  if (value == "smaller") return parent / 1.2F;
  const std::string text(value.substr(0, 16));
  char* end = nullptr;
  const float number = std::strtof(text.c_str(), &end);
  if (end == text.c_str() || !(number > 0) || number > 1000) return 0;
  const std::string_view unit = trim(std::string_view(end));
  if (unit.starts_with("pt")) return number;
  if (unit.starts_with("px")) return number * 0.75F;
  if (unit.starts_with("rem")) return number * 12;
  if (unit.starts_with("em")) return number * parent;
  if (unit.starts_with("%")) return number * parent / 100;
  return 0;
}

}  // namespace quoth
