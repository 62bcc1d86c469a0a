#include "engine/timeline.h"

#include <charconv>

#include <fmt/format.h>

#include "engine/quotations.h"
#include "text/unicode.h"

namespace quoth {
namespace {

// Whose words a time is: the holder of the narrowest report that it stands in, else who speaks.
constexpr const char* kTimes = R"sql(
WITH spoken AS (
  SELECT m.record, m.number, m.turn, m.begin, m.end, m.value, m.first_day, m.last_day, p.name AS speaker,
         (SELECT coalesce(hp.name, l.text, q.source) FROM quotes AS q
          LEFT JOIN speakers AS hs ON hs.record = q.record AND hs.number = q.speaker
          LEFT JOIN people AS hp ON hp.id = hs.person LEFT JOIN lexicon AS l ON l.id = q.name
          WHERE q.record = m.record AND q.turn IS m.turn AND q.begin <= m.begin AND m.end <= q.end AND q.kind <> 'scare'
          ORDER BY q.end - q.begin LIMIT 1) AS holder
  FROM times AS m
  LEFT JOIN turns AS t ON t.record = m.record AND t.number = m.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  WHERE (m.first_day IS NULL) = ?1
), kept AS (
  SELECT *, coalesce(nullif(holder, ''), speaker, '') AS by FROM spoken
  WHERE ?2 = '' OR coalesce(nullif(holder, ''), speaker, '') = ?2
)
)sql";

constexpr const char* kRows = R"sql(
SELECT k.record, r.sha256, coalesce(r.title, r.file_name), r.date, k.turn, k.begin, k.end, k.value, k.first_day, k.last_day,
       k.by, k.speaker, coalesce(n.begin, k.begin), x.text
FROM kept AS k JOIN records AS r ON r.number = k.record
LEFT JOIN sentences AS n ON n.record = k.record AND n.turn IS k.turn AND n.begin <= k.begin AND k.begin < n.end
LEFT JOIN sentence_texts AS x ON x.record = n.record AND x.sentence = n.number
WHERE (?3 IS NULL OR k.last_day >= ?3) AND (?4 IS NULL OR k.first_day <= ?4)
ORDER BY k.first_day, k.last_day, r.date, k.record, k.number LIMIT ?5 OFFSET ?6
)sql";

Result<std::optional<TimeWindow>> asked_window(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto window = time_window_of(text);
  if (!window)
    return fail(ErrorCode::usage_invalid, "this is no year, month or day: " + text,
                "write it in digits, as in 2018, 2018-05 or 2018-05-17");
  return window;
}

/// What is shown: from the one to the other; what is not asked for ends with what there is. Without any time at all, this
/// decade is as good as any other.
Result<TimeWindow> window_of(const TimeFilter& filter,
                             const std::vector<std::pair<std::string, std::size_t>>& years) {
  QUOTH_TRY(auto from, asked_window(filter.from));
  QUOTH_TRY(auto to, asked_window(filter.to));
  if (!from) from = time_window_of(years.empty() ? (to ? to->from() : "2020") : years.front().first);
  if (!to) to = time_window_of(years.empty() ? from->to() : years.back().first);
  const auto window = time_window_between(*from, *to);
  if (!window && !filter.from.empty() && !filter.to.empty())
    return fail(ErrorCode::usage_invalid, filter.to + " is before " + filter.from);
  return window ? *window : filter.from.empty() ? to->fitted() : from->fitted();
}

/// The byte at which code point number `n` of `text` begins.
std::size_t byte_of(std::string_view text, std::int64_t n) {
  std::size_t at = 0;
  for (std::int64_t i = 0; i < n && at < text.size(); ++i) at += code_point_at(text, at).length;
  return at;
}

