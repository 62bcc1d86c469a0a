#include "server/correcting.h"

#include <algorithm>

#include "engine/person.h"
#include "page/people_page.h"
#include "page/person_forms.h"
#include "server/api_json.h"
#include "server/posted.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Whose part of an address it is.
Result<std::string> name_of_key(Store& store, std::string_view key) {
  QUOTH_TRY(const std::vector<Person> people, list_people(store.database()));
  const auto person = std::find_if(people.begin(), people.end(),
                                   [&](const Person& one) { return person_key(one.name) == key; });
  if (person == people.end())
    return fail(ErrorCode::person_not_found, "nobody here has the address " + std::string(key));
  return person->name;
}

/// Gives the name that the person has afterwards.
Result<std::string> set_right(Store& store, const FormFields& fields, const std::string& name,
                              const std::string& author) {
  Database& database = store.database();
  const std::string what = value_in(fields, "what"), new_name = fold_space(value_in(fields, "name"));
  if (what == "rename") {
    QUOTH_CHECK(rename_person(database, name, new_name, author));
    return new_name;
  }
  if (what == "merge") {
    QUOTH_TRY(const std::string other, name_of_key(store, value_in(fields, "other")));
    QUOTH_CHECK(merge_people(database, name, other, author));
    return name;
  }
  if (what != "split") return fail(ErrorCode::http_request, "the form does not say what is to be done");
  std::vector<std::int64_t> records;
  for (const auto& [field, value] : fields) {
    if (field != "record") continue;
    QUOTH_TRY(const std::int64_t number, store.find(value));
    records.push_back(number);
  }
  if (records.empty()) return fail(ErrorCode::http_request, "no talk was chosen");
  QUOTH_CHECK(split_person(database, name, records, new_name, author));
  return new_name;
}

}  // namespace

Result<Response> get_people(Store& store, const Request&) {
  QUOTH_TRY(const std::vector<Person> people, list_people(store.database()));
  return html_response(framed({}, render_people({}, people)));
}

Result<Response> get_person(Store& store, const Request& request) {
  QUOTH_TRY(const PersonPage person, person_page(store, request.target.path[1]));
  QUOTH_TRY(const std::vector<Person> others, list_people(store.database()));
  const Html forms = person_forms({}, reviewer_of(request), person, others);
  return html_response(framed({}, render_person({}, person, forms)));
}

Result<Response> post_person(Store& store, const Request& request) {
  QUOTH_TRY(const FormFields fields, fields_of(request));
  const Reviewer reviewer = reviewer_of(request);
  if (reviewer.name.empty())
    return fail(ErrorCode::review_invalid, "nobody says who sets this right",
                "say your name on the person's page");
  QUOTH_TRY(const std::string name, name_of_key(store, request.target.path[1]));
  QUOTH_TRY(const std::string now, set_right(store, fields, name, reviewer.name));
  return redirect("/people/" + person_key(now) + "/", 303);
}

Result<Response> post_api_person(Store& store, const Request& request) {
  QUOTH_TRY(const FormFields fields, fields_of(request));
  const std::string author = fold_space(value_in(fields, "author"));
  if (author.empty())
    return fail(ErrorCode::review_invalid, "nobody says who sets this right", "send the field author");
  QUOTH_TRY(const std::string name, name_of_key(store, request.target.path[3]));
  QUOTH_TRY(const std::string now, set_right(store, fields, name, author));
  return object([&](JsonWriter& json) {
    json.member("name", now);
    json.member("person", person_key(now));
  });
}

}  // namespace quoth
