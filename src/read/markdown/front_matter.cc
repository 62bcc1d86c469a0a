#include "read/markdown/front_matter.h"

#include <algorithm>
#include <string>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Front matter is a page, not a document.
constexpr std::size_t kLongest = 256u << 10;

struct Key {
  std::string_view written;
  std::string_view hint;
};
constexpr Key kKeys[] = {
    {"title", "title"},
    {"date", "date"},
    {"published", "published"},
    {"publish date", "published"},
    {"publication date", "published"},
    {"date published", "published"},
    {"publish_date", "published"},
    {"pubdate", "published"},
    {"published_at", "published"},
    {"author", "author"},
    {"by", "author"},
    {"description", "description"},
    {"summary", "description"},
    {"url", "url"},
    {"link", "url"},
    {"permalink", "url"},
    {"canonical_url", "url"},
    {"site", "site"},
    {"publisher", "site"},
    {"source", "site"},
    {"language", "language"},
    {"lang", "language"},
};

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

Span unquoted(std::string_view text, Span value) {
  const std::string_view inside = slice(text, value);
  if (inside.size() >= 2 && (inside.front() == '"' || inside.front() == '\'') &&
      inside.back() == inside.front()) {
    return {value.begin + 1, value.end - 1};
  }
  return value;
}

}  // namespace

std::size_t front_matter_end(std::string_view text) {
  const std::size_t first = next_line(text, 0);
  if (trim(text.substr(0, first)) != "---" || !text.starts_with("---")) return 0;
  bool key = false;
  for (std::size_t at = first; at < std::min(text.size(), kLongest);) {
    const std::size_t end = next_line(text, at);
    const std::string_view line = trim(text.substr(at, end - at));
    if (line == "---" || line == "...") return key ? end : 0;
    key = key || line.find(':') != std::string_view::npos;
    at = end;
  }
  return 0;
}

void emit_front_matter(std::size_t end, Emitter& emitter, DocumentBuilder& builder) {
  const std::string_view text = emitter.source().substr(0, end);
  for (std::size_t at = next_line(text, 0); at < end;) {
    const std::size_t next = next_line(text, at);
    const Span line = trim(text, make_span(at, next));
    const bool top = line.begin == at;
    at = next;
    const std::string_view content = slice(text, line);
    if (content.empty() || next == end) continue;
    emitter.separate();
    const std::uint32_t begin = emitter.size();
    emitter.copy(line);
    Paragraph paragraph;
    paragraph.span = {begin, emitter.size()};
    paragraph.kind = ParagraphKind::metadata;
    builder.paragraphs.push_back(paragraph);

    const std::size_t colon = content.find(':');
    if (!top || colon == std::string_view::npos) continue;
    const std::string key = to_lower(trim(content.substr(0, colon)));
    const auto known =
        std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& k) { return k.written == key; });
    const Span value = unquoted(content, trim(content, make_span(colon + 1, content.size())));
    if (known == std::end(kKeys) || value.empty()) continue;
    builder.hints.push_back({std::string(known->hint), std::string(slice(content, value)),
                             Span{begin + value.begin, begin + value.end}});
  }
}

}  // namespace quoth
