#include "read/pdf/page.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace quoth::pdf {

Box around(const Box& a, const Box& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

float shared_height(const Box& a, const Box& b) {
  const float lower = std::min(a.height(), b.height());
  return lower <= 0 ? 0 : (std::min(a.y1, b.y1) - std::max(a.y0, b.y0)) / lower;
}

float main_height(const std::vector<Word>& words) {
  std::map<int, std::pair<std::size_t, float>>
      heights;  // in half points: bytes of text, and the height itself
  for (const Word& word : words) {
    auto& [n, height] = heights[static_cast<int>(std::lround(2 * word.box.height()))];
    n += word.text.size();
    height = word.box.height();
  }
  std::pair<std::size_t, float> best{0, 0};
  for (const auto& [key, height] : heights) best = std::max(best, height);
  return best.second;
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
