#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "page/html.h"

namespace quoth {

/// For whom pages are made. They are the same ones; what differs is how they lead to each other, and what needs a program that
/// answers.
struct Site {
  enum class Kind : std::uint8_t {
    live,    ///< the server
    folder,  ///< a static site: no searching, no checking, no adding
    file,    ///< one page that stands alone: styles and script in it, no ways to others
  };
  Kind kind = Kind::live;
  std::string root = "/";  ///< the way from the page to the site's root, ends in a slash

  bool is_live() const { return kind == Kind::live; }
};

/// The part of a record's address that names it: the beginning of its SHA-256.
std::string record_key(std::string_view sha256);

/// A way within the site. `path` is a literal of the program or made by percent_encoded().
Link site_link(const Site& site, std::string_view path);
/// To a record, and in it to a fragment ("s12"; empty: its begin).
Link record_link(const Site& site, std::string_view sha256, std::string_view fragment = {});

/// A page, all but its frame.
struct Page {
  std::string title;
  std::string_view current;  ///< which item of the menu it is: "records", ...; none for others
  std::string query;         ///< what the search box holds
  std::string twin;          ///< the address of the same as JSON, as site_link takes it; empty: none
  Html main;                 ///< what stands in <main>, with the element itself
};

/// The whole document.
std::string framed(const Site& site, const Page& page);

/// The value of a Content-Security-Policy header for pages of a live site: nothing runs and nothing is shown but what the
/// program gives.
std::string_view content_security_policy();

}  // namespace quoth
