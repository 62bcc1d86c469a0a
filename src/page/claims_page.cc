#include "page/claims_page.h"

#include <fmt/format.h>

#include "page/address.h"
#include "page/notes.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::array kStates = {ReviewState::new_, ReviewState::shortlisted, ReviewState::being_checked,
                                ReviewState::checked, ReviewState::dropped};
constexpr std::array<std::string_view, 8> kKinds = {"quantity", "event",      "comparison", "law",
                                                    "causal",   "prediction", "quotation",  "position"};

/// A decision on a claim: what it does to the state, by which key, and what its button says.
struct Decision {
  ReviewState state;
  std::string_view key, text;
};
constexpr std::array<Decision, 5> kDecisions = {{{ReviewState::shortlisted, "s", "Shortlist"},
                                                 {ReviewState::being_checked, "c", "Being checked"},
                                                 {ReviewState::checked, "f", "Checked"},
                                                 {ReviewState::dropped, "d", "Drop"},
                                                 {ReviewState::new_, "n", "New again"}}};

std::string claim_address(const std::string& reference) { return "claims/" + percent_encoded(reference); }

void add_decisions(Html& out, const Site& site, const Reviewer& reviewer, const Subject& subject,
                   const std::string& one, const ListedClaim& claim) {
  open_form(out, site, reviewer, subject, "state", one);
  for (const Decision& decision : kDecisions) {
    if (decision.state == claim.state) continue;
    out.add("<button name=\"value\" value=\"{}\" data-key=\"{}\">{} <kbd>{}</kbd></button>",
            to_string(decision.state), decision.key, decision.text, decision.key);
  }
  out.add("</form>");
  out.add("<a class=\"button\" href=\"{}\" data-key=\"v\">Verdict <kbd>v</kbd></a>",
          Link::local(one + "#judge"));
  out.add("<details><summary data-key=\"e\">Edit words <kbd>e</kbd></summary>");
  open_form(out, site, reviewer, subject, "span", one);
  out.add(
      "<label class=\"wide\">The words, as they stand in the talk<textarea name=\"value\" rows=\"3\" "
      "required "
      "dir=\"auto\">{}</textarea></label><label>Why<input type=\"text\" name=\"why\" "
      "required></label><button>Keep"
      "</button></form></details>",
      fold_space(claim.text));
  out.add("<details><summary data-key=\"a\">Assign <kbd>a</kbd></summary>");
  open_form(out, site, reviewer, subject, "assignee", one);
  out.add(
      "<label>Who is to check it; empty: nobody<input type=\"text\" name=\"value\" value=\"{}\" "
      "maxlength=\"200\"></label>"
      "<button>Keep</button></form></details>",
      claim.assignee.empty() ? reviewer.name : claim.assignee);
  out.add("<details><summary data-key=\"w\">Holder <kbd>w</kbd></summary>");
  open_form(out, site, reviewer, subject, "speaker", one);
  out.add(
      "<label>Who claims it<input type=\"text\" name=\"value\" value=\"{}\" required "
      "maxlength=\"200\"></label>"
      "<label>Why<input type=\"text\" name=\"why\" required></label><button>Keep</button></form></details>",
      claim.holder.empty() ? claim.speaker : claim.holder);
  if (claim.version == 0) return;
  open_form(out, site, reviewer, subject, "", one);
  out.add("<button name=\"undo\" value=\"last\" data-key=\"u\">Undo <kbd>u</kbd></button></form>");
}

