#pragma once

#include <string_view>

#include "annotate/mention_view.h"
#include "record/record.h"

namespace quoth {

/// Whether a mention written as a name is that of a work: a text, a law, a treaty, a film, a piece of music. It is where
/// its name ends in such a noun ("the Harbour Act", "the Ostrava Protocol"), begins with it before "of" or "on" ("the
/// Treaty of Ostrava"), or where it stands in quotation marks after such a noun (her novel, "Low Water").
bool names_a_work(std::string_view text, const Tokens& tokens, const MentionView& mention);

}  // namespace quoth
