#include "page/marks.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

namespace quoth {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"target", "block",  "sentence", "evidence", "quote",
                                                     "claim",  "stance", "time",     "figure",   "name"};

bool has_note(MarkKind kind) { return kind >= MarkKind::quote; }

bool encloses(const Mark& a, const Mark& b) {
  return std::tuple(a.span.begin, ~a.span.end, a.kind, a.row) <
         std::tuple(b.span.begin, ~b.span.end, b.kind, b.row);
}

template <typename Rows>
void add_spans(std::vector<Mark>& marks, MarkKind kind, const Rows& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    marks.push_back({rows[i].span, kind, static_cast<std::uint32_t>(i)});
}

}  // namespace

std::string_view to_string(MarkKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

bool is_shown(const Quote& quote) { return !quote.self && quote.kind != QuoteKind::scare; }

bool is_shown(const Entity& entity) {
  return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                     [](const Mention& mention) { return mention.kind == MentionKind::name; });
}

bool is_minor(const Record& record, const Mark& mark) {
  constexpr float kWorthAGlance = 0.8F;
  return mark.kind == MarkKind::claim && record.claims[mark.row].score < kWorthAGlance;
}

std::vector<Mark> marks_of(const Record& record, Span target) {
  std::vector<Mark> marks;
  if (!target.empty()) marks.push_back({target, MarkKind::target, 0});
  add_spans(marks, MarkKind::block, record.blocks);
  for (std::size_t i = 0; i < record.sentences.span.size(); ++i)
    marks.push_back({record.sentences.span[i], MarkKind::sentence, static_cast<std::uint32_t>(i)});
  for (std::size_t i = 0; i < record.quotes.size(); ++i) {
    if (!is_shown(record.quotes[i])) continue;
    for (const Span span : record.quotes[i].content)
      marks.push_back({span, MarkKind::quote, static_cast<std::uint32_t>(i)});
  }
  add_spans(marks, MarkKind::claim, record.claims);
  for (std::size_t i = 0; i < record.answers.size(); ++i) {
    for (const Span span : record.answers[i].evidence)
      marks.push_back({span, MarkKind::evidence, static_cast<std::uint32_t>(i)});
  }
  add_spans(marks, MarkKind::stance, record.stances);
  add_spans(marks, MarkKind::time, record.times);
  add_spans(marks, MarkKind::figure, record.quantities);
  for (std::size_t i = 0; i < record.entities.size(); ++i) {
    for (const Mention& mention : record.entities[i].mentions) {
      if (mention.kind == MentionKind::name)
        marks.push_back({mention.span, MarkKind::name, static_cast<std::uint32_t>(i)});
    }
  }
  std::erase_if(marks, [](const Mark& mark) { return mark.span.empty(); });
  std::sort(marks.begin(), marks.end(), encloses);
  return marks;
}

std::string note_id(MarkKind kind, std::uint32_t row) { return fmt::format("{}-{}", to_string(kind), row); }

void MarkedText::open(Html& out, const Mark& mark, bool begins) const {
  switch (mark.kind) {
    case MarkKind::target: out.add("<mark class=\"target\"{}>", Flag{" id=\"target\"", begins}); break;
    case MarkKind::block:
      out.add("<span class=\"block {}\">",
              record_.blocks[mark.row].kind == BlockKind::time_stamp ? "stamp" : "aside");
      break;
    case MarkKind::evidence: out.add("<span class=\"evidence\">"); break;
    case MarkKind::sentence:
      if (begins) {
        out.add("<span id=\"s{}\">", numbering_.of(Numbered::sentence, mark.row));
      } else {
        out.add("<span>");
      }
      break;
    default:
      out.add("<span class=\"m {}{}\" data-note=\"{}\">", to_string(mark.kind),
              is_minor(record_, mark) ? " minor" : "", note_id(mark.kind, mark.row));
      if (begins && anchors_) out.append(anchors_(mark));
  }
}

Html MarkedText::write(Span span) {
  begun_.clear();
  std::erase_if(open_, [&](const Mark& mark) { return mark.span.end <= span.begin; });
  for (; next_ < marks_.size() && marks_[next_].span.begin < span.begin; ++next_) {
    if (marks_[next_].span.end > span.begin) open_.push_back(marks_[next_]);
  }

  Html out;
  std::vector<Mark> nest;  // the elements that are open in `out`
  for (const Mark& mark : open_) {
    open(out, mark, false);
    nest.push_back(mark);
  }
  for (std::uint32_t at = span.begin; at < span.end;) {
    const Mark* link = nullptr;
    for (; next_ < marks_.size() && marks_[next_].span.begin == at; ++next_) {
      const Mark& mark = marks_[next_];
      open(out, mark, true);
      nest.push_back(mark);
      begun_.push_back(mark);
      open_.push_back(mark);
      if (has_note(mark.kind)) link = &mark;
    }
    std::uint32_t to = span.end;
    if (next_ < marks_.size()) to = std::min(to, marks_[next_].span.begin);
    for (const Mark& mark : nest) to = std::min(to, mark.span.end);
    const std::string_view text = record_.document.slice({at, to});
    if (link != nullptr) {
      out.add("<a href=\"{}\">{}</a>", Link::local("#" + note_id(link->kind, link->row)), text);
    } else {
      out.text(text);
    }
    at = to;
    // Close what ends here, and open again what was inside of it and goes on.
    const auto first = std::find_if(nest.begin(), nest.end(),
                                    [&](const Mark& mark) { return mark.span.end <= at || at == span.end; });
    for (auto closing = nest.end(); closing != first; --closing) {
      (closing - 1)->kind == MarkKind::target ? out.add("</mark>") : out.add("</span>");
    }
    std::vector<Mark> inside(first, nest.end());
    nest.erase(first, nest.end());
    for (const Mark& mark : inside) {
      if (mark.span.end <= at || at == span.end) continue;
      open(out, mark, false);
      nest.push_back(mark);
    }
  }
  return out;
}

}  // namespace quoth
