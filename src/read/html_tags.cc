#include "read/html_tags.h"

#include <algorithm>

#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::string_view kBlocks[] = {
    "address", "article", "aside",     "blockquote", "body",     "center",   "dd",         "details",
    "dialog",  "dir",     "div",       "dl",         "dt",       "fieldset", "figcaption", "figure",
    "footer",  "form",    "frameset",  "h1",         "h2",       "h3",       "h4",         "h5",
    "h6",      "head",    "header",    "hgroup",     "hr",       "html",     "legend",     "li",
    "listing", "main",    "menu",      "nav",        "noframes", "noscript", "ol",         "optgroup",
    "option",  "p",       "plaintext", "pre",        "search",   "section",  "select",     "summary",
    "table",   "tbody",   "td",        "template",   "tfoot",    "th",       "thead",      "title",
    "tr",      "ul",      "xmp"};

constexpr std::string_view kInlines[] = {
    "a",      "abbr",   "acronym",  "applet",  "area",     "audio",  "b",        "base",    "basefont",
    "bdi",    "bdo",    "big",      "blink",   "br",       "button", "canvas",   "caption", "cite",
    "code",   "col",    "colgroup", "data",    "datalist", "del",    "dfn",      "em",      "embed",
    "font",   "frame",  "i",        "iframe",  "image",    "img",    "input",    "ins",     "kbd",
    "label",  "link",   "map",      "mark",    "marquee",  "math",   "meta",     "meter",   "nobr",
    "object", "output", "param",    "picture", "progress", "q",      "rb",       "rp",      "rt",
    "rtc",    "ruby",   "s",        "samp",    "script",   "slot",   "small",    "source",  "span",
    "strike", "strong", "style",    "sub",     "sup",      "svg",    "textarea", "time",    "track",
    "tt",     "u",      "var",      "video",   "wbr"};

bool is_name_letter(char c) {
  return is_alphanumeric(static_cast<unsigned char>(c)) || c == '-' || c == ':' || c == '.' || c == '_';
}

}  // namespace

std::string tag_name(std::string_view text) {
  if (!text.starts_with('<')) return {};
  std::size_t i = text.size() > 1 && text[1] == '/' ? 2 : 1;
  const std::size_t begin = i;
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80 && is_name_letter(text[i])) ++i;
  if (i == begin || i == text.size() || !is_letter(static_cast<unsigned char>(text[begin]))) return {};
  if (text[i] != '>' && text[i] != '/' && !is_space(static_cast<unsigned char>(text[i]))) return {};
  return to_lower(text.substr(begin, i - begin));
}

bool is_block_tag(std::string_view name) { return is_among(kBlocks, name); }
bool is_html_tag(std::string_view name) { return is_block_tag(name) || is_among(kInlines, name); }

}  // namespace quoth
