#include "read/pdf/page.h"

#include <algorithm>

namespace quoth::pdf {

Box around(const Box& a, const Box& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

float shared_height(const Box& a, const Box& b) {
  const float lower = std::min(a.height(), b.height());
  return lower <= 0 ? 0 : (std::min(a.y1, b.y1) - std::max(a.y0, b.y0)) / lower;
}

float main_height(const std::vector<Word>& words) {
  // Few heights stand on one line: the sum of characters of each by comparing them all.
  float best = 0;
  std::size_t most = 0;
  for (const Word& word : words) {
    std::size_t n = 0;
    for (const Word& other : words) {
      if (std::abs(other.box.height() - word.box.height()) < 0.5f) n += other.text.size();
    }
    if (n > most || (n == most && word.box.height() > best)) {
      most = n;
      best = word.box.height();
    }
    if (n * 2 > 256) break;
  }
  return best;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) {
    if (!text.empty() && !word.glued) text += ' ';
    text += word.text;
  }
  return text;
}

}  // namespace quoth::pdf
