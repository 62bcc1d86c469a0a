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
constexpr std::array<Example, 14> kExamples = {{
    {"harbour ferry", "both words, in one turn"},
    {"\"high water\"", "these words, one after the other"},
    {"fish* AND NOT quota", "a beginning of words; without another"},
    {"(ferry OR boat) price", "either, and with it a third"},
    {"lemma:spend", "spend, spends, spent"},
    {"upos:PROPN harbour", "beside a word of this part of speech"},
    {"entity:council", "mentions of one who is called so"},
    {"said:bridge", "in words that are reported"},
    {"by:minister", "words that are somebody’s: quoted from them"},
    {"time:2008-08", "what is said to have been then"},
    {"money:>1e6", "sums of money; percent:, ratio:, number: too"},
    {"stance:denial", "what is denied; hedge, booster, demand …"},
    {"claim:>0.8", "what is worth checking"},
    {"answer:dodging", "how a question was answered"},
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

/// How often in each year, by how much was said in it.
Html frequency(const std::vector<YearOfTalk>& years) {
  std::vector<YearBar> bars;
  for (const YearOfTalk& year : years) {
    const double rate =
        year.words > 0 ? static_cast<double>(year.places) * 1e4 / static_cast<double>(year.words) : 0;
    bars.push_back(
        {year.year, rate,
         fmt::format("{}, {:.1f} in 10,000 words", counted(year.places, "place", "places"), rate)});
  }
  return year_bars(bars, "Places in 10,000 words, by the year of the talk", {});
}

/// The words that stand near, with what each adds to the question.
void add_collocates(Html& out, const Site& site, const ConcordanceRequest& request,
                    const std::vector<Collocate>& collocates) {
  if (collocates.empty()) return;
  const double strongest = collocates.front().log_dice;
  out.add(
      "<details class=\"near\"><summary>Words that stand near</summary><div class=\"scroll\" tabindex=\"0\" "
      "role=\"region\" aria-label=\"Words that stand near\"><table class=\"strips\"><caption>Within {} "
      "words, "
      "by logDice</caption><thead><tr><th scope=\"col\">Word</th><th scope=\"col\"><span class=\"hide\">As a "
      "picture</span></th><th scope=\"col\">Before</th><th scope=\"col\">After</th><th scope=\"col\">In "
      "all</th>"
      "<th scope=\"col\">logDice</th><th scope=\"col\"><abbr "
      "title=\"log-likelihood\">G²</abbr></th></tr></thead><tbody>",
      kCollocateWords);
  for (const Collocate& collocate : collocates) {
    ConcordanceRequest both = request;
    both.query = fmt::format("({}) {}", request.query, collocate.word);
    const auto width = static_cast<int>(std::max(0.0, 1000 * collocate.log_dice / std::max(1.0, strongest)));
    const std::size_t together = collocate.before + collocate.after;
    const std::size_t before = static_cast<std::size_t>(width) * collocate.before / together;
    out.add(
        "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td><svg class=\"strip\" viewBox=\"0 0 1000 10\" "
        "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"left\" width=\"{}\" "
        "height=\"10\"/><rect "
        "class=\"right\" x=\"{}\" width=\"{}\" "
        "height=\"10\"/></svg></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        site_link(site, address_of(both, request.order, "")), collocate.word, before, before,
        static_cast<std::size_t>(width) - before, collocate.before, collocate.after, collocate.in_all,
        fmt::format("{:.1f}", collocate.log_dice), fmt::format("{:.0f}", collocate.log_likelihood));
  }
  out.add("</tbody></table></div></details>");
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
  add_help(out, site, !asked);
  out.add("<div class=\"results\">");
  if (error) add_error(out, request, *error);
  if (asked && !error) {
    if (found.lines.empty()) {
      out.add(
          "<p class=\"empty\">No turn has this. Fewer words find more, and so does a star for the rest of a "
          "word.</p>");
    } else {
      out.add("<p class=\"meta count\" role=\"status\">{} in {}{}</p>",
              counted(found.total, "place", "places"), counted(found.turns, "turn", "turns"),
              found.cut ? "; there are more, ask for less" : "");
      if (found.years.size() > 1) out.append(frequency(found.years));
      add_collocates(out, site, request, found.collocates);
      add_orders(out, site, request);
      add_lines(out, site, found);
      if (!found.next.empty())
        out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More places</a></p>",
                site_link(site, address_of(request, request.order, found.next)));
    }
  }
  out.add("</div></main>");
  return page;
}

}  // namespace quoth
