#include "store/reading_rows.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "record/holder_name.h"
#include "store/figure_marks.h"
#include "store/lexicon.h"
#include "store/said.h"

namespace quoth {
namespace {

using MaybeNumber = std::optional<std::int64_t>;

/// Places in code points, none where there is no span.
struct Places {
  MaybeNumber begin, end;
};

class ReadingWriter {
 public:
  ReadingWriter(Database& database, std::int64_t number, const Record& record, const OffsetIndex& offsets,
                const MarkAt& mark)
      : database_(database), number_(number), record_(record), offsets_(offsets), mark_(mark) {}

  Result<void> write() {
    QUOTH_CHECK(write_quantities());
    return write_stances();
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }
  Places places(const std::optional<Span>& span) const {
    if (!span) return {};
    return {at(span->begin), at(span->end)};
  }
  MaybeNumber turn_of(Span span) const {
    const auto turn = turn_at(record_.turns, span.begin);
    return turn ? MaybeNumber(turn->value) : std::nullopt;
  }
  static std::optional<std::string_view> known(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
  }

  Result<void> write_quantities() {
    QUOTH_TRY(Statement row,
              database_.prepare("INSERT INTO quantities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
                                "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)"));
    std::int64_t position = 0;
    for (const Quantity& q : record_.quantities) {
      const Places of = places(q.of), than = places(q.than), out_of = places(q.out_of);
      const auto modifier = q.modifier ? std::optional(to_string(*q.modifier)) : std::nullopt;
      QUOTH_CHECK(row.run(number_, position++, turn_of(q.span), at(q.span.begin), at(q.span.end),
                          to_string(q.kind), to_string(figure_kind(q)), q.value, known(q.decimal),
                          known(q.unit), modifier, q.low, q.high, of.begin, of.end, than.begin, than.end,
                          out_of.begin, out_of.end));
      for (const auto& value : {q.value, q.low, q.high}) {
        if (!value) continue;
        mark_(q.span.begin, kFigureMark, fmt::format("{}{}", to_string(figure_kind(q)), sortable(*value)));
        mark_(q.span.begin, kFigureMark, fmt::format("any{}", sortable(*value)));
      }
    }
    return {};
  }

  /// The names of the holders, one for each stance; empty where there is none.
  Result<void> write_stances() {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "INSERT INTO stances VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"));
    std::int64_t position = 0;
    for (const Stance& s : record_.stances) {
      MaybeNumber speaker, entity;
      Places unnamed;
      if (const auto* id = std::get_if<SpeakerId>(&s.holder)) speaker = id->value;
      if (const auto* id = std::get_if<EntityId>(&s.holder)) entity = id->value;
      if (const auto* nobody = std::get_if<Unnamed>(&s.holder)) unnamed = places(nobody->span);
      QUOTH_TRY(const MaybeNumber holder, names_.of(name_of(record_, s.holder)));
      QUOTH_CHECK(row.run(number_, position++, turn_of(s.span), at(s.span.begin), at(s.span.end),
                          to_string(s.kind), at(s.scope.begin), at(s.scope.end), holder, speaker, entity,
                          unnamed.begin, unnamed.end));
      mark_(s.span.begin, kStanceMark, to_string(s.kind));
      if (holder) mark_(s.span.begin, kStanceMark, fmt::format("{}by{}", to_string(s.kind), *holder));
    }
    return {};
  }

  Database& database_;
  std::int64_t number_;
  const Record& record_;
  const OffsetIndex& offsets_;
  const MarkAt& mark_;
  NameNumbers names_{database_};
};

class ReadingLoader {
 public:
  ReadingLoader(Database& database, std::int64_t number, const OffsetIndex& offsets)
      : database_(database), number_(number), offsets_(offsets) {}

  Result<void> load_quantities(std::vector<Quantity>& quantities) {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT begin, end, kind, value, decimal, unit, modifier, low, high, of_begin, of_end, "
                  "than_begin, than_end, out_of_begin, out_of_end FROM quantities WHERE record = ?1 "
                  "ORDER BY number"));
    QUOTH_TRY(bool more, row.first(number_));
    while (more) {
      Quantity& q = quantities.emplace_back();
      q.span = *span(row, 0);
      q.kind = quantity_kind_of(row.text(2)).value_or(QuantityKind::number);
      q.value = row.maybe_real(3);
      q.decimal = row.string(4);
      q.unit = row.string(5);
      q.modifier = quantity_modifier_of(row.text(6));
      q.low = row.maybe_real(7);
      q.high = row.maybe_real(8);
      q.of = span(row, 9);
      q.than = span(row, 11);
      q.out_of = span(row, 13);
      QUOTH_TRY(more, row.next());
    }
    return {};
  }

  Result<void> load_stances(std::vector<Stance>& stances) {
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT begin, end, kind, scope_begin, scope_end, speaker, entity, "
                                "holder_begin, holder_end FROM stances WHERE record = ?1 ORDER BY number"));
    QUOTH_TRY(bool more, row.first(number_));
    while (more) {
      Stance& s = stances.emplace_back();
      s.span = *span(row, 0);
      s.kind = stance_kind_of(row.text(2)).value_or(StanceKind::hedge);
      s.scope = *span(row, 3);
      if (const auto speaker = row.maybe_integer(5)) {
        s.holder = SpeakerId(static_cast<std::size_t>(*speaker));
      } else if (const auto entity = row.maybe_integer(6)) {
        s.holder = EntityId(static_cast<std::size_t>(*entity));
      } else {
        s.holder = Unnamed{span(row, 7)};
      }
      QUOTH_TRY(more, row.next());
    }
    return {};
  }

 private:
  std::optional<Span> span(const Statement& row, int column) const {
    const auto begin = row.maybe_integer(column), end = row.maybe_integer(column + 1);
    if (!begin || !end) return std::nullopt;
    return Span{offsets_.byte_of_code_point(static_cast<std::uint32_t>(*begin)),
                offsets_.byte_of_code_point(static_cast<std::uint32_t>(*end))};
  }

  Database& database_;
  std::int64_t number_;
  const OffsetIndex& offsets_;
};

}  // namespace

Result<void> insert_readings(Database& database, std::int64_t number, const Record& record,
                             const OffsetIndex& offsets, const MarkAt& mark) {
  return ReadingWriter(database, number, record, offsets, mark).write();
}

Result<void> load_readings(Database& database, std::int64_t number, const OffsetIndex& offsets,
                           Record& record) {
  ReadingLoader loader(database, number, offsets);
  QUOTH_CHECK(loader.load_quantities(record.quantities));
  return loader.load_stances(record.stances);
}

}  // namespace quoth
