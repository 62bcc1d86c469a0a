#pragma once

#include <string_view>
#include <vector>

#include "annotate/turns/lines.h"

namespace quoth {

// What a line is by its own words, where it bears no label. Each looks at one line; the walk over the document
// (turns.cc) decides with what stands around it.

/// A remark about what happens: in brackets or parentheses from end to end, or nothing but a sound in capitals.
bool is_stage_direction(std::string_view line);

/// A clock time alone: "(10.00 am)", "[00:01:33]", "12:14".
bool is_time_stamp(std::string_view line);

/// A note at the foot: it begins with its mark, "1 Ann Reed was ...", "* See page 3".
bool is_footnote(std::string_view line);

/// What an official record says in its own voice between speeches: "The amendment was agreed to.",
/// "There being no objection, ...", "Mr. Hale changed his vote ...".
bool is_proceedings(std::string_view line);

/// Words that introduce a document read into the record: the line ends in "as follows:" and the like.
bool introduces_document(std::string_view line);

/// The first line of what publishers add below a text: copyright, disclaimer, contact, subscription, credits.
bool opens_boilerplate(std::string_view line);

/// A heading by its words alone: short, no final punctuation, in capitals or title case.
bool looks_like_heading(std::string_view line);

/// Marks page furniture: lines that return with other page numbers only, and are no labels. One flag a line.
std::vector<bool> find_furniture(const Document& document, const std::vector<Line>& lines);

}  // namespace quoth
