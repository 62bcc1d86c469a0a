#include "write/time_json.h"

namespace quoth {

void write_times(JsonParts& parts, const std::vector<Time>& times) {
  JsonWriter& out = parts.out();
  out.key("times");
  out.begin_array();
  for (const Time& time : times) {
    out.begin_object();
    parts.begin_end(time.span);
    out.member("type", to_string(time.type));
    out.member_or_null("value", time.value);
    out.member_or_null("mod", to_string(time.mod));
    out.member_or_null("from", time.from);
    out.member_or_null("to", time.to);
    out.end_object();
  }
  out.end_array();
}

}  // namespace quoth
