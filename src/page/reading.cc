#include "page/reading.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "page/answers_page.h"
#include "page/layout.h"
#include "page/map.h"
#include "page/marks.h"
#include "page/notes.h"
#include "page/permalink_notice.h"
#include "text/offsets.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr std::size_t kNamedInHead = 8;

struct Toggle {
  MarkKind kind;
  Layer layer;
  std::string_view id, text, sample;
  bool on;
};
constexpr std::array<Toggle, 7> kToggles = {{
    {MarkKind::quote, Layer::quotes, "show-quotes", "Quotations", "ab", true},
    {MarkKind::claim, Layer::claims, "show-claims", "Claims", "ab", true},
    {MarkKind::evidence, Layer::answers, "show-answers", "Answers", "ab", true},
    {MarkKind::time, Layer::times, "show-times", "Times", "ab", true},
    {MarkKind::figure, Layer::quantities, "show-figures", "Figures", "12", true},
    {MarkKind::stance, Layer::stances, "show-stances", "Stance", "ab", false},
    {MarkKind::name, Layer::entities, "show-names", "Names", "Ab", false},
}};

std::size_t count_shown(const Record& record, MarkKind kind) {
  const auto shown = [](const auto& row) { return is_shown(row); };
  switch (kind) {
    case MarkKind::quote:
      return static_cast<std::size_t>(std::count_if(record.quotes.begin(), record.quotes.end(), shown));
    case MarkKind::claim: return record.claims.size();
    case MarkKind::evidence: return record.answers.size();
    case MarkKind::time: return record.times.size();
    case MarkKind::figure: return record.quantities.size();
    case MarkKind::stance: return record.stances.size();
    case MarkKind::name:
      return static_cast<std::size_t>(std::count_if(record.entities.begin(), record.entities.end(), shown));
    default: return 0;
  }
}

class ReadingPage {
 public:
  ReadingPage(const Site& site, const Record& record, const ReadingOptions& options)
      : site_(site),
        record_(record),
        options_(options),
        words_(record.document.text()),
        offsets_(record.document.text()),
        units_(units_of(record)),
        parts_(parts_of(record, units_, words_, options.words_per_part)),
        notes_(site, record, words_, options.numbering.first_word),
        text_(record, marks_of(record, options.target), options.numbering, anchors()),
        named_(record.entities.size(), false),
        introduced_(record.speakers.size(), false) {
    notes_.know(options.reviewed);
    part_ = std::min(options.part, parts_.size() - 1);
  }

  Page render() && {
    const std::size_t end = part_ + 1 < parts_.size() ? parts_[part_ + 1] : units_.size();
    Html body;
    for (std::size_t i = parts_[part_]; i < end;) i = write_group(body, i, end);

    Page page{.title = title_of(record_) + " – Quoth", .current = {}, .query = {}, .twin = {}, .main = {}};
    page.twin = fmt::format("api/v1/records/{}", record_key(record_.document.sha256()));
    const std::string sha256 = record_.document.sha256();
    page.main.add(
        "<main id=\"main\" class=\"reading{}\" data-title=\"{}\" data-date=\"{}\" data-outlet=\"{}\" "
        "data-sha256=\"{}\" data-record=\"{}\">{}{}<div class=\"talk\">{}{}{}</div>{}{}{}{}</main>",
        options_.beside.empty() ? "" : " split", title_of(record_), record_.meta.date, outlet(), sha256,
        record_key(sha256), head(), map_of(record_, options_.numbering, units_, parts_, part_),
        options_.notice, body, part_links(), names(), moved(), colophon(), beside());
    return page;
  }

 private:
  // What is known about the talk.

  std::string outlet() const { return record_.meta.outlets.empty() ? "" : record_.meta.outlets.back().name; }

