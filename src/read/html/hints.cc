#include "read/html/hints.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "read/html/dom.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr int kDeepestJson = 12;

struct Key {
  std::string_view written;
  std::string_view hint;
};
constexpr Key kMeta[] = {
    {"og:title", "title"},
    {"twitter:title", "title"},
    {"dc.title", "title"},
    {"title", "title"},
    {"headline", "title"},
    {"parsely-title", "title"},
    {"article:published_time", "published"},
    {"datepublished", "published"},
    {"date", "published"},
    {"pubdate", "published"},
    {"publishdate", "published"},
    {"publish-date", "published"},
    {"dc.date", "published"},
    {"dc.date.issued", "published"},
    {"dcterms.date", "published"},
    {"dcterms.issued", "published"},
    {"parsely-pub-date", "published"},
    {"sailthru.date", "published"},
    {"author", "author"},
    {"article:author", "author"},
    {"dc.creator", "author"},
    {"parsely-author", "author"},
    {"byl", "author"},
    {"og:site_name", "site"},
    {"publisher", "site"},
    {"application-name", "site"},
    {"og:url", "url"},
    {"description", "description"},
    {"og:description", "description"},
};
constexpr Key kLinkedData[] = {{"headline", "title"}, {"datePublished", "published"}, {"author", "author"},
                               {"publisher", "site"}, {"description", "description"}, {"url", "url"}};

void add(std::vector<Hint>& hints, std::string_view key, std::string_view value) {
  const std::string folded = fold_space(value);
  if (folded.empty() || !is_valid_utf8(folded)) return;
  const bool known = std::any_of(hints.begin(), hints.end(),
                                 [&](const Hint& hint) { return hint.key == key && hint.value == folded; });
  if (!known) hints.push_back({std::string(key), folded, std::nullopt});
}

void read_value(std::string_view key, simdjson::dom::element value, std::vector<Hint>& hints) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS || value["name"].get(text) == simdjson::SUCCESS) {
    add(hints, key, text);
    return;
  }
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return;
  for (const simdjson::dom::element item : list) {
    if (item.get(text) == simdjson::SUCCESS || item["name"].get(text) == simdjson::SUCCESS)
      add(hints, key, text);
  }
}

/// Objects that say when they were published are the page's; breadcrumbs and organisations say nothing of it.
void read_linked_data(simdjson::dom::element element, int depth, std::vector<Hint>& hints) {
  if (depth > kDeepestJson) return;
  simdjson::dom::array list;
  if (element.get(list) == simdjson::SUCCESS) {
    for (const simdjson::dom::element item : list) read_linked_data(item, depth + 1, hints);
    return;
  }
  simdjson::dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return;
  simdjson::dom::element value;
  const bool dated = object["datePublished"].get(value) == simdjson::SUCCESS ||
                     object["headline"].get(value) == simdjson::SUCCESS;
  for (const Key& key : kLinkedData) {
    if (dated && object[key.written].get(value) == simdjson::SUCCESS) read_value(key.hint, value, hints);
  }
  if (object["@graph"].get(value) == simdjson::SUCCESS) read_linked_data(value, depth + 1, hints);
  if (object["mainEntity"].get(value) == simdjson::SUCCESS) read_linked_data(value, depth + 1, hints);
}

void read_script(const GumboNode* script, std::vector<Hint>& hints) {
  if (to_lower(attribute(script, "type")) != "application/ld+json") return;
  const GumboVector* nodes = children(script);
  if (nodes->length == 0) return;
  const auto* text = static_cast<const GumboNode*>(nodes->data[0]);
  if (text->type != GUMBO_NODE_TEXT && text->type != GUMBO_NODE_CDATA) return;
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  const simdjson::padded_string json(std::string_view(text->v.text.text));
  if (parser.parse(json).get(element) == simdjson::SUCCESS) read_linked_data(element, 0, hints);
}

}  // namespace

void collect_hints(const GumboNode* root, std::vector<Hint>& hints) {
  if (is_element(root)) {
    switch (root->v.element.tag) {
      case GUMBO_TAG_HTML: add(hints, "language", attribute(root, "lang")); break;
      case GUMBO_TAG_SCRIPT: read_script(root, hints); break;
      case GUMBO_TAG_LINK:
        if (attribute(root, "rel") == "canonical") add(hints, "url", attribute(root, "href"));
        break;
      case GUMBO_TAG_META: {
        std::string name = to_lower(attribute(root, "property"));
        if (name.empty()) name = to_lower(attribute(root, "name"));
        if (name.empty()) name = to_lower(attribute(root, "itemprop"));
        const auto known = std::find_if(std::begin(kMeta), std::end(kMeta),
                                        [&](const Key& key) { return key.written == name; });
        if (known != std::end(kMeta)) add(hints, known->hint, attribute(root, "content"));
        break;
      }
      default: break;
    }
  }
  const GumboVector* nodes = children(root);
  if (nodes == nullptr) return;
  for (unsigned i = 0; i < nodes->length; ++i)
    collect_hints(static_cast<const GumboNode*>(nodes->data[i]), hints);
}

}  // namespace quoth
