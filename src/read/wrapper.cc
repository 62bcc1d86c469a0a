#include "read/wrapper.h"

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestHeader = 16u << 10;

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
  const std::string_view trimmed = trim(text);
  if (!trimmed.ends_with(suffix)) return text;
  return text.substr(0,
                     static_cast<std::size_t>(trimmed.data() - text.data()) + trimmed.size() - suffix.size());
}

}  // namespace

Wrapper find_wrapper(std::string_view text) {
  const Wrapper none{{}, make_span(0, text.size())};
  const std::string_view head = text.substr(0, kLongestHeader);
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || !head.substr(begin).starts_with("<DOCUMENT>")) return none;
  constexpr std::string_view kOpen = "<TEXT>";
  const std::size_t open = head.find(kOpen);
  if (open == std::string_view::npos) return none;
  const std::size_t content = open + kOpen.size();
  const std::string_view body =
      without_suffix(without_suffix(text.substr(content), "</DOCUMENT>"), "</TEXT>");
  return {make_span(begin, content), make_span(content, content + body.size())};
}

}  // namespace quoth
