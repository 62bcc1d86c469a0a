#include "page/verify_page.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "page/address.h"
#include "text/offsets.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

/// A stretch of a text that is not as on the other side. Bytes; empty: something is missing here.
struct Differing {
  Span span;
  const Difference* difference = nullptr;
};

std::string dangers_of(const Difference& difference) {
  std::string dangers;
  const auto add = [&](bool is, std::string_view what) {
    if (is) dangers += fmt::format("{}{}", dangers.empty() ? "" : ", ", what);
  };
  add(difference.negation, "negation");
  add(difference.number, "number");
  add(difference.name, "name");
  return dangers;
}

bool is_grave(const Difference& difference) {
  return difference.negation || difference.number || difference.name;
}

/// The text with what differs marked: words that the other side lacks, and places where it has more.
Html marked(std::string_view text, std::vector<Differing> differing) {
  std::stable_sort(differing.begin(), differing.end(),
                   [](const Differing& a, const Differing& b) { return a.span.begin < b.span.begin; });
  Html out;
  std::uint32_t at = 0;
  for (const Differing& here : differing) {
    if (here.span.begin < at) continue;
    out.text(text.substr(at, here.span.begin - at));
    const Flag grave{" data-grave", is_grave(*here.difference)};
    if (here.span.empty()) {
      out.add("<span class=\"gap\"{}><span class=\"hide\">(words are missing here)</span></span>", grave);
    } else {
      out.add("<mark class=\"differs\"{}>{}</mark>", grave, slice(text, here.span));
    }
    at = here.span.end;
  }
  out.text(text.substr(at));
  return out;
}

Span bytes_of(const OffsetIndex& offsets, TextRange range) {
  return {offsets.byte_of_code_point(range.begin), offsets.byte_of_code_point(range.end)};
}

Html marked_quotation(const Quotation& asked, const Verdict& verdict) {
  const OffsetIndex offsets(asked.text);
  std::vector<Differing> differing;
  // Of places that are as good as each other one is enough; of a splice each part has its own.
  const bool parts = verdict.status == VerifyStatus::spliced;
  for (std::size_t i = 0; i < verdict.matches.size() && (parts || i == 0); ++i) {
    for (const Difference& difference : verdict.matches[i].differences)
      differing.push_back({bytes_of(offsets, difference.quote), &difference});
  }
  return marked(asked.text, std::move(differing));
}

Html marked_source(const VerifyMatch& match) {
  const OffsetIndex offsets(match.text);
  const auto size = static_cast<std::uint32_t>(match.text.size());
  std::vector<Differing> differing;
  for (const Difference& difference : match.differences) {
    const TextRange& source = difference.source;
    if (source.begin < match.place.begin || source.end > match.place.end) continue;
    const Span span = bytes_of(offsets, {source.begin - match.place.begin, source.end - match.place.begin});
    differing.push_back({{span.begin, std::min(span.end, size)}, &difference});
  }
  return marked(match.text, std::move(differing));
}

/// The sign of a status, told by its shape.
void add_status(Html& out, const Verdict& verdict, const Quotation& asked) {
  out.add("<p class=\"status {}\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">",
          verdict.status == VerifyStatus::not_found ? std::string_view("none") : to_string(verdict.status));
  std::string_view meaning;
  switch (verdict.status) {
    case VerifyStatus::verbatim:
      out.add(
          "<circle cx=\"12\" cy=\"12\" r=\"10\" class=\"full\"/><path class=\"on\" d=\"M7 12.500l3.500 "
          "3.500L17 9\"/>");
      meaning = "the same words, one after another, in one turn";
      break;
    case VerifyStatus::altered:
      out.add(
          "<circle cx=\"12\" cy=\"12\" r=\"10\"/><path d=\"M7 10c2-2 3.500-2 5 0s3 2 5 0M7 15c2-2 3.500-2 5 "
          "0s3 2 5 0\"/>");
      meaning = "one passage, with words changed";
      break;
    case VerifyStatus::spliced:
      out.add("<path d=\"M11 2.500A9.800 9.800 0 0 0 11 21.500zM14 2.500a9.800 9.800 0 0 1 0 19z\"/>");
      meaning = "separate passages presented as one";
      break;
    case VerifyStatus::not_found:
      out.add("<circle cx=\"12\" cy=\"12\" r=\"10\"/><path d=\"M8 8l8 8M16 8l-8 8\"/>");
      meaning = "nothing in these records is near enough";
      break;
  }
  out.add("</svg><b>{}</b> <span>{}", to_string(verdict.status), meaning);
  if (verdict.status == VerifyStatus::verbatim && verdict.occurrences > 1)
    out.add("; said {}{} times", verdict.more ? "more than " : "", verdict.occurrences);
  out.add("</span></p>");
  if (verdict.speaker_differs)
    out.add("<p class=\"wrong\" role=\"alert\">Not said by {}: these are another’s words.</p>",
            asked.speaker);
  if (is_only_reported(asked, verdict))
    out.add("<p class=\"wrong\" role=\"alert\">Not the words of {}, who only reports them.</p>",
            asked.speaker);
}

