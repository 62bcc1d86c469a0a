#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "page/site.h"
#include "page/words.h"
#include "record/record.h"
#include "record/review.h"

namespace quoth {

/// How a record is divided where it is long, and what is pointed at in it.
struct ReadingOptions {
  std::size_t part = 0;               ///< counted from 0
  std::size_t words_per_part = 0;     ///< 0: all in one
  std::vector<ReviewedRow> reviewed;  ///< what people say of its claims and answers
  Span target;                        ///< words that a permalink means; empty: none
  std::string notice;                 ///< a line above the text: what became of a permalink; empty: none
};

/// As many words as a part of a long record has on the server.
inline constexpr std::size_t kWordsPerPart = 12'000;

/// The page on which a record is read: turns, each question with its answers, marks and their notes.
Page render_reading(const Site& site, const Record& record, const ReadingOptions& options);

/// The part in which byte `at` of the text stands.
std::size_t part_of(const Record& record, std::size_t words_per_part, std::uint32_t at);

/// What a record is called: its title, or else its file's name.
std::string title_of(const Record& record);

}  // namespace quoth
