#include "read/pdf/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <utility>

#include "text/unicode.h"

namespace quoth::pdf {
namespace {

// ---- Line numbers
// ---------------------------------------------------------------------------------------------

constexpr int kMinLineNumbers = 5;
constexpr std::size_t kMaxLineNumbers = 400;  ///< on a page; what has more is a table

std::optional<int> line_number(const std::string& text) {
  if (text.empty() || text.size() > 4 ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  return std::stoi(text);
}

/// A number at the left or right end of what stands on its baseline.
struct MarginNumber {
  std::size_t segment;
  std::size_t word;
  int value;
  Box box;
};

/// The numbers at one side of the page's segments.
std::vector<MarginNumber> margin_numbers(const Page& page, bool left) {
  std::vector<MarginNumber> numbers;
  for (std::size_t s = 0; s < page.segments.size(); ++s) {
    const std::vector<Word>& words = page.segments[s].words;
    const std::size_t w = left ? 0 : words.size() - 1;
    if (const auto value = line_number(words[w].text)) numbers.push_back({s, w, *value, words[w].box});
  }
  std::stable_sort(numbers.begin(), numbers.end(),
                   [](const MarginNumber& a, const MarginNumber& b) { return a.box.y0 < b.box.y0; });
  return numbers;
}

/// The x ranges of a column of numbers.
struct NumberColumn {
  float x0, x1;
  bool holds(const Box& box) const { return box.x0 >= x0 - 2 && box.x1 <= x1 + 2; }
};

/// A column of numbers that rise by the same step down the page, outside the text or apart from it.
std::optional<NumberColumn> number_column(const std::vector<MarginNumber>& numbers) {
  std::optional<NumberColumn> best;
  if (numbers.size() > kMaxLineNumbers) return best;
  int most = kMinLineNumbers - 1;
  for (std::size_t first = 0; first < numbers.size(); ++first) {
    int n = 1, last = numbers[first].value, step = 0;
    NumberColumn column{numbers[first].box.x0, numbers[first].box.x1};
    for (std::size_t i = first + 1; i < numbers.size(); ++i) {
      const MarginNumber& number = numbers[i];
      const bool aligned = std::abs(number.box.x1 - numbers[first].box.x1) < 3 ||
                           std::abs(number.box.x0 - numbers[first].box.x0) < 3;
      const int rise = number.value - last;
      if (!aligned || (step == 0 ? rise != 1 && rise != 5 && rise != 10 : rise != step)) continue;
      step = rise;
      last = number.value;
      ++n;
      column = {std::min(column.x0, number.box.x0), std::max(column.x1, number.box.x1)};
    }
    if (n > most) {
      most = n;
      best = column;
    }
  }
  return best;
}

std::size_t remove_numbers(Page& page, const std::vector<MarginNumber>& numbers, const NumberColumn& column) {
  std::size_t n = 0;
  for (const MarginNumber& number : numbers) {
    if (!column.holds(number.box)) continue;
    page.segments[number.segment].words[number.word].text.clear();
    ++n;
  }
  for (Segment& segment : page.segments) {
    const std::size_t before = segment.words.size();
    std::erase_if(segment.words, [](const Word& word) { return word.text.empty(); });
    if (segment.words.empty() || segment.words.size() == before) continue;
    segment.box = segment.words.front().box;
    for (const Word& word : segment.words) segment.box = around(segment.box, word.box);
  }
  std::erase_if(page.segments, [](const Segment& segment) { return segment.words.empty(); });
  return n;
}

std::size_t remove_line_numbers(std::vector<Page>& pages) {
  std::size_t removed = 0;
  for (const bool left : {true, false}) {
    std::vector<std::vector<MarginNumber>> numbers;
    std::vector<std::optional<NumberColumn>> columns;
    std::size_t n_numbered = 0;
    for (const Page& page : pages) {
      numbers.push_back(margin_numbers(page, left));
      columns.push_back(number_column(numbers.back()));
      n_numbered += columns.back() ? 1 : 0;
    }
    // A table has such a column on one page of many.
    if (n_numbered * 2 < pages.size()) continue;
    for (std::size_t p = 0; p < pages.size(); ++p) {
      if (columns[p]) removed += remove_numbers(pages[p], numbers[p], *columns[p]);
    }
  }
  return removed;
}

// ---- Running heads and feet
// -----------------------------------------------------------------------------------

constexpr std::size_t kMaxFurnitureRows = 4;  ///< at either end of a page
constexpr float kMargin = 0.25f;              ///< of the page's height: where furniture may stand
constexpr float kPrintMargin = 0.09f;         ///< the same for what a browser prints
constexpr float kSameHeight = 8;              ///< points

/// The segments on one baseline of a page.
struct Row {
  Box box;
  std::vector<std::size_t> segments;
};

std::vector<Row> rows_of(const Page& page) {
  std::vector<std::size_t> order(page.segments.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return page.segments[a].box.y0 < page.segments[b].box.y0;
  });
  std::vector<Row> rows;
  for (const std::size_t i : order) {
    const Box& box = page.segments[i].box;
    if (rows.empty() || shared_height(rows.back().box, box) < 0.5f) rows.push_back({box, {}});
    rows.back().box = around(rows.back().box, box);
    rows.back().segments.push_back(i);
  }
  return rows;
}

/// The words of a segment with every number replaced by one mark.
std::string pattern_of(const Segment& segment) {
  std::string pattern;
  for (const char c : to_lower(text_of(segment.words))) {
    if (c >= '0' && c <= '9') {
      if (!pattern.ends_with('#')) pattern += '#';
    } else {
      pattern += c;
    }
  }
  return pattern;
}

/// What programs print around a page: dates and addresses of a print, a page's number.
bool is_printed_around(const std::string& pattern) {
  static const std::regex printed(
      R"((https?|file)://\S+|#/#|page #( (of|/) #)?|- ?# ?-|\[?#\]?|#[./-]#[./-]#,? #:#(:#)?( ?[ap]\.?m\.?)?)");
  constexpr std::size_t kMaxLength = 300;
  return pattern.size() <= kMaxLength && std::regex_match(pattern, printed);
}

/// A row near the upper or lower end of a page.
struct EdgeRow {
  std::size_t page;
  std::size_t depth;  ///< 0 for the outermost
  Row row;
  std::vector<std::string> patterns;
};

/// The outermost rows of every page, at its head or at its foot.
std::vector<std::vector<EdgeRow>> edge_rows(const std::vector<Page>& pages, bool head) {
  std::vector<std::vector<EdgeRow>> edges(pages.size());
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::vector<Row> rows = rows_of(pages[p]);
    if (!head) std::reverse(rows.begin(), rows.end());
    rows.resize(std::min(rows.size(), kMaxFurnitureRows));
    for (std::size_t d = 0; d < rows.size(); ++d) {
      EdgeRow edge{p, d, rows[d], {}};
      for (const std::size_t s : rows[d].segments) edge.patterns.push_back(pattern_of(pages[p].segments[s]));
      edges[p].push_back(std::move(edge));
    }
  }
  return edges;
}

/// How often each pattern stands at each height, and how many rows there are of words that return.
class Repetition {
 public:
  Repetition(const std::vector<std::vector<EdgeRow>>& edges, const std::set<std::string>& inner)
      : n_pages_(edges.size()), inner_(inner) {
    for (const auto& page : edges) {
      for (const EdgeRow& edge : page) {
        for (const std::string& pattern : edge.patterns) heights_[pattern].push_back(edge.row.box.y0);
      }
    }
    for (auto& [pattern, heights] : heights_) std::sort(heights.begin(), heights.end());
    for (const auto& page : edges) {
      for (const EdgeRow& edge : page) (returns(edge) ? returning_ : other_).push_back(edge.row.box.y0);
    }
    std::sort(returning_.begin(), returning_.end());
    std::sort(other_.begin(), other_.end());
  }

