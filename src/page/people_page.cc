#include "page/people_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "page/address.h"
#include "page/bars.h"
#include "page/quotations_page.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kTurnsShown = 5;

Link person_link(const Site& site, std::string_view name) {
  return site_link(site, "people/" + percent_encoded(person_key(name)) + "/");
}

/// A share as a bar; the figure stands beside it.
void add_bar(Html& out, std::int64_t part, std::int64_t whole) {
  out.add(
      "<svg class=\"gauge\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
      "width=\"100\" "
      "height=\"8\"/><rect class=\"on\" width=\"{}\" height=\"8\"/></svg>",
      whole > 0 ? part * 100 / whole : 0);
}

void add_turn(Html& out, const Site& site, const std::string& sha256, const SaidTurn& turn) {
  out.add(
      "<li><a class=\"place\" href=\"{}\" aria-label=\"Turn {} in its place\">¶</a> <span "
      "dir=\"auto\">{}</span></li>",
      record_link(site, sha256, fmt::format("c{}-{}", turn.begin, turn.end)), turn.turn,
      fold_space(turn.text));
}

void add_record(Html& out, const Site& site, const SaidInRecord& record) {
  out.add("<section class=\"said-in\"><h3><a href=\"{}\" dir=\"auto\">{}</a></h3><p class=\"meta\">",
          record_link(site, record.sha256), record.title);
  if (!record.date.empty()) out.add("<span>{}</span>", readable_date(record.date));
  if (!record.role.empty()) out.add("<span>{}</span>", record.role);
  const std::int64_t percent = record.record_words > 0 ? record.words * 100 / record.record_words : 0;
  out.add("<span>{}, {} per cent of the talk ",
          counted(static_cast<std::size_t>(record.words), "word", "words"), percent);
  add_bar(out, record.words, record.record_words);
  out.add("</span></p><ol class=\"turns\">");
  const std::size_t shown = std::min(kTurnsShown, record.turns.size());
  for (std::size_t i = 0; i < shown; ++i) add_turn(out, site, record.sha256, record.turns[i]);
  out.add("</ol>");
  if (record.turns.size() > shown) {
    out.add("<details class=\"folded\"><summary>{}</summary><ol class=\"turns\">",
            counted(record.turns.size() - shown, "more turn", "more turns"));
    for (std::size_t i = shown; i < record.turns.size(); ++i)
      add_turn(out, site, record.sha256, record.turns[i]);
    out.add("</ol></details>");
  }
  out.add("</section>");
}

void add_quotes(Html& out, const Site& site, const QuoteList& list, std::string_view heading) {
  if (list.quotes.empty()) return;
  out.add("<h2>{} <small>{}</small></h2><ol class=\"entries quotes\">", heading, list.total);
  for (const ListedQuote& quote : list.quotes) add_listed_quote(out, site, quote);
  out.add("</ol>");
}

}  // namespace

Page render_people(const Site& site, const std::vector<Person>& people) {
  Page page{.title = "People – Quoth", .current = "people", .query = {}, .twin = "api/v1/people", .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet people\"><header class=\"head\"><h1>People</h1><p "
      "class=\"meta\">{}</p></header>",
      counted(people.size(), "person speaks", "people speak"));
  if (site.is_live() && people.size() > 1)
    out.add("<p class=\"chosen\"><a href=\"{}\">Two of them side by side</a></p>",
            site_link(site, "compare"));
  if (people.empty()) out.add("<p class=\"empty\">Nobody speaks here yet.</p>");
  std::int64_t most = 1;
  for (const Person& person : people) most = std::max(most, person.words);
  out.add("<ol class=\"roll\">");
  for (const Person& person : people) {
    out.add("<li><a href=\"{}\" dir=\"auto\">{}</a> <span class=\"much\">", person_link(site, person.name),
            person.name);
    add_bar(out, person.words, most);
    out.add("</span> <small>{} · {} · {}</small></li>",
            counted(static_cast<std::size_t>(person.words), "word", "words"),
            counted(static_cast<std::size_t>(person.turns), "turn", "turns"),
            counted(static_cast<std::size_t>(person.records), "record", "records"));
  }
  out.add("</ol></main>");
  return page;
}

Page render_person(const Site& site, const PersonPage& person, const Html& forms) {
  const std::string& name = person.person.name;
  Page page{.title = name + " – Quoth",
            .current = "people",
            .query = {},
            .twin = "api/v1/people/" + percent_encoded(person_key(name)),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet person\"><header class=\"head\"><h1 dir=\"auto\">{}</h1><p "
      "class=\"meta\"><span>{}</span>"
      "<span>{}</span><span>{}</span></p>",
      name, counted(static_cast<std::size_t>(person.person.words), "word", "words"),
      counted(static_cast<std::size_t>(person.person.turns), "turn", "turns"),
      counted(static_cast<std::size_t>(person.person.records), "record", "records"));
  if (!person.labels.empty()) {
    out.add("<p class=\"meta\">Printed as ");
    for (std::size_t i = 0; i < person.labels.size(); ++i)
      out.add("{}{}", i > 0 ? ", " : "", person.labels[i]);
    out.add("</p>");
  }
  if (site.is_live()) {
    out.add("<p class=\"chosen\"><a href=\"{}\">Beside another, or at two times</a></p>",
            site_link(site, Address("compare").add("one", name).add("other", name).text()));
  }
  out.add("</header>");
  if (person.years.size() > 1) out.append(year_bars(person.years, "Words said in each year", {}));
  std::string year;
  for (const SaidInRecord& record : person.records) {
    const std::string now = record.date.size() >= 4 ? record.date.substr(0, 4) : "Without a date";
    if (now != year) out.add("<h2>{}</h2>", now);
    year = now;
    add_record(out, site, record);
  }
  add_quotes(out, site, person.quoted, "What others report of these words");
  add_quotes(out, site, person.quotes, "Whose words are reported here");
  out.append(forms);
  out.add("</main>");
  return page;
}

}  // namespace quoth
