#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/mentions.h"
#include "annotate/names.h"
#include "record/record.h"

namespace quoth {

enum class Number : std::uint8_t { unknown, singular, plural };
enum class Gender : std::uint8_t { unknown, he, she, it };

/// A mention as coreference looks at it.
struct MentionView {
  std::uint32_t first = 0, last = 0, head = 0;  ///< words
  Span span, phrase;                            ///< of a name the flat name, else the phrase
  Span name;                                    ///< of one that is_name_like
  MentionKind kind = MentionKind::nominal;
  EntityType type = EntityType::other;
  bool is_time = false;
  bool is_named = false;      ///< the names' head has it: `type` is its type
  bool is_name_like = false;  ///< it is written as a name, whatever the names' head says
  float probability = 0;
  Number number = Number::unknown;
  Gender gender = Gender::unknown;
  std::uint8_t person = 3;
  bool is_indefinite = false;  ///< "a ferry", "some people"
  std::uint32_t sentence = 0;
  std::optional<TurnId> turn;
};

/// What the mentions of a record are: name, nominal or pronoun by the words they hang from. Requires: names, mentions and
/// tokens in the order of the text.
std::vector<MentionView> view_mentions(std::string_view text, const Tokens& tokens,
                                       const Sentences& sentences, const std::vector<MentionFound>& mentions,
                                       const std::vector<NameFound>& names,
                                       const std::vector<std::string>& types);

}  // namespace quoth
