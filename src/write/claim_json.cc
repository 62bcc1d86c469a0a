#include "write/claim_json.h"

#include <optional>

namespace quoth {
namespace {

template <typename Layer>
void id_or_null(JsonWriter& out, std::string_view name, const std::optional<Id<Layer>>& id) {
  out.key(name);
  if (id) {
    out.integer(id->value);
  } else {
    out.null();
  }
}

template <typename Layer>
void ids(JsonWriter& out, std::string_view name, const std::vector<Id<Layer>>& values) {
  out.key(name);
  out.begin_array();
  for (const Id<Layer> id : values) out.integer(id.value);
  out.end_array();
}

}  // namespace

void write_claims(JsonParts& parts, const std::vector<Claim>& claims) {
  JsonWriter& out = parts.out();
  out.key("claims");
  out.begin_array();
  for (const Claim& claim : claims) {
    out.begin_object();
    parts.begin_end(claim.span);
    parts.score(claim.score);
    out.key("kinds");
    out.begin_array();
    for (const ClaimKind kind : claim.kinds) out.string(to_string(kind));
    out.end_array();
    parts.holder(claim.holder);
    ids(out, "times", claim.times);
    ids(out, "quantities", claim.quantities);
    id_or_null(out, "same_as", claim.same_as);
    out.end_object();
  }
  out.end_array();
}

void write_answers(JsonParts& parts, const std::vector<Answer>& answers) {
  JsonWriter& out = parts.out();
  out.key("answers");
  out.begin_array();
  for (const Answer& answer : answers) {
    out.begin_object();
    id_or_null(out, "exchange", answer.exchange);
    out.key("question");
    if (answer.question) {
      parts.pair(*answer.question);
    } else {
      out.null();
    }
    out.key("ask");
    if (answer.ask) {
      out.integer(*answer.ask);
    } else {
      out.null();
    }
    out.member("clarity", to_string(answer.clarity));
    out.member("technique", to_string(answer.technique));
    parts.score(answer.score);
    out.key("unsure");
    out.boolean(answer.unsure);
    parts.spans("evidence", answer.evidence);
    id_or_null(out, "again", answer.again);
    out.end_object();
  }
  out.end_array();
}

}  // namespace quoth
