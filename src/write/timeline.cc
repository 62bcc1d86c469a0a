#include "write/timeline.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "record/holder_name.h"
#include "text/columns.h"
#include "text/display.h"
#include "text/offsets.h"
#include "text/unicode.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

std::string iso_day(std::int64_t day) {
  if (day < 0) return fmt::format("BC{:04}", (-day + 9999) / 10000);
  return fmt::format("{:04}-{:02}-{:02}", day / 10000, day / 100 % 100, day % 100);
}

/// The year of a day; before Christ negative.
std::int64_t year_of(std::int64_t day) { return day >= 0 ? day / 10000 : -((-day + 9999) / 10000); }

std::string year_text(std::int64_t year) {
  return year < 0 ? fmt::format("{} BC", -year) : std::to_string(year);
}

std::optional<TurnId> turn_at(const Record& record, std::uint32_t at) {
  const auto after = std::partition_point(record.turns.begin(), record.turns.end(),
                                          [&](const Turn& turn) { return turn.span.begin <= at; });
  if (after == record.turns.begin() || (after - 1)->span.end <= at) return std::nullopt;
  return TurnId(static_cast<std::size_t>(after - record.turns.begin()) - 1);
}

Span sentence_at(const Record& record, Span time) {
  const auto& spans = record.sentences.span;
  const auto after =
      std::partition_point(spans.begin(), spans.end(), [&](Span span) { return span.begin <= time.begin; });
  if (after == spans.begin() || (after - 1)->end <= time.begin) return time;
  return {(after - 1)->begin, std::max((after - 1)->end, time.end)};
}

/// The innermost report whose content has `time` in it.
const Quote* report_of(const Record& record, Span time) {
  const Quote* innermost = nullptr;
  std::uint32_t least = ~0U;
  for (const Quote& quote : record.quotes) {
    for (const Span content : quote.content) {
      if (!content.contains(time) || content.size() >= least || quote.kind == QuoteKind::scare) continue;
      least = content.size();
      innermost = &quote;
    }
  }
  return innermost;
}

// ---- The page ---------------------------------------------------------------------------------------------------

constexpr std::string_view kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr int kWhen = 12;  // columns of the left column

class TimelinePage {
 public:
  TimelinePage(const Record& record, const LayerPageOptions& options)
      : record_(record),
        width_(std::min(options.width, kWidest)),
        lines_(width_, options.colour),
        entries_(timeline_of(record)) {}

  std::string render() && {
    add_heading(lines_, record_);
    const auto dated = std::partition_point(
        entries_.begin(), entries_.end(), [](const TimelineEntry& entry) { return entry.days.has_value(); });
    add_line(lines_,
             counted(entries_.size(), "time", "times") + " · " + std::to_string(entries_.end() - dated) +
                 " without a day",
             kDim);
    lines_.rule();
    lines_.blank();
    if (dated != entries_.begin()) write_axis(dated - entries_.begin());
    std::optional<std::int64_t> year;
    for (auto entry = entries_.begin(); entry != dated; ++entry) {
      const std::int64_t now = year_of(entry->days->first);
      if (year != now) {
        if (year) lines_.blank();
        add_line(lines_, year_text(now), kBold);
      }
      year = now;
      write_entry(*entry, when(*entry));
    }
    if (dated != entries_.end()) {
      lines_.blank();
      add_line(lines_, "Without a day", kBold);
    }
    for (auto entry = dated; entry != entries_.end(); ++entry) {
      const std::string& value = record_.times[entry->time].value;
      write_entry(*entry, value.empty() ? "no such" : value);
    }
    return std::move(lines_).take();
  }

 private:
  /// How often each stretch of years is spoken of, from the tenth to the ninetieth of a hundred years where some lie far
  /// away: bars over a line with the first and last year.
  void write_axis(std::ptrdiff_t n_dated) {
    const std::int64_t first = year_of(entries_.front().days->first);
    std::int64_t last = first;
    for (std::ptrdiff_t i = 0; i < n_dated; ++i)
      last = std::max(last, year_of(entries_[static_cast<std::size_t>(i)].days->first));
    const std::int64_t n_years = last - first + 1, room = std::max(10, width_ - 2);
    const std::int64_t per_bar = (n_years + room - 1) / room, n_bars = (n_years + per_bar - 1) / per_bar;
    const std::int64_t wide = std::clamp<std::int64_t>(room / n_bars, 1, 6);
    std::vector<int> count(static_cast<std::size_t>(n_bars), 0);
    for (std::ptrdiff_t i = 0; i < n_dated; ++i) {
      ++count[static_cast<std::size_t>((year_of(entries_[static_cast<std::size_t>(i)].days->first) - first) /
                                       per_bar)];
    }
    const int most = *std::max_element(count.begin(), count.end());
    std::string bars, line;
    for (const int n : count) {
      const std::string_view bar = n == 0 ? " " : kBars[static_cast<std::size_t>((n * 8 - 1) / most)];
      for (std::int64_t i = 0; i < wide; ++i) {
        bars += i + 1 == wide && wide > 1 ? " " : bar;
        line += i == 0 ? "┴" : "─";
      }
    }
    const std::string from = year_text(first), to = year_text(last);
    const auto gap =
        static_cast<std::int64_t>(n_bars * wide) - static_cast<std::int64_t>(from.size() + to.size());
    bars.erase(bars.find_last_not_of(' ') + 1);
    lines_.picture(bars, kDim);
    lines_.picture(line, kDim);
    const auto between = static_cast<std::size_t>(std::max<std::int64_t>(2, gap));
    lines_.picture(n_years == 1 ? from : from + std::string(between, ' ') + to, kDim);
    lines_.blank();
  }

