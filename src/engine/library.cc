#include "engine/library.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace quoth {
namespace {

using Outlets = std::map<std::int64_t, std::vector<std::string>>;

Result<Outlets> read_outlets(Store& store) {
  Outlets outlets;
  QUOTH_TRY(Statement row,
            store.database().prepare("SELECT record, name FROM outlets ORDER BY record, position"));
  QUOTH_TRY(bool more, row.first());
  while (more) {
    outlets[row.integer(0)].push_back(row.string(1));
    QUOTH_TRY(more, row.next());
  }
  return outlets;
}

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

std::string year_of(const RecordSummary& record) { return record.date.substr(0, 4); }

bool passes(const ListedRecord& record, const RecordFilter& filter) {
  const RecordSummary& summary = record.summary;
  return (filter.speaker.empty() || has(summary.speakers, filter.speaker)) &&
         (filter.outlet.empty() || has(record.outlets, filter.outlet)) &&
         (filter.year.empty() || year_of(summary) == filter.year) &&
         (filter.format.empty() || summary.format == filter.format);
}

class Counter {
 public:
  void add(const std::string& value) {
    if (!value.empty()) ++n_[value];
  }
  std::vector<FacetValue> by_records() const {
    std::vector<FacetValue> values = all();
    std::stable_sort(values.begin(), values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.records > b.records; });
    return values;
  }
  std::vector<FacetValue> latest_first() const {
    std::vector<FacetValue> values = all();
    std::reverse(values.begin(), values.end());
    return values;
  }

 private:
  std::vector<FacetValue> all() const {
    std::vector<FacetValue> values;
    for (const auto& [value, n] : n_) values.push_back({value, n});
    return values;
  }
  std::map<std::string, std::size_t> n_;
};

void count_facets(RecordList& list) {
  Counter speakers, outlets, years, formats;
  for (const ListedRecord& record : list.records) {
    for (const std::string& name : record.summary.speakers) speakers.add(name);
    for (const std::string& name : record.outlets) outlets.add(name);
    years.add(year_of(record.summary));
    formats.add(record.summary.format);
  }
  list.speakers = speakers.by_records();
  list.outlets = outlets.by_records();
  list.years = years.latest_first();
  list.formats = formats.by_records();
}

}  // namespace

Result<RecordList> list_records(Store& store, const RecordFilter& filter) {
  std::int64_t after = 0;
  if (!filter.after.empty()) {
    const auto [end, error] =
        std::from_chars(filter.after.data(), filter.after.data() + filter.after.size(), after);
    if (error != std::errc() || end != filter.after.data() + filter.after.size())
      return fail(ErrorCode::usage_invalid, "no list gave this cursor: " + filter.after);
  }
  QUOTH_TRY(std::vector<RecordSummary> summaries, store.list());
  QUOTH_TRY(Outlets outlets, read_outlets(store));
  RecordList list;
  for (RecordSummary& summary : summaries) {
    std::vector<std::string> names = std::move(outlets[summary.number]);
    ListedRecord record{std::move(summary), std::move(names)};
    if (passes(record, filter)) list.records.push_back(std::move(record));
  }
  std::sort(list.records.begin(), list.records.end(), [](const ListedRecord& a, const ListedRecord& b) {
    return std::tie(b.summary.date, b.summary.number) < std::tie(a.summary.date, a.summary.number);
  });
  list.total = list.records.size();
  count_facets(list);
  if (after != 0) {
    const auto at = std::find_if(list.records.begin(), list.records.end(),
                                 [&](const ListedRecord& record) { return record.summary.number == after; });
    if (at == list.records.end())
      return fail(ErrorCode::usage_invalid, "the record of this cursor is no longer in the list");
    list.records.erase(list.records.begin(), at + 1);
  }
  if (list.records.size() > filter.limit) {
    list.records.erase(list.records.begin() + static_cast<std::ptrdiff_t>(filter.limit), list.records.end());
    if (!list.records.empty()) list.next = std::to_string(list.records.back().summary.number);
  }
  return list;
}

}  // namespace quoth
