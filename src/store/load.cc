#include "store/load.h"

#include <algorithm>
#include <functional>

#include "store/language_rows.h"
#include "store/store.h"
#include "store/time_rows.h"
#include "text/offsets.h"

namespace quoth {
namespace {

Format format_of(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Format::jsonl); ++i) {
    if (to_string(static_cast<Format>(i)) == word) return static_cast<Format>(i);
  }
  return Format::plain_text;
}

BlockKind block_kind_of(std::string_view word) {
  for (int i = 0; i < static_cast<int>(BlockKind::unassigned); ++i) {
    if (to_string(static_cast<BlockKind>(i)) == word) return static_cast<BlockKind>(i);
  }
  return BlockKind::unassigned;
}

/// Reads the rows of one record. Positions become bytes again here.
class RecordLoader {
 public:
  RecordLoader(Database& database, std::int64_t number, LayerSet wanted)
      : database_(database), number_(number), wanted_(wanted) {}

  Result<Record> load() {
    QUOTH_TRY(const bool found, load_document());
    if (!found)
      return fail(ErrorCode::record_not_found, "the store has no record " + std::to_string(number_));
    QUOTH_CHECK(load_layer_set());
    QUOTH_CHECK(load_meta());
    QUOTH_CHECK(load_speakers());
    QUOTH_CHECK(load_turns());
    QUOTH_CHECK(load_rest());
    QUOTH_CHECK(load_times(database_, number_, *offsets_, record_));
    QUOTH_CHECK(load_language(database_, number_, *offsets_, wanted_, record_));
    return std::move(record_);
  }

 private:
  /// Calls `use` for each row that `sql` gives with the record's number as ?1.
  Result<void> each(std::string_view sql, const std::function<void(const Statement&)>& use) {
    QUOTH_TRY(Statement row, database_.prepare(sql));
    QUOTH_TRY(bool more, row.first(number_));
    while (more) {
      use(row);
      QUOTH_TRY(more, row.next());
    }
    return {};
  }

  std::uint32_t byte(const Statement& row, int column) const {
    return offsets_->byte_of_code_point(static_cast<std::uint32_t>(row.integer(column)));
  }
  Span span(const Statement& row, int column) const { return {byte(row, column), byte(row, column + 1)}; }