  /// Whether any words of the row stand at this height of another page too.
  bool returns(const EdgeRow& edge) const {
    return std::any_of(edge.patterns.begin(), edge.patterns.end(), [&](const std::string& pattern) {
      return inner_.count(pattern) == 0 && near(heights_.at(pattern), edge.row.box.y0) >= 2;
    });
  }

  /// Whether most rows at this height return, and on most pages: a label may begin two pages, but not most.
  bool is_furniture_height(float y) const {
    const std::size_t n = near(returning_, y);
    return 2 * n >= n_pages_ && n > 2 * near(other_, y);
  }

 private:
  static std::size_t near(const std::vector<float>& sorted, float y) {
    return static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), y + kSameHeight) -
                                    std::lower_bound(sorted.begin(), sorted.end(), y - kSameHeight));
  }
  std::size_t n_pages_;
  const std::set<std::string>& inner_;
  std::map<std::string, std::vector<float>> heights_;
  std::vector<float> returning_, other_;
};

/// The patterns of whole segments that stand in the middle of a page: labels do, running heads never.
std::set<std::string> inner_patterns(const std::vector<Page>& pages) {
  std::set<std::string> inner;
  for (const Page& page : pages) {
    for (const Segment& segment : page.segments) {
      if (segment.box.y0 > kMargin * page.height && segment.box.y1 < (1 - kMargin) * page.height)
        inner.insert(pattern_of(segment));
    }
  }
  return inner;
}

/// Whether the row stands within this share of the page's height from its upper or lower edge.
bool is_within(float share, const Page& page, const Row& row, bool head) {
  return head ? row.box.y1 < share * page.height : row.box.y0 > (1 - share) * page.height;
}

std::size_t remove_edges(std::vector<Page>& pages, bool head) {
  const auto edges = edge_rows(pages, head);
  const std::set<std::string> inner = inner_patterns(pages);
  const Repetition repetition(edges, inner);
  std::size_t removed = 0;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    std::set<std::size_t> gone;
    std::size_t n = 0;
    for (const EdgeRow& edge : edges[p]) {
      const bool printed = is_within(kPrintMargin, pages[p], edge.row, head) &&
                           std::any_of(edge.patterns.begin(), edge.patterns.end(), is_printed_around);
      const bool returns = repetition.returns(edge) && repetition.is_furniture_height(edge.row.box.y0);
      if (!is_within(kMargin, pages[p], edge.row, head) || (!printed && !returns))
        break;  // what stands further in is no furniture
      gone.insert(edge.row.segments.begin(), edge.row.segments.end());
      ++n;
    }
    if (gone.size() == pages[p].segments.size()) continue;  // a page of nothing else is a page of text
    removed += n;
    std::vector<Segment> kept;
    for (std::size_t s = 0; s < pages[p].segments.size(); ++s) {
      if (gone.count(s) == 0) kept.push_back(std::move(pages[p].segments[s]));
    }
    pages[p].segments = std::move(kept);
  }
  return removed;
}

}  // namespace

std::size_t remove_furniture(std::vector<Page>& pages) {
  std::size_t removed = remove_line_numbers(pages);
  removed += remove_edges(pages, true);
  removed += remove_edges(pages, false);
  return removed;
}

}  // namespace quoth::pdf
