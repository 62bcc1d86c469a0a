#pragma once

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

/// Joins the names of a record to entities: the same letters; a person's last name alone with the one full name that ends
/// with it; an abbreviation with the one organisation whose initials it is. A person who also speaks gets the speaker.
/// The phrase of a mention is what hangs from the name in its sentence's tree. Requires: names and tokens in the order of
/// the text.
std::vector<Entity> join_names(std::string_view text, const std::vector<NameFound>& names,
                               const Tokens& tokens, const std::vector<Speaker>& speakers);

}  // namespace quoth
