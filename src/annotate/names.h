#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// A name as it was found: "PER", "ORG" or "LOC".
struct NameFound {
  Span span;
  std::string kind;
  float score = 0;
};

/// A name as it stands in the text.
struct NameUse {
  Span span;
  EntityType type = EntityType::other;
  std::uint32_t sentence = 0;
};

/// Who or what is called by names: one group for each.
struct NameGroups {
  std::vector<std::optional<std::uint32_t>> group;  ///< of each use; none where it may be one of several
  std::vector<std::optional<SpeakerId>> speaker;    ///< of each group
};

/// Groups names of one type: persons with the same first and last names, first names also as initials, and with a first or
/// last name alone where it is that of one group, or of the one of several that was named nearby; organisations, works and
/// events with the same letters, with an abbreviation that is the initials of one, or with the last words of one. Titles
/// before a name (Mr, President) are no part of it, but tell apart persons of one last name. A person who speaks is known
/// by the speaker's name, too. Requires: uses in the order of the text.
NameGroups group_names(std::string_view text, const std::vector<NameUse>& uses,
                       const std::vector<Speaker>& speakers);

/// Whether a word in lower case is a title that may stand before a person's name ("mr", "secretary").
bool may_stand_before_name(std::string_view word);

/// The name of a person without the last word of an office before it, where it was taken for a part of the name: of
/// "State Ada Brannoch" after "Secretary of" the last two words.
Span without_office(std::string_view text, Span name);

/// The words of a name in lower case: letters and digits, without titles at its begin.
std::vector<std::string> name_words(std::string_view name);

}  // namespace quoth