void add_case(Html& out, const Site& site, const Reviewer& reviewer, const ClaimInContext& item) {
  const ListedClaim& claim = item.claim;
  const std::string reference = review_reference(claim.sha256, ReviewKind::claim, claim.begin, claim.end);
  const Subject subject{reference, claim.version,
                        review_anchor(claim.sha256, ReviewKind::claim, claim.begin)};
  out.add("<div class=\"case\" id=\"{}\" data-state=\"{}\" data-version=\"{}\">", subject.anchor,
          to_string(claim.state), claim.version);
  if (!item.question.empty()) {
    out.add("<details class=\"question\"><summary><b>{}</b> <span dir=\"auto\">{}</span></summary></details>",
            item.asked_by, fold_space(item.question));
  }
  out.add("<p class=\"context\" dir=\"auto\">{}<mark>{}</mark>{}</p>", item.before, item.words, item.after);
  out.add("<p class=\"meta\"><span><b>{}</b>{}</span>",
          claim.speaker.empty() ? "Nobody named" : claim.speaker,
          claim.holder.empty() || claim.holder == claim.speaker
              ? Html()
              : std::move(Html().add(" reports <b>{}</b>", claim.holder)));
  if (!claim.date.empty()) out.add("<span>{}</span>", readable_date(claim.date));
  const std::string place = fmt::format("c{}-{}", claim.begin, claim.end);
  out.add("<span><a href=\"{}\" dir=\"auto\">{}</a></span>", record_link(site, claim.sha256, place),
          claim.title);
  if (!claim.kinds.empty()) out.add("<span>{}</span>", fmt::format("{}", fmt::join(claim.kinds, ", ")));
  out.add("<span>{}</span></p>", score_gauge(claim.score));
  add_standing(out, claim.state, claim.assignee, claim.verdicts, claim.corrected_by);
  if (!claim.corrected_by.empty() && !claim.found_text.empty()) {
    out.add("<p class=\"found\">The program found <q dir=\"auto\">{}</q>", fold_space(claim.found_text));
    if (!claim.found_holder.empty()) out.add(", claimed by {}", claim.found_holder);
    out.add("</p>");
  }
  if (site.is_live() && !reviewer.name.empty()) {
    out.add("<div class=\"does-all\">");
    add_decisions(out, site, reviewer, subject, site.root + claim_address(reference), claim);
    out.add("</div>");
  }
  out.add("</div>");
}

void add_states(Html& out, const Site& site, const ClaimFilter& filter, const ClaimQueue& queue) {
  std::size_t all = 0;
  for (const std::size_t n : queue.states) all += n;
  const auto link = [&](std::optional<ReviewState> state) {
    ClaimFilter of = filter;
    of.after.clear();
    of.state = state;
    return site_link(site, claims_address(of));
  };
  out.add(
      "<nav class=\"orders\" aria-label=\"State\"><ul><li><a href=\"{}\"{}>All <small>{}</small></a></li>",
      link(std::nullopt), Flag{" aria-current=\"true\"", !filter.state}, all);
  for (const ReviewState state : kStates) {
    out.add("<li><a href=\"{}\"{}>{}{} <small>{}</small></a></li>", link(state),
            Flag{" aria-current=\"true\"", filter.state == state}, state_sign(state), to_string(state),
            queue.states[static_cast<std::size_t>(state)]);
  }
  out.add("</ul></nav>");
}

void add_filter(Html& out, const Site& site, const ClaimFilter& filter) {
  out.add(
      "<form class=\"ask\" action=\"{}\"><label>Speaker<input type=\"text\" name=\"speaker\" "
      "value=\"{}\"></label>"
      "<label>Kind<select name=\"kind\"><option value=\"\">any</option>",
      site_link(site, "claims/"), filter.speaker);
  const std::string_view chosen = filter.kind ? to_string(*filter.kind) : std::string_view();
  for (const std::string_view kind : kKinds)
    out.add("<option{}>{}</option>", Flag{" selected", kind == chosen}, kind);
  out.add(
      "</select></label><label>From<input type=\"text\" name=\"from\" value=\"{}\" "
      "placeholder=\"2021-03\"></label>"
      "<label>To<input type=\"text\" name=\"to\" value=\"{}\" placeholder=\"2021\"></label>"
      "<label>Assigned to<input type=\"text\" name=\"assignee\" value=\"{}\"></label>",
      filter.from, filter.to, filter.assignee);
  if (filter.state) out.add("<input type=\"hidden\" name=\"state\" value=\"{}\">", to_string(*filter.state));
  if (filter.record) out.add("<input type=\"hidden\" name=\"record\" value=\"{}\">", *filter.record);
  out.add("<button>Show</button></form>");
}

