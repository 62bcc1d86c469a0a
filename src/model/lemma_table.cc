#include "model/lemma_table.h"

#include <algorithm>
#include <string>

namespace quoth {

std::optional<std::string_view> LemmaTable::find(std::string_view form, std::string_view upos) const {
  std::string key(form);
  ((key += '\t') += upos) += '\t';
  // The first line that is not before the key begins in [low, high].
  std::size_t low = 0, high = lines_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : lines_.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(lines_.find('\n', begin), lines_.size());
    if (lines_.substr(begin, end - begin) < key) {
      low = std::min(end + 1, lines_.size());
    } else {
      high = begin;
    }
  }
  const std::string_view line = lines_.substr(low, std::min(lines_.find('\n', low), lines_.size()) - low);
  if (!line.starts_with(key) || line.size() == key.size()) return std::nullopt;
  return line.substr(key.size());
}

}  // namespace quoth
