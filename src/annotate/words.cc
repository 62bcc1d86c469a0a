#include "annotate/words.h"

#include <utility>

#include "annotate/lemmas.h"
#include "annotate/tree.h"
#include "text/unicode.h"

namespace quoth {
namespace {

std::string lemma_of(std::string_view form, std::uint16_t upos, std::uint16_t script,
                     const SyntaxHead& head) {
  const auto known = head.lemmas().find(to_lower(form), head.upos()[upos]);
  return known ? std::string(*known) : lemma_by(head.lemma()[script], form);
}

void read_sentence(const SyntaxHead& head, const WordReadings& words, std::size_t begin, std::size_t end,
                   PassageWords& out) {
  const Matrix arcs = head.arcs(words, begin, end);
  const std::vector<int> heads = best_tree({arcs.values.data(), arcs.columns, end - begin});
  const std::vector<std::uint16_t> relations = head.relations(words, begin, end, heads);
  for (const int governor : heads) {
    out.head.push_back(governor < 0 ? -1 : static_cast<std::int32_t>(begin) + governor);
  }
  out.deprel.insert(out.deprel.end(), relations.begin(), relations.end());
  out.sentence.push_back(begin);
}

}  // namespace

PassageWords read_words(std::string_view text, const Passage& passage, const SyntaxHead& head) {
  PassageWords out;
  std::vector<std::size_t> first = passage.words();
  const std::size_t n = first.size();
  WordReadings words = head.read(passage.gather(first));
  first.push_back(passage.end);
  for (std::size_t i = 0; i < n; ++i) {
    const Span span{passage.pieces.span[first[i]].begin, passage.pieces.span[first[i + 1] - 1].end};
    out.span.push_back(span);
    out.lemma.push_back(lemma_of(slice(text, span), words.upos[i], words.lemma[i], head));
  }
  for (std::size_t i = 0; i < n;) {
    std::size_t j = i + 1;
    while (j < n && passage.marks[first[j]] != Boundary::sentence) ++j;
    read_sentence(head, words, i, j, out);
    i = j;
  }
  out.upos = std::move(words.upos);
  out.xpos = std::move(words.xpos);
  out.feats = std::move(words.feats);
  return out;
}

}  // namespace quoth
