#include "annotate/quotes/learned.h"

#include <algorithm>

#include "annotate/tags.h"

namespace quoth {
namespace {

/// Added to the scores of tags before the best sequence is read, as F1 of exact spans is best on PolNeAR's development texts: the heads
/// leave out some cues, and cut contents into too many pieces.
constexpr float kNoCue = -0.2F, kNoSpan = 0.4F, kBeginOfContent = -1.5F;
/// The columns of QuotesHead::tags.
constexpr std::size_t kOutside = 0, kContentBegins = 3;

void add(Matrix& scores, std::size_t column, float value) {
  for (std::size_t at = column; at < scores.values.size(); at += scores.columns) scores.values[at] += value;
}

/// Atoms of a stretch of pieces, and the text that runs of them cover.
struct Atoms {
  std::vector<std::size_t> first;  ///< piece of each, and one past the last piece
  const Pieces& pieces;

  std::size_t size() const { return first.size() - 1; }
  Span span(std::size_t begin, std::size_t end) const {
    return {pieces.span[first[begin]].begin, pieces.span[first[end] - 1].end};
  }
};

}  // namespace

std::vector<QuoteReading> read_learned(const Passage& passage, const QuotesHead& head) {
  std::vector<QuoteReading> readings;
  const std::vector<std::size_t> own = passage.atoms(passage.begin, passage.end);
  Matrix tags = head.cues(passage.gather(own));
  add(tags, kOutside, kNoCue);
  const std::vector<TaggedRun> cues = best_runs(tags.values.data(), tags.columns, own.size(), 1);
  if (cues.empty()) return readings;

  // No further than every passage has vectors, so that a cue finds the same wherever passages are cut.
  const std::size_t low =
      std::max(passage.rows_begin(), passage.begin - std::min(passage.begin, Passage::kContext));
  const std::size_t high = std::min(passage.rows_end(), passage.end + Passage::kContext);
  Atoms atoms{passage.atoms(low, high), passage.pieces};
  const Matrix answers = head.answers(passage.gather(atoms.first));
  std::vector<std::size_t> asking;
  asking.reserve(cues.size());
  for (const TaggedRun& cue : cues) asking.push_back(own[cue.begin]);
  const Matrix asks = head.asks(passage.gather(asking));
  atoms.first.push_back(high);
  const std::size_t before = static_cast<std::size_t>(
      std::lower_bound(atoms.first.begin(), atoms.first.end(), own.front()) - atoms.first.begin());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const std::size_t at = before + cues[i].begin;
    const std::size_t from = at - std::min(at, QuotesHead::kReach);
    const std::size_t to = std::min(atoms.size(), at + QuotesHead::kReach);
    Matrix scores = head.tags(answers, asks, i, at, from, to);
    add(scores, kOutside, kNoSpan);
    add(scores, kContentBegins, kBeginOfContent);
    QuoteReading reading;
    reading.cue = {atoms.span(at, before + cues[i].end)};
    reading.score = cues[i].score;
    for (const TaggedRun& run : best_runs(scores.values.data(), scores.columns, to - from, 2)) {
      std::vector<Span>& spans = run.kind == 0 ? reading.source : reading.content;
      spans.push_back(atoms.span(from + run.begin, from + run.end));
    }
    if (!reading.content.empty()) readings.push_back(std::move(reading));
  }
  return readings;
}

}  // namespace quoth
