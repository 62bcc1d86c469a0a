#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace quoth {

class Html;

/// What may stand where a browser goes when it is asked to: the value of href, src and action.
class Link {
 public:
  /// A way within our own pages. Requires: made of literals and of percent_encoded().
  static Link local(std::string path) { return Link(std::move(path)); }
  /// What a transcript names. Everything but http and https becomes "#", a link to nowhere.
  static Link foreign(std::string_view url);

  const std::string& text() const& { return text_; }

 private:
  explicit Link(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// An attribute, written out with the space before it, that is there or not.
struct Flag {
  std::string_view attribute;  ///< a literal
  bool on = false;
};

namespace html {

template <typename T>
concept Text = std::convertible_to<const T&, std::string_view>;
template <typename T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// A value on its way into a slot.
struct Slot {
  enum class Kind : unsigned char { text, number, html };
  Kind kind = Kind::text;
  std::string_view text;
  std::int64_t number = 0;
};

Slot slot(const Html& html);
inline Slot slot(const Link& link) { return {Slot::Kind::text, link.text()}; }
inline Slot slot(const Flag& flag) {
  return {Slot::Kind::html, flag.on ? flag.attribute : std::string_view()};
}
template <Text T>
Slot slot(const T& text) {
  return {Slot::Kind::text, std::string_view(text)};
}
template <Number T>
Slot slot(const T& number) {
  return {Slot::Kind::number, {}, static_cast<std::int64_t>(number)};
}

/// Markup with a slot "{}" for each value. It is a literal, read while the program is compiled: a slot of text stands between
/// tags or in an attribute's quotation marks, HTML only between tags, a flag only among attributes; and where a browser may be
/// sent to stands a Link. What breaks one of these does not compile.
template <typename... Args>
class Markup {
 public:
  template <std::size_t n>
  consteval Markup(const char (&literal)[n]) : text_(literal, n - 1) {  // NOLINT: converts on purpose
    constexpr bool kIsHtml[] = {std::same_as<Args, Html>..., false};
    constexpr bool kIsLink[] = {std::same_as<Args, Link>..., false};
    constexpr bool kIsFlag[] = {std::same_as<Args, Flag>..., false};
    std::size_t slots = 0;
    bool in_tag = false, in_value = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_.substr(i, 2) == "{}") {
        if (slots == sizeof...(Args)) throw "more slots than values";
        const bool sends = in_value && is_way(text_.substr(0, i));
        if (in_tag && !in_value && !kIsFlag[slots]) throw "a value outside of quotation marks";
        if (kIsFlag[slots] && (!in_tag || in_value)) throw "a flag that is not among attributes";
        if (in_value && kIsHtml[slots]) throw "HTML in an attribute";
        if (sends && !kIsLink[slots]) throw "a way to go that is no Link";
        ++slots;
        ++i;
      } else if (in_value) {
        in_value = text_[i] != '"';
      } else if (in_tag) {
        in_value = text_[i] == '"';
        in_tag = text_[i] != '>';
      } else {
        in_tag = text_[i] == '<';
      }
    }
    if (slots != sizeof...(Args)) throw "fewer slots than values";
  }

  constexpr std::string_view text() const { return text_; }

 private:
  static constexpr bool is_way(std::string_view before) {
    return before.ends_with("href=\"") || before.ends_with("src=\"") || before.ends_with("action=\"");
  }
  std::string_view text_;
};

}  // namespace html

/// HTML under construction: only literals of the program are markup, all that comes at run time is escaped.
class Html {
 public:
  template <typename... Args>
  Html& add(html::Markup<std::type_identity_t<Args>...> markup, const Args&... args) {
    const std::array<html::Slot, sizeof...(Args) + 1> slots = {html::slot(args)..., html::Slot{}};
    fill(markup.text(), slots.data());
    return *this;
  }
  Html& text(std::string_view text);
  /// What belongs to the program: its styles, its script. Never what comes at run time.
  Html& program(std::string_view bytes) {
    out_ += bytes;
    return *this;
  }
  Html& append(const Html& other) {
    out_ += other.out_;
    return *this;
  }

  bool empty() const { return out_.empty(); }
  const std::string& str() const& { return out_; }
  std::string take() && { return std::move(out_); }

 private:
  void fill(std::string_view markup, const html::Slot* slots);
  std::string out_;
};

/// What stands in place of every character that is not one of a URL's unreserved: so that it can be a part of a path
/// or of a query.
std::string percent_encoded(std::string_view text);

}  // namespace quoth
