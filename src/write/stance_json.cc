#include "write/stance_json.h"

namespace quoth {

void write_stances(JsonParts& parts, const std::vector<Stance>& stances) {
  JsonWriter& out = parts.out();
  out.key("stances");
  out.begin_array();
  for (const Stance& stance : stances) {
    out.begin_object();
    parts.begin_end(stance.span);
    out.member("kind", to_string(stance.kind));
    out.key("scope");
    parts.pair(stance.scope);
    parts.holder(stance.holder);
    out.end_object();
  }
  out.end_array();
}

}  // namespace quoth
