#include "page/timeline_page.h"

#include <fmt/format.h>

#include "page/address.h"
#include "page/bars.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

std::string address_of(const TimeFilter& filter, std::string_view page = "timeline/") {
  return Address(page)
      .add("from", filter.from)
      .add("to", filter.to)
      .add("by", filter.by)
      .add("undated", filter.undated ? "1" : "")
      .add("after", filter.after)
      .text();
}

std::string year_of(const SpokenTime& time) {
  if (!time.first_day) return {};
  return *time.first_day >= 0 ? std::to_string(*time.first_day / 10000)
                              : fmt::format("{} BC", (-*time.first_day + 9999) / 10000);
}

void add_time(Html& out, const Site& site, const SpokenTime& time) {
  const std::string when = time.value.empty() ? "no date" : readable_date(time.value);
  out.add(
      "<li><p class=\"when\">{}</p><div><blockquote dir=\"auto\">{}{}<a "
      "href=\"{}\">{}</a>{}{}</blockquote><p class=\"meta\">",
      when, time.before, time.before.empty() ? "" : " ",
      record_link(site, time.sha256, fmt::format("c{}-{}", time.begin, time.end)), time.words,
      time.after.empty() || time.after.find_first_of(".,;:?!)’'") == 0 ? "" : " ", time.after);
  out.add("<span><b>{}</b>", time.by.empty() ? "nobody named" : time.by);
  if (!time.told_by.empty()) out.add(", as {} tells it", time.told_by);
  out.add("</span>");
  if (!time.date.empty()) out.add("<span>said {}</span>", readable_date(time.date));
  out.add("<span>{}</span></p></div></li>", time.title);
}

void add_filters(Html& out, const Site& site, const TimeFilter& filter, const TimeList& list) {
  if (!site.is_live()) return;
  out.add(
      "<form class=\"ask\" action=\"{}\"><label>From the year<input type=\"text\" inputmode=\"numeric\" "
      "name=\"from\" value=\"{}\" "
      "maxlength=\"5\"></label><label>To the year<input type=\"text\" inputmode=\"numeric\" name=\"to\" "
      "value=\"{}\" "
      "maxlength=\"5\"></label><label>Whose words<input type=\"text\" name=\"by\" value=\"{}\" "
      "maxlength=\"200\"></label>"
      "<button>Show</button></form>",
      site_link(site, "timeline/"), filter.from, filter.to, filter.by);
  TimeFilter other{.by = filter.by, .undated = !filter.undated};
  if (filter.undated) {
    out.add("<p class=\"chosen\">Times that name no day. <a href=\"{}\">Those that do</a></p>",
            site_link(site, address_of(other)));
  } else if (list.undated > 0) {
    out.add("<p class=\"chosen\"><a href=\"{}\">{}</a></p>", site_link(site, address_of(other)),
            counted(list.undated, "time that names no day", "times that name no day"));
  }
}

}  // namespace

Page render_timeline_page(const Site& site, const TimeFilter& filter, const TimeList& list) {
  Page page{.title = "Timeline – Quoth",
            .current = "timeline",
            .query = {},
            .twin = address_of(filter, "api/v1/times"),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet timeline\"><header class=\"head\"><h1>Timeline</h1><p "
      "class=\"meta\">What is said to have "
      "happened when, and who says so</p></header>");
  add_filters(out, site, filter, list);
  if (!filter.undated && list.years.size() > 1) {
    const std::string target = site.is_live() ? site.root + "timeline/" : std::string();
    out.append(year_bars(list.years, "Times by the year in which they begin", target));
  }
  if (list.times.empty()) out.add("<p class=\"empty\">Nothing is said of such a time.</p>");
  std::string year;
  bool is_open = false;
  for (const SpokenTime& time : list.times) {
    if (const std::string now = year_of(time); !is_open || now != year) {
      if (is_open) out.add("</ol>");
      if (!now.empty()) out.add("<h2 id=\"y{}\">{}</h2>", percent_encoded(now), now);
      out.add("<ol class=\"times\">");
      year = now;
      is_open = true;
    }
    add_time(out, site, time);
  }
  if (is_open) out.add("</ol>");
  if (!list.next.empty() && site.is_live()) {
    TimeFilter next = filter;
    next.after = list.next;
    out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">Later times</a></p>",
            site_link(site, address_of(next)));
  }
  out.add("</main>");
  return page;
}

}  // namespace quoth
