#include "read/jsonl/quotation_line.h"

#include "read/jsonl/line_object.h"

namespace quoth {

Result<QuotationLine> read_quotation(std::string_view line, std::optional<std::string>& id) {
  simdjson::padded_string json(line);
  mend_surrogates(json);
  simdjson::dom::parser parser;
  QUOTH_TRY(const simdjson::dom::object object, parse_line(parser, json));
  if (const auto field = member_of(object, "id")) {
    QUOTH_TRY(id, string_or_empty("id", field));
  }
  const auto quote = member_of(object, "quote");
  if (!quote) return wrong_field("quote", "is missing");
  QuotationLine read;
  QUOTH_TRY(read.quote, string_or_empty("quote", quote));
  QUOTH_TRY(read.speaker, string_or_empty("speaker", member_of(object, "speaker")));
  return read;
}

}  // namespace quoth
