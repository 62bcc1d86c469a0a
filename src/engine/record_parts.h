#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace quoth {

/// Which turns or sentences of a record are listed.
struct PartFilter {
  std::int64_t record = 0;
  std::optional<std::int64_t> turn;  ///< sentences of this one alone
  std::string after;                 ///< a cursor that a list gave
  std::size_t limit = 100;
};

struct ListedTurn {
  std::int64_t turn = 0;
  std::string speaker, role;  ///< the corrected name; empty: nobody whom the record names
  std::int64_t begin = 0, end = 0, words = 0;
  std::optional<std::int64_t> page;
  std::string text;  ///< the words said
};

struct ListedSentence {
  std::int64_t sentence = 0;
  std::optional<std::int64_t> turn;
  std::string speaker;
  std::int64_t begin = 0, end = 0;
  std::optional<double> check_worthiness;
  std::string text;
};

/// In the order of the text; positions are code points of the record's text.
template <typename Part>
struct PartList {
  std::vector<Part> parts;
  std::size_t total = 0;
  std::string next;  ///< cursor; empty: nothing follows
};

/// Errors: usage.invalid (a cursor), record.not_found, store.*.
Result<PartList<ListedTurn>> list_turns(Store& store, const PartFilter& filter);
Result<PartList<ListedSentence>> list_sentences(Store& store, const PartFilter& filter);

}  // namespace quoth
