#include "read/html/prescan.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/among.h"
#include "read/html_tags.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kMostFormatting = 64;
/// How far an end tag is looked for among the open elements, and an element that another closes by itself.
constexpr std::size_t kReach = 48;
constexpr std::size_t kLongestTag = 64u << 10;

constexpr std::array<std::string_view, 17> kVoid = {"area",  "base",   "basefont", "br",    "col",  "embed",
                                                    "frame", "hr",     "img",      "input", "link", "meta",
                                                    "param", "source", "track",    "wbr",   "page"};
constexpr std::array<std::string_view, 8> kRawText = {"script", "style",  "textarea", "title",
                                                      "xmp",    "iframe", "noembed",  "noframes"};
constexpr std::array<std::string_view, 14> kFormatting = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"};

bool closes(std::string_view opening, std::string_view open) {
  if (open == "p") return is_block_tag(opening) && opening != "td" && opening != "th" && opening != "tr";
  if (opening == "li") return open == "li";
  if (opening == "dt" || opening == "dd") return open == "dt" || open == "dd";
  if (opening == "td" || opening == "th") return open == "td" || open == "th";
  if (opening == "tr") return open == "td" || open == "th" || open == "tr";
  if (opening == "tbody" || opening == "thead" || opening == "tfoot") {
    return open == "td" || open == "th" || open == "tr" || open == "tbody" || open == "thead" ||
           open == "tfoot";
  }
  return (opening == "option" || opening == "optgroup") && open == "option";
}

/// No element closes another across these.
bool is_scope(std::string_view name) {
  return name == "table" || name == "ul" || name == "ol" || name == "dl" || name == "div" ||
         name == "select" || name == "body" || name == "html";
}

class Scanner {
 public:
  Scanner(std::string_view html, std::uint32_t depth) : html_(html), depth_(depth), out_(html) {}

  std::string run() && {
    std::size_t at = html_.find('<');
    while (at != std::string_view::npos) at = html_.find('<', std::max(tag(at), at + 1));
    return std::move(out_);
  }

 private:
  /// Looks at the `<` at `at`; returns where to go on.
  std::size_t tag(std::size_t at) {
    const std::string_view rest = html_.substr(at, kLongestTag);
    if (rest.starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at + 4);
      return end == std::string_view::npos ? html_.size() : end + 3;
    }
    const std::string name = tag_name(rest);
    if (name.empty()) return at + 1;
    const std::size_t end = tag_end(at);
    const bool closing = rest[1] == '/';
    if (is_literal(name, html_.substr(at, end - at))) {
      out_[at] = kLiteralAngle;
      return at + 1;
    }
    if (is_among(kVoid, name)) {
      if (name == "page") blank(at, end);
      return end;
    }
    if (!closing && is_among(kRawText, name)) return raw_text_end(end, name);
    if (closing) {
      close(name);
    } else if (!(html_[end - 1] == '>' && html_[end - 2] == '/' && !is_html_tag(name))) {
      open(name, at, end);
    }
    return end;
  }

  /// After the `>` of the tag, which quoted values may hold too.
  std::size_t tag_end(std::size_t at) const {
    const std::size_t stop = std::min(html_.size(), at + kLongestTag);
    char quote = 0;
    for (std::size_t i = at + 1; i < stop; ++i) {
      const char c = html_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && html_[i - 1] == '=') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
    }
    return stop;
  }

  std::size_t raw_text_end(std::size_t at, std::string_view name) const {
    for (std::size_t i = html_.find("</", at); i != std::string_view::npos; i = html_.find("</", i + 2)) {
      if (to_lower(html_.substr(i + 2, name.size())) == name) return i;
    }
    return html_.size();
  }

  bool is_literal(std::string_view name, std::string_view whole) const {
    if (n_foreign_ > 0 || is_html_tag(name) || name == "page" || whole.back() != '>') return false;
    // Custom elements, namespaces and what has attributes are somebody's markup.
    return name.find_first_of("-:") == std::string_view::npos && whole.find('=') == std::string_view::npos &&
           whole.size() < 40 && !whole.ends_with("/>");
  }

  void blank(std::size_t begin, std::size_t end) {
    std::fill(out_.begin() + static_cast<std::ptrdiff_t>(begin),
              out_.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }

  void open(const std::string& name, std::size_t at, std::size_t end) {
    close_implied(name);
    const bool formatting = is_among(kFormatting, name);
    if (open_.size() >= depth_ || (formatting && n_formatting_ >= kMostFormatting)) {
      blank(at, end);
      return;
    }
    n_formatting_ += formatting;
    n_foreign_ += name == "svg" || name == "math";
    open_.push_back(name);
  }

  /// Closes what the start of `name` closes by itself, such as a paragraph or the cell before.
  void close_implied(std::string_view name) {
    std::size_t n_closed = 0;
    for (std::size_t i = 0; i < std::min(kReach, open_.size()); ++i) {
      const std::string& above = open_[open_.size() - 1 - i];
      if (closes(name, above)) n_closed = i + 1;
      if (is_scope(above)) break;
    }
    for (; n_closed > 0; --n_closed) pop();
  }

  void close(std::string_view name) {
    // A formatting element that its block closes is opened again in the next one, until its own end tag comes.
    if (is_among(kFormatting, name) && n_formatting_ > 0) --n_formatting_;
    for (std::size_t i = 0; i < std::min(kReach, open_.size()); ++i) {
      if (open_[open_.size() - 1 - i] != name) continue;
      for (std::size_t k = 0; k <= i; ++k) pop();
      return;
    }
  }

  void pop() {
    const std::string& name = open_.back();
    n_foreign_ -= name == "svg" || name == "math";
    open_.pop_back();
  }

  std::string_view html_;
  std::size_t depth_;
  std::string out_;
  std::vector<std::string> open_;
  std::size_t n_formatting_ = 0;
  std::size_t n_foreign_ = 0;
};

std::string attribute_value(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view rest = trim(text.substr(at + name.size()));
  if (!rest.starts_with('=')) return {};
  rest = trim(rest.substr(1));
  if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
  return std::string(rest.substr(0, rest.find_first_of("\"'; />?")));
}

}  // namespace

std::string prescan_html(std::string_view html, std::uint32_t depth) { return Scanner(html, depth).run(); }

std::string_view symbol_of(std::string_view tag) {
  struct Symbol {
    std::string_view tag;
    std::string_view text;
  };
  static constexpr Symbol kSymbols[] = {
      {"<bullet>", "•"}, {"<dagger>", "†"}, {"<star>", "★"}, {"<check>", "✓"}};
  for (const Symbol& symbol : kSymbols) {
    if (tag.starts_with(symbol.tag)) return symbol.text;
  }
  return {};
}

std::string declared_encoding(std::string_view bytes) {
  const std::string head = to_lower(bytes.substr(0, 4096));
  if (head.starts_with("<?xml")) {
    if (auto name = attribute_value(head.substr(0, head.find("?>")), "encoding"); !name.empty()) return name;
  }
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 5)) {
    const std::string_view tag = std::string_view(head).substr(at, head.find('>', at) - at);
    if (auto name = attribute_value(tag, "charset"); !name.empty()) return name;
  }
  return {};
}

}  // namespace quoth
