#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/quotations.h"
#include "store/people.h"
#include "store/store.h"

namespace quoth {

/// A turn of somebody's, as a list shows it.
struct SaidTurn {
  std::int64_t turn = 0;
  std::int64_t begin = 0, end = 0;  ///< code points of the record's text
  std::string text;
  std::int64_t words = 0;
};

/// What somebody said in one record.
struct SaidInRecord {
  std::int64_t record = 0;
  std::string sha256, title, date, role;
  std::int64_t words = 0;         ///< theirs
  std::int64_t record_words = 0;  ///< of all who speak there
  std::vector<SaidTurn> turns;
};

/// A name that somebody set right.
struct NameCorrection {
  std::string kind;  ///< "rename", "merge", "split"
  std::string name, new_name;
  std::string title;         ///< of the one record that a split is of
  std::string author, made;  ///< made: UTC
};

/// All that the store has of one person.
struct PersonPage {
  Person person;
  std::vector<std::string> labels;                         ///< under which transcripts print them
  std::vector<SaidInRecord> records;                       ///< the newest talk first
  std::vector<std::pair<std::string, std::size_t>> years;  ///< words said in each year, in order
  QuoteList quoted;                                        ///< what others report of their words
  QuoteList quotes;                                        ///< what they report of others'
  std::vector<NameCorrection> corrections;  ///< that have this name, in the order in which they were made
};

/// A person's part of an address: letters of the name, and of its hash what keeps two apart.
std::string person_key(std::string_view name);

/// Errors: person.not_found, store.*.
Result<PersonPage> person_page(Store& store, std::string_view key);

}  // namespace quoth
