#include "annotate/given_names.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "text/unicode.h"

namespace quoth {
namespace {

using Genders = std::unordered_map<std::string_view, Gender>;

void add(Genders& genders, Gender gender, std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(';'), words.size());
    genders.emplace(words.substr(0, end), gender);
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

Genders given_names() {
  Genders genders;
#define QUOTH_GIVEN(gender, names) add(genders, Gender::gender, names);
#include "annotate/given_names.def"
#undef QUOTH_GIVEN
  return genders;
}

Genders titles() {
  Genders genders;
  add(genders, Gender::he, "mr;sir;lord;herr;monsieur");
  add(genders, Gender::she, "mrs;ms;miss;lady;madam;dame;frau;madame;baroness");
  return genders;
}

Gender find(const Genders& genders, std::string_view word) {
  const auto found = genders.find(word);
  return found == genders.end() ? Gender::unknown : found->second;
}

}  // namespace

Gender gender_of_name(std::string_view name) {
  static const Genders given_genders = given_names();
  static const Genders title_genders = titles();
  const std::string lower = to_lower(name);
  std::string_view rest = lower;
  Gender given = Gender::unknown;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" ."), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (const Gender title = find(title_genders, word); title != Gender::unknown && !rest.empty())
      return title;
    if (given == Gender::unknown && !rest.empty()) given = find(given_genders, word);
  }
  return given;
}

}  // namespace quoth
