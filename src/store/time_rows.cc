#include "store/time_rows.h"

#include <optional>

#include "store/said.h"

namespace quoth {
namespace {

std::optional<std::string_view> known(std::string_view value) {
  if (value.empty()) return std::nullopt;
  return value;
}

}  // namespace

Result<void> insert_times(Database& database, std::int64_t number, const Record& record,
                          const OffsetIndex& offsets) {
  QUOTH_TRY(Statement row,
            database.prepare("INSERT INTO times VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"));
  std::int64_t position = 0;
  for (const Time& time : record.times) {
    std::optional<std::int64_t> first, last;
    if (const auto days = days_of(time.value)) {
      first = days->first;
      last = days->last;
    }
    const auto turn = turn_at(record.turns, time.span.begin);
    QUOTH_CHECK(row.run(number, position++, turn ? std::optional(std::int64_t{turn->value}) : std::nullopt,
                        std::int64_t{offsets.code_points(time.span.begin)},
                        std::int64_t{offsets.code_points(time.span.end)}, to_string(time.type),
                        known(time.value), known(to_string(time.mod)), known(time.from), known(time.to),
                        first, last));
  }
  return {};
}

Result<void> load_times(Database& database, std::int64_t number, const OffsetIndex& offsets, Record& record) {
  QUOTH_TRY(Statement row, database.prepare("SELECT begin, end, type, value, mod, starts, ends FROM times "
                                            "WHERE record = ?1 ORDER BY number"));
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    const auto byte = [&](int column) {
      return offsets.byte_of_code_point(static_cast<std::uint32_t>(row.integer(column)));
    };
    record.times.push_back({{byte(0), byte(1)},
                            time_type_of(row.text(2)).value_or(TimeType::date),
                            row.string(3),
                            time_mod_of(row.text(4)).value_or(TimeMod::none),
                            row.string(5),
                            row.string(6)});
    QUOTH_TRY(more, row.next());
  }
  return {};
}

}  // namespace quoth
