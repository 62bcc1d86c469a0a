#include "page/timeline_page.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "page/address.h"
#include "page/time_words.h"
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
  const std::string when = time.value.empty() ? "no date" : time_words(time.value);
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
      "<form class=\"ask\" action=\"{}\"><label>From<input type=\"text\" name=\"from\" value=\"{}\" "
      "placeholder=\"2008\" maxlength=\"11\"></label><label>To<input type=\"text\" name=\"to\" value=\"{}\" "
      "placeholder=\"2009-05\" maxlength=\"11\"></label><label>Whose words<input type=\"text\" name=\"by\" "
      "value=\"{}\" "
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

constexpr std::int64_t kMostAxisBars = 240;  // more would be thinner than they can be seen
constexpr int kBarHeight = 60, kBarWidth = 10;
constexpr std::size_t kTicks = 5;

/// The address of another window of the same list.
std::string window_address(const TimeFilter& filter, const TimeWindow& window) {
  return address_of({.from = window.from(), .to = window.to(), .by = filter.by, .after = {}});
}

/// A window in words: "2008", "May 2008", "17 May 2008".
std::string unit_words(const std::string& unit) {
  if (unit.starts_with('-')) return unit.substr(1) + " BC";
  return readable_date(unit.substr(std::min(unit.find_first_not_of('0'), unit.size() - 1)));
}

void add_bar(Html& out, const Site& site, const TimeFilter& filter, const TimeWindow& part, std::int64_t at,
             std::size_t n, std::size_t most) {
  const auto height = std::max<std::size_t>(2, n * kBarHeight / most);
  const std::string when =
      part.size() > 1 ? unit_words(part.from()) + " to " + unit_words(part.to()) : unit_words(part.from());
  if (site.is_live())
    out.add("<a href=\"{}\" tabindex=\"-1\">", site_link(site, window_address(filter, part.fitted())));
  out.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}: {}</title></rect>",
          at * kBarWidth + 1, kBarHeight - height, kBarWidth - 2, height, when, n);
  if (site.is_live()) out.add("</a>");
}

/// When how much is said to have begun, and the ways to look nearer. The wheel and keys do what the links do (web/zoom.ts).
void add_picture(Html& out, const Site& site, const TimeFilter& filter, const TimeList& list) {
  const TimeWindow& window = list.window;
  const std::int64_t per_bar = (window.size() + kMostAxisBars - 1) / kMostAxisBars;
  const std::int64_t n_bars = (window.size() + per_bar - 1) / per_bar;
  std::vector<std::size_t> bars(static_cast<std::size_t>(n_bars), 0);
  for (std::size_t i = 0; i < list.counts.size(); ++i)
    bars[i / static_cast<std::size_t>(per_bar)] += list.counts[i];
  const std::size_t most = std::max<std::size_t>(1, *std::max_element(bars.begin(), bars.end()));
  std::size_t total = 0;
  for (const std::size_t n : bars) total += n;
  out.add(
      "<figure class=\"axis\" data-from=\"{}\" data-to=\"{}\"{}><p class=\"hide\">Times by when they begin: "
      "{} from {} to {}</p>",
      window.from(), window.to(),
      Flag{" tabindex=\"0\" role=\"group\" aria-label=\"Timeline: plus, minus and the arrow keys zoom and "
           "move it\"",
           site.is_live()},
      total, unit_words(window.from()), unit_words(window.to()));
  out.add("<svg viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", n_bars * kBarWidth,
          kBarHeight);
  for (std::int64_t i = 0; i < n_bars; ++i) {
    const std::size_t n = bars[static_cast<std::size_t>(i)];
    if (n == 0) continue;
    const TimeWindow part{window.unit, window.first + i * per_bar,
                          std::min(window.last, window.first + (i + 1) * per_bar - 1)};
    add_bar(out, site, filter, part, i, n, most);
  }
  out.add("</svg><figcaption>");
  const std::size_t ticks = std::min<std::size_t>(kTicks, static_cast<std::size_t>(window.size()));
  for (std::size_t i = 0; i < ticks; ++i) {
    const auto at =
        ticks > 1 ? static_cast<std::int64_t>(i) * (window.size() - 1) / static_cast<std::int64_t>(ticks - 1)
                  : 0;
    out.add("<span>{}</span>", unit_words(window.part(at).from()));
  }
  out.add("</figcaption>");
  if (site.is_live()) {
    out.add("<nav class=\"zoom\" aria-label=\"Zoom\"><ul>");
    for (const auto& [name, text, there] :
         {std::tuple("earlier", "← Earlier", window.moved(-1)),
          std::tuple("in", "Nearer", window.zoomed(1, 2)), std::tuple("out", "Farther", window.zoomed(2, 1)),
          std::tuple("later", "Later →", window.moved(1))})
      out.add("<li><a data-zoom=\"{}\" href=\"{}\">{}</a></li>", name,
              site_link(site, window_address(filter, there)), text);
    out.add("<li><a href=\"{}\">All</a></li></ul></nav>",
            site_link(site, address_of({.from = {}, .to = {}, .by = filter.by, .after = {}})));
  }
  out.add("</figure>");
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
  out.add("<div class=\"results\">");
  if (!filter.undated) add_picture(out, site, filter, list);
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
  out.add("</div></main>");
  return page;
}

}  // namespace quoth
