// The stages that read times, figures and stances from words and trees, without the encoder: words a second on one core. A
// file is annotated once; then its layers are read again and again, and every reading is compared with the first.
// Claims and answers are compared with the time that all else took, the encoder's included.
// Usage: readings_bench WEIGHTS FILE [SECONDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "annotate/answers/answers.h"
#include "annotate/claims/claims.h"
#include "annotate/claims/worth.h"
#include "annotate/quantities/quantities.h"
#include "annotate/sentences.h"
#include "annotate/stances/stances.h"
#include "annotate/times/times.h"
#include "engine/annotate_file.h"
#include "model/word_model.h"

namespace {

using namespace quoth;

constexpr double kLeastWordsPerSecond = 1e6;
constexpr double kMostForClaims = 0.15, kMostForAnswers = 1;  // shares of the time that all else took

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "readings_bench: %s\n", why.c_str());
  std::exit(1);
}

bool same(const std::vector<Time>& a, const std::vector<Time>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Time& x, const Time& y) {
    return x.span == y.span && x.type == y.type && x.value == y.value && x.mod == y.mod;
  });
}

struct Spent {
  double times = 0, quantities = 0, stances = 0;
};

/// Seconds of processor time, so that other programs on the machine do not count.
double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Reads the three layers once and adds what each took.
void read(const Record& record, const std::vector<Stretch>& stretches, Spent& spent) {
  const std::string_view text = record.document.text();
  const double begin = now();
  const std::vector<Time> times = find_times(text, stretches, record.meta.date, record.tokens).times;
  spent.times += now() - begin;
  std::vector<Span> time_spans;
  time_spans.reserve(times.size());
  for (const Time& time : times) time_spans.push_back(time.span);
  const double then = now();
  const auto quantities =
      find_quantities(text, record.sentences.span, record.tokens, record.entities, time_spans);
  spent.quantities += now() - then;
  const double last = now();
  const auto stances =
      find_stances({text, record.sentences, record.tokens, record.turns, record.exchanges, record.quotes});
  spent.stances += now() - last;
  if (!same(times, record.times)) stop("the times differ");
  // Stage directions inside a sentence are read here.
  if (quantities.size() < record.quantities.size()) stop("the quantities differ");
  if (stances != record.stances) stop("the stances differ");
}

/// The seconds that `work` takes, of its best round.
template <typename Work>
double best_of(const Work& work) {
  constexpr int kRounds = 5;
  double best = std::numeric_limits<double>::infinity();
  for (int i = 0; i < kRounds; ++i) {
    const double begin = now();
    work();
    best = std::min(best, now() - begin);
  }
  return best;
}

/// The pieces of each sentence.
std::vector<PieceRun> runs_of(const Pieces& pieces, const std::vector<Span>& sentences) {
  std::vector<PieceRun> runs;
  std::size_t piece = 0;
  for (const Span sentence : sentences) {
    while (piece < pieces.size() && pieces.span[piece].begin < sentence.begin) ++piece;
    runs.push_back({piece, piece});
    while (piece < pieces.size() && pieces.span[piece].begin < sentence.end) ++piece;
    runs.back().end = piece;
  }
  return runs;
}

/// Whether claims and answers are as quick as they are to be. Claims without the means of the shared encoder's vectors: those cost
/// some sums a sentence.
bool are_quick(const Record& record, double whole, const Model& model) {
  const std::string_view text = record.document.text();
  Record rated;
  rated.sentences = record.sentences;
  rated.turns = record.turns;
  rated.speakers = record.speakers;
  const std::vector<double> worth(record.sentences.span.size(), 9);
  Pieces pieces;
  model.vocabulary().cut(text, make_span(0, text.size()), Gap::paragraph, pieces);
  const std::vector<PieceRun> runs = runs_of(pieces, record.sentences.span);
  constexpr std::size_t kAtOnce = 32;  // sentences: about a passage
  const double claims = best_of([&] {
    rate_sentences(text, {}, rated);
    const std::vector<Clause> clauses = find_clauses(text, record.sentences, record.tokens);
    for (std::size_t i = 0; i < runs.size(); i += kAtOnce) {
      const auto some = std::span(runs).subspan(i, std::min(kAtOnce, runs.size() - i));
      model.claims_encoder()->read(pieces, some);
    }
    // What is read in the vectors of each sentence and clause.
    const Matrix vectors(worth.size() + clauses.size(), 2 * model.width());
    Readings::get().read_claims(vectors, vectors);
    if (find_claims(record.document, record, clauses, worth).size() < record.claims.size())
      stop("the claims differ");
  });
  const double answers = best_of([&] {
    if (find_answers(record.document, record, {}, &model).size() != record.answers.size())
      stop("the answers differ");
  });
  const double rest = whole - claims - answers;
  std::printf("%zu claims %.1f%%, %zu answers %.1f%% of the time of the rest\n", record.claims.size(),
              100 * claims / rest, record.answers.size(), 100 * answers / rest);
  return claims <= kMostForClaims * rest && answers <= kMostForAnswers * rest;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) stop("usage: readings_bench WEIGHTS FILE [SECONDS]");
  ModelSource weights(argv[1], 1);
  const double start = now();
  const auto record = annotate_file(argv[2], {.weights = &weights});
  if (!record) stop(to_string(record.error()));
  const double whole = now() - start;
  if (record->stances.empty() || record->quantities.empty() || record->times.empty())
    stop("the file has no stance, no quantity or no time");
  const std::vector<Stretch> stretches = stretches_to_read(record->document, record->blocks, record->turns);
  const double seconds = argc > 3 ? std::atof(argv[3]) : 2;
  Spent spent;
  double n_words = 0, all = 0;
  while (all < seconds) {
    read(*record, stretches, spent);
    n_words += static_cast<double>(record->tokens.size());
    all = spent.times + spent.quantities + spent.stances;
  }
  const double rate = n_words / all;
  std::printf("%zu words, %zu times, %zu quantities, %zu stances: %.2f million words a second\n",
              record->tokens.size(), record->times.size(), record->quantities.size(), record->stances.size(),
              rate / 1e6);
  std::printf("alone: times %.2f, quantities %.2f, stances %.2f\n", n_words / spent.times / 1e6,
              n_words / spent.quantities / 1e6, n_words / spent.stances / 1e6);
  return are_quick(*record, whole, **weights.get()) && rate >= kLeastWordsPerSecond ? 0 : 1;
}
