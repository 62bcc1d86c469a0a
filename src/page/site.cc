#include "page/site.h"

#include <array>
#include <utility>

#include "base/sha256.h"
#include "page/assets.h"
#include "page/base64.h"

namespace quoth {
namespace {

struct MenuItem {
  std::string_view name, path, text;
  bool needs_server;
};
constexpr std::array<MenuItem, 8> kMenu = {{
    {"records", "", "Records", false},
    {"quotations", "quotations/", "Quotations", false},
    {"claims", "claims/", "Claims", false},
    {"answers", "answers/", "Answers", false},
    {"timeline", "timeline/", "Timeline", false},
    {"people", "people/", "People", false},
    {"search", "search", "Search", true},
    {"verify", "verify", "Verify", true},
}};

/// Styles and script of a page that stands alone: in it, and nothing else may be.
void add_own_assets(Html& head) {
  const auto hash = [](const Asset& asset) {
    const auto bytes = sha256(asset.bytes);
    return base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  };
  head.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; "
      "script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">",
      hash(style_asset()), hash(script_asset()));
  head.add("<style>").program(style_asset().bytes).add("</style>");
  head.add("<script type=\"module\">").program(script_asset().bytes).add("</script>");
}

Html head_of(const Site& site, const Page& page) {
  Html head;
  head.add(
      "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"same-origin\">"
      "<title>{}</title>",
      page.title);
  if (site.kind == Site::Kind::file) {
    add_own_assets(head);
    return head;
  }
  const std::string version = "?v=" + std::string(assets_version());
  head.add(
      "<link rel=\"icon\" href=\"{}\"><link rel=\"stylesheet\" href=\"{}\"><script defer "
      "src=\"{}\"></script>",
      site_link(site, "assets/quoth.svg" + version), site_link(site, "assets/quoth.css" + version),
      site_link(site, "assets/quoth.js" + version));
  if (!page.twin.empty() && site.is_live()) {
    head.add("<link rel=\"alternate\" type=\"application/json\" href=\"{}\">", site_link(site, page.twin));
  }
  return head;
}

Html bar_of(const Site& site, const Page& page) {
  Html bar;
  if (site.kind == Site::Kind::file) return bar;
  bar.add("<header class=\"bar\"><a class=\"brand\" href=\"{}\">Quoth</a><nav aria-label=\"Pages\"><ul>",
          site_link(site, ""));
  for (const MenuItem& item : kMenu) {
    if (item.needs_server && !site.is_live()) continue;
    bar.add("<li><a href=\"{}\"{}>{}</a></li>", site_link(site, item.path),
            Flag{" aria-current=\"page\"", item.name == page.current}, item.text);
  }
  bar.add("</ul></nav>");
  if (site.is_live()) {
    bar.add(
        "<form class=\"find\" role=\"search\" action=\"{}\"><input type=\"search\" name=\"q\" value=\"{}\" "
        "aria-label=\"Search all records\" placeholder=\"Search the records\" autocomplete=\"off\" "
        "spellcheck=\"false\" maxlength=\"1000\"></form>",
        site_link(site, "search"), page.query);
  }
  bar.add("</header>");
  return bar;
}

}  // namespace

std::string record_key(std::string_view sha256) { return std::string(sha256.substr(0, 12)); }

Link site_link(const Site& site, std::string_view path) { return Link::local(site.root + std::string(path)); }

Link record_link(const Site& site, std::string_view sha256, std::string_view fragment) {
  std::string way = site.root + "r/" + record_key(sha256) + "/";
  if (!fragment.empty()) {
    // The server knows in which part of a long record a fragment stands; a static site has all of it in one page.
    if (!site.is_live()) way += '#';
    way += fragment;
  }
  return Link::local(std::move(way));
}

std::string framed(const Site& site, const Page& page) {
  Html document;
  document.add(
      "<!doctype html><html lang=\"en\" class=\"{}\"><head>{}</head><body>"
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>{}{}"
      "<footer class=\"foot\">Every statement here is a span of its source. Ranked and read by a program; "
      "judged by nobody but the people whose names stand beside it.</footer></body></html>",
      site.is_live() ? "live" : "still", head_of(site, page), bar_of(site, page), page.main);
  return std::move(document).take();
}

std::string_view content_security_policy() {
  return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

}  // namespace quoth
