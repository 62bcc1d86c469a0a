#include "page/quotations_page.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "page/address.h"
#include "page/notes.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kMostRows = 12, kMostColumns = 14, kMostNames = 300;

std::string address_of(const std::string& speaker, const std::string& holder, const std::string& after,
                       std::string_view page = "quotations/") {
  return Address(page).add("speaker", speaker).add("holder", holder).add("after", after).text();
}

/// The names that rows which `counts` lets through have most often, most first.
std::vector<std::string> most(const std::vector<QuotedBy>& rows, std::string QuotedBy::*name,
                              std::size_t limit, const std::function<bool(const QuotedBy&)>& counts) {
  std::map<std::string, std::int64_t> n;
  for (const QuotedBy& row : rows) {
    if (counts(row)) n[row.*name] += row.quotes;
  }
  std::vector<std::pair<std::string, std::int64_t>> sorted(n.begin(), n.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(limit, sorted.size()); ++i) names.push_back(sorted[i].first);
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_matrix(Html& out, const Site& site, const std::vector<QuotedBy>& rows) {
  // Those who are quoted most; of who reports, those who quote them; so that no row and no column is empty.
  std::vector<std::string> holders = most(rows, &QuotedBy::holder, kMostColumns, [](const QuotedBy& row) {
    return !row.speaker.empty() && !row.holder.empty();
  });
  const std::vector<std::string> speakers =
      most(rows, &QuotedBy::speaker, kMostRows,
           [&](const QuotedBy& row) { return !row.speaker.empty() && has(holders, row.holder); });
  std::erase_if(holders, [&](const std::string& holder) {
    return std::none_of(rows.begin(), rows.end(), [&](const QuotedBy& row) {
      return row.holder == holder && has(speakers, row.speaker);
    });
  });
  if (speakers.empty()) return;
  std::map<std::pair<std::string_view, std::string_view>, std::int64_t> n;
  std::int64_t largest = 1;
  for (const QuotedBy& row : rows) {
    n[{row.speaker, row.holder}] = row.quotes;
    largest = std::max(largest, row.quotes);
  }
  out.add(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Who quotes whom\"><table "
      "class=\"matrix\">"
      "<caption>Who reports (rows) whose words (columns), and how often</caption><thead><tr><td></td>");
  for (const std::string& holder : holders) out.add("<th scope=\"col\"><span>{}</span></th>", holder);
  out.add("</tr></thead><tbody>");
  for (const std::string& speaker : speakers) {
    out.add("<tr><th scope=\"row\">{}</th>", speaker);
    for (const std::string& holder : holders) {
      const auto found = n.find({speaker, holder});
      if (found == n.end()) {
        out.add("<td></td>");
      } else {
        const std::int64_t shade = 1 + found->second * 3 / largest;
        const std::string level = std::to_string(std::min<std::int64_t>(4, shade));
        if (site.is_live()) {
          out.add("<td><a class=\"n{}\" href=\"{}\">{}</a></td>", level,
                  site_link(site, address_of(speaker, holder, "")), found->second);
        } else {
          out.add("<td><span class=\"n{}\">{}</span></td>", level, found->second);
        }
      }
    }
    out.add("</tr>");
  }
  out.add("</tbody></table></div>");
}

/// A field for a name, with those that there are.
void add_name_field(Html& out, std::string_view label, std::string_view field, const std::string& value,
                    const std::vector<QuotedBy>& rows, std::string QuotedBy::*name) {
  out.add(
      "<label>{}<input type=\"text\" name=\"{}\" value=\"{}\" list=\"{}s\" "
      "maxlength=\"200\"></label><datalist id=\"{}s\">",
      label, field, value, field, field);
  for (const std::string& known :
       most(rows, name, kMostNames, [&](const QuotedBy& row) { return !(row.*name).empty(); }))
    out.add("<option value=\"{}\"></option>", known);
  out.add("</datalist>");
}

void add_filters(Html& out, const Site& site, const QuoteFilter& filter,
                 const std::vector<QuotedBy>& matrix) {
  if (!site.is_live()) return;
  out.add("<form class=\"ask\" action=\"{}\">", site_link(site, "quotations/"));
  add_name_field(out, "Reported by", "speaker", filter.speaker, matrix, &QuotedBy::speaker);
  add_name_field(out, "Whose words", "holder", filter.holder, matrix, &QuotedBy::holder);
  out.add("<button>Show</button></form>");
}

}  // namespace

void add_listed_quote(Html& out, const Site& site, const ListedQuote& quote) {
  out.add("<li class=\"quoted\"><p class=\"chain\">");
  for (std::size_t i = 0; i < quote.chain.size(); ++i) {
    if (i > 0) out.add("<span class=\"of\"><span class=\"hide\">reports</span></span>");
    i + 1 == quote.chain.size() ? out.add("<b>{}</b>", quote.chain[i])
                                : out.add("<span>{}</span>", quote.chain[i]);
  }
  out.add(
      "</p><blockquote dir=\"auto\"><a href=\"{}\">{}</a></blockquote><p "
      "class=\"meta\"><span>{}{}{}</span><span>{}</span>",
      record_link(site, quote.sha256, fmt::format("c{}-{}", quote.begin, quote.end)), quote.text, quote.kind,
      quote.act == "statement" ? "" : ", ", quote.act == "statement" ? std::string() : quote.act,
      score_gauge(quote.score));
  if (!quote.date.empty()) out.add("<span>{}</span>", readable_date(quote.date));
  out.add("<span>{}</span></p></li>", quote.title);
}

Page render_quotations(const Site& site, const QuoteFilter& filter, const QuoteList& list,
                       const std::vector<QuotedBy>& matrix) {
  Page page{.title = "Quotations – Quoth",
            .current = "quotations",
            .query = {},
            .twin = address_of(filter.speaker, filter.holder, filter.after, "api/v1/quotations"),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet quotations\"><header class=\"head\"><h1>Quotations</h1><p "
      "class=\"meta\">Whose words are "
      "reported, by whom, through whose hands</p></header>");
  const bool filtered = !filter.speaker.empty() || !filter.holder.empty();
  add_filters(out, site, filter, matrix);
  if (!filtered) add_matrix(out, site, matrix);
  if (filtered) {
    out.add("<p class=\"chosen\">");
    if (!filter.speaker.empty()) out.add("Reported by <b>{}</b> ", filter.speaker);
    if (!filter.holder.empty())
      out.add("{} <b>{}</b> ", filter.speaker.empty() ? "Words of" : "from", filter.holder);
    out.add("<a href=\"{}\">All quotations</a></p>", site_link(site, "quotations/"));
  }
  if (list.quotes.empty()) {
    out.add("<p class=\"empty\">No quotation is here.</p>");
  } else {
    out.add("<h2>{}</h2><ol class=\"entries quotes\">", counted(list.total, "quotation", "quotations"));
    for (const ListedQuote& quote : list.quotes) add_listed_quote(out, site, quote);
    out.add("</ol>");
  }
  if (!list.next.empty() && site.is_live())
    out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More quotations</a></p>",
            site_link(site, address_of(filter.speaker, filter.holder, list.next)));
  out.add("</main>");
  return page;
}

}  // namespace quoth
