#include "page/source_page.h"

#include "page/reading.h"
#include "page/source_panel.h"
#include "text/offsets.h"
#include "text/unicode.h"

namespace quoth {

Page render_source(const Site& site, const Record& record, const SourcePageOf& source) {
  const std::string& sha256 = record.document.sha256();
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
      record_link(site, sha256, source.name), title_of(record), source.view.file_name, sha256.substr(0, 12),
      site_link(site, "api/v1/records/" + record_key(sha256) + "/source"));
  if (!source.place.empty()) {
    const OffsetIndex offsets(record.document.text());
    const Span span{offsets.byte_of_code_point(source.place.begin),
                    offsets.byte_of_code_point(source.place.end)};
    out.add("<h2>As it was read</h2><blockquote dir=\"auto\">{}</blockquote>",
            fold_space(record.document.slice(span)));
  }
  out.add("<h2>As it stands in the file</h2>");
  out.append(source_panel(site, sha256, source.view, source.names, true));
  out.add("</main>");
  return page;
}

}  // namespace quoth
