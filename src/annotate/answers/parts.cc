#include "annotate/answers/parts.h"

#include "annotate/answers/beside.h"

namespace quoth {
namespace {

/// How much of the question comes back in the sentence, its neighbours counting half.
double around(const Beside& beside, std::size_t sentence) {
  constexpr double kNeighbour = 0.5;
  double sum = beside.overlap(sentence);
  if (sentence > 0) sum += kNeighbour * beside.overlap(sentence - 1);
  if (sentence + 1 < beside.sentences().size()) sum += kNeighbour * beside.overlap(sentence + 1);
  return sum;
}

}  // namespace

std::vector<std::vector<Span>> parts_of(const std::vector<std::string_view>& questions,
                                        std::string_view answer) {
  std::vector<std::vector<Span>> out(questions.size());
  if (questions.size() < 2) return out;
  std::vector<Beside> beside;
  beside.reserve(questions.size());
  for (const std::string_view question : questions) beside.emplace_back(question, question, answer);
  const std::vector<Span>& sentences = beside[0].sentences();
  for (std::size_t s = 0, whose = 0; s < sentences.size(); ++s) {
    double most = 0;
    for (std::size_t q = 0; q < questions.size(); ++q) {
      const double value = around(beside[q], s);
      if (value > most) {
        most = value;
        whose = q;
      }
    }
    out[whose].push_back(sentences[s]);
  }
  return out;
}

}  // namespace quoth
