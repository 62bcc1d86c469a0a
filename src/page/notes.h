#pragma once

#include "page/html.h"
#include "page/marks.h"
#include "page/words.h"
#include "record/record.h"

namespace quoth {

/// What a card says: what a mark is, whose, how sure, and the way to cite it. Lifetime: record and words must outlive it.
class Notes {
 public:
  Notes(const Record& record, const WordIndex& words) : record_(record), words_(words) {}

  /// The note on a mark that is one of a layer's; nothing for others.
  Html note(const Mark& mark) const;

 private:
  Html quote(const Quote& quote) const;
  Html time(const Time& time) const;
  Html figure(const Quantity& quantity) const;
  Html stance(const Stance& stance) const;
  Html name(const Entity& entity) const;
  std::string holder(const Holder& holder) const;
  std::string words(Span span) const;

  const Record& record_;
  const WordIndex& words_;
};

/// A figure as people write it: `40,000,000`, `2.5`.
std::string readable_number(double value);

/// A score: in figures and as a gauge.
Html score_gauge(double score);

}  // namespace quoth
