#include "page/answers_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "page/address.h"
#include "page/notes.h"
#include "record/answer.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kMostStrips = 12;
constexpr std::array kClarities = {Clarity::clear_reply, Clarity::ambivalent, Clarity::clear_non_reply};

std::string address_of(const BoardFilter& filter, std::string_view page = "answers/") {
  const AnswerFilter& which = filter.which;
  return Address(page)
      .add("speaker", which.speaker)
      .add("asked_by", which.asker)
      .add("clarity", which.clarity ? to_string(*which.clarity) : "")
      .add("reviewed", !which.reviewed   ? ""
                       : *which.reviewed ? "yes"
                                         : "no")
      .add("from", which.from)
      .add("to", which.to)
      .add("record", which.record ? std::to_string(*which.record) : "")
      .add("after", filter.after)
      .text();
}

std::string_view shape_of(std::string_view clarity) {
  return clarity == "clear reply" ? "clear" : clarity == "ambivalent" ? "mixed" : "none";
}

void add_strips(Html& out, const Site& site, const BoardFilter& filter, const AnswerList& list) {
  if (list.speakers.empty()) return;
  out.add(
      "<table class=\"strips\"><caption>How questions were answered</caption><thead><tr><th "
      "scope=\"col\">Who</th><th "
      "scope=\"col\"><span class=\"hide\">As a picture</span></th><th scope=\"col\">Clear</th><th "
      "scope=\"col\">Ambivalent</th>"
      "<th scope=\"col\">No reply</th></tr></thead><tbody>");
  for (std::size_t i = 0; i < std::min(kMostStrips, list.speakers.size()); ++i) {
    const AnsweringSpeaker& speaker = list.speakers[i];
    if (speaker.name.empty()) continue;
    const std::size_t all = std::max<std::size_t>(1, speaker.all());
    const std::size_t clear = speaker.clear * 1000 / all, mixed = speaker.ambivalent * 1000 / all;
    BoardFilter of = filter;
    of.which.speaker = speaker.name;
    of.after.clear();
    out.add("<tr><th scope=\"row\">");
    site.is_live() ? out.add("<a href=\"{}\">{}</a>", site_link(site, address_of(of)), speaker.name)
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
  const AnswerFilter& which = filter.which;
  out.add(
      "<form class=\"ask\" action=\"{}\"><label>Who answers<input type=\"text\" name=\"speaker\" "
      "value=\"{}\"></label>"
      "<label>Who asks<input type=\"text\" name=\"asked_by\" value=\"{}\"></label><label>Reading<select "
      "name=\"reviewed\"><option value=\"\">any</option><option value=\"no\"{}>judged by "
      "nobody</option><option "
      "value=\"yes\"{}>judged by somebody</option></select></label>",
      site_link(site, "answers/"), which.speaker, which.asker, Flag{" selected", which.reviewed == false},
      Flag{" selected", which.reviewed == true});
  if (which.clarity)
    out.add("<input type=\"hidden\" name=\"clarity\" value=\"{}\">", to_string(*which.clarity));
  out.add("<button>Show</button></form><nav class=\"orders\" aria-label=\"Which\"><ul>");
  BoardFilter of = filter;
  of.after.clear();
  of.which.clarity.reset();
  out.add("<li><a href=\"{}\"{}>All</a></li>", site_link(site, address_of(of)),
          Flag{" aria-current=\"true\"", !which.clarity});
  for (const Clarity clarity : kClarities) {
    of.which.clarity = clarity;
    out.add("<li><a href=\"{}\"{}>{}</a></li>", site_link(site, address_of(of)),
            Flag{" aria-current=\"true\"", which.clarity == clarity}, to_string(clarity));
  }
  out.add("</ul></nav>");
}

/// The reply, its evidence framed.
void add_reply(Html& out, const AnswerInFull& answer) {
  out.add("<p class=\"who\">{}</p><p class=\"reply\" dir=\"auto\">", answer.speaker);
  const std::string_view reply = answer.reply;
  std::size_t at = 0;
  for (const Span span : answer.evidence) {
    out.text(reply.substr(at, span.begin - at));
    out.add("<span class=\"evidence\">{}</span>", reply.substr(span.begin, span.end - span.begin));
    at = span.end;
  }
  out.text(reply.substr(at)).add("</p>");
}

void add_correcting(Html& out, const Site& site, const Reviewer& reviewer, const AnswerInFull& answer,
                    const Subject& subject) {
  const std::string one = site.root + "answers/" + percent_encoded(subject.reference);
  out.add("<div class=\"does-all\">");
  open_form(out, site, reviewer, subject, "state", one);
  answer.state == ReviewState::checked
      ? out.add("<button name=\"value\" value=\"new\" data-key=\"n\">Open again <kbd>n</kbd></button></form>")
      : out.add(
            "<button name=\"value\" value=\"checked\" data-key=\"c\">The reading is right "
            "<kbd>c</kbd></button></form>");
  out.add("<details><summary data-key=\"e\">Correct the reading <kbd>e</kbd></summary>");
  open_form(out, site, reviewer, subject, "reading", one);
  out.add("<label>How it was answered<select name=\"value\">");
  std::size_t at = 0;
  for (const Clarity clarity : kClarities) {
    out.add("<optgroup label=\"{}\">", to_string(clarity));
    for (; at < kTechniques && kClarityOf[at] == clarity; ++at) {
      const std::string_view technique = to_string(static_cast<Technique>(at));
      out.add("<option value=\"{}\"{}>{} {}</option>", technique,
              Flag{" selected", technique == answer.technique}, at + 1, technique);
    }
    out.add("</optgroup>");
  }
  out.add(
      "</select></label><label>Why<input type=\"text\" name=\"why\" "
      "required></label><button>Keep</button></form></details>");
  if (answer.version > 0) {
    open_form(out, site, reviewer, subject, "", one);
    out.add("<button name=\"undo\" value=\"last\" data-key=\"u\">Undo <kbd>u</kbd></button></form>");
  }
  out.add("</div>");
}

void add_answer(Html& out, const Site& site, const Reviewer& reviewer, const AnswerInFull& answer) {
  const Subject subject{review_reference(answer.sha256, ReviewKind::answer, answer.begin, answer.end),
                        answer.version, review_anchor(answer.sha256, ReviewKind::answer, answer.begin)};
  out.add(
      "<div class=\"case\" id=\"{}\" data-version=\"{}\"><div class=\"asked-so\"><p class=\"who\">{}</p><p "
      "dir=\"auto\">{}</p></div><div><p "
      "class=\"verdict {}\">{}<span>{} <small>{}{}",
      subject.anchor, answer.version, answer.asked_by, fold_space(answer.question), shape_of(answer.clarity),
      clarity_sign(answer.clarity), answer.clarity, answer.technique, answer.unsure ? ", unsure" : "");
  answer.corrected_by.empty() ? out.add(" · {}", score_gauge(answer.score))
                              : out.add(" · corrected by {}", answer.corrected_by);
  out.add("{}</small></span></p>", answer.again ? " · asked before" : "");
  if (!answer.corrected_by.empty())
    out.add("<p class=\"found\">The program read {}: {}</p>", answer.found_clarity, answer.found_technique);
  if (!answer.reply.empty()) add_reply(out, answer);
  out.add("<p class=\"meta\"><span><a href=\"{}\">In its place</a></span>",
          record_link(site, answer.sha256, fmt::format("c{}-{}", answer.begin, answer.end)));
  if (!answer.date.empty()) out.add("<span>{}</span>", readable_date(answer.date));
  out.add("<span dir=\"auto\">{}</span>", answer.title);
  if (answer.state != ReviewState::new_)
    out.add("<span class=\"state\">{}{}</span>", state_sign(answer.state), to_string(answer.state));
  out.add("</p>");
  if (site.is_live() && !reviewer.name.empty()) add_correcting(out, site, reviewer, answer, subject);
  out.add("</div></div>");
}

}  // namespace

