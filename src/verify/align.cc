#include "verify/align.h"

#include <algorithm>
#include <limits>

namespace quoth {
namespace {

using Score = std::int32_t;

// In the same unit as QuotedWord::weight.
constexpr Score kReplaced = 3;
constexpr Score kAdded = 3;
constexpr Score kMissing = 2;
constexpr Score kGap = 12;
constexpr Score kElsewhere = 16;
constexpr Score kOmission = 1;

constexpr Score kNever = std::numeric_limits<Score>::min() / 2;

/// How a cell was come to: the quoted word before it is that of the source, is added, or the last step was within the
/// source.
enum Step : std::uint8_t { paired, added, missing, in_gap, elsewhere };
constexpr std::uint8_t kStepMask = 7;
constexpr std::uint8_t kGapGoesOn = 8;

/// A row of cells a quoted word: cell j is the best score with the source's words before j behind.
class Aligner {
 public:
  Aligner(std::span<const QuotedWord> quote, std::span<const SourceWord> source)
      : quote_(quote),
        source_(source),
        columns_(source.size() + 1),
        steps_((quote.size() + 1) * columns_, paired),
        jumped_from_(quote.size() + 1) {}

  Alignment run() && {
    std::vector<Score> before(columns_, 0), row(columns_);
    for (std::size_t i = 1; i <= quote_.size(); ++i) {
      take_word(i, before, row);
      const auto best = std::max_element(row.begin(), row.end());
      jumped_from_[i] = static_cast<std::uint32_t>(best - row.begin());
      if (i < quote_.size()) move(i, *best, row);
      row.swap(before);
    }
    const std::size_t end = best_end(before);
    return {before[end], trace(end)};
  }

 private:
  std::uint8_t& step(std::size_t i, std::size_t j) { return steps_[i * columns_ + j]; }

  /// Of equal ends the first at which the last word stands for one of the source, so that a difference shows both.
  std::size_t best_end(const std::vector<Score>& last) {
    const Score best = *std::max_element(last.begin(), last.end());
    std::size_t end = columns_;
    for (std::size_t j = 0; j < columns_; ++j) {
      if (last[j] != best) continue;
      if ((step(quote_.size(), j) & kStepMask) == paired) return j;
      end = std::min(end, j);
    }
    return end;
  }

  /// The scores after quoted word i, counted from 1, without going on in the source.
  void take_word(std::size_t i, const std::vector<Score>& before, std::vector<Score>& row) {
    const QuotedWord& word = quote_[i - 1];
    const Score add = word.bracketed ? 0 : kAdded;
    const Score replace = word.bracketed ? 1 : kReplaced;
    row[0] = before[0] - add;
    step(i, 0) = added;
    for (std::size_t j = 1; j < columns_; ++j) {
      const SourceWord& source = source_[j - 1];
      Score best = before[j] - add;
      Step how = added;
      if (source.kind <= SourceWord::bracketed) {
        const Score pair = before[j - 1] + (source.id == word.id ? Score{word.weight} : -replace);
        if (pair >= best) {
          best = pair;
          how = paired;
        }
      }
      row[j] = best;
      step(i, j) = how;
    }
  }

  /// Goes on in the source before the next quoted word.
  void move(std::size_t i, Score best_of_row, std::vector<Score>& row) {
    const Score open = quote_[i].after_omission ? kOmission : kGap;
    const Score jump = best_of_row - kElsewhere;
    Score gap = kNever;
    for (std::size_t j = 0; j < columns_; ++j) {
      std::uint8_t& how = step(i, j);
      if (j > 0) {
        const SourceWord::Kind kind = source_[j - 1].kind;
        if (kind == SourceWord::end) {
          gap = kNever;
        } else {
          const Score opened = row[j - 1] - open;
          if (gap >= opened) how |= kGapGoesOn;
          gap = std::max(gap, opened);
        }
        if (kind <= SourceWord::bracketed) {
          improve(row[j], how, row[j - 1] - (kind == SourceWord::bracketed ? 0 : kMissing), missing);
        }
        improve(row[j], how, gap, in_gap);
      }
      improve(row[j], how, jump, elsewhere);
    }
  }

  static void improve(Score& score, std::uint8_t& how, Score other, Step step) {
    if (other <= score) return;
    score = other;
    how = static_cast<std::uint8_t>((how & ~kStepMask) | step);
  }

  std::vector<AlignedWord> trace(std::size_t j) {
    std::vector<AlignedWord> words(quote_.size());
    for (std::size_t i = quote_.size(); i > 0;) {
      switch (step(i, j) & kStepMask) {
        case paired:
          words[i - 1] = {static_cast<std::int32_t>(j - 1), source_[j - 1].id == quote_[i - 1].id};
          --j;
          --i;
          break;
        case added: --i; break;
        case missing: --j; break;
        case in_gap:
          while ((step(i, j) & kGapGoesOn) != 0) --j;
          --j;
          break;
        default: j = jumped_from_[i];
      }
    }
    return words;
  }

  std::span<const QuotedWord> quote_;
  std::span<const SourceWord> source_;
  std::size_t columns_;
  std::vector<std::uint8_t> steps_;
  std::vector<std::uint32_t> jumped_from_;
};

}  // namespace

Alignment align(std::span<const QuotedWord> quote, std::span<const SourceWord> source) {
  return Aligner(quote, source).run();
}

}  // namespace quoth
