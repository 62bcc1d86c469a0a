#include "engine/source_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "read/pdf/page_picture.h"
#include "store/reviews.h"
#include "text/encoding.h"
#include "text/offsets.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::uint32_t kAroundBytes = 3000;
constexpr double kSameLine = 0.5;  // of the lower one's height that boxes of one line share

/// A run of the source map, docs/record.md: code points of the text, and the bytes that they were read from or the page and
/// the box on it.
struct Run {
  Span text;
  std::array<double, 5> source{};
};

/// Reads "[[0,12,0,12],[12,14,30,32]]", which record_json wrote.
std::vector<Run> read_runs(std::string_view json) {
  std::vector<Run> runs;
  std::array<double, 7> numbers{};
  std::size_t n = 0;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '[') n = 0;
    if (c == ']' && n >= 4) {
      Run run{{static_cast<std::uint32_t>(numbers[0]), static_cast<std::uint32_t>(numbers[1])}, {}};
      std::copy(numbers.begin() + 2, numbers.begin() + static_cast<std::ptrdiff_t>(n), run.source.begin());
      runs.push_back(run);
      n = 0;
    }
    if (c != '-' && (c < '0' || c > '9')) continue;
    double number = 0;
    const auto end = std::from_chars(json.data() + at, json.data() + json.size(), number).ptr;
    if (n < numbers.size()) numbers[n++] = number;
    at = static_cast<std::size_t>(end - json.data()) - 1;
  }
  return runs;
}

/// What of the file a record's text was read from.
class SourceRuns {
 public:
  static Result<SourceRuns> of(Database& database, std::int64_t record) {
    SourceRuns out;
    QUOTH_TRY(out.text_, text_of_record(database, record));
    QUOTH_TRY(Statement row,
              database.prepare("SELECT json_extract(json, '$.source_map') FROM documents WHERE record = ?1"));
    QUOTH_CHECK(row.first(record));
    out.runs_ = read_runs(row.text(0));
    return out;
  }

  /// The runs that have a character of a stretch.
  std::pair<const Run*, const Run*> in(Span stretch) const {
    const Run* const end = runs_.data() + runs_.size();
    const Run* const first = std::partition_point(
        runs_.data(), end, [&](const Run& run) { return run.text.end <= stretch.begin; });
    return {first,
            std::partition_point(first, end, [&](const Run& run) { return run.text.begin < stretch.end; })};
  }

  /// The bytes of the file that a stretch was read from; empty: none.
  Span bytes_of(const OffsetIndex& offsets, Span stretch) const {
    std::size_t begin = 0, end = 0;
    bool found = false;
    const auto [first, last] = in(stretch);
    for (const Run* run = first; run != last; ++run) {
      if (run->source[1] <= run->source[0]) continue;
      if (!found) begin = byte_of(offsets, *run, stretch.begin);
      end = byte_of(offsets, *run, stretch.end);
      found = true;
    }
    return make_span(begin, std::max(begin, end));
  }

  const std::string& text() const& { return text_; }

 private:
  /// The source byte of a run at which code point `at` of the record's text begins.
  static std::size_t byte_of(const OffsetIndex& offsets, const Run& run, std::uint32_t at) {
    const std::uint32_t clamped = std::clamp(at, run.text.begin, run.text.end);
    const auto source = static_cast<std::size_t>(run.source[0]);
    const std::size_t size = static_cast<std::size_t>(run.source[1]) - source;
    const std::uint32_t from = offsets.byte_of_code_point(run.text.begin);
    if (offsets.byte_of_code_point(run.text.end) - from == size)
      return source + offsets.byte_of_code_point(clamped) - from;
    return source + size * (clamped - run.text.begin) / std::max<std::size_t>(1, run.text.size());
  }

  std::string text_;
  std::vector<Run> runs_;
};

/// The part of a run's box that its characters in a stretch take, as if all were of one width.
SourceBox box_of(const Run& run, Span stretch) {
  const double width = (run.source[3] - run.source[1]) / std::max<std::uint32_t>(1, run.text.size());
  const std::uint32_t first = std::max(stretch.begin, run.text.begin),
                      last = std::min(stretch.end, run.text.end);
  return {run.source[1] + width * (first - run.text.begin), run.source[2],
          run.source[3] - width * (run.text.end - last), run.source[4]};
}