Html clarity_sign(std::string_view clarity) {
  Html out;
  out.add("<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"6.5\"/>");
  if (clarity == "ambivalent") out.add("<path d=\"M8 1.500a6.500 6.500 0 0 1 0 13z\"/>");
  out.add("</svg>");
  return out;
}

Page render_answers(const Site& site, const Reviewer& reviewer, const BoardFilter& filter,
                    const AnswerList& list) {
  Page page{.title = "Answers – Quoth",
            .current = "answers",
            .query = {},
            .twin = address_of(filter, "api/v1/answers"),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet answers\"><header class=\"head\"><h1>Answers</h1><p "
      "class=\"meta\">Each question beside what "
      "was said to it. Read by a program, which may be wrong</p></header>");
  add_reviewer(out, site, reviewer);
  add_strips(out, site, filter, list);
  add_filters(out, site, filter);
  if (list.answers.empty()) {
    out.add("<p class=\"empty\">No question is here.</p>");
  } else {
    out.add("<div class=\"tally\"><h2>{}</h2>", counted(list.total, "question", "questions"));
    if (site.is_live())
      out.add(
          "<p class=\"acts\"><button type=\"button\" class=\"plain needs-script\" data-key=\"?\">Keys "
          "<kbd>?</kbd>"
          "</button></p>");
    out.add("</div><ol class=\"board queue\">");
    for (const AnswerInFull& answer : list.answers) {
      out.add("<li>");
      add_answer(out, site, reviewer, answer);
      out.add("</li>");
    }
    out.add("</ol>");
  }
  if (!list.next.empty() && site.is_live()) {
    BoardFilter next = filter;
    next.after = list.next;
    out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More questions</a></p>",
            site_link(site, address_of(next)));
  }
  if (site.is_live()) {
    add_keys(out, {{"j", "the next question"},
                   {"k", "the one before"},
                   {"c", "the reading is right"},
                   {"e", "correct the reading"},
                   {"1 … 9", "correct it to the technique of this number"},
                   {"u", "take back the last change"},
                   {"/", "search"}});
  }
  out.add("</main>");
  return page;
}

Page render_answer(const Site& site, const Reviewer& reviewer, const AnswerInFull& answer) {
  Page page{.title = "An answer – Quoth", .current = "answers", .query = {}, .twin = {}, .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet answers\"><header class=\"head\"><p class=\"meta\"><a "
      "href=\"{}\">Answers</a></p>"
      "<h1>A question, and what was said to it</h1></header>",
      site_link(site, "answers/"));
  add_reviewer(out, site, reviewer);
  out.add("<div class=\"board\">");
  add_answer(out, site, reviewer, answer);
  out.add("</div></main>");
  return page;
}

}  // namespace quoth
