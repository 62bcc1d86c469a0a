#pragma once

#include <optional>
#include <variant>

#include "base/id.h"
#include "text/span.h"

namespace quoth {

struct Speaker;
struct Entity;
using SpeakerId = Id<Speaker>;
using EntityId = Id<Entity>;

/// Somebody whom the record does not name: the words that stand for them, if there are any.
struct Unnamed {
  std::optional<Span> span;
  bool operator==(const Unnamed&) const = default;
};

/// Whose words, stance or claim something is, as far as the record says: one who speaks in it, somebody or something that
/// it speaks of, or nobody whom it names. One who speaks is always a speaker, never the entity of the same name.
using Holder = std::variant<Unnamed, SpeakerId, EntityId>;

}  // namespace quoth
