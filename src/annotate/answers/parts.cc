#include "annotate/answers/parts.h"

#include <algorithm>
#include <array>

#include "annotate/answers/beside.h"
#include "base/among.h"
#include "model/plain_words.h"

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

/// The words that give the floor to somebody; those in the second list do so wherever they stand among them.
constexpr std::array<std::string_view, 18> kGivesFloor = {"yes", "yeah",  "ok",     "okay", "all",  "right",
                                                          "sir", "ma'am", "please", "you",  "over", "there",
                                                          "in",  "the",   "back",   "one",  "last", "more"};
constexpr std::array<std::string_view, 5> kNext = {"ahead", "go", "next", "question", "?"};

bool gives_floor(std::string_view sentence) {
  const std::vector<std::string> words = plain_words(sentence).form;
  const auto is_next = [](const std::string& word) { return is_among(kNext, word); };
  return std::any_of(words.begin(), words.end(), is_next) &&
         std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_next(word) || is_among(kGivesFloor, word); });
}

}  // namespace

std::string_view without_handing_over(std::string_view answer) {
  std::vector<Span> sentences = plain_sentences(answer);
  while (sentences.size() > 1 && gives_floor(slice(answer, sentences.back()))) sentences.pop_back();
  return sentences.empty() ? answer : answer.substr(0, sentences.back().end);
}

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
