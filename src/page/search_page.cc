#include "page/search_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "page/address.h"
#include "page/bars.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

struct Example {
  std::string_view query, meaning;
};
constexpr std::array<Example, 9> kExamples = {{
    {"harbour ferry", "both words, in one turn"},
    {"\"high water\"", "these words, one after the other"},
    {"fish* AND NOT quota", "a beginning of words; without another"},
    {"lemma:spend", "spend, spends, spent"},
    {"said:bridge", "in words that are reported"},
    {"by:minister", "words that are somebody’s: quoted from them"},
    {"time:2008-08", "what is said to have been then"},
    {"money:>1e6", "sums of money; percent:, ratio:, number: too"},
    {"stance:denial", "what is denied; hedge, booster, demand …"},
}};

std::string address_of(const ConcordanceRequest& request, ConcordanceOrder order, const std::string& after) {
  return Address("search")
      .add("q", request.query)
      .add("speaker", request.speaker)
      .add("role", request.role)
      .add("from", request.from)
      .add("to", request.to)
      .add("sort", order == ConcordanceOrder::date ? "" : to_string(order))
      .add("after", after)
      .text();
}

void add_form(Html& out, const Site& site, const ConcordanceRequest& request) {
  out.add(
      "<form class=\"ask\" action=\"{}\"><label class=\"wide\">Words<input type=\"search\" name=\"q\" "
      "value=\"{}\" "
      "maxlength=\"1000\" spellcheck=\"false\"></label><label>Said by<input type=\"text\" name=\"speaker\" "
      "value=\"{}\" maxlength=\"200\"></label><label>From<input type=\"text\" name=\"from\" value=\"{}\" "
      "placeholder=\"2018\" maxlength=\"10\"></label><label>To<input type=\"text\" name=\"to\" value=\"{}\" "
      "placeholder=\"2019-05\" maxlength=\"10\"></label><button>Search</button></form>",
      site_link(site, "search"), request.query, request.speaker, request.from, request.to);
}

void add_error(Html& out, const ConcordanceRequest& request, const Error& error) {
  out.add("<div class=\"wrong\" role=\"alert\"><p>{}</p>", error.message);
  if (error.at) {
    std::size_t byte = 0;
    for (std::uint32_t i = 0; i < *error.at && byte < request.query.size(); ++i)
      byte += code_point_at(request.query, byte).length;
    const std::string_view query = request.query;
    const std::size_t next = byte < query.size() ? byte + code_point_at(query, byte).length : byte;
    out.add("<p class=\"query\"><code>{}<mark>{}</mark>{}</code></p>", query.substr(0, byte),
            byte < query.size() ? query.substr(byte, next - byte) : std::string_view("▁"),
            query.substr(next));
  }
  out.add("<p class=\"meta\">{} · <code>{}</code></p></div>", error.hint_text(), error.code_word());
}

void add_help(Html& out, const Site& site, bool open) {
  out.add("<details class=\"help\"{}><summary>How to ask</summary><dl>", Flag{" open", open});
  for (const Example& example : kExamples) {
    out.add("<div><dt><a href=\"{}\"><code>{}</code></a></dt><dd>{}</dd></div>",
            site_link(site, Address("search").add("q", example.query).text()), example.query,
            example.meaning);
  }
  out.add("</dl></details>");
}

void add_orders(Html& out, const Site& site, const ConcordanceRequest& request) {
  out.add("<nav class=\"orders\" aria-label=\"Order\"><ul>");
  constexpr std::pair<ConcordanceOrder, std::string_view> kOrders[] = {
      {ConcordanceOrder::date, "Newest"},
      {ConcordanceOrder::left, "Words before"},
      {ConcordanceOrder::right, "Words after"},
      {ConcordanceOrder::speaker, "Speaker"}};
  for (const auto& [order, text] : kOrders) {
    out.add("<li><a href=\"{}\"{}>{}</a></li>", site_link(site, address_of(request, order, "")),
            Flag{" aria-current=\"true\"", order == request.order}, text);
  }
  out.add("</ul></nav>");
}

void add_lines(Html& out, const Site& site, const Concordance& found) {
  out.add("<ol class=\"kwic\">");
  for (const ConcordanceLine& line : found.lines) {
    out.add(
        "<li><a class=\"line\" href=\"{}\"><span class=\"left\" dir=\"auto\"><bdi>{}</bdi></span> "
        "<mark>{}</mark> <span "
        "class=\"right\" dir=\"auto\">{}</span></a><p class=\"meta\"><span>{}</span>",
        record_link(site, line.sha256, fmt::format("c{}-{}", line.place.begin, line.place.end)), line.left,
        line.match, line.right, line.speaker.empty() ? "nobody’s turn" : line.speaker);
    if (!line.date.empty()) out.add("<span>{}</span>", readable_date(line.date));
    out.add("<span>{}</span>", line.title);
    if (line.page) out.add("<span>page {}</span>", *line.page);
    out.add("</p></li>");
  }
  out.add("</ol>");
}

}  // namespace

Page render_search(const Site& site, const ConcordanceRequest& request, const Concordance& found,
                   const std::optional<Error>& error) {
  const bool asked = !request.query.empty();
  Page page{.title = asked ? request.query + " – Quoth" : "Search – Quoth",
            .current = "search",
            .query = request.query,
            .twin = asked ? "api/v1/" + address_of(request, request.order, request.after) : "",
            .main = {}};
  Html& out = page.main;
  out.add("<main id=\"main\" class=\"sheet search\"><header class=\"head\"><h1>Search</h1></header>");
  add_form(out, site, request);
  if (error) add_error(out, request, *error);
  add_help(out, site, !asked);
  if (asked && !error) {
    if (found.lines.empty()) {
      out.add("<p class=\"empty\">No turn has this.</p>");
    } else {
      out.add("<p class=\"meta count\" role=\"status\">{} in {}{}</p>",
              counted(found.total, "place", "places"), counted(found.turns, "turn", "turns"),
              found.cut ? "; there are more, ask for less" : "");
      if (found.years.size() > 1) out.append(year_bars(found.years, "Places by the year of the talk", {}));
      add_orders(out, site, request);
      add_lines(out, site, found);
      if (!found.next.empty())
        out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More places</a></p>",
                site_link(site, address_of(request, request.order, found.next)));
    }
  }
  out.add("</main>");
  return page;
}

}  // namespace quoth
