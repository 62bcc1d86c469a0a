#include "write/quote_json.h"

namespace quoth {

void write_quotes(JsonParts& parts, const std::vector<Quote>& quotes) {
  JsonWriter& out = parts.out();
  out.key("quotes");
  out.begin_array();
  for (const Quote& quote : quotes) {
    out.begin_object();
    parts.spans("content", quote.content);
    parts.spans("cue", quote.cue);
    parts.spans("source", quote.source);
    out.member("kind", to_string(quote.kind));
    out.member("act", to_string(quote.act));
    out.key("self");
    out.boolean(quote.self);
    parts.holder(quote.holder);
    out.key("parent");
    if (quote.parent) {
      out.integer(quote.parent->value);
    } else {
      out.null();
    }
    parts.score(quote.score);
    out.end_object();
  }
  out.end_array();
}

}  // namespace quoth
