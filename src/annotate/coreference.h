#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/mention_view.h"
#include "annotate/mentions.h"
#include "annotate/names.h"
#include "record/record.h"

namespace quoth {

/// What is known of a mention beside the words: it settles what the model can only guess.
struct Known {
  std::optional<SpeakerId> speaker;   ///< it is this one of the record's speakers
  std::optional<std::uint32_t> name;  ///< it is called by the names of this group
  bool is_no_speaker = false;         ///< it is none of the speakers of the record
  std::optional<SpeakerId> we_of;     ///< "we", by whom it is said
};

/// Why a mention is of an entity.
enum class Grounds : std::uint8_t { first, name, words, model };

/// The entity of a mention, on what grounds, and how likely the model holds it; of other grounds it says nothing.
struct Assignment {
  std::uint32_t entity = 0;
  Grounds grounds = Grounds::first;
  float probability = 0;
};

/// Joins mentions to entities, one after another: what is known of a speaker or a name decides; else the likeliest
/// antecedent of whose entity nothing in the mention forbids it to be (another name, sex or number; a phrase that it
/// stands in); else the same words before. Memory and time grow with the number of mentions alone.
std::vector<Assignment> join_mentions(std::string_view text, const Tokens& tokens,
                                      const std::vector<MentionView>& mentions,
                                      const std::vector<Links>& links, const std::vector<Known>& known);

}  // namespace quoth
