#pragma once

#include "page/html.h"
#include "page/marks.h"
#include "page/site.h"
#include "record/record.h"
#include "record/review.h"
#include "text/word_index.h"

namespace quoth {

/// What a card says: what a mark is, whose, how sure, and the way to cite it. Lifetime: all that it is made of must outlive it.
class Notes {
 public:
  /// `first_word`: what the first word of the record is counted as.
  Notes(const Site& site, const Record& record, const WordIndex& words, std::size_t first_word)
      : site_(site), record_(record), words_(words), first_word_(first_word) {}

  /// The words that the row of a mark is cited by: of a quote all its pieces.
  Span cited(const Mark& mark) const;
  /// What people say of the record's claims. Lifetime: must outlive this.
  void know(const std::vector<ReviewedRow>& reviewed) { reviewed_ = &reviewed; }
  /// The note on a mark that is one of a layer's; nothing for others.
  Html note(const Mark& mark) const;

 private:
  Html quote(const Quote& quote) const;
  Html claim(std::uint32_t row) const;
  Html time(const Time& time) const;
  Html figure(const Quantity& quantity) const;
  Html stance(const Stance& stance) const;
  Html name(const Entity& entity) const;
  std::string holder(const Holder& holder) const;
  std::string words(Span span) const;

  const std::vector<ReviewedRow>* reviewed_ = nullptr;
  const Site& site_;
  const Record& record_;
  const WordIndex& words_;
  std::size_t first_word_;
};

/// A figure as people write it: `40,000,000`, `2.5`.
std::string readable_number(double value);

/// A figure with its modifier and its unit: `about 40,000,000 USD`.
std::string figure_words(const Quantity& quantity);

/// A score: in figures and as a gauge.
Html score_gauge(double score);

}  // namespace quoth
