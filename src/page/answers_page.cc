#include "page/answers_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "page/address.h"
#include "page/notes.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kMostStrips = 12;
constexpr std::string_view kClarities[] = {"clear reply", "ambivalent", "clear non-reply"};

std::string address_of(const std::string& speaker, std::string_view clarity, const std::string& after,
                       std::string_view page = "answers/") {
  return Address(page).add("speaker", speaker).add("clarity", clarity).add("after", after).text();
}

std::string_view shape_of(std::string_view clarity) {
  return clarity == "clear reply" ? "clear" : clarity == "ambivalent" ? "mixed" : "none";
}

void add_strips(Html& out, const Site& site, const AnswerList& list) {
  if (list.speakers.empty()) return;
  out.add(
      "<table class=\"strips\"><caption>How questions were answered</caption><thead><tr><th "
      "scope=\"col\">Who</th><th "
      "scope=\"col\"><span class=\"hide\">As a picture</span></th><th scope=\"col\">Clear</th><th "
      "scope=\"col\">Ambivalent</th>"
      "<th scope=\"col\">No reply</th></tr></thead><tbody>");
  for (std::size_t i = 0; i < std::min(kMostStrips, list.speakers.size()); ++i) {
    const AnsweringSpeaker& speaker = list.speakers[i];
    const std::size_t all = std::max<std::size_t>(1, speaker.clear + speaker.ambivalent + speaker.none);
    const std::size_t clear = speaker.clear * 1000 / all, mixed = speaker.ambivalent * 1000 / all;
    out.add("<tr><th scope=\"row\">");
    site.is_live()
        ? out.add("<a href=\"{}\">{}</a>", site_link(site, address_of(speaker.name, "", "")), speaker.name)
        : out.text(speaker.name);
    out.add(
        "</th><td><svg class=\"strip\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\"><rect "
        "class=\"clear\" width=\"{}\" height=\"10\"/><rect class=\"mixed\" x=\"{}\" width=\"{}\" "
        "height=\"10\"/><rect "
        "class=\"none\" x=\"{}\" width=\"{}\" "
        "height=\"10\"/></svg></td><td>{}</td><td>{}</td><td>{}</td></tr>",
        clear, clear, mixed, clear + mixed, 1000 - clear - mixed, speaker.clear, speaker.ambivalent,
        speaker.none);
  }
  out.add("</tbody></table>");
}

void add_filters(Html& out, const Site& site, const BoardFilter& filter) {
  if (!site.is_live()) return;
  if (!filter.speaker.empty())
    out.add("<p class=\"chosen\">Answers of <b>{}</b> <a href=\"{}\">Everybody’s</a></p>", filter.speaker,
            site_link(site, address_of("", filter.clarity, "")));
  out.add("<nav class=\"orders\" aria-label=\"Which\"><ul><li><a href=\"{}\"{}>All</a></li>",
          site_link(site, address_of(filter.speaker, "", "")),
          Flag{" aria-current=\"true\"", filter.clarity.empty()});
  for (const std::string_view clarity : kClarities)
    out.add("<li><a href=\"{}\"{}>{}</a></li>", site_link(site, address_of(filter.speaker, clarity, "")),
            Flag{" aria-current=\"true\"", filter.clarity == clarity}, clarity);
  out.add("</ul></nav>");
}

void add_answer(Html& out, const Site& site, const BoardAnswer& answer) {
  out.add(
      "<li><div class=\"asked-so\"><p class=\"who\">{}</p><p dir=\"auto\">{}</p></div><div><p "
      "class=\"verdict {}\">{}<span>{} "
      "<small>{}{} · {}{}</small></span></p>",
      answer.asked_by, fold_space(answer.question), shape_of(answer.clarity), clarity_sign(answer.clarity),
      answer.clarity, answer.technique, answer.unsure ? ", unsure" : "", score_gauge(answer.score),
      answer.again ? " · asked before" : "");
  if (!answer.reply.empty())
    out.add("<p class=\"who\">{}</p><p class=\"reply\" dir=\"auto\">{}</p>", answer.speaker,
            fold_space(answer.reply));
  const auto turn = answer.asked_in ? answer.asked_in : answer.turn;
  out.add("<p class=\"meta\"><span><a href=\"{}\">In its place</a></span>",
          record_link(site, answer.sha256, turn ? fmt::format("t{}", *turn) : std::string()));
  if (!answer.date.empty()) out.add("<span>{}</span>", readable_date(answer.date));
  out.add("<span>{}</span></p></div></li>", answer.title);
}

}  // namespace

Html clarity_sign(std::string_view clarity) {
  Html out;
  out.add("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"6.5\"/>");
  if (clarity == "ambivalent") out.add("<path d=\"M8 1.500a6.500 6.500 0 0 1 0 13z\"/>");
  out.add("</svg>");
  return out;
}

Page render_answers(const Site& site, const BoardFilter& filter, const AnswerList& list) {
  Page page{.title = "Answers – Quoth",
            .current = "answers",
            .query = {},
            .twin = address_of(filter.speaker, filter.clarity, filter.after, "api/v1/answers"),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet answers\"><header class=\"head\"><h1>Answers</h1><p "
      "class=\"meta\">Each question beside what "
      "was said to it. Read by a program, which may be wrong</p></header>");
  if (filter.speaker.empty() && filter.clarity.empty()) add_strips(out, site, list);
  add_filters(out, site, filter);
  if (list.answers.empty()) {
    out.add("<p class=\"empty\">No question is here.</p>");
  } else {
    out.add("<h2>{}</h2><ol class=\"board\">", counted(list.total, "question", "questions"));
    for (const BoardAnswer& answer : list.answers) add_answer(out, site, answer);
    out.add("</ol>");
  }
  if (!list.next.empty() && site.is_live())
    out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More questions</a></p>",
            site_link(site, address_of(filter.speaker, filter.clarity, list.next)));
  out.add("</main>");
  return page;
}

}  // namespace quoth
