#include "page/html.h"

#include <charconv>

namespace quoth {
namespace {

/// Text for between tags and for quoted attributes alike. NUL, which no HTML may hold, becomes U+FFFD.
void append_escaped(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view instead;
    switch (text[i]) {
      case '&': instead = "&amp;"; break;
      case '<': instead = "&lt;"; break;
      case '>': instead = "&gt;"; break;
      case '"': instead = "&quot;"; break;
      case '\'': instead = "&#39;"; break;
      case '\0': instead = "\xEF\xBF\xBD"; break;
      default: continue;
    }
    out.append(text, from, i - from);
    out += instead;
    from = i + 1;
  }
  out.append(text, from);
}

bool begins_with_folded(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace

Link Link::foreign(std::string_view url) {
  const bool is_web = begins_with_folded(url, "https://") || begins_with_folded(url, "http://");
  return Link(is_web ? std::string(url) : "#");
}

html::Slot html::slot(const Html& html) { return {Slot::Kind::html, html.str()}; }

Html& Html::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

void Html::fill(std::string_view markup, const html::Slot* slots) {
  for (;;) {
    const std::size_t at = markup.find("{}");
    out_ += markup.substr(0, at);
    if (at == std::string_view::npos) return;
    markup.remove_prefix(at + 2);
    const html::Slot& slot = *slots++;
    if (slot.kind == html::Slot::Kind::text) {
      append_escaped(out_, slot.text);
    } else if (slot.kind == html::Slot::Kind::html) {
      out_ += slot.text;
    } else {
      std::array<char, 24> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), slot.number).ptr;
      out_.append(digits.data(), end);
    }
  }
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace quoth
