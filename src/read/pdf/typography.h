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
  /// Where lines that are indented as this one end at the right.
  float right_edge(const Line& line) const;
  /// The size's rank among those larger than the text, 1 the largest; 0 for the text and what is smaller.
  int heading_level(float size) const;

 private:
  struct Indent {
    std::size_t n = 0, n_small_letters = 0;
    float right_inset = 1e6f;
  };
  static int indent_key(const Line& line);
  const Indent* indent_of(const Line& line) const;

  float body_size_ = 0;
  std::map<int, float> leadings_;  // by size
  std::map<int, Indent> indents_;
  std::vector<float> larger_;
};

/// Whether the line begins with a small letter.
bool begins_small(const Line& line);
/// Whether the line ends as a sentence, a label or a stage direction does.
bool ends_sentence(const Line& line);
/// Whether both are set in one size (a line may hold more than one).
bool same_size(const Line& a, const Line& b);

}  // namespace quoth::pdf