void add_verdicts(Html& out, const PlacedReview& review) {
  if (review.standing.is_disputed()) out.add("<p class=\"disputed\">People differ on this claim.</p>");
  out.add("<ol class=\"verdicts\">");
  for (const ReviewEntry& verdict : review.standing.verdicts) {
    out.add(
        "<li><h3 dir=\"auto\">{}</h3><p class=\"meta\"><span>{}</span><span>{}</span></p><p "
        "dir=\"auto\">{}</p><ul "
        "class=\"grounds\">",
        verdict.value, verdict.author, readable_time(verdict.made), verdict.why);
    for (const VerdictEvidence& evidence : verdict.evidence) {
      out.add("<li>");
      if (!evidence.url.empty())
        out.add("<a href=\"{}\" rel=\"noreferrer\">{}</a>", Link::foreign(evidence.url), evidence.url);
      if (!evidence.quotation.empty()) out.add("<q dir=\"auto\">{}</q>", evidence.quotation);
      out.add("</li>");
    }
    out.add("</ul></li>");
  }
  out.add("</ol>");
}

void add_judge(Html& out, const Site& site, const Reviewer& reviewer, const Subject& subject) {
  open_form(out, site, reviewer, subject, "verdict", "");
  out.add(
      "<label>The verdict, in a word or two of your own<input type=\"text\" name=\"value\" required "
      "maxlength=\"200\" "
      "placeholder=\"Mostly right\"></label><label class=\"wide\">Why<textarea name=\"why\" rows=\"4\" "
      "required></textarea></label><fieldset><legend>Evidence: addresses, quotations, or both; one at "
      "least</legend>");
  for (int i = 1; i <= 3; ++i) {
    out.add(
        "<div><label>Address {}<input type=\"url\" name=\"url\" placeholder=\"https://\" "
        "pattern=\"https?://.+\"></label><label "
        "class=\"wide\">Words {}<input type=\"text\" name=\"quotation\"></label></div>",
        i, i);
  }
  out.add("</fieldset><button>Give this verdict</button></form>");
}

std::string measure(const std::optional<double>& value) {
  return value ? fmt::format("{:.2f}", *value) : "undefined";
}

/// From -1 (against each other) over 0 (as chance would have it) to 1 (alike).
void add_measure(Html& out, const std::optional<double>& value) {
  const int at = static_cast<int>((value.value_or(0) + 1) * 50);
  out.add(
      "<svg class=\"measure\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
      "width=\"100\" "
      "height=\"10\"/><rect class=\"on\" x=\"{}\" width=\"{}\" height=\"10\"/><path d=\"M50 0v10\"/></svg>",
      std::min(50, at), value ? std::abs(at - 50) : 0);
}

}  // namespace

std::string claims_address(const ClaimFilter& filter, std::string_view page) {
  return Address(page)
      .add("state", filter.state ? to_string(*filter.state) : "")
      .add("speaker", filter.speaker)
      .add("kind", filter.kind ? to_string(*filter.kind) : "")
      .add("from", filter.from)
      .add("to", filter.to)
      .add("assignee", filter.assignee)
      .add("record", filter.record ? std::to_string(*filter.record) : "")
      .add("after", filter.after)
      .text();
}