bool on_one_line(const SourceBox& a, const SourceBox& b) {
  const double shared = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return b.x0 >= a.x0 && shared >= kSameLine * std::min(a.y1 - a.y0, b.y1 - b.y0);
}

Result<std::vector<SourcePage>> pages_of(const SourceRuns& runs, const std::vector<Span>& stretches,
                                         std::string_view bytes) {
  std::map<std::int64_t, SourcePage> pages;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const auto [first, last] = runs.in(stretches[i]);
    for (const Run* run = first; run != last; ++run) {
      SourcePage& page = pages[static_cast<std::int64_t>(run->source[0])];
      const SourceBox box = box_of(*run, stretches[i]);
      if (!page.places.empty() && page.places.back().stretch == i &&
          on_one_line(page.places.back().box, box)) {
        SourceBox& line = page.places.back().box;
        line = {line.x0, std::min(line.y0, box.y0), std::max(line.x1, box.x1), std::max(line.y1, box.y1)};
      } else {
        page.places.push_back({i, box});
      }
    }
  }
  std::vector<SourcePage> out;
  if (pages.empty()) return out;
  const auto first = static_cast<std::uint32_t>(pages.begin()->first);
  QUOTH_TRY(const std::vector<pdf::PageSize> sizes,
            pdf::sizes_of_pages(bytes, first, static_cast<std::uint32_t>(pages.rbegin()->first), {}));
  for (auto& [number, page] : pages) {
    const std::size_t at = static_cast<std::size_t>(number) - first;
    page.page = number;
    if (at >= sizes.size()) continue;
    page.width = sizes[at].width;
    page.height = sizes[at].height;
    out.push_back(std::move(page));
  }
  return out;
}

/// To the nearest begin of a character.
std::uint32_t to_character(std::string_view text, std::uint32_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

}  // namespace

Result<SourceView> source_view(Store& store, std::int64_t number, const std::vector<Span>& stretches) {
  QUOTH_TRY(const StoredSource source, store.source(number));
  SourceView view{.file_name = source.path.substr(source.path.rfind('/') + 1)};
  QUOTH_TRY(const SourceRuns runs, SourceRuns::of(store.database(), number));
  if (source.bytes.starts_with("%PDF")) {
    QUOTH_TRY(view.pages, pages_of(runs, stretches, source.bytes));
    return view;
  }
  QUOTH_TRY(const Decoded decoded, decode(source.bytes));
  view.encoding = decoded.encoding;
  const std::string_view text = decoded.text.text();
  const OffsetIndex offsets(runs.text());
  std::uint32_t begin = static_cast<std::uint32_t>(text.size()), end = 0;
  for (const Span stretch : stretches) {
    const Span bytes = runs.bytes_of(offsets, stretch);
    view.places.push_back(bytes.empty() ? Span() : decoded.text.map().text_of(bytes));
    if (view.places.back().empty()) continue;
    begin = std::min(begin, view.places.back().begin);
    end = std::max(end, view.places.back().end);
  }
  begin = std::min(begin, end);
  const std::uint32_t from = to_character(text, begin > kAroundBytes ? begin - kAroundBytes : 0);
  const std::uint32_t to = to_character(
      text, static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), end + std::size_t{kAroundBytes})));
  view.begins = from == 0;
  view.ends = to == text.size();
  view.text = slice(text, {from, to});
  for (Span& place : view.places) {
    if (!place.empty()) place = {place.begin - from, place.end - from};
  }
  return view;
}

Result<std::string> source_picture(Store& store, std::int64_t number, std::uint32_t page) {
  QUOTH_TRY(const StoredSource source, store.source(number));
  if (!source.bytes.starts_with("%PDF"))
    return fail(ErrorCode::http_not_found, "this record was not read from pages");
  return pdf::picture_of_page(source.bytes, page, {});
}

}  // namespace quoth
