#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/word_model.h"
#include "text/span.h"

namespace quoth {

/// A question beside its answer, as the models of answers read it: words, and numbers made of them. train/README.md, "Readings".
class Beside {
 public:
  using Words = std::vector<std::string>;

  /// `asked`: all of the turns in which the question stands.
  Beside(std::string_view question, std::string_view asked, std::string_view answer);

  /// Of the linear model and of the trees: degrees, then techniques.
  std::vector<double> linear() const;
  std::vector<double> trees() const;

  /// The sentences of the answer, spans of its text.
  const std::vector<Span>& sentences() const& { return sentences_; }
  const Words& words_of(std::size_t sentence) const& { return in_sentence_[sentence]; }
  /// Of a sentence: how much of what the question is about comes back in it, 0 to 1; rare words count more.
  double overlap(std::size_t sentence) const { return overlap_[sentence]; }
  /// Whether the question wants a yes or a no: it begins with an auxiliary, or nothing in it asks but its mark.
  bool is_closed() const;
  /// Whether the answer begins with a yes or a no.
  bool says_yes() const;
  bool says_no() const;

  /// Whether the words of `phrase` stand among `words`, one after the other; its last may be the begin of a longer one.
  static bool has_phrase(std::span<const std::string> words, std::string_view phrase);

 private:
  using Numbers = std::array<float, Readings::kAnswerNumbers>;

  /// The first word with which something is asked; empty where there is none.
  std::string_view asks_with() const;
  double share(std::span<const std::string> words) const;
  double share_of_pairs() const;
  Numbers numbers() const;
  Words best() const;

  Words question_, asked_, answer_;
  std::vector<Span> sentences_;
  std::vector<Words> in_sentence_, in_asked_;  // sentences of the answer, of the asking turns
  std::map<std::string, double> rarity_;       // of the stems that say what the question is about
  double all_rarity_ = 0;
  std::vector<double> overlap_;
};

/// The words of a question that say what it is about, sorted, each once.
std::vector<std::string> content_words(std::string_view question);

}  // namespace quoth
