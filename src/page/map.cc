#include "page/map.h"

#include <algorithm>

#include <fmt/format.h>

#include "page/marks.h"

namespace quoth {
namespace {

constexpr std::uint32_t kMapHeight = 1000;  // units of the picture
constexpr std::size_t kLeastTurns = 6;      // a shorter talk is seen whole
constexpr std::size_t kMostStripes = 240;   // more would be thinner than a pixel

struct Stripe {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t turn = 0;
  bool answers = false;
};

}  // namespace

Html map_of(const Record& record, const Numbering& numbering, const std::vector<Unit>& units,
            const std::vector<std::size_t>& parts, std::size_t part) {
  Html out;
  const std::size_t first = parts[part];
  const std::size_t last = part + 1 < parts.size() ? parts[part + 1] : units.size();
  std::vector<Stripe> stripes;
  std::size_t n_turns = 0;
  for (std::size_t i = first; i < last; ++i) n_turns += units[i].kind == Unit::Kind::turn ? 1 : 0;
  if (n_turns < kLeastTurns) return out;
  const std::uint32_t least = units[last - 1].span.end > units[first].span.begin
                                  ? (units[last - 1].span.end - units[first].span.begin) / kMostStripes
                                  : 0;
  for (std::size_t i = first; i < last; ++i) {
    const Unit& unit = units[i];
    if (unit.kind != Unit::Kind::turn) continue;
    const bool answers = unit.is_answer || (!unit.is_question && !unit.opens);
    if (!stripes.empty() && stripes.back().end - stripes.back().begin < least) {
      stripes.back().end = unit.span.end;  // too thin to be seen alone
    } else {
      stripes.push_back({unit.span.begin, unit.span.end, unit.row, answers});
    }
  }
  const std::uint32_t from = stripes.front().begin, to = std::max(stripes.back().end, from + 1);
  const auto y = [&](std::uint32_t at) {
    return static_cast<std::uint64_t>(std::clamp(at, from, to) - from) * kMapHeight / (to - from);
  };
  out.add("<svg class=\"map\" viewBox=\"0 0 20 1000\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
  for (const Stripe& stripe : stripes) {
    const std::uint64_t top = y(stripe.begin), bottom = std::max(y(stripe.end), top + 3);
    out.add(
        "<a href=\"{}\" tabindex=\"-1\"><rect class=\"{}\" data-turn=\"t{}\" y=\"{}\" width=\"13\" "
        "height=\"{}\"/></a>",
        Link::local(fmt::format("#t{}", numbering.of(Numbered::turn, stripe.turn))),
        stripe.answers ? "a" : "q", numbering.of(Numbered::turn, stripe.turn), top, bottom - top - 1);
  }
  for (const Quote& quote : record.quotes) {
    const std::uint32_t at = quote.content.front().begin;
    if (is_shown(quote) && at >= from && at < to)
      out.add("<rect class=\"tick\" x=\"15\" y=\"{}\" width=\"5\" height=\"2\"/>", y(at));
  }
  for (const Claim& claim : record.claims) {
    if (claim.span.begin >= from && claim.span.begin < to)
      out.add("<rect class=\"tick claim\" x=\"15\" y=\"{}\" width=\"5\" height=\"2\"/>", y(claim.span.begin));
  }
  out.add("</svg>");
  return out;
}

}  // namespace quoth
