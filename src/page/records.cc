#include "page/records.h"

#include <algorithm>

#include <fmt/format.h>

#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kFacetValuesAtFirst = 8, kMostListedValues = 200;
constexpr std::size_t kMostNames = 3;

/// A facet's field: which one it is, and how the address calls it.
struct Facet {
  std::string_view key, text;
  std::string RecordFilter::*field;
  std::vector<FacetValue> RecordList::*values;
};
constexpr Facet kFacets[] = {
    {"speaker", "Speaker", &RecordFilter::speaker, &RecordList::speakers},
    {"outlet", "Outlet", &RecordFilter::outlet, &RecordList::outlets},
    {"year", "Year", &RecordFilter::year, &RecordList::years},
    {"format", "Source", &RecordFilter::format, &RecordList::formats},
};

Link filtered(const Site& site, const RecordFilter& filter) {
  std::string query;
  const auto add = [&](std::string_view key, const std::string& value) {
    if (value.empty()) return;
    query += query.empty() ? "?" : "&";
    query += std::string(key) + "=" + percent_encoded(value);
  };
  for (const Facet& facet : kFacets) add(facet.key, filter.*facet.field);
  add("after", filter.after);
  return site_link(site, query);
}

Html facets_of(const Site& site, const RecordFilter& filter, const RecordList& list) {
  Html out;
  out.add("<aside class=\"facets\" aria-label=\"Filters\">");
  for (const Facet& facet : kFacets) {
    const std::vector<FacetValue>& values = list.*facet.values;
    const std::string& chosen = filter.*facet.field;
    if (chosen.empty() && values.size() < 2) continue;
    out.add("<h2>{}</h2><ul>", facet.text);
    RecordFilter other = filter;
    other.after.clear();
    if (!chosen.empty()) {
      (other.*facet.field).clear();
      out.add(
          "<li class=\"chosen\"><a href=\"{}\" aria-label=\"{}: without this filter\">{} <span "
          "aria-hidden=\"true\">×</span></a></li>",
          filtered(site, other), chosen, chosen);
    } else {
      for (std::size_t i = 0; i < std::min(values.size(), kMostListedValues); ++i) {
        if (i == kFacetValuesAtFirst)
          out.add("</ul><details><summary>and {} more</summary><ul>", values.size() - kFacetValuesAtFirst);
        other.*facet.field = values[i].value;
        out.add("<li><a href=\"{}\" dir=\"auto\">{}</a> <small>{}</small></li>", filtered(site, other),
                values[i].value, values[i].records);
      }
    }
    out.add("</ul>");
    if (chosen.empty() && values.size() > kFacetValuesAtFirst) out.add("</details>");
  }
  out.add("</aside>");
  return out;
}

void add_record(Html& out, const Site& site, const ListedRecord& record) {
  const RecordSummary& summary = record.summary;
  out.add("<li><h2><a href=\"{}\" dir=\"auto\">{}</a></h2><p class=\"meta\">",
          record_link(site, summary.sha256),
          summary.title.empty() ? summary.path.substr(summary.path.rfind('/') + 1) : summary.title);
  if (!summary.date.empty())
    out.add("<span><time datetime=\"{}\">{}</time></span>", summary.date, readable_date(summary.date));
  if (!summary.speakers.empty()) {
    out.add("<span>");
    for (std::size_t i = 0; i < std::min(kMostNames, summary.speakers.size()); ++i)
      out.add("{}{}", i > 0 ? ", " : "", summary.speakers[i]);
    if (summary.speakers.size() > kMostNames)
      out.add(" and {}", counted(summary.speakers.size() - kMostNames, "other", "others"));
    out.add("</span>");
  }
  if (!record.outlets.empty()) out.add("<span>{}</span>", record.outlets.front());
  out.add("<span>{}</span></p></li>", counted(static_cast<std::size_t>(summary.words), "word", "words"));
}

Html drop_form(const Site& site) {
  Html out;
  out.add(
      "<form class=\"drop\" method=\"post\" enctype=\"multipart/form-data\" action=\"{}\">"
      "<label for=\"files\">Add transcripts <small>text, Markdown, HTML or PDF; drop them anywhere on this "
      "page</small></label>"
      "<input id=\"files\" type=\"file\" name=\"file\" multiple required><button>Add</button>"
      "<ul class=\"progress\" aria-live=\"polite\"></ul></form>",
      site_link(site, "add"));
  return out;
}

}  // namespace

Page render_records(const Site& site, const RecordFilter& filter, const RecordList& list) {
  Page page{
      .title = "Records – Quoth", .current = "records", .query = {}, .twin = "api/v1/records", .main = {}};
  page.main.add(
      "<main id=\"main\" class=\"records\"><header class=\"head\"><h1>Records</h1><p "
      "class=\"meta\">{}</p></header>",
      counted(list.total, "transcript", "transcripts"));
  if (site.is_live()) page.main.append(facets_of(site, filter, list));
  page.main.add("<div class=\"list\">");
  if (site.is_live()) page.main.append(drop_form(site));
  if (list.records.empty()) {
    page.main.add("<p class=\"empty\">{}</p>",
                  list.total == 0 && filtered(site, filter).text() == site.root
                      ? "Nothing is here yet. Drop a transcript on this page, or run quoth add FILE."
                      : "No record passes these filters.");
  }
  page.main.add("<ol class=\"entries\">");
  for (const ListedRecord& record : list.records) add_record(page.main, site, record);
  page.main.add("</ol>");
  if (!list.next.empty() && site.is_live()) {
    RecordFilter next = filter;
    next.after = list.next;
    page.main.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">Older talks</a></p>", filtered(site, next));
  }
  page.main.add("</div></main>");
  return page;
}

Page render_error(const Site& site, int status, const Error& error) {
  Page page{.title = fmt::format("{} – Quoth", status == 404 ? "Not here" : "That did not work"),
            .current = {},
            .query = {},
            .twin = {},
            .main = {}};
  page.main.add(
      "<main id=\"main\" class=\"error\"><h1>{}</h1><p>{}</p><p>{}</p><p class=\"meta\"><code>{}</code> · "
      "status {}</p><p><a href=\"{}\">All records</a></p></main>",
      status == 404 ? "This is not here" : "That did not work", error.message, error.hint_text(),
      error.code_word(), status, site_link(site, ""));
  return page;
}

}  // namespace quoth
