#include "read/detect.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "read/html_tags.h"
#include "read/wrapper.h"
#include "text/encoding.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kSampleBytes = 64u << 10;

/// The beginning of the source as UTF-8, without white space before it; empty where it is no text.
std::string sample_of(std::string_view bytes) {
  std::size_t size = std::min(bytes.size(), kSampleBytes);
  // A cut inside a character would make good UTF-8 ill-formed.
  if (size < bytes.size()) {
    size &= ~std::size_t{1};
    while (size > kSampleBytes - 8 && (bytes[size] & 0xC0) == 0x80) size -= 2;
  }
  const auto decoded = decode(bytes.substr(0, size));
  return decoded ? std::string(trim(decoded->text.text())) : std::string();
}

/// Without comments, declarations and processing instructions at its start.
std::string_view without_prolog(std::string_view text, bool& xml_declaration) {
  for (;;) {
    text = trim(text);
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      xml_declaration = xml_declaration || text.starts_with("<?xml");
      end = "?>";
    } else {
      return text;
    }
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
}

bool looks_like_html(std::string_view text, bool& xml) {
  const std::string_view content = without_prolog(text, xml);
  if (to_lower(content.substr(0, 14)) == "<!doctype html") return true;
  if (content.starts_with('<')) {
    if (const std::string first = tag_name(content); !first.empty()) return is_html_tag(first);
  }
  // A fragment that begins with words.
  std::size_t n_closed = 0;
  for (std::size_t at = content.find('<'); at != std::string_view::npos; at = content.find('<', at + 1)) {
    const std::string name = tag_name(content.substr(at, 24));
    const bool block = name == "p" || name == "div" || name == "td" || name == "tr" || name == "body";
    n_closed += name == "br" || (block && content[at + 1] == '/');
  }
  return n_closed >= 3;
}

/// One element around everything, and none that HTML knows.
bool looks_like_xml(std::string_view text, bool xml_declaration) {
  bool ignored = false;
  const std::string_view content = without_prolog(text, ignored);
  if (xml_declaration || content.starts_with("<!DOCTYPE")) return true;
  if (!content.starts_with('<')) return false;
  const std::string first = tag_name(content);
  if (first.empty()) return false;
  const std::size_t close = content.find('>');
  return content.substr(0, close).find("xmlns") != std::string_view::npos ||
         content.substr(0, close).find("=\"") != std::string_view::npos;
}

bool looks_like_json(std::string_view text) {
  const auto next = [&] { text = trim(text.substr(1)); };
  if (text.starts_with('[')) next();
  if (!text.starts_with('{')) return false;
  next();
  if (!text.starts_with('"')) return false;
  const std::size_t close = text.find('"', 1);
  return close != std::string_view::npos && trim(text.substr(close + 1)).starts_with(':');
}

struct Signs {
  std::size_t markdown = 0;
  std::size_t restructured_text = 0;
  std::size_t shared = 0;  ///< what both have: **bold**, underlined titles
};

bool is_underline(std::string_view line) {
  return line.size() >= 3 && std::string_view("=-~^\"'+*#`:.").find(line[0]) != std::string_view::npos &&
         line.find_first_not_of(line[0]) == std::string_view::npos;
}

std::size_t count(std::string_view line, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = line.find(what); at != std::string_view::npos; at = line.find(what, at + what.size()))
    ++n;
  return n;
}

void count_signs(std::string_view line, std::string_view before, Signs& signs) {
  const std::string_view content = trim(line);
  if (content.starts_with(".. ") && (content.find("::") != std::string_view::npos || content[3] == '_' ||
                                     content[3] == '[' || content[3] == '|')) {
    signs.restructured_text += 2;
  }
  if (content.find(">`_") != std::string_view::npos || content.find("`__") != std::string_view::npos ||
      content.starts_with(":doc:`") || content.find(" :ref:`") != std::string_view::npos) {
    ++signs.restructured_text;
  }
  const std::size_t n_hashes = line.find_first_not_of('#');
  if (n_hashes > 0 && n_hashes <= 6 && n_hashes + 1 < line.size() && line[n_hashes] == ' ') ++signs.markdown;
  if (content.starts_with("```") || content.starts_with("![")) ++signs.markdown;
  for (std::size_t at = content.find("]("); at != std::string_view::npos; at = content.find("](", at + 2)) {
    const std::string_view target = content.substr(at + 2, 8);
    if (target.starts_with('#') || target.starts_with('/') || target.starts_with("http")) ++signs.markdown;
  }
  if (content.find("\\[") != std::string_view::npos) ++signs.markdown;
  if (count(content, "**") >= 2) ++signs.shared;
  const std::string_view title = trim(before);
  if (is_underline(content) && !title.empty() && !is_underline(title)) {
    ++signs.shared;
    // Markdown knows two underlines; these transcripts' titles are exactly as long as what they underline.
    if (content[0] != '=' && content[0] != '-' && content[0] != '.') signs.restructured_text += 2;
  }
}

Signs signs_of(std::string_view text) {
  Signs signs;
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    count_signs(line, before, signs);
    before = line;
    at = end + 1;
  }
  return signs;
}

/// `---` on the first line, lines that look like `key: value` or go on, `---` or `...` again.
bool has_front_matter(std::string_view text) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return false;
  const std::size_t end = text.find("\n---", 3);
  const std::size_t key = text.find(':');
  return end != std::string_view::npos && key < end;
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  const std::string lower = to_lower(name);
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return lower.ends_with(e); });
}

Format light_markup(std::string_view text, std::string_view name) {
  const bool named_rst = ends_with_any(name, {".rst", ".rest"});
  const bool named_markdown = ends_with_any(name, {".md", ".markdown", ".mdown", ".mkd"});
  if (has_front_matter(text)) return Format::markdown;
  const Signs signs = signs_of(text);
  if (signs.restructured_text > signs.markdown) return Format::restructured_text;
  if (signs.markdown > signs.restructured_text && !named_rst) return Format::markdown;
  if (named_rst) return Format::restructured_text;
  if (named_markdown || signs.shared >= 2) return Format::markdown;
  return Format::plain_text;
}

}  // namespace

std::string_view unread_format(const Source& source) {
  const std::string sample = sample_of(source.bytes);
  const Span content = find_wrapper(sample).content;
  const std::string_view text = slice(sample, content);
  bool xml = false;
  if (looks_like_html(text, xml)) return {};
  if (looks_like_xml(text, xml)) return "XML";
  return looks_like_json(text) ? "JSON" : "";
}

Format detect_format(const Source& source) {
  if (source.bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  const std::string sample = sample_of(source.bytes);
  const Wrapper wrapper = find_wrapper(sample);
  const std::string_view text = slice(sample, wrapper.content);
  bool xml = false;
  if (looks_like_html(text, xml)) return Format::html;
  if (looks_like_json(text)) return Format::jsonl;
  if (ends_with_any(source.name, {".html", ".htm", ".xhtml"}) && wrapper.header.empty()) return Format::html;
  return light_markup(text, source.name);
}

}  // namespace quoth
