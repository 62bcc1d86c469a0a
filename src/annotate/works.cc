#include "annotate/works.h"

#include <string>
#include <unordered_set>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Nouns of what people write, sign and compose; a name of this kind is written with a capital.
bool is_work(std::string_view noun) {
  static const std::unordered_set<std::string> nouns = {
      "accord",     "accords",     "act",        "agreement",   "agreements", "album",       "amendment",
      "article",    "bible",       "bill",       "book",        "charter",    "communiqué",  "constitution",
      "convention", "conventions", "covenant",   "declaration", "directive",  "documentary", "essay",
      "film",       "gospel",      "guidelines", "koran",       "magazine",   "manifesto",   "memoir",
      "memorandum", "movie",       "musical",    "novel",       "opera",      "painting",    "pact",
      "play",       "podcast",     "poem",       "protocol",    "protocols",  "quran",       "regulation",
      "report",     "resolution",  "song",       "statute",     "story",      "symphony",    "treaties",
      "treaty"};
  return nouns.count(std::string(noun)) != 0;
}

}  // namespace

bool names_a_work(std::string_view text, const Tokens& tokens, const MentionView& mention) {
  const auto word = [&](std::uint32_t w) { return to_lower(slice(text, tokens.span[w])); };
  const auto is_capital = [&](std::uint32_t w) {
    return is_upper(code_point_at(text, tokens.span[w].begin).value);
  };
  std::uint32_t first = mention.first, last = mention.last;
  while (first < last && tokens.upos[first] == "DET") ++first;
  while (last > first && (tokens.upos[last] == "PUNCT" || tokens.upos[last] == "NUM")) --last;
  if (first < last && is_capital(last) && is_work(word(last))) return true;
  if (first < last && is_capital(first) && is_work(word(first)) &&
      (word(first + 1) == "of" || word(first + 1) == "on"))
    return true;
  std::uint32_t before = mention.first;
  bool marked = false;
  while (before > 0 && tokens.upos[before - 1] == "PUNCT" && mention.first - before < 3) {
    --before;
    marked = marked || is_opening_quote(code_point_at(text, tokens.span[before].begin).value);
  }
  return marked && before > 0 && is_work(word(before - 1));
}

}  // namespace quoth
