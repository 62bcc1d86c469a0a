#include "engine/record_parts.h"

#include <algorithm>

#include "engine/quotations.h"
#include "text/offsets.h"
#include "text/span.h"

namespace quoth {
namespace {

constexpr const char* kTurns =
    "SELECT t.number, p.name, s.role, t.begin, t.end, t.words, t.page, t.text FROM turns AS t "
    "LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = "
    "s.person "
    "WHERE t.record = ?1 AND t.number >= ?3 AND (?2 IS NULL OR t.number = ?2) ORDER BY t.number LIMIT ?4";
constexpr const char* kTurnCount =
    "SELECT count(*) FROM turns WHERE record = ?1 AND (?2 IS NULL OR number = ?2)";
constexpr const char* kSentences =
    "SELECT n.number, n.turn, p.name, n.begin, n.end, n.check_worthiness, "
    "substr(t.text, n.said_begin + 1, n.said_end - n.said_begin) FROM sentences AS n "
    "LEFT JOIN turns AS t ON t.record = n.record AND t.number = n.turn "
    "LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = "
    "s.person "
    "WHERE n.record = ?1 AND n.number >= ?3 AND (?2 IS NULL OR n.turn = ?2) ORDER BY n.number LIMIT ?4";
constexpr const char* kSentenceCount =
    "SELECT count(*) FROM sentences WHERE record = ?1 AND (?2 IS NULL OR turn = ?2)";

void read_part(const Statement& row, ListedTurn& turn) {
  turn = {.turn = row.integer(0),
          .speaker = row.string(1),
          .role = row.string(2),
          .begin = row.integer(3),
          .end = row.integer(4),
          .words = row.integer(5),
          .page = row.maybe_integer(6),
          .text = row.string(7)};
}

void read_part(const Statement& row, ListedSentence& sentence) {
  sentence = {.sentence = row.integer(0),
              .turn = row.maybe_integer(1),
              .speaker = row.string(2),
              .begin = row.integer(3),
              .end = row.integer(4),
              .check_worthiness = row.maybe_real(5),
              .text = row.string(6)};
}

/// A cursor is the number of the first part that follows: parts have their numbers until the record is read anew.
template <typename Part>
Result<PartList<Part>> list(Store& store, const PartFilter& filter, const char* count_rows,
                            const char* rows) {
  QUOTH_TRY(const std::size_t from, read_cursor(filter.after));
  Database& database = store.database();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  PartList<Part> list;
  QUOTH_TRY(Statement count, database.prepare(count_rows));
  QUOTH_CHECK(count.first(filter.record, filter.turn));
  list.total = static_cast<std::size_t>(count.integer(0));
  QUOTH_TRY(Statement row, database.prepare(rows));
  QUOTH_TRY(bool more, row.first(filter.record, filter.turn, from, filter.limit + 1));
  while (more) {
    if (list.parts.size() == filter.limit) {
      list.next = std::to_string(row.integer(0));
      break;
    }
    read_part(row, list.parts.emplace_back());
    QUOTH_TRY(more, row.next());
  }
  return list;
}

}  // namespace

Result<PartList<ListedTurn>> list_turns(Store& store, const PartFilter& filter) {
  return list<ListedTurn>(store, filter, kTurnCount, kTurns);
}

Result<PartList<ListedSentence>> list_sentences(Store& store, const PartFilter& filter) {
  QUOTH_TRY(auto sentences, list<ListedSentence>(store, filter, kSentenceCount, kSentences));
  const bool all_said = std::all_of(sentences.parts.begin(), sentences.parts.end(),
                                    [](const ListedSentence& sentence) { return sentence.turn.has_value(); });
  if (all_said) return sentences;
  // Those that nobody says stand in the whole text alone, which is long: it is read once.
  QUOTH_TRY(Statement row, store.database().prepare("SELECT text FROM texts WHERE record = ?1"));
  QUOTH_CHECK(row.first(filter.record));
  const std::string_view text = row.text(0);
  const OffsetIndex offsets(text);
  const auto byte = [&](std::int64_t n) { return offsets.byte_of_code_point(static_cast<std::uint32_t>(n)); };
  for (ListedSentence& sentence : sentences.parts) {
    if (!sentence.turn) sentence.text = slice(text, {byte(sentence.begin), byte(sentence.end)});
  }
  return sentences;
}

}  // namespace quoth
