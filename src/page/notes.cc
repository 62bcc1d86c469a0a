#include "page/notes.h"

#include <cmath>

#include <fmt/format.h>

#include "page/review_parts.h"
#include "page/time_words.h"
#include "record/holder_name.h"
#include "text/unicode.h"
#include "write/page_parts.h"
#include "write/quote_page.h"

namespace quoth {
namespace {

Span cover(const std::vector<Span>& spans) { return {spans.front().begin, spans.back().end}; }

std::string_view modifier_words(QuantityModifier modifier) {
  switch (modifier) {
    case QuantityModifier::approx: return "about";
    case QuantityModifier::at_least: return "at least";
    case QuantityModifier::at_most: return "at most";
    case QuantityModifier::more_than: return "more than";
    case QuantityModifier::less_than: return "less than";
  }
  return {};
}

std::string_view modifier_words(TimeMod mod) {
  switch (mod) {
    case TimeMod::none: return {};
    case TimeMod::approx: return "about";
    case TimeMod::before: return "before";
    case TimeMod::after: return "after";
    case TimeMod::on_or_before: return "at the latest";
    case TimeMod::on_or_after: return "at the earliest";
    case TimeMod::less_than: return "less than";
    case TimeMod::more_than: return "more than";
    case TimeMod::equal_or_less: return "at most";
    case TimeMod::equal_or_more: return "at least";
    case TimeMod::start: return "the start of";
    case TimeMod::mid: return "the middle of";
    case TimeMod::end: return "the end of";
  }
  return {};
}

std::string_view type_words(TimeType type) {
  switch (type) {
    case TimeType::date: return "date";
    case TimeType::time: return "time of day";
    case TimeType::duration: return "duration";
    case TimeType::set: return "how often";
  }
  return {};
}

std::string_view type_words(EntityType type) {
  switch (type) {
    case EntityType::per: return "person";
    case EntityType::org: return "organisation";
    case EntityType::loc: return "place";
    case EntityType::event: return "event";
    case EntityType::work: return "work";
    case EntityType::other: return "name";
  }
  return {};
}

}  // namespace

std::string readable_number(double value) {
  if (std::abs(value) >= 1e15 || (value != 0 && std::abs(value) < 1e-4)) return fmt::format("{:g}", value);
  std::string text = fmt::format("{:.4f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  const std::size_t first = text[0] == '-' ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3; at -= 3)
    text.insert(at - 3, ",");
  return text;
}

std::string figure_words(const Quantity& quantity) {
  std::string text;
  if (quantity.modifier) text += std::string(modifier_words(*quantity.modifier)) + " ";
  if (quantity.value) {
    text += readable_number(*quantity.value);
  } else if (!quantity.decimal.empty()) {
    text += quantity.decimal;
  } else if (quantity.low && quantity.high) {
    text += readable_number(*quantity.low) + " to " + readable_number(*quantity.high);
  } else if (quantity.low) {
    text += readable_number(*quantity.low) + " or more";
  }
  if (!quantity.unit.empty()) text += " " + quantity.unit;
  return text;
}

Html score_gauge(double score) {
  Html gauge;
  const std::string figure = fmt::format("{:.2f}", score);
  gauge.add(
      "<span class=\"score\"><span class=\"hide\">score </span>{} <svg class=\"gauge\" viewBox=\"0 0 100 8\" "
      "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"100\" height=\"8\"/><rect "
      "class=\"on\" "
      "width=\"{}\" height=\"8\"/></svg></span>",
      figure, std::lround(score * 100));
  return gauge;
}

std::string Notes::words(Span span) const { return fold_space(record_.document.slice(span)); }

std::string Notes::holder(const Holder& holder) const {
  std::string name = name_or_words(record_, holder);
  return name.empty() ? "somebody" : name;
}

Span Notes::cited(const Mark& mark) const {
  return mark.kind == MarkKind::quote ? cover(record_.quotes[mark.row].content) : mark.span;
}

Html Notes::note(const Mark& mark) const {
  Html body;
  switch (mark.kind) {
    case MarkKind::quote: body = quote(record_.quotes[mark.row]); break;
    case MarkKind::claim: body = claim(mark.row); break;
    case MarkKind::time: body = time(record_.times[mark.row]); break;
    case MarkKind::figure: body = figure(record_.quantities[mark.row]); break;
    case MarkKind::stance: body = stance(record_.stances[mark.row]); break;
    case MarkKind::name: body = name(record_.entities[mark.row]); break;
    default: return body;
  }
  Html note;
  note.add("<div class=\"note {}{}\" id=\"{}\">{}", to_string(mark.kind),
           is_minor(record_, mark) ? " minor" : "", note_id(mark.kind, mark.row), body);
  if (const auto range = words_.words_in(cited(mark)); range && mark.kind != MarkKind::name) {
    const std::string words = fmt::format("{}-{}", first_word_ + range->first, first_word_ + range->last);
    const std::string key = (site_.is_live() ? "w" : "#w") + words;
    note.add("<p class=\"acts\"><a class=\"permalink\" href=\"{}\">Permalink</a>", Link::local(key));
    if (site_.is_live()) note.add("<a href=\"{}\">Source</a>", Link::local("source/?w=" + words + "#target"));
    note.add("</p>");
  }
  note.add("</div>");
  return note;
}

Html Notes::quote(const Quote& quote) const {
  Html body;
  const std::vector<std::string> chain = chain_of(record_, quote);
  body.add("<p class=\"chain\">");
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (i > 0) body.add("<span class=\"of\"><span class=\"hide\">reports</span></span>");
    i + 1 == chain.size() ? body.add("<b>{}</b>", chain[i]) : body.add("<span>{}</span>", chain[i]);
  }
  body.add("</p><p class=\"said\">");
  for (std::size_t i = 0; i < quote.content.size(); ++i)
    body.add("{}{}", i > 0 ? " … " : "", words(quote.content[i]));
  body.add("</p><p class=\"facts\">{}", to_string(quote.kind));
  if (quote.act != SpeechAct::statement) body.add(", {}", to_string(quote.act));
  if (chain.size() > 2) body.add(" · through {} hands", chain.size() - 1);
  body.add(" · {}</p>", score_gauge(static_cast<double>(quote.score)));
  return body;
}

Html Notes::claim(std::uint32_t row) const {
  const Claim& claim = record_.claims[row];
  Html body;
  body.add("<p><b>Claim {} of {}</b>", row + 1, record_.claims.size());
  for (std::size_t i = 0; i < claim.kinds.size(); ++i)
    body.add("{}{}", i > 0 ? ", " : " ", to_string(claim.kinds[i]));
  body.add("</p><p class=\"said\">{}</p>", words(claim.span));
  for (const QuantityId id : claim.quantities) {
    const Quantity& quantity = record_.quantities[id.index()];
    const std::string said = words(quantity.span), figure = figure_words(quantity);
    if (figure != said) body.add("<p class=\"part\">{}: {}</p>", said, figure);
  }
  for (const TimeId id : claim.times) {
    const Time& time = record_.times[id.index()];
    const std::string said = words(time.span), when = time_words(time.value);
    if (!when.empty() && when != said) body.add("<p class=\"part\">{}: {}</p>", said, when);
  }
  const auto* unnamed = std::get_if<Unnamed>(&claim.holder);
  body.add("<p class=\"facts\">{}{}worth checking {}</p>",
           unnamed != nullptr && !unnamed->span ? std::string() : holder(claim.holder),
           unnamed != nullptr && !unnamed->span ? "" : " · ", score_gauge(static_cast<double>(claim.score)));
  const ReviewedRow* const review =
      reviewed_ != nullptr ? reviewed_row(*reviewed_, ReviewKind::claim, row) : nullptr;
  if (review != nullptr)
    add_standing(body, review->state, review->assignee, review->verdicts, review->corrected_by);
  if (site_.is_live())
    body.add("<p class=\"acts\"><a href=\"{}\">Review</a></p>",
             site_link(site_, fmt::format("claims/{}%3Ac{}", record_key(record_.document.sha256()), row)));
  if (claim.same_as)
    body.add("<p class=\"facts\">said before, as <a href=\"{}\">claim {}</a></p>",
             Link::local("#" + note_id(MarkKind::claim, claim.same_as->value)), claim.same_as->value + 1);
  return body;
}

Html Notes::time(const Time& time) const {
  Html body;
  body.add("<p><b>{}</b> ", words(time.span));
  if (const auto mod = modifier_words(time.mod); !mod.empty()) body.add("{} ", mod);
  if (time.value.empty()) {
    body.add("<span class=\"value\">no date can be given</span>");
  } else {
    body.add("<span class=\"value\">{}</span>", time_words(time.value));
  }
  if (!time.from.empty() || !time.to.empty()) body.add(" ({} to {})", time.from, time.to);
  body.add("</p><p class=\"facts\">{}, by rules</p>", type_words(time.type));
  return body;
}

Html Notes::figure(const Quantity& quantity) const {
  Html body;
  body.add("<p><b>{}</b> <span class=\"value\">{}</span></p>", words(quantity.span), figure_words(quantity));
  if (quantity.of) body.add("<p class=\"part\">of {}</p>", words(*quantity.of));
  if (quantity.than) body.add("<p class=\"part\">compared with {}</p>", words(*quantity.than));
  if (quantity.out_of) body.add("<p class=\"part\">out of {}</p>", words(*quantity.out_of));
  body.add("<p class=\"facts\">{}, by rules</p>", to_string(quantity.kind));
  return body;
}

Html Notes::stance(const Stance& stance) const {
  Html body;
  body.add("<p><b>{}</b> {} of {}</p>", words(stance.span), to_string(stance.kind), holder(stance.holder));
  if (!stance.scope.empty()) body.add("<p class=\"said\">{}</p>", words(stance.scope));
  body.add("<p class=\"facts\">by rules</p>");
  return body;
}

Html Notes::name(const Entity& entity) const {
  Html body;
  std::size_t names = 0;
  for (const Mention& mention : entity.mentions) names += mention.kind == MentionKind::name ? 1 : 0;
  body.add("<p><b>{}</b> {}{}</p><p class=\"facts\">named {}, spoken of {}</p>", entity.name,
           type_words(entity.type), entity.speaker ? ", speaks here" : "", counted(names, "time", "times"),
           counted(entity.mentions.size(), "time", "times"));
  return body;
}

}  // namespace quoth
