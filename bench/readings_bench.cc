// The stages that read figures and stances from words and trees, without the encoder: words a second on one core. A file is
// annotated once; then its layers are read again and again, and every reading is compared with the first.
// Usage: readings_bench WEIGHTS FILE [SECONDS]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "annotate/quantities/quantities.h"
#include "annotate/stances/stances.h"
#include "engine/annotate_file.h"

namespace {

using namespace quoth;
using Clock = std::chrono::steady_clock;

constexpr double kLeastWordsPerSecond = 1e6;

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "readings_bench: %s\n", why.c_str());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) stop("usage: readings_bench WEIGHTS FILE [SECONDS]");
  ModelSource weights(argv[1], 1);
  const auto record = annotate_file(argv[2], {.weights = &weights});
  if (!record) stop(to_string(record.error()));
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
  return rate < kLeastWordsPerSecond ? 1 : 0;
}
