#include "read/pdf/columns.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "record/document.h"

namespace quoth::pdf {
namespace {

using Segments = std::vector<Segment>;

constexpr float kMinGutter = 6;     ///< points
constexpr int kMaxColumnDepth = 3;  ///< splits within splits: at most eight columns
constexpr std::size_t kMinColumnLines = 4;

struct Sides {
  Segments left, right, across;
};

Sides split_at(const Segments& segments, float gutter) {
  Sides sides;
  for (const Segment& segment : segments) {
    (segment.box.x1 <= gutter + 1   ? sides.left
     : segment.box.x0 >= gutter - 1 ? sides.right
                                    : sides.across)
        .push_back(segment);
  }
  return sides;
}

Box hull(const Segments& segments) {
  Box box = segments.front().box;
  for (const Segment& segment : segments) box = around(box, segment.box);
  return box;
}

/// Whether these are lines of running text: most fill the measure. Labels before their speeches do not.
bool fills_its_measure(const Segments& segments) {
  float widest = 0;
  std::size_t n_words = 0;
  for (const Segment& segment : segments) {
    widest = std::max(widest, segment.box.width());
    n_words += segment.words.size();
  }
  const auto full = std::count_if(segments.begin(), segments.end(), [&](const Segment& segment) {
    return segment.box.width() > 0.7f * widest;
  });
  return n_words >= 3 * segments.size() && static_cast<std::size_t>(full) * 2 >= segments.size();
}

bool are_columns(const Sides& sides, std::size_t total) {
  if (sides.left.size() < kMinColumnLines || sides.right.size() < kMinColumnLines) return false;
  if (sides.across.size() * 4 > total) return false;
  const Box left = hull(sides.left), right = hull(sides.right);
  if (shared_height(left, right) < 0.3f) return false;
  return fills_its_measure(sides.left) && fills_its_measure(sides.right);
}

/// The middles of the strips, clear of most segments, that may part two columns.
std::vector<float> clear_strips(const Segments& segments) {
  const Box box = hull(segments);
  const auto width = static_cast<std::size_t>(std::clamp(box.width(), 0.f, 1e4f)) + 1;
  std::vector<int> change(width + 1, 0);
  for (const Segment& segment : segments) {
    const auto at = [&](float x) {
      return static_cast<std::size_t>(std::clamp(x - box.x0, 0.f, float(width - 1)));
    };
    ++change[at(segment.box.x0)];
    --change[at(segment.box.x1) + 1];
  }
  std::vector<float> strips;
  int covered = 0;
  std::size_t begin = 0;
  for (std::size_t x = 0; x < width; ++x) {
    covered += change[x];
    if (covered * 8 <= static_cast<int>(segments.size()) && x + 1 < width) continue;
    if (float(x - begin) >= kMinGutter) strips.push_back(box.x0 + float(begin + x) / 2);
    begin = x + 1;
  }
  return strips;
}

std::optional<float> find_gutter(const Segments& segments) {
  if (segments.size() < 2 * kMinColumnLines) return std::nullopt;
  for (const float strip : clear_strips(segments)) {
    if (are_columns(split_at(segments, strip), segments.size())) return strip;
  }
  return std::nullopt;
}

/// Gutters of pages on which they are plain, for those on which they are not: a last page with a few lines.
class Gutters {
 public:
  explicit Gutters(const std::vector<Page>& pages) {
    for (const Page& page : pages) {
      if (const auto gutter = find_gutter(page.segments)) known_.push_back(*gutter);
    }
  }

  std::optional<float> of(const Segments& segments, int depth) const {
    if (segments.size() < 2 || depth >= kMaxColumnDepth) return std::nullopt;
    if (const auto gutter = find_gutter(segments)) return gutter;
    for (const float gutter : known_) {
      const Sides sides = split_at(segments, gutter);
      if (sides.left.empty() || sides.right.empty() || sides.across.size() * 3 > segments.size()) continue;
      if (shared_height(hull(sides.left), hull(sides.right)) > 0.3f) return gutter;
    }
    return std::nullopt;
  }

 private:
  std::vector<float> known_;
};

/// Whether nothing else stands beside a segment: for each, in the order in which they are given.
std::vector<bool> stand_alone(const Segments& segments) {
  std::vector<std::size_t> order(segments.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return segments[a].box.y0 < segments[b].box.y0; });
  std::vector<bool> alone(segments.size());
  float above = -1e6f;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Box& box = segments[order[i]].box;
    const bool free_below = i + 1 == order.size() || segments[order[i + 1]].box.y0 >= box.y1 - 1;
    alone[order[i]] = above <= box.y0 + 1 && free_below;
    above = std::max(above, box.y1);
  }
  return alone;
}