Page render_claims(const Site& site, const Reviewer& reviewer, const ClaimFilter& filter,
                   const ClaimQueue& queue) {
  Page page{.title = "Claims – Quoth",
            .current = "claims",
            .query = {},
            .twin = claims_address(filter, "api/v1/claims"),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet claims\"><header class=\"head\"><h1>Claims</h1><p class=\"meta\">What "
      "can be checked, "
      "what is most worth it first. Ranked by a program; judged by people alone</p></header>");
  if (site.is_live()) {
    add_reviewer(out, site, reviewer);
    add_filter(out, site, filter);
    add_states(out, site, filter, queue);
  }
  if (queue.claims.empty()) {
    out.add("<p class=\"empty\">No claim is here.</p>");
  } else {
    out.add("<div class=\"tally\"><h2>{}</h2>", counted(queue.total, "claim", "claims"));
    if (site.is_live())
      out.add(
          "<p class=\"acts\"><a href=\"{}\">Agreement</a> <button type=\"button\" class=\"plain "
          "needs-script\" "
          "data-key=\"?\">Keys <kbd>?</kbd></button></p>",
          site_link(site, "agreement"));
    out.add("</div><ol class=\"queue\">");
    for (const ClaimInContext& item : queue.claims) {
      out.add("<li>");
      add_case(out, site, reviewer, item);
      out.add("</li>");
    }
    out.add("</ol>");
  }
  if (!queue.next.empty() && site.is_live()) {
    ClaimFilter next = filter;
    next.after = queue.next;
    out.add("<p class=\"next\"><a href=\"{}\" rel=\"next\">More claims</a></p>",
            site_link(site, claims_address(next)));
  }
  if (site.is_live()) {
    add_keys(out, {{"j", "the next claim"},
                   {"k", "the one before"},
                   {"s", "shortlist it"},
                   {"c", "it is being checked"},
                   {"f", "it is checked"},
                   {"d", "drop it"},
                   {"n", "it is new again"},
                   {"e", "edit its words"},
                   {"a", "assign it"},
                   {"w", "say whose words it is"},
                   {"v", "give a verdict"},
                   {"u", "take back the last change"},
                   {"/", "search"}});
  }
  out.add("</main>");
  return page;
}

Page render_claim(const Site& site, const Reviewer& reviewer, const std::string& reference,
                  const ClaimCase& found) {
  Page page{.title = "A claim – Quoth",
            .current = "claims",
            .query = {},
            .twin = "api/v1/reviews/" + percent_encoded(reference),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet claims one\"><header class=\"head\"><p class=\"meta\"><a "
      "href=\"{}\">Claims</a></p>"
      "<h1>A claim, and what people say of it</h1></header>",
      site_link(site, "claims/"));
  add_reviewer(out, site, reviewer);
  if (found.claim) {
    add_case(out, site, reviewer, *found.claim);
  } else if (found.review) {
    out.add(
        "<p class=\"wrong\">The words that were judged are {} now; no verdict holds of what stands "
        "there.</p><blockquote "
        "dir=\"auto\">{}</blockquote>",
        to_string(found.review->place.how), found.review->words());
  }
  if (found.review && !found.review->standing.verdicts.empty()) {
    out.add("<h2>Verdicts</h2>");
    add_verdicts(out, *found.review);
  }
  if (found.is_new)
    out.add(
        "<p class=\"empty\">Nobody has taken these words for a claim yet. The first decision makes them "
        "one.</p>");
  if (found.claim) {
    const ListedClaim& claim = found.claim->claim;
    const bool is_rated =
        found.review && !found.review->standing.verdicts.empty() && claim.state != ReviewState::dropped;
    if (!found.is_new)
      out.add(
          "<p class=\"acts export\"><span>{}</span><a href=\"{}\" download=\"claimreview.json\" "
          "data-copies>Download</a></p>",
          is_rated ? "As schema.org ClaimReview"
                   : "As a schema.org Claim, without a rating: no verdict of a person holds",
          site_link(site, "api/v1/reviews/" + percent_encoded(reference) + "/claimreview"));
    out.add("<section id=\"judge\"><h2>Your verdict</h2>");
    if (reviewer.name.empty()) {
      out.add("<p class=\"empty\">Say who you are to judge.</p>");
    } else {
      add_judge(out, site, reviewer, {reference, claim.version, "main"});
    }
    out.add("</section>");
  }
  if (found.review) {
    out.add("<h2>History</h2>");
    add_history(out, found.review->review);
  }
  if (!found.same.empty()) {
    out.add("<h2>The same is claimed elsewhere</h2><ol class=\"entries quotes\">");
    for (const ListedClaim& other : found.same) {
      out.add(
          "<li><blockquote dir=\"auto\"><a href=\"{}\">{}</a></blockquote><p "
          "class=\"meta\"><span>{}</span><span>{}</span><span>{}</span></p></li>",
          record_link(site, other.sha256, fmt::format("c{}-{}", other.begin, other.end)),
          fold_space(other.text), other.speaker, readable_date(other.date), other.title);
    }
    out.add("</ol>");
  }
  out.add("</main>");
  return page;
}

