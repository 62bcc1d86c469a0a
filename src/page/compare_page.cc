#include "page/compare_page.h"

#include <fmt/format.h>

#include "page/address.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

struct SideFields {
  std::string_view name, from, to, legend;
};
constexpr std::array<SideFields, 2> kFields = {
    {{"one", "one_from", "one_to", "One"}, {"other", "other_from", "other_to", "The other"}}};

void add_form(Html& out, const Site& site, const Comparison& comparison) {
  out.add(
      "<form class=\"ask compare\" action=\"{}\"><label class=\"wide\">On what<input type=\"search\" "
      "name=\"q\" "
      "value=\"{}\" required maxlength=\"1000\" spellcheck=\"false\" placeholder=\"A word, a phrase, a "
      "query\"></label>",
      site_link(site, "compare"), comparison.subject);
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const ComparedSide& side = comparison.sides[i];
    out.add(
        "<fieldset><legend>{}</legend><label>Who<input type=\"text\" name=\"{}\" value=\"{}\" "
        "maxlength=\"200\"></label><label>From<input type=\"text\" name=\"{}\" value=\"{}\" "
        "placeholder=\"2018\" "
        "maxlength=\"10\"></label><label>To<input type=\"text\" name=\"{}\" value=\"{}\" "
        "placeholder=\"2019-05\" "
        "maxlength=\"10\"></label></fieldset>",
        kFields[i].legend, kFields[i].name, side.name, kFields[i].from, side.from, kFields[i].to, side.to);
  }
  out.add("<button>Compare</button></form>");
}

std::string heading_of(const ComparedSide& side) {
  std::string heading = side.name.empty() ? "Anybody" : side.name;
  if (!side.from.empty() && side.from == side.to) return heading + ", " + readable_date(side.from);
  if (!side.from.empty()) heading += ", from " + readable_date(side.from);
  if (!side.to.empty()) heading += (side.from.empty() ? ", to " : " to ") + readable_date(side.to);
  return heading;
}

void add_side(Html& out, const Site& site, const Comparison& comparison, const ComparedSide& side) {
  const Concordance& found = side.found;
  out.add("<section><h2 dir=\"auto\">{}</h2><p class=\"meta\">{}{}</p>", heading_of(side),
          counted(found.total, "place", "places"), found.cut ? " and more" : "");
  if (found.lines.empty()) out.add("<p class=\"empty\">Nothing is said of it.</p>");
  out.add("<ol class=\"said\">");
  for (const ConcordanceLine& line : found.lines) {
    out.add("<li><p class=\"meta\">");
    if (!line.date.empty()) out.add("<span>{}</span>", readable_date(line.date));
    if (line.speaker != side.name && !line.speaker.empty()) out.add("<span>{}</span>", line.speaker);
    out.add(
        "<span>{}</span></p><blockquote dir=\"auto\"><span class=\"around\">{}</span> <a href=\"{}\">{}</a> "
        "<span "
        "class=\"around\">{}</span></blockquote></li>",
        line.title, line.left,
        record_link(site, line.sha256, fmt::format("c{}-{}", line.place.begin, line.place.end)), line.match,
        line.right);
  }
  out.add("</ol>");
  if (!found.next.empty()) {
    out.add("<p class=\"next\"><a href=\"{}\">All {}</a></p>",
            site_link(site, Address("search")
                                .add("q", comparison.subject)
                                .add("speaker", side.name)
                                .add("from", side.from)
                                .add("to", side.to)
                                .text()),
            found.total);
  }
  out.add("</section>");
}

}  // namespace

Page render_comparison(const Site& site, const Comparison& comparison) {
  Page page{.title = "Side by side – Quoth", .current = "people", .query = {}, .twin = {}, .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet sides\"><header class=\"head\"><h1>Side by side</h1><p "
      "class=\"meta\">What two "
      "people say of one subject, or one person at two times</p></header>");
  add_form(out, site, comparison);
  if (comparison.error)
    out.add("<div class=\"wrong\" role=\"alert\"><p>{}</p><p class=\"meta\">{} · <code>{}</code></p></div>",
            comparison.error->message, comparison.error->hint_text(), comparison.error->code_word());
  if (!comparison.subject.empty() && !comparison.error) {
    out.add("<div class=\"pair\">");
    for (const ComparedSide& side : comparison.sides) add_side(out, site, comparison, side);
    out.add("</div>");
  }
  out.add("</main>");
  return page;
}

}  // namespace quoth
