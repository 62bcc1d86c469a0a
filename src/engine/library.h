#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace quoth {

/// Which records are shown. Empty: any.
struct RecordFilter {
  std::string speaker;  ///< a name, whole
  std::string outlet;   ///< a name, whole
  std::string year;     ///< of the talk, "2018"
  std::string format;   ///< "PDF", as RecordSummary has it
  std::string after;    ///< a cursor that a list gave; the list goes on behind it
  std::size_t limit = 50;
};

struct ListedRecord {
  RecordSummary summary;
  std::vector<std::string> outlets;
};

/// A value that records have, and how many of those that the filter lets through do.
struct FacetValue {
  std::string value;
  std::size_t records = 0;
};

struct RecordList {
  std::vector<ListedRecord> records;  ///< the newest talk first, those without a date last
  std::size_t total = 0;              ///< that the filter lets through
  std::string next;                   ///< the cursor for what follows; empty: nothing does
  std::vector<FacetValue> speakers, outlets, years, formats;  ///< most records first; years: the latest first
};

/// The records of a store by what is known about their talks. Time grows with the number of records.
/// Errors: usage.invalid (a cursor that no list gave), store.*.
Result<RecordList> list_records(Store& store, const RecordFilter& filter);

}  // namespace quoth
