#pragma once

#include <optional>
#include <string_view>

#include "record/record.h"

namespace quoth::lexicon {

// The closed classes of words that transcripts are laid out with. All lookups take lower case without final
// full stop.

/// Titles that stand before a name: "mr", "senator", "lady".
bool is_title(std::string_view word);
/// Titles of address that say nothing but who: "mr", "mrs", "ms", "miss", "mx".
bool is_courtesy_title(std::string_view word);
/// Titles of office that may follow one of address: "mr manager", "madam secretary".
bool is_office_title(std::string_view word);
/// What may follow a name after a comma and belongs to it: "jr", "kc", "phd".
bool is_name_suffix(std::string_view word);
/// Lower-case words inside names: "de", "van", "of".
bool is_name_particle(std::string_view word);

/// What a label that is no name can be: "question" and "q" ask, "answer" and "a" reply, "operator", "moderator",
/// "the witness", "the chair", "audience member", "unidentified male" are roles.
struct RoleWord {
  Role role;
  bool names_nobody;  ///< anybody may stand behind it: the person changes from turn to turn or is not known
};
std::optional<RoleWord> role_word(std::string_view label);

/// Whether the words name an office or a job: "Chief Financial Officer", "Analyst".
bool has_job_word(std::string_view words);

/// Whether the words name a part of a paper: "Closing Remarks", "Questions and Answers".
bool has_heading_word(std::string_view words);

/// Keys of the lines that describe a text rather than say something: "date", "region", "source", "location".
bool is_metadata_key(std::string_view label);
/// Words that open a sentence and may be followed by a colon: "first", "note", "secondly", "remember".
bool is_discourse_opener(std::string_view label);

/// Names of months and their abbreviations: 1 to 12; 0 for other words.
int month(std::string_view word);
bool is_weekday(std::string_view word);

/// Whether a bracketed remark tells of a sound or an action: "laughter", "inaudible 00:12", "off mike".
bool is_sound(std::string_view inside);

}  // namespace quoth::lexicon