void add_difference(Html& out, const Difference& difference) {
  out.add("<li>");
  switch (difference.kind) {
    case WordDifference::missing: out.add("left out <q>{}</q>", difference.source_text); break;
    case WordDifference::added: out.add("put in <q>{}</q>", difference.quote_text); break;
    default: out.add("<q>{}</q> became <q>{}</q>", difference.source_text, difference.quote_text);
  }
  if (const std::string dangers = dangers_of(difference); !dangers.empty())
    out.add(" <b class=\"grave\">touches a {}</b>", dangers);
  if (difference.spelling) out.add(" <small>the same, written otherwise</small>");
  out.add("</li>");
}

void add_match(Html& out, const Site& site, const VerifyMatch& match, std::string_view which) {
  const std::string place = fmt::format("c{}-{}", match.place.begin, match.place.end);
  out.add("<li class=\"match\"><p class=\"meta\">");
  if (!which.empty()) out.add("<span>{}</span>", which);
  out.add("<span><b>{}</b>{}</span>", match.speaker.empty() ? "nobody’s turn" : match.speaker,
          !match.reported ? "" : ", quoting " + (match.holder.empty() ? "others" : match.holder));
  if (!match.date.empty()) out.add("<span>{}</span>", readable_date(match.date));
  out.add("<span>{}</span>", match.title.empty() ? match.path : match.title);
  if (match.page) out.add("<span>page {}</span>", *match.page);
  out.add("</p>");
  if (match.answers) {
    out.add("<p class=\"asked\"><span class=\"hide\">In answer to </span><b>{}</b> {}</p>",
            match.answers->speaker, match.answers->text);
  }
  out.add("<blockquote dir=\"auto\">{}</blockquote>", marked_source(match));
  if (!match.differences.empty() || !match.omissions.empty()) {
    out.add("<ul class=\"differences\">");
    for (const Difference& difference : match.differences) add_difference(out, difference);
    for (const Omission& omission : match.omissions)
      out.add("<li>the marked omission stands for <q>{}</q>{}</li>", omission.text,
              omission.negation ? ", in which something is denied" : "");
    out.add("</ul>");
  }
  out.add("<p class=\"acts\"><a href=\"{}\">Read it in its place</a></p></li>",
          record_link(site, match.sha256, place));
}

void add_answer(Html& out, const Site& site, const Quotation& asked, const Verdict& verdict) {
  out.add("<section class=\"answer\" aria-label=\"Answer\">");
  add_status(out, verdict, asked);
  out.add(
      "<figure class=\"given\"><figcaption>As quoted{}{}</figcaption><blockquote "
      "dir=\"auto\">{}</blockquote></figure>",
      asked.speaker.empty() ? "" : ", said to be ", asked.speaker, marked_quotation(asked, verdict));
  if (!verdict.matches.empty()) {
    const bool parts = verdict.status == VerifyStatus::spliced;
    out.add("<h2>{}</h2><ol class=\"matches\">",
            verdict.status == VerifyStatus::not_found ? "The nearest passages" : "On the record");
    for (std::size_t i = 0; i < verdict.matches.size(); ++i) {
      add_match(out, site, verdict.matches[i],
                parts ? fmt::format("piece {} of {}", i + 1, verdict.matches.size()) : std::string());
    }
    out.add("</ol>");
  }
  out.add("</section>");
}

