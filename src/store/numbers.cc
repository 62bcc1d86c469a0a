#include "store/numbers.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "text/offsets.h"
#include "text/unicode.h"
#include "text/word_index.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 3> kLetters = {"s", "t", "x"};
/// Where each kind stands: begin and end of ?1's, in their order.
constexpr std::array<const char*, 3> kPlaces = {
    "SELECT begin, end FROM sentences WHERE record = ?1 ORDER BY number",
    "SELECT begin, end FROM turns WHERE record = ?1 ORDER BY number",
    "SELECT min(t.begin), max(t.end) FROM exchanges AS e JOIN turns AS t ON t.record = e.record AND "
    "t.number = e.turn WHERE e.record = ?1 GROUP BY e.number ORDER BY e.number"};

std::size_t row_of(Numbered kind) { return static_cast<std::size_t>(kind); }
/// The number of the first of a kind.
std::uint32_t first_of(Numbered kind) { return kind == Numbered::exchange ? 1 : 0; }
std::uint32_t word_count(std::string_view text) { return static_cast<std::uint32_t>(WordIndex(text).size()); }

Span span_at(const Statement& row, int column) {
  return {static_cast<std::uint32_t>(row.integer(column)),
          static_cast<std::uint32_t>(row.integer(column + 1))};
}

/// The number of the text that a record has now, and what its first word is counted as.
struct Edition {
  std::int64_t number = 0;
  std::uint32_t first_word = 0;
};
Result<Edition> edition_now(Database& database, std::string_view sha256) {
  QUOTH_TRY(Statement row,
            database.prepare("SELECT coalesce(max(edition) + 1, 0), "
                             "coalesce(max(first_word + words), 0) FROM editions WHERE sha256 = ?1"));
  QUOTH_CHECK(row.first(sha256));
  return Edition{row.integer(0), static_cast<std::uint32_t>(row.integer(1))};
}