  Html head() const {
    const Meta& meta = record_.meta;
    Html out;
    out.add("<header class=\"head\"><h1 dir=\"auto\">{}</h1><ul class=\"meta\">", title_of(record_));
    if (!meta.date.empty())
      out.add("<li><time datetime=\"{}\">{}</time></li>", meta.date, readable_date(meta.date));
    if (!meta.place.empty()) out.add("<li>{}</li>", meta.place);
    if (!meta.outlets.empty()) {
      out.add("<li class=\"outlets\">");
      for (std::size_t i = 0; i < meta.outlets.size(); ++i) {
        const Outlet& o = meta.outlets[i];
        if (i > 0) out.add(" <span class=\"to\">→</span> ");
        o.url.empty()
            ? out.text(o.name)
            : out.add("<a href=\"{}\" rel=\"noopener nofollow\">{}</a>", Link::foreign(o.url), o.name);
      }
      out.add("</li>");
    }
    out.add("<li>{}</li><li><span class=\"hash\" title=\"SHA-256 of the source: {}\">{}</span></li></ul>",
            counted(n_words(), "word", "words"), record_.document.sha256(),
            record_.document.sha256().substr(0, 8));
    out.append(cast());
    out.append(toggles());
    out.add("</header>");
    return out;
  }

  /// That are said; of running text, all.
  std::size_t n_words() const {
    if (record_.turns.empty()) return words_.size();
    std::size_t n = 0;
    for (const Turn& turn : record_.turns) {
      for (const Span span : turn.spans) {
        if (const auto range = words_.words_in(span)) n += range->last - range->first + 1;
      }
    }
    return n;
  }

  Html cast() const {
    Html out;
    if (record_.speakers.empty()) return out;
    out.add("<p class=\"cast\">");
    for (std::size_t i = 0; i < std::min(record_.speakers.size(), kNamedInHead); ++i) {
      const Speaker& speaker = record_.speakers[i];
      out.add("{}<span>{}", i > 0 ? ", " : "", speaker.name);
      if (speaker.role && *speaker.role != Role::other)
        out.add(" <small>{}</small>", to_string(*speaker.role));
      out.add("</span>");
    }
    if (record_.speakers.size() > kNamedInHead)
      out.add(" and {}", counted(record_.speakers.size() - kNamedInHead, "other", "others"));
    out.add("</p>");
    return out;
  }

  Html toggles() const {
    Html out;
    out.add("<fieldset class=\"layers\"><legend class=\"hide\">What is marked</legend>");
    for (const Toggle& toggle : kToggles) {
      if (!record_.layers.has(toggle.layer)) continue;
      const std::size_t n = count_shown(record_, toggle.kind);
      out.add(
          "<label><input type=\"checkbox\" id=\"{}\"{}{}><span><i class=\"m {}\" "
          "aria-hidden=\"true\">{}</i>{} "
          "<b>{}</b></span></label>",
          toggle.id, Flag{" checked", toggle.on && n > 0}, Flag{" disabled", n == 0}, to_string(toggle.kind),
          toggle.sample, toggle.text, n);
    }
    out.append(source_links());
    out.add("</fieldset>");
    return out;
  }

  /// To a place of this record, as it can be given out.
  Link own_link(const std::string& name) const {
    return site_.kind == Site::Kind::file ? Link::local("#" + name)
                                          : record_link(site_, record_.document.sha256(), name);
  }

  std::uint32_t number_of(Numbered kind, std::size_t row) const { return options_.numbering.of(kind, row); }

  /// Where no program answers, the marks that lists and notes lead to have their addresses as names.
  MarkedText::Anchors anchors() {
    if (site_.is_live()) return {};
    return [this](const Mark& mark) {
      Html out;
      const Span span = notes_.cited(mark);
      const auto range = words_.words_in(span);
      if (mark.kind == MarkKind::name || span.begin != mark.span.begin || !range) return out;
      const std::size_t first = options_.numbering.first_word + range->first;
      const std::string words = fmt::format("w{}-{}", first, first + range->last - range->first);
      if (anchored_.insert(words).second) out.add("<span class=\"at\" id=\"{}\"></span>", words);
      add_anchor(out, span);
      return out;
    };
  }