Page render_agreement(const Site& site, AgreementOn on, const Agreement& agreement) {
  Page page{.title = "Agreement – Quoth",
            .current = "claims",
            .query = {},
            .twin = Address("api/v1/agreement").add("on", to_string(on)).text(),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet agreement\"><header class=\"head\"><p class=\"meta\"><a "
      "href=\"{}\">Claims</a></p>"
      "<h1>Agreement</h1><p class=\"meta\">How far people judge alike, beyond what chance "
      "does</p></header><nav "
      "class=\"orders\" aria-label=\"On what\"><ul>",
      site_link(site, "claims/"));
  for (const AgreementOn what : {AgreementOn::verdict, AgreementOn::state, AgreementOn::technique,
                                 AgreementOn::clarity, AgreementOn::speaker}) {
    out.add("<li><a href=\"{}\"{}>{}</a></li>",
            site_link(site, Address("agreement").add("on", to_string(what)).text()),
            Flag{" aria-current=\"true\"", what == on}, to_string(what));
  }
  out.add("</ul></nav>");
  if (agreement.people.empty()) {
    out.add("<p class=\"empty\">Nobody has judged anything of this yet.</p></main>");
    return page;
  }
  const Alpha& alpha = agreement.alpha;
  out.add(
      "<p class=\"status\"><b>{}</b><span>Krippendorff’s alpha: {} by {} on {} that two or more "
      "judged</span></p>",
      measure(alpha.alpha), counted(alpha.values, "value", "values"),
      counted(agreement.people.size(), "person", "people"), counted(alpha.items, "item", "items"));
  if (agreement.pairs.empty()) {
    out.add("<p class=\"empty\">No two people have judged the same yet.</p>");
  } else {
    out.add(
        "<div class=\"scroll\"><table class=\"strips\"><caption>Cohen’s kappa, of two people "
        "each</caption><thead><tr><th "
        "scope=\"col\">Who</th><th scope=\"col\"><span class=\"hide\">As a picture</span></th><th "
        "scope=\"col\">Kappa</th><th scope=\"col\">Alike</th><th scope=\"col\">By chance</th><th "
        "scope=\"col\">Both judged</th></tr></thead><tbody>");
    for (const PairAgreement& pair : agreement.pairs) {
      out.add("<tr><th scope=\"row\">{}, {}</th><td>", pair.one, pair.other);
      add_measure(out, pair.kappa.kappa);
      out.add("</td><td>{}</td><td>{}%</td><td>{}%</td><td>{}</td></tr>", measure(pair.kappa.kappa),
              static_cast<int>(pair.kappa.observed * 100 + 0.5),
              static_cast<int>(pair.kappa.expected * 100 + 0.5), pair.kappa.items);
    }
    out.add("</tbody></table></div>");
  }
  out.add(
      "<p class=\"help\">1 is full agreement, 0 what chance gives, below 0 worse than chance; undefined "
      "where nothing can be "
      "compared, or where only one value was used. On few items the two measures differ.</p></main>");
  return page;
}

}  // namespace quoth
