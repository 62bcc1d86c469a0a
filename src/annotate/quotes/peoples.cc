#include "annotate/quotes/peoples.h"

#include <unordered_map>

namespace quoth {
namespace {

struct People {
  std::string_view words, names;
};

constexpr People kPeoples[] = {
#define QUOTH_PEOPLE(words, names) {words, names},
#include "annotate/quotes/peoples.def"
#undef QUOTH_PEOPLE
};

}  // namespace

std::string_view countries_of(std::string_view word) {
  static const auto by_word = [] {
    std::unordered_map<std::string_view, std::string_view> names;
    for (const People& people : kPeoples) {
      for (std::size_t at = 0; at < people.words.size();) {
        const std::size_t end = std::min(people.words.find(';', at), people.words.size());
        names.emplace(people.words.substr(at, end - at), people.names);
        at = end + 1;
      }
    }
    return names;
  }();
  const auto found = by_word.find(word);
  return found == by_word.end() ? std::string_view() : found->second;
}

}  // namespace quoth
