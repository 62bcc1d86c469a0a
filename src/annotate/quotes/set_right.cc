#include "annotate/quotes/set_right.h"

#include <algorithm>

#include "annotate/quotes/phrases.h"

namespace quoth {
namespace {

using Word = Trees::Word;

bool is_stop(const Trees& trees, Word w) {
  return trees.is_lower(w, {".", ",", ";", ":", "-", "--", "–", "—"});
}

/// "..., which", "... and": a word that opens what comes after it.
bool links_on(const Trees& trees, Word w) {
  return trees.is_upos(w, {"CCONJ"}) ||
         (trees.is_lower(w, {"which", "who", "whose"}) && trees.has_feature(w, "PronType=Rel"));
}

/// Whole words of `span`, without the marks of punctuation at its ends.
Span to_words(const Trees& trees, Span span, bool content) {
  Word begin = trees.word_at(span.begin);
  Word end = trees.words_in(span).second;
  while (begin < end && (is_stop(trees, begin) || (content && trees.is_lower(begin, {"that"}) &&
                                                   trees.is_relation(begin, {"mark"})))) {
    ++begin;
  }
  while (end > begin && (is_stop(trees, end - 1) || (content && links_on(trees, end - 1)))) --end;
  if (begin == end) return {};
  return trees.span(begin, end - 1);
}

/// Takes in a negation that stands before the content in its own clause, and what stands between ("did not", "wo|n't").
void keep_negation(const Trees& trees, const QuoteReading& reading, Span& span) {
  const auto [begin, end] = trees.words_in(span);
  Word first = begin;
  for (Word w = begin; w < end; ++w) {
    const auto head = trees.head(w);
    if (head && *head >= begin && *head < end) continue;
    for (const Word c : trees.children(w)) {
      if (c >= begin || !is_negation(trees, c)) continue;
      const bool in_cue = std::any_of(reading.cue.begin(), reading.cue.end(),
                                      [&](Span cue) { return cue.end > trees.span(c).begin; });
      if (!in_cue) first = std::min(first, c);
    }
    for (const Word c : trees.children(w)) {
      if (first < begin && trees.is_relation(c, {"aux"}) && c + 1 == first) first = c;
    }
  }
  if (first < begin) span.begin = trees.span(first).begin;
}

/// Grows a span over quotations that it cuts, unless the cue stands in them: then it shrinks to what they hold.
void respect_marks(const std::vector<Marked>& marked, const QuoteReading& reading, Span& span) {
  for (const Marked& m : marked_in(marked, span)) {
    const bool holds_cue = !reading.cue.empty() && m.span.contains(reading.cue.front());
    if (holds_cue) {
      span = {std::max(span.begin, m.inner.begin), std::min(span.end, m.inner.end)};
      if (span.empty()) return;
    } else if (!span.contains(m.span) && !m.inner.contains(span)) {
      const bool cue_between =
          !reading.cue.empty() &&
          Span{std::min(span.begin, m.span.begin), std::max(span.end, m.span.end)}.contains(
              reading.cue.front());
      if (!cue_between) span = {std::min(span.begin, m.span.begin), std::max(span.end, m.span.end)};
    } else if (span == m.inner) {
      span = m.span;
    }
  }
}

}  // namespace

std::vector<Marked> marked_in(const std::vector<Marked>& marked, Span span) {
  std::vector<Marked> found;
  const auto end = std::partition_point(marked.begin(), marked.end(),
                                        [&](const Marked& m) { return m.span.begin < span.end; });
  for (auto at = end; at != marked.begin() && end - at < 64;) {
    --at;
    if (at->closed && at->span.overlaps(span)) found.push_back(*at);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

void set_right(const Trees& trees, const std::vector<Marked>& marked, QuoteReading& reading) {
  const auto turn_at = [&](Span span) {
    const Word w = trees.word_at(span.begin);
    return w < trees.size() ? trees.turn_of(w) : std::nullopt;
  };
  const auto home = turn_at(reading.cue.empty() ? reading.content.front() : reading.cue.front());
  for (std::vector<Span>* spans : {&reading.cue, &reading.source, &reading.content}) {
    const bool content = spans == &reading.content;
    std::vector<Span> kept;
    for (Span span : *spans) {
      const bool whole = content && reading.direct;
      if (!whole) span = to_words(trees, span, content && !reading.direct);
      if (span.empty() || turn_at(span) != home) continue;
      if (content && !reading.direct) {
        keep_negation(trees, reading, span);
        respect_marks(marked, reading, span);
      }
      if (span.empty()) continue;
      if (!kept.empty() && span.begin <= kept.back().end) {
        kept.back().end = std::max(kept.back().end, span.end);
      } else {
        kept.push_back(span);
      }
    }
    *spans = std::move(kept);
  }
  if (!reading.content.empty() && !reading.source.empty()) {
    // A source never lies in its own content.
    const bool had = !reading.source.empty();
    std::erase_if(reading.source, [&](Span s) {
      return std::any_of(reading.content.begin(), reading.content.end(),
                         [&](Span c) { return c.overlaps(s); });
    });
    if (had && reading.source.empty()) reading.content.clear();  // the tree is wrong
  }
}

}  // namespace quoth
