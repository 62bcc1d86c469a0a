#pragma once

#include <string>
#include <vector>

#include "record/record.h"
#include "write/page_parts.h"

namespace quoth {

/// What is said about one time: when, by whom, in which words.
struct TimelineEntry {
  std::size_t time = 0;          ///< index into the record's times
  std::optional<DayRange> days;  ///< none: no day is known
  std::string
      by;  ///< whose words: the holder of the report that it stands in, else who speaks; empty: nobody
  std::string told_by;  ///< who speaks, where that is somebody else
  std::optional<TurnId> turn;
  Span sentence;  ///< in which it stands
};

/// All times of a record: those with days by their first day, the narrower first, then as they stand in the text; after them
/// those without.
std::vector<TimelineEntry> timeline_of(const Record& record);

/// A page for a terminal: how often each stretch of years is spoken of, then year by year what is said; what has no day,
/// apart.
std::string render_timeline(const Record& record, const LayerPageOptions& options);
/// {"id", "timeline": [{"time", "begin", "end", "value", "from_day", "to_day", "by", "told_by", "turn", "text"}, ...]}
std::string timeline_json(const Record& record);
/// RFC 4180, with a line of names: value, type, first day, last day, by, told by, turn, words, sentence.
std::string timeline_csv(const Record& record);

}  // namespace quoth