SpokenTime read_time(const Statement& row) {
  SpokenTime time{.record = row.integer(0),
                  .sha256 = row.string(1),
                  .title = row.string(2),
                  .date = row.string(3),
                  .turn = row.maybe_integer(4),
                  .begin = row.integer(5),
                  .end = row.integer(6),
                  .value = row.string(7),
                  .first_day = row.maybe_integer(8),
                  .last_day = row.maybe_integer(9),
                  .by = row.string(10)};
  if (row.text(11) != row.text(10)) time.told_by = row.string(11);
  const std::string_view sentence = row.text(13);
  const std::size_t from = byte_of(sentence, time.begin - row.integer(12));
  const std::size_t to = from + byte_of(sentence.substr(from), time.end - time.begin);
  time.before = fold_space(sentence.substr(0, from));
  time.words = fold_space(sentence.substr(from, to - from));
  time.after = fold_space(sentence.substr(to));
  return time;
}

Result<std::size_t> count(Store& store, const std::string& sql, bool undated, const std::string& by) {
  QUOTH_TRY(Statement row, store.database().prepare(sql));
  QUOTH_CHECK(row.first(undated ? 1 : 0, by));
  return static_cast<std::size_t>(row.integer(0));
}

}  // namespace

Result<TimeList> list_times(Store& store, const TimeFilter& filter) {
  QUOTH_TRY(const std::size_t from, read_cursor(filter.after));
  QUOTH_TRY(const auto asked_from, asked_window(filter.from));
  QUOTH_TRY(const auto asked_to, asked_window(filter.to));
  std::optional<std::int64_t> first, last;
  if (asked_from) first = asked_from->first_day();
  if (asked_to) last = asked_to->last_day();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(store.database()));
  const std::string with = kTimes;
  TimeList list;
  QUOTH_TRY(list.undated, count(store, with + "SELECT count(*) FROM kept", true, filter.by));

  QUOTH_TRY(
      Statement total,
      store.database().prepare(with + "SELECT count(*) FROM kept AS k WHERE (?3 IS NULL OR k.last_day >= ?3) "
                                      "AND (?4 IS NULL OR k.first_day <= ?4)"));
  QUOTH_CHECK(total.first(filter.undated ? 1 : 0, filter.by, first, last));
  list.total = static_cast<std::size_t>(total.integer(0));

  QUOTH_TRY(Statement year, store.database().prepare(
                                with + "SELECT first_day / 10000, count(*) FROM kept WHERE first_day >= 0 "
                                       "GROUP BY 1 ORDER BY 1"));
  QUOTH_TRY(bool more, year.first(0, filter.by));
  while (more) {
    list.years.emplace_back(fmt::format("{:04}", year.integer(0)), static_cast<std::size_t>(year.integer(1)));
    QUOTH_TRY(more, year.next());
  }

  QUOTH_TRY(list.window, window_of(filter, list.years));
  list.counts.assign(static_cast<std::size_t>(list.window.size()), 0);
  QUOTH_TRY(Statement day,
            store.database().prepare(
                with + "SELECT first_day, count(*) FROM kept WHERE first_day BETWEEN ?3 AND ?4 GROUP BY 1"));
  QUOTH_TRY(more, day.first(0, filter.by, list.window.first_day(), list.window.last_day()));
  while (more) {
    const std::int64_t at = unit_of_day(list.window.unit, day.integer(0)) - list.window.first;
    if (at >= 0 && at < list.window.size())
      list.counts[static_cast<std::size_t>(at)] += static_cast<std::size_t>(day.integer(1));
    QUOTH_TRY(more, day.next());
  }

  QUOTH_TRY(Statement row, store.database().prepare(with + kRows));
  QUOTH_TRY(more, row.first(filter.undated ? 1 : 0, filter.by, first, last, filter.limit, from));
  while (more) {
    list.times.push_back(read_time(row));
    QUOTH_TRY(more, row.next());
  }
  if (from + list.times.size() < list.total && !list.times.empty())
    list.next = std::to_string(from + list.times.size());
  return list;
}

}  // namespace quoth
