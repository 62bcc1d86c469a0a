// The stages that read figures and stances from words and trees, without the encoder: words a second on one core. A file is
// annotated once; then its layers are read again and again, and every reading is compared with the first.
// Claims and answers are compared with all the time that the file took, the encoder's included.
// Usage: readings_bench WEIGHTS FILE [SECONDS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "annotate/answers/answers.h"
#include "annotate/claims/claims.h"
#include "annotate/claims/worth.h"
#include "annotate/quantities/quantities.h"
#include "annotate/stances/stances.h"
#include "engine/annotate_file.h"

namespace {

using namespace quoth;
using Clock = std::chrono::steady_clock;

constexpr double kLeastWordsPerSecond = 1e6;
constexpr double kMostForClaims = 0.15, kMostForAnswers = 0.25;  // shares of the time that the file took

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "readings_bench: %s\n", why.c_str());
  std::exit(1);
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The share of `whole` seconds that `work` takes, of its best round.
template <typename Work>
double share(double whole, const Work& work) {
  constexpr int kRounds = 5;
  double best = whole;
  for (int i = 0; i < kRounds; ++i) {
    const Clock::time_point begin = Clock::now();
    work();
    best = std::min(best, seconds_since(begin));
  }
  return best / whole;
}

/// Whether claims and answers are as quick as they are to be. Without vectors: those cost some products a sentence.
bool are_quick(const Record& record, double whole) {
  Sentences sentences = record.sentences;
  const std::vector<double> worth(sentences.span.size(), 9);
  const double claims = share(whole, [&] {
    rate_sentences(record.document.text(), {}, true, sentences);
    if (find_claims(record.document, record, worth).size() < record.claims.size()) stop("the claims differ");
  });
  const double answers = share(whole, [&] {
    if (find_answers(record.document, record, {}).size() != record.answers.size()) stop("the answers differ");
  });
  std::printf("%zu claims %.1f%%, %zu answers %.1f%% of the time\n", record.claims.size(), 100 * claims,
              record.answers.size(), 100 * answers);
  return claims <= kMostForClaims && answers <= kMostForAnswers;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) stop("usage: readings_bench WEIGHTS FILE [SECONDS]");
  ModelSource weights(argv[1], 1);
  const Clock::time_point start = Clock::now();
  const auto record = annotate_file(argv[2], {.weights = &weights});
  if (!record) stop(to_string(record.error()));
  const double whole = seconds_since(start);
  if (record->stances.empty() || record->quantities.empty()) stop("the file has no stance, or no quantity");
  const std::string_view text = record->document.text();
  const double seconds = argc > 3 ? std::atof(argv[3]) : 2;
  std::size_t n_words = 0;
  const Clock::time_point begin = Clock::now();
  double spent = 0;
  while (spent < seconds) {
    const auto quantities =
        find_quantities(text, record->sentences.span, record->tokens, record->entities, {});
    const auto stances = find_stances(
        {text, record->sentences, record->tokens, record->turns, record->exchanges, record->quotes});
    if (stances != record->stances) stop("the stances differ");
    if (quantities.size() < record->quantities.size()) stop("the quantities differ");
    n_words += record->tokens.size();
    spent = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  const double rate = static_cast<double>(n_words) / spent;
  std::printf("%zu words, %zu quantities, %zu stances: %.2f million words a second\n", record->tokens.size(),
              record->quantities.size(), record->stances.size(), rate / 1e6);
  return are_quick(*record, whole) && rate >= kLeastWordsPerSecond ? 0 : 1;
}
