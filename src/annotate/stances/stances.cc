#include "annotate/stances/stances.h"

#include <algorithm>

#include "annotate/stances/expressions.h"

namespace quoth {
namespace stances {
namespace {

/// Whose stance the words of a record are.
class Holders {
 public:
  explicit Holders(const StanceSources& sources) : sources_(sources) {}

  Holder of(Span span, std::optional<TurnId> turn) const {
    const Quote* innermost = nullptr;
    std::uint32_t size = UINT32_MAX;
    for (const Quote& quote : sources_.quotes) {
      if (quote.self || quote.kind == QuoteKind::scare) continue;
      for (const Span content : quote.content) {
        if (!content.contains(span) || content.size() >= size) continue;
        innermost = &quote;
        size = content.size();
      }
    }
    if (innermost != nullptr) return innermost->holder;
    if (turn && sources_.turns[turn->index()].speaker) return *sources_.turns[turn->index()].speaker;
    return Unnamed{};
  }

 private:
  const StanceSources& sources_;
};

/// Takes out what an expression of the same kind, or a longer one that says how sure it is, covers.
void drop_covered(std::vector<Expression>& found) {
  const auto covers = [](const Expression& a, const Expression& b) {
    const bool longer = a.last - a.first > b.last - b.first;
    return a.first <= b.first && b.last <= a.last && longer && b.kind != StanceKind::negation;
  };
  std::vector<Expression> kept;
  for (std::size_t i = 0; i < found.size(); ++i) {
    bool keep = true;
    for (std::size_t k = 0; k < found.size() && keep; ++k) {
      const bool same = found[k].first == found[i].first && found[k].last == found[i].last && k < i &&
                        (found[k].kind == found[i].kind || found[i].kind != StanceKind::negation);
      keep = k == i || !(covers(found[k], found[i]) || same);
    }
    if (keep) kept.push_back(found[i]);
  }
  found = std::move(kept);
}

}  // namespace
}  // namespace stances

std::vector<Stance> find_stances(const StanceSources& sources) {
  using namespace stances;
  std::vector<Stance> out;
  const Words words(sources.text, sources.tokens);
  const Holders holders(sources);
  std::vector<Expression> found;
  std::size_t begin = 0;
  std::optional<TurnId> turn_before;
  for (std::size_t s = 0; s < sources.sentences.span.size() && begin < words.size(); ++s) {
    const Span span = sources.sentences.span[s];
    while (begin < words.size() && words.span(begin).begin < span.begin) ++begin;
    std::size_t end = begin;
    while (end < words.size() && words.span(end).begin < span.end) ++end;
    const std::optional<TurnId> turn = sources.sentences.turn[s];
    const Sentence sentence(words, begin, end);
    found.clear();
    find_expressions(words, sentence, found);
    find_negations(words, sentence, turn != turn_before, 0, found);
    drop_covered(found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Expression& a, const Expression& b) { return a.first < b.first; });
    for (const Expression& expression : found) {
      const Span covered{words.span(expression.first).begin, words.span(expression.last).end};
      out.push_back({covered, expression.kind, expression.scope, holders.of(covered, turn)});
    }
    turn_before = turn;
    begin = end;
  }
  return out;
}

}  // namespace quoth
