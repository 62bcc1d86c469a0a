#include "annotate/lemmas.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

/// The first character in title case, the others in lower case.
std::string capitalised(std::string_view form) {
  if (form.empty()) return {};
  const CodePoint first = code_point_at(form, 0);
  std::string out;
  append_utf8(out, title_case(first.value));
  return out + to_lower(form.substr(first.length));
}

std::string base_of(char kind, std::string_view form) {
  switch (kind) {
    case 'l': return to_lower(form);
    case 't': return capitalised(form);
    case 'n': {
      std::string out(form);
      out.erase(std::remove(out.begin(), out.end(), ','), out.end());
      return out;
    }
    default: return std::string(form);
  }
}

}  // namespace

std::string lemma_by(std::string_view script, std::string_view form) {
  if (script.size() < 2) return std::string(form);
  if (script[0] == '=') return std::string(script.substr(1));
  std::string lemma = base_of(script[0], form);
  for (int strip = script[1] - '0'; strip > 0 && !lemma.empty(); --strip) {
    lemma.resize(lemma.size() - code_point_before(lemma, lemma.size()).length);
  }
  lemma += script.substr(2);
  return lemma.empty() ? std::string(form) : lemma;
}

}  // namespace quoth