Result<void> keep_text(Database& database, const NumberedPlace& of, const std::string& text,
                       Edition edition) {
  QUOTH_TRY(Statement insert, database.prepare("INSERT INTO editions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
  return insert.run(of.sha256, edition.number, of.path, of.path.substr(of.path.rfind('/') + 1),
                    edition.first_word, word_count(text), text);
}

Result<NumberedPlace> record_of(Database& database, std::int64_t record) {
  QUOTH_TRY(Statement row, database.prepare("SELECT sha256, path FROM records WHERE number = ?1"));
  QUOTH_TRY(const bool found, row.first(record));
  if (!found) return fail(ErrorCode::record_not_found, fmt::format("the store has no record {}", record));
  return NumberedPlace{.sha256 = row.string(0), .path = row.string(1), .place = {}, .text = {}};
}

/// The longest run of pairs that rise on both sides. Requires: sorted by the first, which are apart.
std::vector<std::pair<std::size_t, std::size_t>> rising(
    const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  std::vector<std::size_t> ends, before(pairs.size());
  constexpr auto kNone = static_cast<std::size_t>(-1);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto at = std::partition_point(
        ends.begin(), ends.end(), [&](std::size_t end) { return pairs[end].second < pairs[i].second; });
    before[i] = at == ends.begin() ? kNone : *(at - 1);
    at == ends.end() ? ends.push_back(i) : void(*at = i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> run;
  for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = before[i]) run.push_back(pairs[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

/// Which words of before are which of now, in order: first those that stand once in both, as a patience diff takes them;
/// then neighbours of these that are the same.
std::unordered_map<std::size_t, std::size_t> same_words(const std::vector<std::string>& before,
                                                        const std::vector<std::string>& now) {
  struct Seen {
    std::size_t n_before = 0, n_now = 0, at_before = 0, at_now = 0;
  };
  std::unordered_map<std::string_view, Seen> seen;
  for (std::size_t i = 0; i < before.size(); ++i) {
    Seen& words = seen[before[i]];
    ++words.n_before;
    words.at_before = i;
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    Seen& words = seen[now[i]];
    ++words.n_now;
    words.at_now = i;
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [text, words] : seen) {
    if (words.n_before == 1 && words.n_now == 1) pairs.emplace_back(words.at_before, words.at_now);
  }
  std::sort(pairs.begin(), pairs.end());
  std::unordered_map<std::size_t, std::size_t> same;
  std::vector<bool> taken(now.size(), false);
  const auto join = [&](std::size_t was, std::size_t is) {
    if (was >= before.size() || is >= now.size() || taken[is] || same.contains(was) || before[was] != now[is])
      return false;
    same[was] = is;
    taken[is] = true;
    return true;
  };
  const auto sure = rising(pairs);
  for (const auto& [was, is] : sure) join(was, is);
  for (const auto& [was, is] : sure) {
    for (std::size_t n = 1; join(was + n, is + n); ++n) {
    }
    for (std::size_t n = 1; n <= std::min(was, is) && join(was - n, is - n); ++n) {
    }
  }
  return same;
}

std::vector<std::string> words_at(const std::string& text, const std::vector<Span>& spans) {
  const OffsetIndex offsets(text);
  std::vector<std::string> words;
  words.reserve(spans.size());
  for (const Span span : spans)
    words.push_back(fold_space(
        slice(text, {offsets.byte_of_code_point(span.begin), offsets.byte_of_code_point(span.end)})));
  return words;
}

/// Numbers the places of one kind anew.
class Renumbering {
 public:
  static Result<Renumbering> of(Database& database, std::string sha256, Numbered kind) {
    QUOTH_TRY(Statement put,
              database.prepare("INSERT INTO numbered VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO "
                               "UPDATE SET edition = ?4, begin = ?5, end = ?6"));
    Renumbering out(database, std::move(sha256), kind, std::move(put));
    QUOTH_CHECK(out.read());
    return out;
  }

  /// Before the first time that anything changes, all is counted as it comes.
  Result<void> count(std::int64_t edition, const std::vector<Span>& spans) {
    if (!numbers_.empty() || next_ > first_of(kind_)) return {};
    for (const Span span : spans) QUOTH_CHECK(add(edition, span));
    return {};
  }
  /// The text is the same; where there is a number, it stays.
  Result<void> place(std::int64_t edition, const std::vector<Span>& spans) {
    for (const Span span : spans) {
      if (!numbers_.contains({edition, span})) QUOTH_CHECK(add(edition, span));
    }
    return {};
  }
  /// The text is another one, whose edition is the next.
  Result<void> move(std::int64_t edition, const NumberedPlaces& before, const NumberedPlaces& now) {
    const std::vector<Span>&was = before.spans[row_of(kind_)], &is = now.spans[row_of(kind_)];
    const auto same = same_words(words_at(before.text, was), words_at(now.text, is));
    for (const auto& [from, to] : same) {
      const auto number = numbers_.find({edition, was[from]});
      if (number != numbers_.end()) QUOTH_CHECK(put(number->second, edition + 1, is[to]));
    }
    return place(edition + 1, is);
  }

 private:
  Renumbering(Database& database, std::string sha256, Numbered kind, Statement put)
      : database_(database), sha256_(std::move(sha256)), kind_(kind), put_(std::move(put)) {}

  Result<void> read() {
    next_ = first_of(kind_);
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT number, edition, begin, end FROM numbered WHERE sha256 = ?1 "
                                "AND kind = ?2 ORDER BY number"));
    QUOTH_TRY(bool more, row.first(sha256_, letter_of(kind_)));
    while (more) {
      const auto number = static_cast<std::uint32_t>(row.integer(0));
      numbers_.try_emplace({row.integer(1), span_at(row, 2)}, number);
      next_ = number + 1;
      QUOTH_TRY(more, row.next());
    }
    return {};
  }
  Result<void> add(std::int64_t edition, Span span) { return put(next_++, edition, span); }
  Result<void> put(std::uint32_t number, std::int64_t edition, Span span) {
    numbers_[{edition, span}] = number;
    return put_.run(sha256_, letter_of(kind_), number, edition, span.begin, span.end);
  }

  Database& database_;
  std::string sha256_;
  Numbered kind_;
  Statement put_;
  std::map<std::pair<std::int64_t, Span>, std::uint32_t> numbers_;
  std::uint32_t next_ = 0;
};

/// Gives every place of now its number; those of before are counted first, where that was not done yet.
Result<void> renumber(Database& database, const std::string& sha256, const NumberedPlaces& before,
                      const NumberedPlaces& now, Edition edition) {
  for (const Numbered kind : kNumbered) {
    QUOTH_TRY(Renumbering numbers, Renumbering::of(database, sha256, kind));
    QUOTH_CHECK(numbers.count(edition.number, before.spans[row_of(kind)]));
    QUOTH_CHECK(before.text == now.text ? numbers.place(edition.number, now.spans[row_of(kind)])
                                        : numbers.move(edition.number, before, now));
  }
  return {};
}

/// The text of an edition; none: it is the one that the record has.
Result<std::optional<std::string>> text_of_edition(Database& database, const std::string& sha256,
                                                   std::int64_t edition) {
  QUOTH_TRY(Statement row, database.prepare("SELECT text FROM editions WHERE sha256 = ?1 AND edition = ?2"));
  QUOTH_TRY(const bool found, row.first(sha256, edition));
  return found ? std::optional(row.string(0)) : std::nullopt;
}

Result<std::string> path_of(Database& database, const std::string& sha256) {
  QUOTH_TRY(Statement row, database.prepare("SELECT path FROM records WHERE sha256 = ?1 UNION ALL "
                                            "SELECT path FROM editions WHERE sha256 = ?1"));
  QUOTH_TRY(const bool found, row.first(sha256));
  return found ? row.string(0) : std::string();
}

}  // namespace

std::string_view letter_of(Numbered kind) { return kLetters[row_of(kind)]; }

Result<NumberedPlaces> numbered_places(Database& database, std::int64_t record) {
  NumberedPlaces places;
  QUOTH_TRY(Statement text, database.prepare("SELECT text FROM texts WHERE record = ?1"));
  QUOTH_TRY(const bool found, text.first(record));
  if (!found) return fail(ErrorCode::record_not_found, fmt::format("the store has no record {}", record));
  places.text = text.string(0);
  for (const Numbered kind : kNumbered) {
    QUOTH_TRY(Statement row, database.prepare(kPlaces[row_of(kind)]));
    QUOTH_TRY(bool more, row.first(record));
    while (more) {
      places.spans[row_of(kind)].push_back(span_at(row, 0));
      QUOTH_TRY(more, row.next());
    }
  }
  return places;
}

Result<void> keep_numbers(Database& database, std::int64_t record, const NumberedPlaces& before) {
  QUOTH_TRY(const NumberedPlaces now, numbered_places(database, record));
  if (now == before) return {};
  QUOTH_TRY(const NumberedPlace of, record_of(database, record));
  QUOTH_TRY(const Edition edition, edition_now(database, of.sha256));
  QUOTH_CHECK(renumber(database, of.sha256, before, now, edition));
  return now.text == before.text ? Result<void>() : keep_text(database, of, before.text, edition);
}

Result<void> keep_numbers_of_removed(Database& database, std::int64_t record) {
  QUOTH_TRY(const NumberedPlace of, record_of(database, record));
  const std::string file_name = of.path.substr(of.path.rfind('/') + 1);
  QUOTH_TRY(Statement other, database.prepare("SELECT 1 FROM records WHERE file_name = ?1 AND number <> ?2"));
  QUOTH_TRY(const bool stays, other.first(file_name, record));
  if (!stays) {
    QUOTH_TRY(Statement numbers, database.prepare("DELETE FROM numbered WHERE sha256 = ?1 OR sha256 IN "
                                                  "(SELECT sha256 FROM editions WHERE file_name = ?2)"));
    QUOTH_CHECK(numbers.run(of.sha256, file_name));
    QUOTH_TRY(Statement texts, database.prepare("DELETE FROM editions WHERE file_name = ?1"));
    return texts.run(file_name);
  }
  QUOTH_TRY(const NumberedPlaces places, numbered_places(database, record));
  QUOTH_TRY(const Edition edition, edition_now(database, of.sha256));
  QUOTH_CHECK(renumber(database, of.sha256, places, places, edition));
  return keep_text(database, of, places.text, edition);
}

Result<void> keep_numbers_of_returned(Database& database, std::int64_t record) {
  QUOTH_TRY(const NumberedPlace of, record_of(database, record));
  QUOTH_TRY(Statement last,
            database.prepare("SELECT edition, first_word, text FROM editions WHERE sha256 = ?1 "
                             "ORDER BY edition DESC LIMIT 1"));
  QUOTH_TRY(const bool was_here, last.first(of.sha256));
  if (!was_here) return {};
  const Edition edition{last.integer(0), static_cast<std::uint32_t>(last.integer(1))};
  NumberedPlaces before{.text = last.string(2), .spans = {}};
  QUOTH_TRY(const NumberedPlaces now, numbered_places(database, record));
  if (now.text == before.text) {
    QUOTH_TRY(Statement forget, database.prepare("DELETE FROM editions WHERE sha256 = ?1 AND edition = ?2"));
    QUOTH_CHECK(forget.run(of.sha256, edition.number));
    return renumber(database, of.sha256, now, now, edition);
  }
  QUOTH_TRY(Statement row,
            database.prepare("SELECT begin, end FROM numbered WHERE sha256 = ?1 AND kind = ?2 AND "
                             "edition = ?3 ORDER BY begin, end"));
  for (const Numbered kind : kNumbered) {
    QUOTH_TRY(bool more, row.first(of.sha256, letter_of(kind), edition.number));
    while (more) {
      before.spans[row_of(kind)].push_back(span_at(row, 0));
      QUOTH_TRY(more, row.next());
    }
  }
  return renumber(database, of.sha256, before, now, edition);
}

std::uint32_t Numbering::of(Numbered kind, std::size_t row) const {
  const std::vector<std::uint32_t>& given = numbers[row_of(kind)];
  return row < given.size() ? given[row] : static_cast<std::uint32_t>(row) + first_of(kind);
}

Result<Numbering> numbering_of(Database& database, std::int64_t record) {
  Numbering numbering;
  QUOTH_TRY(const NumberedPlace of, record_of(database, record));
  QUOTH_TRY(const Edition edition, edition_now(database, of.sha256));
  numbering.first_word = edition.first_word;
  QUOTH_TRY(Statement any, database.prepare("SELECT 1 FROM numbered WHERE sha256 = ?1"));
  QUOTH_TRY(const bool renumbered, any.first(of.sha256));
  if (!renumbered) return numbering;
  QUOTH_TRY(const NumberedPlaces places, numbered_places(database, record));
  QUOTH_TRY(Statement row,
            database.prepare("SELECT begin, end, number FROM numbered WHERE sha256 = ?1 AND kind = ?2 "
                             "AND edition = ?3"));
  for (const Numbered kind : kNumbered) {
    std::map<Span, std::uint32_t> numbers;
    QUOTH_TRY(bool more, row.first(of.sha256, letter_of(kind), edition.number));
    while (more) {
      numbers.try_emplace(span_at(row, 0), static_cast<std::uint32_t>(row.integer(2)));
      QUOTH_TRY(more, row.next());
    }
    for (const Span span : places.spans[row_of(kind)])
      numbering.numbers[row_of(kind)].push_back(numbers[span]);
  }
  return numbering;
}

Result<std::optional<NumberedPlace>> place_of_number(Database& database, const std::string& sha256,
                                                     Numbered kind, std::uint32_t number) {
  NumberedPlace place{.sha256 = sha256, .path = {}, .place = {}, .text = {}};
  QUOTH_TRY(place.path, path_of(database, sha256));
  QUOTH_TRY(Statement row,
            database.prepare("SELECT begin, end, edition FROM numbered WHERE sha256 = ?1 AND kind = ?2 "
                             "AND number = ?3"));
  QUOTH_TRY(const bool known, row.first(sha256, letter_of(kind), number));
  if (known) {
    place.place = span_at(row, 0);
    QUOTH_TRY(place.text, text_of_edition(database, sha256, row.integer(2)));
    return place;
  }
  QUOTH_TRY(Statement renumbered, database.prepare("SELECT 1 FROM numbered WHERE sha256 = ?1"));
  QUOTH_TRY(const bool counted_otherwise, renumbered.first(sha256));
  if (counted_otherwise || number < first_of(kind)) return std::nullopt;
  QUOTH_TRY(Statement now, database.prepare(fmt::format("{} LIMIT 1 OFFSET ?2", kPlaces[row_of(kind)])));
  QUOTH_TRY(Statement record, database.prepare("SELECT number FROM records WHERE sha256 = ?1"));
  QUOTH_TRY(const bool there, record.first(sha256));
  if (!there) return std::nullopt;
  QUOTH_TRY(const bool found, now.first(record.integer(0), number - first_of(kind)));
  if (!found) return std::nullopt;
  place.place = span_at(now, 0);
  return place;
}

Result<std::optional<NumberedPlace>> place_of_words(Database& database, const std::string& sha256,
                                                    std::uint32_t first, std::uint32_t last) {
  NumberedPlace place{.sha256 = sha256, .path = {}, .place = {}, .text = {}};
  QUOTH_TRY(place.path, path_of(database, sha256));
  std::string text;
  std::uint32_t first_word = 0;
  QUOTH_TRY(Statement row,
            database.prepare("SELECT text, first_word FROM editions WHERE sha256 = ?1 AND first_word <= ?2 "
                             "AND ?2 < first_word + words"));
  QUOTH_TRY(const bool earlier, row.first(sha256, first));
  if (earlier) {
    text = row.string(0);
    first_word = static_cast<std::uint32_t>(row.integer(1));
  } else {
    QUOTH_TRY(const Edition edition, edition_now(database, sha256));
    QUOTH_TRY(Statement now,
              database.prepare("SELECT x.text FROM records AS r JOIN texts AS x ON x.record = r.number "
                               "WHERE r.sha256 = ?1"));
    QUOTH_TRY(const bool there, now.first(sha256));
    if (!there) return std::nullopt;
    text = now.string(0);
    first_word = edition.first_word;
  }
  const WordIndex words(text);
  if (first < first_word || last < first || last - first_word >= words.size()) return std::nullopt;
  const Span span = words.span_of({first - first_word, last - first_word});
  const OffsetIndex offsets(text);
  place.place = {offsets.code_points(span.begin), offsets.code_points(span.end)};
  if (earlier) place.text = std::move(text);
  return place;
}

Result<std::vector<LeftNumber>> left_numbers(Database& database, std::int64_t record) {
  std::vector<LeftNumber> left;
  QUOTH_TRY(const NumberedPlace of, record_of(database, record));
  QUOTH_TRY(const Numbering numbering, numbering_of(database, record));
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT n.number, n.begin, n.end, e.text FROM numbered AS n LEFT JOIN editions AS e "
                       "USING (sha256, edition) WHERE n.sha256 = ?1 AND n.kind = ?2 ORDER BY n.number"));
  for (const Numbered kind : kNumbered) {
    const std::vector<std::uint32_t>& held = numbering.numbers[row_of(kind)];
    const std::set<std::uint32_t> now(held.begin(), held.end());
    QUOTH_TRY(bool more, row.first(of.sha256, letter_of(kind)));
    while (more) {
      const auto number = static_cast<std::uint32_t>(row.integer(0));
      LeftNumber item{kind, number, of};
      item.then.place = span_at(row, 1);
      if (!row.is_null(3)) item.then.text = row.string(3);
      if (!now.contains(number)) left.push_back(std::move(item));
      QUOTH_TRY(more, row.next());
    }
  }
  return left;
}

Result<std::optional<std::string>> removed_sha256(Database& database, std::string_view beginning) {
  if (beginning.empty() || beginning.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT DISTINCT sha256 FROM editions WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' AND "
                       "sha256 NOT IN (SELECT sha256 FROM records) LIMIT 2"));
  QUOTH_TRY(const bool found, row.first(beginning));
  if (!found) return std::nullopt;
  std::string sha256 = row.string(0);
  QUOTH_TRY(const bool more, row.next());
  return more ? std::nullopt : std::optional(std::move(sha256));
}

}  // namespace quoth
