#include "page/source_panel.h"

#include <algorithm>

#include <fmt/format.h>

#include "page/marks.h"
#include "text/offsets.h"

namespace quoth {
namespace {

constexpr double kMargin = 1.5;  // points around a box
constexpr std::string_view kTarget = "target";

bool is_target(std::string_view names) { return names.ends_with(kTarget); }

std::string number(double value) { return fmt::format("{:.1f}", value); }

void add_page(Html& out, const Site& site, const std::string& sha256, const SourcePage& page,
              const std::vector<std::string>& names, bool& wants_id) {
  out.add(
      "<figure class=\"sheet-of\"><figcaption>Page {}</figcaption><div><img loading=\"lazy\" alt=\"Page {} "
      "of the "
      "source\" width=\"{}\" height=\"{}\" src=\"{}\"><svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
      page.page, page.page, static_cast<int>(page.width * 4 / 3), static_cast<int>(page.height * 4 / 3),
      site_link(site, fmt::format("r/{}/source/{}.png", record_key(sha256), page.page)), number(page.width),
      number(page.height));
  for (const SourcePage::Place& place : page.places) {
    const std::string& of = names[place.stretch];
    const Flag id{" id=\"target\"", wants_id && is_target(of)};
    wants_id = wants_id && !id.on;
    out.add("<rect{}{} data-of=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1\"/>", id,
            Flag{" class=\"on\"", is_target(of)}, of, number(place.box.x0 - kMargin),
            number(place.box.y0 - kMargin), number(place.box.x1 - place.box.x0 + 2 * kMargin),
            number(place.box.y1 - place.box.y0 + 2 * kMargin));
  }
  out.add("</svg></div></figure>");
}

void add_text(Html& out, const SourceView& view, const std::vector<std::string>& names, bool wants_id) {
  out.add(
      "<p class=\"meta\">{}, markup and all</p><pre class=\"bytes\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"The "
      "file\">{}",
      view.encoding, view.begins ? "" : "…");
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < view.places.size(); ++i) {
    const Span place = view.places[i];
    if (place.empty() || place.begin < at) continue;
    out.text(std::string_view(view.text).substr(at, place.begin - at));
    if (is_target(names[i])) {
      out.add("<mark{} data-of=\"{}\">{}</mark>", Flag{" id=\"target\"", wants_id}, names[i],
              slice(view.text, place));
      wants_id = false;
    } else {
      out.add("<span data-of=\"{}\">{}</span>", names[i], slice(view.text, place));
    }
    at = place.end;
  }
  out.text(std::string_view(view.text).substr(at));
  out.add("{}</pre>", view.ends ? "" : "…");
}

/// Where a mark begins or ends.
struct MarkEdge {
  std::uint32_t at = 0;
  bool begins = false;
  std::size_t mark = 0;
};

}  // namespace

MarkedStretches marked_stretches(const Record& record, const Numbering& numbering, Span part, Span target) {
  std::vector<Mark> marks = marks_of(record, target);
  std::erase_if(marks, [&](const Mark& mark) {
    return !mark.span.overlaps(part) || mark.kind == MarkKind::block || mark.kind == MarkKind::evidence;
  });
  std::vector<MarkEdge> edges;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    edges.push_back({std::max(marks[i].span.begin, part.begin), true, i});
    edges.push_back({std::min(marks[i].span.end, part.end), false, i});
  }
  std::sort(edges.begin(), edges.end(), [](const MarkEdge& a, const MarkEdge& b) { return a.at < b.at; });

  const auto name_of = [&](const Mark& mark) {
    if (mark.kind == MarkKind::sentence)
      return fmt::format("s{}", numbering.of(Numbered::sentence, mark.row));
    return mark.kind == MarkKind::target ? std::string(kTarget) : note_id(mark.kind, mark.row);
  };
  const OffsetIndex offsets(record.document.text());
  MarkedStretches out;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const MarkEdge& edge = edges[i];
    if (edge.begins) {
      open.push_back(edge.mark);
    } else {
      std::erase(open, edge.mark);
    }
    if (open.empty() || i + 1 == edges.size() || edges[i + 1].at == edge.at) continue;
    std::string names;
    bool has_target = false;
    for (const std::size_t mark : open) {
      has_target = has_target || marks[mark].kind == MarkKind::target;
      if (marks[mark].kind != MarkKind::target) names += name_of(marks[mark]) + " ";
    }
    if (has_target) {
      names += kTarget;
    } else if (!names.empty()) {
      names.pop_back();
    }
    out.spans.push_back({offsets.code_points(edge.at), offsets.code_points(edges[i + 1].at)});
    out.names.push_back(std::move(names));
  }
  return out;
}

Html source_panel(const Site& site, const std::string& sha256, const SourceView& view,
                  const std::vector<std::string>& names, bool is_alone) {
  Html out;
  if (view.pages.empty()) {
    add_text(out, view, names, is_alone);
    return out;
  }
  bool wants_id = is_alone;
  for (const SourcePage& page : view.pages) add_page(out, site, sha256, page, names, wants_id);
  return out;
}

}  // namespace quoth
