#include "record/claim_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

/// Verbs that say little by themselves.
constexpr std::array<std::string_view, 12> kPale = {"be",  "have", "do",   "get", "go",   "make",
                                                    "say", "take", "come", "put", "know", "think"};

bool is_inside(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

}  // namespace

ClaimWords claim_words(const Record& record, Span span) {
  ClaimWords out;
  std::vector<Span> counted;
  for (const Quantity& quantity : record.quantities) {
    if (!is_inside(quantity.span, span) || !quantity.value) continue;
    out.figures.insert(fmt::format("{:.6g}", *quantity.value));
    counted.push_back(quantity.span);
  }
  const Tokens& tokens = record.tokens;
  const auto before = [](Span token, std::uint32_t at) { return token.begin < at; };
  const auto first = std::lower_bound(tokens.span.begin(), tokens.span.end(), span.begin, before);
  for (auto i = static_cast<std::size_t>(first - tokens.span.begin());
       i < tokens.size() && tokens.span[i].end <= span.end; ++i) {
    const std::string &upos = tokens.upos[i], &lemma = tokens.lemma[i];
    const bool is_counted =
        std::any_of(counted.begin(), counted.end(), [&](Span of) { return is_inside(tokens.span[i], of); });
    if (upos == "NUM" && !is_counted) out.figures.insert(lemma);
    if (upos == "PROPN") out.names.insert(to_lower(lemma));
    const bool is_word = upos == "NOUN" || upos == "VERB" || upos == "ADJ";
    const bool is_pale = std::find(kPale.begin(), kPale.end(), lemma) != kPale.end();
    if (is_word && !is_pale && !is_counted) out.words.insert(lemma);
    if (lemma == "not" || lemma == "never" || lemma == "no") out.words.insert("not");
  }
  return out;
}

bool says_the_same(const ClaimWords& a, const ClaimWords& b) {
  constexpr std::size_t kLeastShared = 3;
  if (a.figures != b.figures || a.names != b.names || a.words.count("not") != b.words.count("not"))
    return false;
  std::size_t shared = 0;
  for (const std::string& word : a.words) shared += b.words.count(word);
  const std::size_t n_shared = shared + a.figures.size() + a.names.size();
  return n_shared >= kLeastShared && 3 * shared >= 2 * std::max(a.words.size(), b.words.size());
}

}  // namespace quoth
