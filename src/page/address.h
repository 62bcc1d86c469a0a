#pragma once

#include <string>
#include <string_view>

#include "page/html.h"

namespace quoth {

/// A path with a query, as site_link takes it: fields without a value are left out.
class Address {
 public:
  explicit Address(std::string_view path) : text_(path) {}

  Address& add(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    text_ += has_fields_ ? '&' : '?';
    has_fields_ = true;
    text_ += name;
    text_ += '=';
    text_ += percent_encoded(value);
    return *this;
  }
  const std::string& text() const& { return text_; }

 private:
  std::string text_;
  bool has_fields_ = false;
};

}  // namespace quoth
