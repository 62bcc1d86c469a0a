#include "record/holder_name.h"

#include <variant>

#include "text/unicode.h"

namespace quoth {

std::string name_of(const Record& record, const Holder& holder) {
  if (const auto* speaker = std::get_if<SpeakerId>(&holder)) return record.speakers[speaker->index()].name;
  const auto* entity = std::get_if<EntityId>(&holder);
  const bool is_read = entity != nullptr && entity->index() < record.entities.size();
  return is_read ? record.entities[entity->index()].name : std::string();
}

std::string name_or_words(const Record& record, const Holder& holder) {
  const auto* unnamed = std::get_if<Unnamed>(&holder);
  if (unnamed == nullptr) return name_of(record, holder);
  return unnamed->span ? fold_space(record.document.slice(*unnamed->span)) : std::string();
}

}  // namespace quoth
