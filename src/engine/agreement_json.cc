#include "engine/agreement_json.h"

#include "write/json_writer.h"

namespace quoth {
namespace {

void number_or_null(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  json.key(name);
  value ? json.number(*value) : json.null();
}

}  // namespace

std::string agreement_json(const Agreement& agreement, AgreementOn on) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("on", to_string(on));
  json.member_integer("items", static_cast<std::int64_t>(agreement.items));
  json.key("people");
  json.begin_array();
  for (const std::string& name : agreement.people) json.string(name);
  json.end_array();
  json.key("alpha");
  json.begin_object();
  json.member_integer("items", static_cast<std::int64_t>(agreement.alpha.items));
  json.member_integer("values", static_cast<std::int64_t>(agreement.alpha.values));
  number_or_null(json, "observed_disagreement", agreement.alpha.observed);
  number_or_null(json, "expected_disagreement", agreement.alpha.expected);
  number_or_null(json, "alpha", agreement.alpha.alpha);
  json.end_object();
  json.key("pairs");
  json.begin_array();
  for (const PairAgreement& pair : agreement.pairs) {
    json.begin_object();
    json.key("people");
    json.begin_array();
    json.string(pair.one);
    json.string(pair.other);
    json.end_array();
    json.member_integer("items", static_cast<std::int64_t>(pair.kappa.items));
    number_or_null(json, "observed", pair.kappa.observed);
    number_or_null(json, "expected", pair.kappa.expected);
    number_or_null(json, "kappa", pair.kappa.kappa);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out;
}

}  // namespace quoth
