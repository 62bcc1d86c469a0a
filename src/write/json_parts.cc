#include "write/json_parts.h"

#include <cmath>

namespace quoth {

void JsonParts::begin_end(Span span) {
  out_.member_integer("begin", at(span.begin));
  out_.member_integer("end", at(span.end));
}

void JsonParts::pair(Span span) {
  out_.begin_array();
  out_.integer(at(span.begin));
  out_.integer(at(span.end));
  out_.end_array();
}

void JsonParts::spans(std::string_view name, const std::vector<Span>& spans) {
  out_.key(name);
  out_.begin_array();
  for (const Span span : spans) pair(span);
  out_.end_array();
}

void JsonParts::holder(const Holder& holder) {
  out_.key("holder");
  out_.begin_object();
  if (const auto* speaker = std::get_if<SpeakerId>(&holder)) {
    out_.member_integer("speaker", speaker->value);
  } else if (const auto* entity = std::get_if<EntityId>(&holder)) {
    out_.member_integer("entity", entity->value);
  } else {
    out_.key("unnamed");
    const auto& span = std::get<Unnamed>(holder).span;
    if (span) {
      pair(*span);
    } else {
      out_.null();
    }
  }
  out_.end_object();
}

void JsonParts::score(float score, std::string_view name) {
  out_.key(name);
  out_.number(std::round(static_cast<double>(score) * 1000.0) / 1000.0);
}

}  // namespace quoth