void add_error(Html& out, const Error& error) {
  out.add("<div class=\"wrong\" role=\"alert\"><p>{}</p><p class=\"meta\">{} · <code>{}</code></p></div>",
          error.message, error.hint_text(), error.code_word());
}

/// The form for an article: a file, or its text. What it brings is checked and not kept.
void add_article_form(Html& out, const Site& site, bool open) {
  out.add(
      "<details class=\"help whole\"{}><summary>Check a whole article</summary><form class=\"ask\" "
      "method=\"post\" "
      "enctype=\"multipart/form-data\" action=\"{}\"><label class=\"wide\">Its text<textarea name=\"text\" "
      "rows=\"8\" "
      "dir=\"auto\" placeholder=\"Paste the article\"></textarea></label><label>or its file <small>text, "
      "Markdown, "
      "HTML or PDF</small><input type=\"file\" name=\"file\"></label><button>Check all "
      "quotations</button></form>"
      "<p>It is compared with the records and not kept.</p></details>",
      Flag{" open", open}, site_link(site, "verify"));
}

/// How many there are of each status, the worst first.
void add_counts(Html& out, const std::vector<CheckedQuotation>& checked) {
  out.add("<p class=\"meta count\" role=\"status\"><span>{}</span>",
          counted(checked.size(), "quotation", "quotations"));
  for (const VerifyStatus status :
       {VerifyStatus::not_found, VerifyStatus::spliced, VerifyStatus::altered, VerifyStatus::verbatim}) {
    const auto n = static_cast<std::size_t>(
        std::count_if(checked.begin(), checked.end(),
                      [&](const CheckedQuotation& item) { return item.verdict.status == status; }));
    if (n > 0) out.add("<span>{} {}</span>", n, to_string(status));
  }
  out.add("</p>");
}

}  // namespace

Page render_verify(const Site& site, const Quotation& asked, const std::optional<Verdict>& verdict,
                   const std::optional<Error>& error) {
  Page page{.title = verdict ? fmt::format("{} – Quoth", to_string(verdict->status)) : "Verify – Quoth",
            .current = "verify",
            .query = {},
            .twin = asked.text.empty()
                        ? std::string()
                        : Address("api/v1/verify").add("q", asked.text).add("speaker", asked.speaker).text(),
            .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet verify\"><header class=\"head\"><h1>Did anybody say that?</h1><p "
      "class=\"meta\">Each "
      "word is compared with what is on the record; no model decides.</p></header>"
      "<form class=\"ask\" action=\"{}\"><label class=\"wide\">The words<textarea name=\"q\" rows=\"4\" "
      "required "
      "maxlength=\"20000\" dir=\"auto\" placeholder=\"Paste a quotation\">{}</textarea></label><label>Said "
      "to be by <small>may be "
      "left out</small><input type=\"text\" name=\"speaker\" value=\"{}\" "
      "maxlength=\"200\"></label><button>Check</button></form>",
      site_link(site, "verify"), asked.text, asked.speaker);
  add_article_form(out, site, false);
  if (error) add_error(out, *error);
  if (verdict) add_answer(out, site, asked, *verdict);
  out.add("</main>");
  return page;
}

Page render_article(const Site& site, const std::string& name,
                    const Result<std::vector<CheckedQuotation>>& checked) {
  Page page{.title = name + " – Quoth", .current = "verify", .query = {}, .twin = {}, .main = {}};
  Html& out = page.main;
  out.add(
      "<main id=\"main\" class=\"sheet verify\"><header class=\"head\"><h1 dir=\"auto\">{}</h1><p "
      "class=\"meta\">Every "
      "quotation of it, the worst first</p></header>",
      name);
  if (!checked) {
    add_error(out, checked.error());
  } else if (checked->empty()) {
    out.add("<p class=\"empty\">There is no quotation in it: nothing stands in quotation marks.</p>");
  } else {
    add_counts(out, *checked);
    out.add("<ol class=\"checked\">");
    for (const CheckedQuotation& item : *checked) {
      out.add("<li>");
      add_answer(out, site, item.quotation, item.verdict);
      out.add("</li>");
    }
    out.add("</ol>");
  }
  add_article_form(out, site, !checked || checked->empty());
  out.add("<p class=\"next\"><a href=\"{}\">Check a single quotation</a></p></main>",
          site_link(site, "verify"));
  return page;
}

}  // namespace quoth
