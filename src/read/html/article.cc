#include "read/html/article.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/among.h"
#include "read/html/dom.h"
#include "read/html_tags.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Words of classes and ids that name what is put around an article.
constexpr std::string_view kAround[] = {
    "ad",        "ads",        "advert",       "advertisement", "banner",      "breadcrumb", "breadcrumbs",
    "comment",   "comments",   "commentlist",  "consent",       "cookie",      "cookies",    "disqus",
    "footer",    "gdpr",       "login",        "masthead",      "menu",        "modal",      "nav",
    "navbar",    "navigation", "newsletter",   "outbrain",      "pager",       "pagination", "paywall",
    "popup",     "promo",      "promoted",     "recirc",        "recommended", "related",    "respond",
    "share",     "sharing",    "sidebar",      "signup",        "skip",        "social",     "sponsor",
    "sponsored", "subscribe",  "subscription", "taboola",       "teaser",      "toolbar",    "trending",
    "widget"};

constexpr std::string_view kRoles[] = {"navigation",  "banner", "contentinfo", "complementary", "search",
                                       "alertdialog", "dialog", "alert",       "menu",          "menubar"};

bool has_boilerplate_word(std::string_view value) {
  std::string word;
  const auto end_word = [&] {
    const bool found = is_among(kAround, word);
    word.clear();
    return found;
  };
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = is_upper(byte);
    if ((!is_alphanumeric(byte) || upper) && end_word()) return true;
    if (is_alphanumeric(byte)) word += upper ? static_cast<char>(c + 32) : c;
  }
  return end_word();
}

bool means_article(const GumboNode* element) {
  const GumboTag tag = element->v.element.tag;
  return tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN || attribute(element, "role") == "main" ||
         attribute(element, "itemprop") == "articleBody";
}

bool means_boilerplate(const GumboNode* element) {
  switch (element->v.element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOSCRIPT: return true;
    default: break;
  }
  if (is_among(kRoles, attribute(element, "role"))) return true;
  return has_boilerplate_word(attribute(element, "class")) || has_boilerplate_word(attribute(element, "id"));
}

bool holds_title(const GumboNode* node) {
  if (!is_element(node)) return false;
  if (node->v.element.tag == GUMBO_TAG_H1) return true;
  const GumboVector* nodes = children(node);
  for (unsigned i = 0; i < nodes->length; ++i) {
    if (holds_title(static_cast<const GumboNode*>(nodes->data[i]))) return true;
  }
  return false;
}

}  // namespace

bool is_hidden(const GumboNode* element) {
  switch (element->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_TEMPLATE: return true;
    default: break;
  }
  if (has_attribute(element, "hidden")) return true;
  const std::string_view style = attribute(element, "style");
  return !style.empty() && (css_property(style, "display").starts_with("none") ||
                            css_property(style, "visibility").starts_with("hidden"));
}

Article::Share Article::measure(const GumboNode* node, bool in_link) {
  Share sum;
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) {
    for (const char* c = node->v.text.text; *c != '\0'; ++c)
      sum.text += !is_space(static_cast<unsigned char>(*c) & 0x7F);
    if (in_link) sum.linked = sum.text;
    return sum;
  }
  const GumboVector* nodes = children(node);
  if (nodes == nullptr || (is_element(node) && is_hidden(node))) return sum;
  const bool link = is_element(node) && node->v.element.tag == GUMBO_TAG_A && has_attribute(node, "href");
  sum.n_links = link;
  for (unsigned i = 0; i < nodes->length; ++i) {
    const Share part = measure(static_cast<const GumboNode*>(nodes->data[i]), in_link || link);
    sum.text += part.text;
    sum.linked += part.linked;
    sum.n_links += part.n_links;
  }
  if (is_element(node) && (is_block_tag(element_name(node)) || means_article(node))) {
    shares_[node] = sum;
    const std::size_t own = sum.text - sum.linked;
    // The smallest element that has nearly all of the text that the largest has.
    if (means_article(node) && (article_ == nullptr || own * 10 > article_text_ * 11)) {
      article_ = node;
      article_text_ = own;
    }
  }
  return sum;
}

Article::Share Article::share(const GumboNode* element) const {
  const auto found = shares_.find(element);
  return found == shares_.end() ? Share{} : found->second;
}

Article::Article(const GumboNode* root) {
  const Share page = measure(root, false);
  // An article among many, or a stub of one, is not what the page is about.
  if (article_ != nullptr && article_text_ * 4 < page.text - page.linked) article_ = nullptr;
  for (const GumboNode* node = article_; node != nullptr; node = node->parent) around_.insert(node);
}

bool Article::is_boilerplate(const GumboNode* element) const {
  const GumboTag tag = element->v.element.tag;
  if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || holds_article(element)) return false;
  const bool outside =
      article_ != nullptr && element->parent != article_ && around_.contains(element->parent);
  const Share own = share(element);
  // The largest part of a page is not what stands around it, whatever its class says.
  const std::size_t whole = article_ != nullptr ? article_text_ : 0;
  if (means_boilerplate(element)) {
    return outside || whole == 0
               ? !own.text || own.text * 2 < share(element->parent).text || own.linked * 2 > own.text ||
                     tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE
               : own.text * 3 < whole;
  }
  if (outside) {
    // The title may stand over the article.
    if (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_HGROUP) return !holds_title(element);
    return tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_HEAD;
  }
  if (tag == GUMBO_TAG_FORM) return own.text < 400 && whole + own.text > 1200;
  const bool list = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIV ||
                    tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_P ||
                    tag == GUMBO_TAG_SECTION;
  return article_ == nullptr && list && own.n_links >= 3 && own.linked * 5 > own.text * 4;
}

}  // namespace quoth
