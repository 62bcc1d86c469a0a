#include "page/review_parts.h"

#include <array>

#include <fmt/format.h>

#include "write/page_parts.h"

namespace quoth {
namespace {

std::string_view field_words(ReviewField field) {
  switch (field) {
    case ReviewField::state: return "State";
    case ReviewField::assignee: return "Checked by";
    case ReviewField::verdict: return "Verdict";
    case ReviewField::span: return "The words";
    case ReviewField::reading: return "Reading";
    case ReviewField::speaker: return "Whose words";
  }
  return {};
}

void add_entry(Html& out, const ReviewEntry& entry, bool holds) {
  out.add("<li{}><p class=\"meta\"><span>{}</span><span>{}</span>{}</p><p>",
          Flag{" class=\"undone\"", !holds}, entry.author, readable_time(entry.made),
          holds ? Html() : std::move(Html().add("<span>taken back</span>")));
  if (entry.undoes) {
    out.add("Takes back change {}", *entry.undoes);
  } else if (entry.span) {
    out.add("The words: <q dir=\"auto\">{}</q>", entry.span->words);
  } else {
    const std::string_view nobody = entry.field == ReviewField::assignee ? "nobody" : "";
    out.add("{}: <b dir=\"auto\">{}</b>", field_words(*entry.field),
            entry.value.empty() ? nobody : std::string_view(entry.value));
  }
  out.add("</p>");
  if (!entry.why.empty()) out.add("<p class=\"why\" dir=\"auto\">{}</p>", entry.why);
  out.add("</li>");
}

}  // namespace

std::string review_reference(std::string_view sha256, ReviewKind kind, std::int64_t begin, std::int64_t end) {
  return fmt::format("{}:{}{}-{}", record_key(sha256), to_string(kind).front(), begin, end);
}

std::string review_anchor(std::string_view sha256, ReviewKind kind, std::int64_t begin) {
  return fmt::format("{}{}-{}", to_string(kind).front(), record_key(sha256), begin);
}

void open_form(Html& out, const Site& site, const Reviewer& reviewer, const Subject& subject,
               std::string_view field, std::string_view one) {
  out.add(
      "<form class=\"does\" method=\"post\" action=\"{}\" data-one=\"{}\"><input type=\"hidden\" name=\"of\" "
      "value=\"{}\"><input type=\"hidden\" name=\"version\" value=\"{}\"><input type=\"hidden\" "
      "name=\"back\" "
      "value=\"{}\">",
      site_link(site, "review"), one, subject.reference, subject.version,
      reviewer.back + "#" + subject.anchor);
  if (!field.empty()) out.add("<input type=\"hidden\" name=\"field\" value=\"{}\">", field);
}

Html state_sign(ReviewState state) {
  Html out;
  out.add("<svg class=\"sign\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">");
  switch (state) {
    case ReviewState::new_: out.add("<circle cx=\"8\" cy=\"8\" r=\"6\"/>"); break;
    case ReviewState::shortlisted: out.add("<path d=\"M4 2h8v12l-4-3.500-4 3.500z\"/>"); break;
    case ReviewState::being_checked:
      out.add("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path class=\"full\" d=\"M8 2a6 6 0 0 1 0 12z\"/>");
      break;
    case ReviewState::checked:
      out.add(
          "<circle class=\"full\" cx=\"8\" cy=\"8\" r=\"6\"/><path class=\"on\" d=\"M5 8.200l2.200 2.200 "
          "4-4.600\"/>");
      break;
    case ReviewState::dropped: out.add("<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M4 12 12 4\"/>"); break;
  }
  out.add("</svg>");
  return out;
}

void add_standing(Html& out, ReviewState state, const std::string& assignee, const std::string& verdicts,
                  const std::string& corrected_by) {
  out.add("<p class=\"standing\"><span class=\"state\">{}{}</span>", state_sign(state), to_string(state));
  if (!assignee.empty()) out.add("<span>for <b>{}</b></span>", assignee);
  if (!verdicts.empty()) out.add("<span class=\"ruled\" dir=\"auto\">{}</span>", verdicts);
  if (!corrected_by.empty()) out.add("<span>corrected by {}</span>", corrected_by);
  out.add("</p>");
}

void add_reviewer(Html& out, const Site& site, const Reviewer& reviewer) {
  if (!site.is_live()) return;
  if (reviewer.name.empty()) {
    out.add(
        "<form class=\"reviewer\" method=\"post\" action=\"{}\"><label>Who judges? <input type=\"text\" "
        "name=\"name\" "
        "required maxlength=\"200\" autocomplete=\"name\"></label><input type=\"hidden\" name=\"back\" "
        "value=\"{}\"><button>Begin</button><p>Your name stands beside all that you decide. This browser "
        "keeps "
        "it.</p></form>",
        site_link(site, "reviewer"), reviewer.back);
    return;
  }
  out.add(
      "<form class=\"reviewer known\" method=\"post\" action=\"{}\"><p>You judge as <b>{}</b></p><input "
      "type=\"hidden\" "
      "name=\"name\" value=\"\"><input type=\"hidden\" name=\"back\" value=\"{}\"><button "
      "class=\"plain\">Somebody "
      "else</button></form>",
      site_link(site, "reviewer"), reviewer.name, reviewer.back);
}

void add_keys(Html& out, const std::vector<KeyHelp>& keys) {
  out.add("<dialog class=\"keys\" aria-labelledby=\"keys-head\"><h2 id=\"keys-head\">Keys</h2><dl>");
  for (const KeyHelp& key : keys) out.add("<div><dt><kbd>{}</kbd></dt><dd>{}</dd></div>", key.key, key.what);
  out.add("</dl><form method=\"dialog\"><button>Close</button></form></dialog>");
}

void add_history(Html& out, const Review& review) {
  const std::vector<bool> holds = entries_that_hold(review.history);
  out.add("<ol class=\"history\" reversed>");
  for (std::size_t i = review.history.size(); i-- > 0;) add_entry(out, review.history[i], holds[i]);
  out.add("</ol>");
}

std::string readable_time(std::string_view made) {
  if (made.size() < 16) return std::string(made);
  return fmt::format("{}, {} UTC", readable_date(made.substr(0, 10)), made.substr(11, 5));
}

Page render_refusal(const Site& site, const Reviewer& reviewer, const Refusal& refusal) {
  Page page{.title = "Not kept – Quoth", .current = {}, .query = {}, .twin = {}, .main = {}};
  const bool is_stale = refusal.error.code == ErrorCode::review_stale;
  const bool wants_reason =
      refusal.error.code == ErrorCode::review_invalid && refusal.error.message == "the reason is missing";
  Html& out = page.main;
  out.add("<main id=\"main\" class=\"sheet refused\"><section class=\"refusal\" role=\"alert\"><h1>{}</h1>",
          is_stale       ? "Somebody came first"
          : wants_reason ? "Why?"
                         : "This was not kept");
  if (!refusal.words.empty()) out.add("<blockquote dir=\"auto\">{}</blockquote>", refusal.words);
  if (is_stale && refusal.review != nullptr) {
    out.add("<p>While you looked at it, this was decided:</p>");
    Review since = refusal.review->review;
    const std::vector<bool> holds = entries_that_hold(since.history);
    std::size_t seen = 0;
    for (const char c : refusal.version)
      seen = c >= '0' && c <= '9' ? seen * 10 + static_cast<std::size_t>(c - '0') : seen;
    out.add("<ol class=\"history\">");
    for (std::size_t i = std::min(seen, since.history.size()); i < since.history.size(); ++i)
      add_entry(out, since.history[i], holds[i]);
    out.add("</ol>");
  } else {
    out.add("<p>{}</p>", refusal.error.message);
    if (!refusal.error.hint_text().empty() && !wants_reason)
      out.add("<p class=\"hint\">{}</p>", refusal.error.hint_text());
  }
  if (is_stale || wants_reason) {
    const std::int64_t now = refusal.review != nullptr ? refusal.review->review.version() : 0;
    out.add(
        "<form class=\"does again\" method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"of\" "
        "value=\"{}\">"
        "<input type=\"hidden\" name=\"version\" value=\"{}\">",
        site_link(site, "review"), refusal.of, now);
    for (const auto& [name, value] : refusal.fields) {
      if (name == "of" || name == "version" || (wants_reason && name == "why")) continue;
      out.add("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
    }
    if (wants_reason)
      out.add(
          "<label>The reason <input type=\"text\" name=\"why\" required></label><button>Keep "
          "it</button></form>");
    else
      out.add("<button>Do mine all the same</button></form>");
  }
  out.add("<p class=\"acts\"><a href=\"{}\">{}</a></p></section></main>", Link::local(reviewer.back),
          is_stale ? "Leave it as it is" : "Back");
  return page;
}

}  // namespace quoth
