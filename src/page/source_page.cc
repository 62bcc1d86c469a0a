#include "page/source_page.h"

#include <fmt/format.h>

#include "page/base64.h"
#include "page/reading.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr double kMargin = 1.5;  // points around a box

void add_page(Html& out, const SourcePage& page) {
  const auto number = [](double value) { return fmt::format("{:.2f}", value); };
  const std::string box = fmt::format("0 0 {:.2f} {:.2f}", page.width, page.height);
  out.add(
      "<figure class=\"sheet-of\"><figcaption>Page {}</figcaption><div><img alt=\"Page {} of the source\" "
      "width=\"{}\" height=\"{}\" "
      "src=\"{}\"><svg viewBox=\"{}\" aria-hidden=\"true\">",
      page.page, page.page, static_cast<int>(page.width * 4 / 3), static_cast<int>(page.height * 4 / 3),
      Link::local("data:image/png;base64," + base64(page.picture)), box);
  for (const SourcePage::Box& b : page.boxes)
    out.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1\"/>", number(b.x0 - kMargin),
            number(b.y0 - kMargin), number(b.x1 - b.x0 + 2 * kMargin), number(b.y1 - b.y0 + 2 * kMargin));
  out.add("</svg></div></figure>");
}

}  // namespace

Page render_source(const Site& site, const Record& record, WordIndex::Range words, const SourceView& view) {
  const std::string& sha256 = record.document.sha256();
  const Span span = WordIndex(record.document.text()).span_of(words);
  Page page{.title = "Source of " + title_of(record) + " – Quoth",
            .current = {},
            .query = {},
            .twin = {},
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet source\"><header class=\"head\"><h1>In the source</h1><ul "
      "class=\"meta\"><li><a "
      "href=\"{}\" dir=\"auto\">{}</a></li><li>{}</li><li><span class=\"hash\">{}</span></li><li><a "
      "href=\"{}\">the whole "
      "file</a></li></ul></header>",
      record_link(site, sha256, fmt::format("w{}-{}", words.first, words.last)), title_of(record),
      view.file_name, sha256.substr(0, 12),
      site_link(site, "api/v1/records/" + record_key(sha256) + "/source"));
  out.add("<h2>As it was read</h2><blockquote dir=\"auto\">{}</blockquote><h2>As it stands in the file</h2>",
          fold_space(record.document.slice(span)));
  if (view.pages.empty()) {
    out.add(
        "<p class=\"meta\">{}, markup and all</p><pre class=\"bytes\" tabindex=\"0\" aria-label=\"The "
        "file\">{}{}<mark id=\"target\">{}</mark>{}{}"
        "</pre>",
        view.encoding, view.begins ? "" : "…", view.before, view.words, view.after, view.ends ? "" : "…");
  }
  for (const SourcePage& sheet : view.pages) add_page(out, sheet);
  out.add("</main>");
  return page;
}

}  // namespace quoth
