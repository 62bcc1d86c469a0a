#include "page/permalink_notice.h"

#include <fmt/format.h>

#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

Link place_link(const Site& site, const std::string& sha256, const ReviewPlace& place) {
  return record_link(site, sha256, fmt::format("c{}-{}", place.begin, place.end));
}

}  // namespace

Html permalink_notice(const Permalink& link) {
  Html out;
  if (link.place.how == Anchoring::in_place && !link.other_record) return out;
  out.add("<div class=\"notice moved\" id=\"notice\" role=\"status\"><p>");
  if (link.other_record)
    out.add("The transcript that this address was given out for is gone; this is a later version of it. ");
  switch (link.place.how) {
    case Anchoring::in_place: out.add("The passage stands where it stood."); break;
    case Anchoring::moved: out.add("This passage moved."); break;
    case Anchoring::changed: out.add("This passage was changed. The address was given out for:"); break;
    case Anchoring::lost: out.add("This passage is no longer there. It read:"); break;
  }
  out.add("</p>");
  if (!link.place.holds()) out.add("<blockquote dir=\"auto\">{}</blockquote>", fold_space(link.meant));
  out.add("</div>");
  return out;
}

Html later_version_notice(const Site& site, const LaterVersion& later) {
  Html out;
  out.add(
      "<div class=\"notice later\" role=\"status\"><p>There is a <a href=\"{}\">later version</a> of this "
      "transcript, added on {}.",
      record_link(site, later.sha256), readable_date(later.added));
  if (later.place) {
    switch (later.place->how) {
      case Anchoring::in_place:
      case Anchoring::moved:
        out.add(" This passage <a href=\"{}\">stands in it too</a>.",
                place_link(site, later.sha256, *later.place));
        break;
      case Anchoring::changed:
        out.add(" There this passage <a href=\"{}\">reads otherwise</a>.",
                place_link(site, later.sha256, *later.place));
        break;
      case Anchoring::lost: out.add(" This passage is not in it."); break;
    }
  }
  out.add("</p></div>");
  return out;
}

Html moved_list(const std::vector<MovedNumber>& moved, const std::function<Link(const ReviewPlace&)>& way) {
  Html out;
  if (moved.empty()) return out;
  out.add("<details class=\"folded moves\"><summary>{} that no words have any more</summary><ol>",
          counted(moved.size(), "number", "numbers"));
  for (const MovedNumber& number : moved) {
    out.add("<li id=\"{}\"><code>{}</code> <q dir=\"auto\">{}</q> ", number.name, number.name,
            fold_space(number.link.meant));
    switch (number.link.place.how) {
      case Anchoring::lost: out.add("<small>no longer there</small></li>"); break;
      case Anchoring::changed: out.add("<a href=\"{}\">was changed</a></li>", way(number.link.place)); break;
      case Anchoring::moved: out.add("<a href=\"{}\">moved</a></li>", way(number.link.place)); break;
      case Anchoring::in_place: out.add("<a href=\"{}\">stands here</a></li>", way(number.link.place)); break;
    }
  }
  out.add("</ol></details>");
  return out;
}

}  // namespace quoth
