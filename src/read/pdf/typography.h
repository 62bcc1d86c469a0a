#pragma once

#include <map>
#include <vector>

#include "read/pdf/columns.h"

namespace quoth::pdf {

/// How this document sets its text, learnt from all of its lines: what tells a line that goes on from one
/// that begins. English says it: a line that goes on begins with a small letter more often than not, one that
/// begins a paragraph hardly ever.
class Typography {
 public:
  /// O(lines log lines).
  explicit Typography(const std::vector<Line>& lines);

  float body_size() const { return body_size_; }
  /// The distance from line to line within a paragraph of this size.
  float leading(float size) const;
  /// Whether only first lines of paragraphs stand so far from the left edge.
  bool begins_paragraphs(const Line& line) const;
  /// Whether lines that go on stand so far from the left edge.
  bool goes_on(const Line& line) const;
  /// Whether at least a quarter of the lines stand so far from the left edge.
  bool is_usual(const Line& line) const;
  /// Whether the first word of `line` would have found room at the end of `before`: something else ended it.
  bool was_ended(const Line& before, const Line& line) const { return room(before, line) > usual_room_; }
  /// The size's rank among those larger than the text, 1 the largest; 0 for the text and what is smaller.
  int heading_level(float size) const;

 private:
  struct Indent {
    std::size_t n = 0, n_small_letters = 0;
    float right_inset = 1e6f;
  };
  void learn_sizes(const std::vector<Line>& lines);
  void learn_indents_and_leadings(const std::vector<Line>& lines);
  void learn_room(const std::vector<Line>& lines);
  float right_edge(const Line& line) const;
  float room(const Line& before, const Line& line) const;
  static int indent_key(const Line& line);
  const Indent* indent_of(const Line& line) const;

  float body_size_ = 0;
  std::map<int, float> leadings_;  // by size
  std::map<int, Indent> indents_;
  std::vector<float> larger_;
  float usual_room_ = 0;  // that lines leave which go on: where a typist broke them by hand, more than none
};

/// Whether the line begins with a small letter.
bool begins_small(const Line& line);
/// Whether the line ends within a word, or between the parts of a compound.
bool ends_in_hyphen(const Line& line);
/// Whether the line ends as a sentence, a label or a stage direction does.
bool ends_sentence(const Line& line);
/// Whether both are set in one size (a line may hold more than one).
bool same_size(const Line& a, const Line& b);

}  // namespace quoth::pdf