/// Moves to `across` the headings that stand alone over columns without reaching over their gutter: in the middle
/// of three columns, or at the left. Text on the other side stands both above and below them.
void find_headings_across(Sides& sides) {
  Segments all = sides.left;
  all.insert(all.end(), sides.right.begin(), sides.right.end());
  if (sides.left.empty() || sides.right.empty()) return;
  const Box box = hull(all);
  std::vector<float> heights;
  for (const Segment& segment : all) heights.push_back(segment.box.height());
  std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                   heights.end());
  const float usual = heights[heights.size() / 2];
  const std::vector<bool> alone = stand_alone(all);
  const Box other_left = hull(sides.left), other_right = hull(sides.right);
  Segments left, right;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Segment& segment = all[i];
    const bool is_left = i < sides.left.size();
    const Box& other = is_left ? other_right : other_left;
    const bool centered = std::abs(segment.box.x0 + segment.box.x1 - box.x0 - box.x1) < 0.05f * box.width();
    const bool larger = segment.box.height() > 1.15f * usual;
    const bool between = other.y0 < segment.box.y0 && other.y1 > segment.box.y1;
    const bool below = segment.box.y0 >= std::max(other_left.y1, other_right.y1) - segment.box.height();
    const bool is_heading = alone[i] && ((between && (centered || larger)) || (below && larger));
    (is_heading ? sides.across : is_left ? left : right).push_back(std::move(segment));
  }
  sides.left = std::move(left);
  sides.right = std::move(right);
}

/// Splits the segments of a page into regions, in reading order.
void split_regions(Segments segments, const Gutters& gutters, int depth, std::vector<Segments>& regions) {
  if (segments.empty()) return;
  const auto gutter = gutters.of(segments, depth);
  if (!gutter) {
    regions.push_back(std::move(segments));
    return;
  }
  Sides sides = split_at(segments, *gutter);
  find_headings_across(sides);
  std::stable_sort(sides.across.begin(), sides.across.end(),
                   [](const Segment& a, const Segment& b) { return a.box.y0 < b.box.y0; });
  const auto take_above = [](Segments& from, float y) {
    Segments above;
    for (Segment& segment : from) {
      if ((segment.box.y0 + segment.box.y1) / 2 < y) above.push_back(std::move(segment));
    }
    std::erase_if(from, [](const Segment& segment) { return segment.words.empty(); });
    return above;
  };
  for (std::size_t i = 0; i <= sides.across.size(); ++i) {
    const float y = i < sides.across.size() ? sides.across[i].box.y0 : 1e6f;
    split_regions(take_above(sides.left, y), gutters, depth + 1, regions);
    split_regions(take_above(sides.right, y), gutters, depth + 1, regions);
    if (i == sides.across.size()) break;
    const bool goes_on =
        i > 0 && !regions.empty() && regions.back().back().box.y0 == sides.across[i - 1].box.y0;
    if (!goes_on) regions.emplace_back();
    regions.back().push_back(std::move(sides.across[i]));
  }
}

/// A word that touches the one before it goes on with it: small capitals, a raised mark, a letter that a hidden
/// hyphen parts. The narrowest space is a fifth of the height.
constexpr float kGlueGap = 0.06f;

void finish(Line& line) {
  line.size = main_height(line.words);
  bool first = true;
  for (const Word& word : line.words) {
    if (word.box.height() < 0.85f * line.size) continue;
    line.box = first ? word.box : around(line.box, word.box);
    first = false;
  }
  line.box.x0 = std::min(line.box.x0, line.words.front().box.x0);
  line.box.x1 = std::max(line.box.x1, line.words.back().box.x1);
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    Word& word = line.words[i];
    const bool raised =
        word.box.height() < 0.85f * line.size && word.box.y1 < line.box.y1 - 0.12f * line.size;
    if (raised) word.bits |= Style::superscript;
    if (i == 0) continue;
    const Box& before = line.words[i - 1].box;
    word.glued = std::abs(word.box.x0 - before.x1) < kGlueGap * std::max(before.height(), word.box.height());
  }
}

