#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/permalink.h"
#include "page/site.h"
#include "record/record.h"
#include "record/review.h"
#include "text/word_index.h"

namespace quoth {

/// How a record is divided where it is long, and what is pointed at in it.
struct ReadingOptions {
  std::size_t part = 0;               ///< counted from 0
  std::size_t words_per_part = 0;     ///< 0: all in one
  std::vector<ReviewedRow> reviewed;  ///< what people say of its claims and answers
  Span target;                        ///< words that a permalink means; empty: none
  Html notice;                        ///< above the text: what became of a permalink
  Numbering numbering;                ///< what the record's sentences, turns, exchanges and words are called
  std::vector<MovedNumber> moved;     ///< numbers that mean what does not stand in its place any more
  Html beside;                        ///< source_panel, to be read beside the talk; empty: none
};

/// As many words as a part of a long record has on the server.
inline constexpr std::size_t kWordsPerPart = 12'000;

/// The page on which a record is read: turns, each question with its answers, marks and their notes.
Page render_reading(const Site& site, const Record& record, const ReadingOptions& options);

/// The part in which byte `at` of the text stands.
std::size_t part_of(const Record& record, std::size_t words_per_part, std::uint32_t at);

/// The text of a part, from its first word to its last; what is beyond the last part is the last.
Span span_of_part(const Record& record, std::size_t words_per_part, std::size_t part);

/// What a record is called: its title, or else its file's name.
std::string title_of(const Record& record);

}  // namespace quoth