  Result<bool> load_document() {
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT r.path, r.format, r.sha256, r.file_name, x.text, r.weights "
                                "FROM records AS r JOIN texts AS x ON x.record = r.number "
                                "WHERE r.number = ?1"));
    QUOTH_TRY(const bool found, row.first(number_));
    if (!found) return false;
    record_.id = row.string(0);
    record_.weights = row.string(5);
    DocumentBuilder builder;
    builder.text.append_inserted(row.text(4), 0);
    {
      const OffsetIndex offsets(builder.text.text());
      QUOTH_CHECK(
          each("SELECT page, begin, coalesce(lead(begin) OVER (ORDER BY page), 4294967295) FROM pages "
               "WHERE record = ?1 ORDER BY page",
               [&](const Statement& page) {
                 const auto at = [&](int column) {
                   return offsets.byte_of_code_point(static_cast<std::uint32_t>(page.integer(column)));
                 };
                 builder.page_boxes.push_back(
                     {{at(1), at(2)}, static_cast<std::uint32_t>(page.integer(0)), 0, 0, 0, 0});
               }));
    }
    record_.document = std::move(builder).seal(format_of(row.text(1)), row.string(2), row.string(3));
    offsets_.emplace(record_.document.text());
    return true;
  }

  Result<void> load_layer_set() {
    record_.layers = LayerSet::none();
    return each("SELECT label FROM given WHERE record = ?1 AND field = 'layer'", [&](const Statement& row) {
      if (const auto layer = layer_of(row.text(0))) record_.layers.add(*layer);
    });
  }

  Result<void> load_meta() {
    Meta& meta = record_.meta;
    QUOTH_CHECK(
        each("SELECT title, date, published, place, language, rights_text, rights_license FROM records "
             "WHERE number = ?1",
             [&](const Statement& row) {
               meta.title = row.string(0);
               meta.date = row.string(1);
               meta.published = row.string(2);
               meta.place = row.string(3);
               meta.language = row.string(4);
               meta.rights_text = row.string(5);
               meta.rights_license = row.string(6);
             }));
    QUOTH_CHECK(each("SELECT topic FROM topics WHERE record = ?1 ORDER BY position",
                     [&](const Statement& row) { meta.topics.push_back(row.string(0)); }));
    QUOTH_CHECK(each("SELECT region FROM regions WHERE record = ?1 ORDER BY position",
                     [&](const Statement& row) { meta.regions.push_back(row.string(0)); }));
    QUOTH_CHECK(each("SELECT name, date, url FROM outlets WHERE record = ?1 ORDER BY position",
                     [&](const Statement& row) {
                       meta.outlets.push_back({row.string(0), row.string(1), row.string(2)});
                     }));
    QUOTH_CHECK(each("SELECT name, role, affiliation FROM participants WHERE record = ?1 ORDER BY position",
                     [&](const Statement& row) {
                       meta.participants.push_back({row.string(0), role_of(row.text(1)), row.string(2)});
                     }));
    return each("SELECT field, source, begin, end FROM evidence WHERE record = ?1 ORDER BY position",
                [&](const Statement& row) {
                  if (row.is_null(1)) {
                    meta.evidence.emplace_back(row.string(0), span(row, 2));
                  } else {
                    meta.evidence.emplace_back(row.string(0), row.string(1));
                  }
                });
  }

  Result<void> load_speakers() {
    QUOTH_CHECK(
        each("SELECT p.name, s.role, s.affiliation FROM speakers AS s JOIN people AS p ON p.id = s.person "
             "WHERE s.record = ?1 ORDER BY s.number",
             [&](const Statement& row) {
               record_.speakers.push_back({row.string(0), {}, role_of(row.text(1)), row.string(2)});
             }));
    return each("SELECT speaker, label FROM labels WHERE record = ?1 ORDER BY speaker, position",
                [&](const Statement& row) {
                  record_.speakers[static_cast<std::size_t>(row.integer(0))].labels.push_back(row.string(1));
                });
  }

  Result<void> load_turns() {
    QUOTH_CHECK(each(
        "SELECT begin, end, speaker, label_begin, label_end FROM turns WHERE record = ?1 ORDER BY number",
        [&](const Statement& row) {
          Turn turn;
          turn.span = span(row, 0);
          if (const auto s = row.maybe_integer(2)) turn.speaker = SpeakerId(static_cast<std::size_t>(*s));
          if (!row.is_null(3)) turn.label = span(row, 3);
          record_.turns.push_back(std::move(turn));
        }));
    const auto turn_of = [&](const Statement& row) -> Turn& {
      return record_.turns[static_cast<std::size_t>(row.integer(0))];
    };
    QUOTH_CHECK(each("SELECT turn, speaker FROM also WHERE record = ?1 ORDER BY turn, position",
                     [&](const Statement& row) {
                       turn_of(row).also.emplace_back(static_cast<std::size_t>(row.integer(1)));
                     }));
    return each("SELECT turn, begin, end FROM spans WHERE record = ?1 ORDER BY turn, position",
                [&](const Statement& row) { turn_of(row).spans.push_back(span(row, 1)); });
  }

  Result<void> load_rest() {
    QUOTH_CHECK(
        each("SELECT number, part = 'question', turn FROM exchanges WHERE record = ?1 ORDER BY number, turn",
             [&](const Statement& row) {
               record_.exchanges.resize(static_cast<std::size_t>(row.integer(0)) + 1);
               Exchange& exchange = record_.exchanges.back();
               auto& part = row.integer(1) != 0 ? exchange.question : exchange.answer;
               part.emplace_back(static_cast<std::size_t>(row.integer(2)));
             }));
    QUOTH_CHECK(each("SELECT begin, end, kind FROM blocks WHERE record = ?1 ORDER BY number",
                     [&](const Statement& row) {
                       record_.blocks.push_back({span(row, 0), block_kind_of(row.text(2))});
                     }));
    QUOTH_CHECK(
        each("SELECT begin, end, turn, check_worthiness FROM sentences WHERE record = ?1 ORDER BY number",
             [&](const Statement& row) {
               record_.sentences.span.push_back(span(row, 0));
               std::optional<TurnId> turn;
               if (const auto t = row.maybe_integer(2)) turn = TurnId(static_cast<std::size_t>(*t));
               record_.sentences.turn.push_back(turn);
               if (const auto worth = row.maybe_real(3)) {
                 record_.sentences.check_worthiness.push_back(static_cast<float>(*worth));
               }
             }));
    return each("SELECT code, message, begin, end FROM diagnostics WHERE record = ?1 ORDER BY position",
                [&](const Statement& row) {
                  std::optional<Span> where;
                  if (!row.is_null(2)) where = span(row, 2);
                  record_.diagnostics.push_back({row.string(0), where, row.string(1)});
                });
  }

  Database& database_;
  std::int64_t number_;
  LayerSet wanted_;
  Record record_;
  std::optional<OffsetIndex> offsets_;
};

}  // namespace

Result<Record> load_record(Database& database, std::int64_t number, LayerSet wanted) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  return RecordLoader(database, number, wanted).load();
}

Result<Record> Store::load(std::int64_t number) { return load_record(database_, number, {}); }

Result<std::shared_ptr<const Record>> Store::shown(std::int64_t number, LayerSet wanted) {
  QUOTH_TRY(const std::int64_t others, database_.integer("PRAGMA data_version"));
  QUOTH_TRY(const std::int64_t own, database_.integer("SELECT total_changes()"));
  if (shown_.record == nullptr || shown_.number != number || shown_.layers != wanted.bits ||
      shown_.others != others || shown_.own != own) {
    shown_ = {};
    QUOTH_TRY(Record record, load_record(database_, number, wanted));
    shown_ = {number, others, own, wanted.bits, std::make_shared<const Record>(std::move(record))};
  }
  return shown_.record;
}

}  // namespace quoth