/// Joins the segments of a region that stand on one baseline.
std::vector<Line> lines_of(Segments segments) {
  std::stable_sort(segments.begin(), segments.end(), [](const Segment& a, const Segment& b) {
    return a.box.y0 + a.box.y1 < b.box.y0 + b.box.y1;
  });
  std::vector<Segments> rows;
  Box row;
  for (Segment& segment : segments) {
    if (rows.empty() || shared_height(row, segment.box) < 0.5f) {
      rows.emplace_back();
      row = segment.box;
    }
    row = around(row, segment.box);
    rows.back().push_back(std::move(segment));
  }
  std::vector<Line> lines;
  for (Segments& parts : rows) {
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Segment& a, const Segment& b) { return a.box.x0 < b.box.x0; });
    Line line;
    for (Segment& part : parts) {
      std::move(part.words.begin(), part.words.end(), std::back_inserter(line.words));
    }
    finish(line);
    lines.push_back(std::move(line));
  }
  return lines;
}

// ---- The measure of each region
// -------------------------------------------------------------------------------

constexpr std::size_t kMinMeasureLines = 6;

/// The leftmost x at which several lines begin, and the rightmost that lines reach: headings apart, which may
/// stand out.
Frame measure(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  std::vector<float> left, right, sizes;
  for (std::size_t i = begin; i < end; ++i) sizes.push_back(lines[i].size);
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  const float usual = sizes[sizes.size() / 2];
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].size > 1.1f * usual) continue;
    left.push_back(lines[i].box.x0);
    right.push_back(lines[i].box.x1);
  }
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  Frame frame{left.front(), right.back()};
  const std::size_t several = left.size() < kMinMeasureLines ? 1 : std::max<std::size_t>(2, left.size() / 12);
  for (std::size_t i = 0; i + several <= left.size(); ++i) {
    if (left[i + several - 1] - left[i] > 2) continue;
    frame.left = left[i];
    break;
  }
  return frame;
}

struct Measured {
  Frame frame;
  std::size_t begin, end;
  std::size_t n_lines() const { return end - begin; }
};

/// Columns at the same place of other pages say how wide a column is that has few lines, or short ones; where there
/// is none, it is taken to leave the same margin at both sides.
void set_frames(std::vector<Line>& lines, const std::vector<float>& page_widths) {
  std::vector<Measured> regions;
  for (std::size_t i = 0, begin = 0; i <= lines.size(); ++i) {
    if (i < lines.size() && lines[i].region == lines[begin].region) continue;
    if (begin < i) regions.push_back({measure(lines, begin, i), begin, i});
    begin = i;
  }
  std::map<int, Frame> columns;  // by their left edges
  const auto key = [](float left) { return static_cast<int>(std::lround(left / 3)); };
  for (const Measured& region : regions) {
    if (region.n_lines() < kMinMeasureLines) continue;
    auto [at, is_new] = columns.emplace(key(region.frame.left), region.frame);
    at->second.right = std::max(at->second.right, region.frame.right);
  }
  for (const Measured& region : regions) {
    Frame frame = region.frame;
    if (region.n_lines() < kMinMeasureLines) {
      frame.right = std::max(frame.right, page_widths[lines[region.begin].page - 1] - frame.left);
    }
    float nearest = 60;
    for (const auto& [left, column] : columns) {
      const bool inside = column.left <= region.frame.left + 3 && column.right >= region.frame.right - 3;
      const float distance = std::abs(column.left - region.frame.left);
      if (!inside || distance >= nearest) continue;
      nearest = distance;
      frame = column;
      if (region.n_lines() >= kMinMeasureLines) frame.left = region.frame.left;
    }
    for (std::size_t i = region.begin; i < region.end; ++i) lines[i].frame = frame;
  }
}

}  // namespace

std::vector<Line> lines_in_order(std::vector<Page> pages) {
  const Gutters gutters(pages);
  std::vector<Line> lines;
  std::vector<float> page_widths;
  std::uint32_t n_regions = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    page_widths.push_back(pages[p].width);
    std::vector<Segments> regions;
    split_regions(std::move(pages[p].segments), gutters, 0, regions);
    for (Segments& region : regions) {
      for (Line& line : lines_of(std::move(region))) {
        line.page = static_cast<std::uint32_t>(p + 1);
        line.region = n_regions;
        lines.push_back(std::move(line));
      }
      ++n_regions;
    }
  }
  set_frames(lines, page_widths);
  return lines;
}

}  // namespace quoth::pdf