  /// The numbers that lead elsewhere; with the last part, where they disturb nobody.
  Html moved() const {
    if (part_ + 1 < parts_.size()) return {};
    return moved_list(options_.moved, [&](const ReviewPlace& place) {
      const std::uint32_t at = offsets_.byte_of_code_point(static_cast<std::uint32_t>(place.begin));
      const std::vector<Span>& sentences = record_.sentences.span;
      const auto sentence =
          std::partition_point(sentences.begin(), sentences.end(), [&](Span span) { return span.end <= at; });
      if (sentence == sentences.end()) return Link::local("#main");
      const auto row = static_cast<std::size_t>(sentence - sentences.begin());
      return own_link(fmt::format("s{}", number_of(Numbered::sentence, row)));
    });
  }

  /// The ways to the file: beside the talk, or on a page of its own where there is no room.
  Html source_links() const {
    Html out;
    if (!site_.is_live()) return out;
    const std::string part = part_ > 0 ? fmt::format("&part={}", part_ + 1) : std::string();
    options_.beside.empty()
        ? out.add("<a class=\"pill wide\" href=\"{}\">Source beside</a>", Link::local("?source=1" + part))
        : out.add("<a class=\"pill wide on\" href=\"{}\">Without the source</a>",
                  Link::local(part_ > 0 ? "?" + part.substr(1) : "./"));
    out.add("<a class=\"pill narrow\" href=\"{}\">Source</a>",
            Link::local(part_ > 0 ? "source/?" + part.substr(1) : "source/"));
    return out;
  }

  Html beside() const {
    Html out;
    if (!options_.beside.empty())
      out.add("<aside class=\"beside\" aria-label=\"The source\" tabindex=\"0\">{}</aside>", options_.beside);
    return out;
  }

  // The talk.

  /// An exchange, or what stands between two. Gives the unit after it.
  std::size_t write_group(Html& out, std::size_t at, std::size_t end) {
    const Unit& first = units_[at];
    if (first.kind == Unit::Kind::hidden) return write_hidden(out, at, end);
    if (first.opens) {
      const std::uint32_t number = number_of(Numbered::exchange, *first.opens);
      out.add("<section class=\"x\" id=\"x{}\" aria-label=\"Exchange {}\"><a class=\"n\" href=\"{}\">{}</a>",
              number, number, own_link(fmt::format("x{}", number)), number);
    } else {
      out.add("<div class=\"x between\">");
    }
    std::size_t i = at;
    bool judged = false;
    do {
      if (first.opens && !judged && i > at && units_[i].is_answer) {
        write_verdicts(out, *first.opens);
        judged = true;
      }
      write_unit(out, units_[i]);
      ++i;
    } while (i < end && units_[i].joins && !units_[i].opens);
    if (first.opens && record_.exchanges[*first.opens].answer.empty())
      out.add(
          "<p class=\"verdict none\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" "
          "cy=\"8\" "
          "r=\"6.5\"/></svg>Nobody answers</p>");
    first.opens ? out.add("</section>") : out.add("</div>");
    return i;
  }

  /// Whether the exchange's questions were answered, where that was read.
  void write_verdicts(Html& out, std::uint32_t exchange) {
    const auto of_exchange = [&](const Answer& answer) {
      return answer.exchange && answer.exchange->value == exchange && answer.question;
    };
    const auto n = std::count_if(record_.answers.begin(), record_.answers.end(), of_exchange);
    for (std::size_t i = 0; i < record_.answers.size(); ++i) {
      if (of_exchange(record_.answers[i])) write_verdict(out, i, n > 1);
    }
  }

  void write_verdict(Html& out, std::size_t row, bool with_question) {
    const Answer& answer = record_.answers[row];
    const ReviewedRow* const review = reviewed_row(options_.reviewed, ReviewKind::answer, row);
    const std::string_view shape = answer.clarity == Clarity::clear_reply  ? "clear"
                                   : answer.clarity == Clarity::ambivalent ? "mixed"
                                                                           : "none";
    out.add("<p class=\"verdict {}\">{}", shape, clarity_sign(to_string(answer.clarity)));
    out.add("<span>{} <small>{}{} · ", to_string(answer.clarity), to_string(answer.technique),
            answer.unsure ? ", unsure" : "");
    review != nullptr && !review->corrected_by.empty()
        ? out.add("corrected by {}", review->corrected_by)
        : out.append(score_gauge(static_cast<double>(answer.score)));
    if (answer.again) out.add(" · asked before");
    if (with_question) out.add(" · {}", fold_space(record_.document.slice(*answer.question)));
    out.add("</small></span></p>");
  }