  std::string when(const TimelineEntry& entry) const {
    const Time& time = record_.times[entry.time];
    const std::string& value = time.value;
    // The year stands above.
    const bool in_year =
        value.size() > 5 && value[4] == '-' && value.find('/') == std::string::npos && value[0] != 'B';
    std::string text = in_year ? value.substr(5) : value;
    if (time.mod == TimeMod::approx) text = "~" + text;
    return text;
  }

  void write_entry(const TimelineEntry& entry, const std::string& when) {
    const Span time = record_.times[entry.time].span;
    StyledText words;
    if (!entry.by.empty()) {
      const Ink ink = entry.told_by.empty() && entry.turn && record_.turns[entry.turn->index()].speaker
                          ? ink_of(*record_.turns[entry.turn->index()].speaker)
                          : kBold;
      words.add(cut_to_columns(entry.by, 24), ink);
      if (!entry.told_by.empty()) words.add(" (told by " + cut_to_columns(entry.told_by, 20) + ")", kDim);
      words.add(": ");
    }
    // The words around the time, so that it is always seen.
    const int reach = width_ - kWhen;
    words.add(cut_to_last_columns(record_.document.slice({entry.sentence.begin, time.begin}), reach * 3 / 4));
    words.add(fold_space(record_.document.slice(time)), kBold);
    words.add(cut_to_columns(record_.document.slice({time.end, std::max(time.end, entry.sentence.end)}),
                             reach * 3 / 4));
    lines_.add(words, fit_to_columns("  " + when, kWhen) + " ", std::string(kWhen + 1, ' '), kDim);
  }

  const Record& record_;
  int width_;
  StyledLines lines_;
  std::vector<TimelineEntry> entries_;
};

void append_csv(std::string& out, std::string_view field, bool last = false) {
  const bool quoted = field.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
  out += last ? "\r\n" : ",";
}

}  // namespace

std::vector<TimelineEntry> timeline_of(const Record& record) {
  std::vector<TimelineEntry> entries;
  for (std::size_t i = 0; i < record.times.size(); ++i) {
    const Time& time = record.times[i];
    TimelineEntry entry{.time = i, .days = days_of(time.value), .sentence = sentence_at(record, time.span)};
    entry.turn = turn_at(record, time.span.begin);
    std::string speaker;
    if (entry.turn && record.turns[entry.turn->index()].speaker) {
      speaker = record.speakers[record.turns[entry.turn->index()].speaker->index()].name;
    }
    if (const Quote* report = report_of(record, time.span)) entry.by = name_or_words(record, report->holder);
    if (entry.by.empty()) entry.by = speaker;
    if (entry.by != speaker) entry.told_by = speaker;
    entries.push_back(std::move(entry));
  }
  std::stable_sort(entries.begin(), entries.end(), [](const TimelineEntry& a, const TimelineEntry& b) {
    if (!a.days || !b.days) return a.days.has_value() && !b.days.has_value();
    return std::tie(a.days->first, a.days->last) < std::tie(b.days->first, b.days->last);
  });
  return entries;
}

std::string render_timeline(const Record& record, const LayerPageOptions& options) {
  return TimelinePage(record, options).render();
}

std::string timeline_json(const Record& record) {
  std::string out;
  JsonWriter json(out);
  const OffsetIndex offsets(record.document.text());
  json.begin_object();
  json.member("id", record.id);
  json.key("timeline");
  json.begin_array();
  for (const TimelineEntry& entry : timeline_of(record)) {
    const Time& time = record.times[entry.time];
    json.begin_object();
    json.member_integer("time", static_cast<std::int64_t>(entry.time));
    json.member_integer("begin", offsets.code_points(time.span.begin));
    json.member_integer("end", offsets.code_points(time.span.end));
    json.member_or_null("value", time.value);
    json.member_or_null("from_day", entry.days ? iso_day(entry.days->first) : std::string());
    json.member_or_null("to_day", entry.days ? iso_day(entry.days->last) : std::string());
    json.member_or_null("by", entry.by);
    json.member_or_null("told_by", entry.told_by);
    json.key("turn");
    if (entry.turn) {
      json.integer(entry.turn->value);
    } else {
      json.null();
    }
    json.member("text", record.document.slice(entry.sentence));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out;
}

std::string timeline_csv(const Record& record) {
  std::string out = "value,type,first_day,last_day,by,told_by,turn,words,sentence\r\n";
  for (const TimelineEntry& entry : timeline_of(record)) {
    const Time& time = record.times[entry.time];
    append_csv(out, time.value);
    append_csv(out, to_string(time.type));
    append_csv(out, entry.days ? iso_day(entry.days->first) : std::string());
    append_csv(out, entry.days ? iso_day(entry.days->last) : std::string());
    append_csv(out, entry.by);
    append_csv(out, entry.told_by);
    append_csv(out, entry.turn ? std::to_string(entry.turn->value) : std::string());
    append_csv(out, fold_space(record.document.slice(time.span)));
    append_csv(out, fold_space(record.document.slice(entry.sentence)), true);
  }
  return out;
}

}  // namespace quoth