  std::size_t write_hidden(Html& out, std::size_t at, std::size_t end) {
    Html inside;
    std::size_t i = at, n_words = 0;
    for (; i < end && units_[i].kind == Unit::Kind::hidden; ++i) {
      if (const auto range = words_.words_in(units_[i].span)) n_words += range->last - range->first + 1;
      write_paragraphs(inside, units_[i].span, false);
    }
    out.add("<details class=\"folded\"><summary>{} <small>{}</small></summary>{}</details>",
            at == 0 ? "What stands before the talk" : "What stands around the talk",
            counted(n_words, "word", "words"), inside);
    return i;
  }

  void write_unit(Html& out, const Unit& unit) {
    switch (unit.kind) {
      case Unit::Kind::turn: return write_turn(out, unit);
      case Unit::Kind::text: return write_paragraphs(out, unit.span, true);
      default: break;
    }
    const BlockKind kind = record_.blocks[unit.row].kind;
    if (kind == BlockKind::heading) {
      for (const Span span : paragraphs_of(record_, unit.span))
        out.add("<h2 dir=\"auto\">{}</h2>", text_.write(span));
      return;
    }
    if (kind == BlockKind::document) out.add("<blockquote>");
    if (kind == BlockKind::unassigned)
      out.add("<p class=\"unassigned\">Words that the program could give to nobody:</p>");
    write_paragraphs(out, unit.span, kind == BlockKind::document || kind == BlockKind::unassigned);
    if (kind == BlockKind::document) out.add("</blockquote>");
  }

  void write_turn(Html& out, const Unit& unit) {
    const Turn& turn = record_.turns[unit.row];
    const std::string_view part = unit.opens && unit.is_question ? "q"
                                  : unit.is_answer               ? "a"
                                  : unit.is_question             ? "q"
                                                                 : "plain";
    const std::uint32_t number = number_of(Numbered::turn, unit.row);
    out.add("<div class=\"turn {}\" id=\"t{}\">", part, number);
    if (!site_.is_live()) {
      // Lists lead to turns and to questions.
      add_anchor(out, turn.span);
      for (const Answer& answer : record_.answers) {
        if (answer.question && turn.span.contains(*answer.question)) add_anchor(out, *answer.question);
      }
    }
    if (turn.speaker) {
      out.add("<p class=\"who\">");
      write_speaker(out, *turn.speaker);
      for (const SpeakerId also : turn.also) {
        out.add(", ");
        write_speaker(out, also);
      }
      out.add("<a class=\"pin\" href=\"{}\" aria-label=\"Link to turn {}\">¶</a></p>",
              own_link(fmt::format("t{}", number)), number);
    }
    write_paragraphs(out, turn.span, true);
    out.add("</div>");
  }

  void add_anchor(Html& out, Span span) {
    const std::string name =
        fmt::format("c{}-{}", offsets_.code_points(span.begin), offsets_.code_points(span.end));
    if (anchored_.insert(name).second) out.add("<span class=\"at\" id=\"{}\"></span>", name);
  }

  void write_speaker(Html& out, SpeakerId id) {
    const Speaker& speaker = record_.speakers[id.index()];
    out.text(speaker.name);
    const bool has_role = speaker.role && *speaker.role != Role::other;
    if (!introduced_[id.index()] && has_role) out.add(" <small>{}</small>", to_string(*speaker.role));
    introduced_[id.index()] = true;
  }

  void write_paragraphs(Html& out, Span span, bool with_notes) {
    for (const Span paragraph : paragraphs_of(record_, span)) {
      const Html text = text_.write(paragraph);
      if (with_notes) write_notes(out);
      const auto range = words_.words_in(paragraph);
      out.add("<p dir=\"auto\" data-w=\"{}\" data-c=\"{}\">{}</p>",
              options_.numbering.first_word + (range ? range->first : 0),
              offsets_.code_points(paragraph.begin), text);
    }
  }

  void write_notes(Html& out) {
    Html notes;
    for (const Mark& mark : text_.begun()) {
      if (mark.kind == MarkKind::name) {
        named_[mark.row] = true;
      } else if (mark.kind != MarkKind::quote ||
                 mark.span.begin == record_.quotes[mark.row].content.front().begin) {
        notes.append(notes_.note(mark));
      }
    }
    if (!notes.empty()) out.add("<div class=\"notes\">{}</div>", notes);
  }

  /// The notes on names: one for each, however often it stands in the text.
  Html names() const {
    Html out;
    if (std::find(named_.begin(), named_.end(), true) == named_.end()) return out;
    out.add("<section class=\"names\"><h2>Named here</h2><div>");
    for (std::size_t i = 0; i < named_.size(); ++i) {
      if (named_[i]) out.append(notes_.note({{}, MarkKind::name, static_cast<std::uint32_t>(i)}));
    }
    out.add("</div></section>");
    return out;
  }

  /// By what all this was read.
  Html colophon() const {
    Html out;
    out.add("<footer class=\"colophon\">");
    if (record_.weights.empty()) {
      out.add("Read by rules alone, without weights.");
    } else {
      out.add(
          "Quotations, names, claims and answers are read by the weights <span class=\"hash\">{}</span>; "
          "times, figures and "
          "stance by rules. A score says how sure the program is.",
          record_.weights.substr(0, 12));
    }
    if (!record_.diagnostics.empty()) {
      out.add("<details><summary>{} on how it was read</summary><ul>",
              counted(record_.diagnostics.size(), "remark", "remarks"));
      for (const Diagnostic& diagnostic : record_.diagnostics)
        out.add("<li>{} <code>{}</code></li>", diagnostic.message, diagnostic.code);
      out.add("</ul></details>");
    }
    out.add("</footer>");
    return out;
  }

  Html part_links() const {
    Html out;
    if (parts_.size() < 2) return out;
    out.add("<nav class=\"parts\" aria-label=\"Parts\"><ol>");
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      out.add("<li><a href=\"{}\"{}>{}</a></li>", Link::local(fmt::format("?part={}", i + 1)),
              Flag{" aria-current=\"page\"", i == part_}, i + 1);
    }
    out.add("</ol></nav>");
    return out;
  }

  const Site& site_;
  const Record& record_;
  const ReadingOptions& options_;
  WordIndex words_;
  OffsetIndex offsets_;
  std::vector<Unit> units_;
  std::vector<std::size_t> parts_;
  std::size_t part_ = 0;
  Notes notes_;
  MarkedText text_;
  std::set<std::string> anchored_;  ///< names that elements have already
  std::vector<bool> named_;         ///< entities whose names stand in this part
  std::vector<bool> introduced_;    ///< speakers whose role was told
};

}  // namespace

Page render_reading(const Site& site, const Record& record, const ReadingOptions& options) {
  return ReadingPage(site, record, options).render();
}

Span span_of_part(const Record& record, std::size_t words_per_part, std::size_t part) {
  const std::vector<Unit> units = units_of(record);
  const std::vector<std::size_t> parts =
      parts_of(record, units, WordIndex(record.document.text()), words_per_part);
  if (units.empty()) return {};
  const std::size_t at = std::min(part, parts.size() - 1);
  const std::size_t end = at + 1 < parts.size() ? parts[at + 1] : units.size();
  return {units[parts[at]].span.begin, units[end - 1].span.end};
}

std::size_t part_of(const Record& record, std::size_t words_per_part, std::uint32_t at) {
  const std::vector<Unit> units = units_of(record);
  const std::vector<std::size_t> parts =
      parts_of(record, units, WordIndex(record.document.text()), words_per_part);
  const auto after = std::partition_point(parts.begin(), parts.end(),
                                          [&](std::size_t unit) { return units[unit].span.begin <= at; });
  return after == parts.begin() ? 0 : static_cast<std::size_t>(after - parts.begin()) - 1;
}

std::string title_of(const Record& record) {
  if (!record.meta.title.empty()) return record.meta.title;
  return record.document.file_name().empty() ? record.id : record.document.file_name();
}

}  // namespace quoth
