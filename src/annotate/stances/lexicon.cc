#include "annotate/stances/lexicon.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "annotate/stances/lexicon_table.h"

namespace quoth::stances {
namespace {

/// Calls `each` with every entry of the table.
template <typename Each>
constexpr void for_each_entry(Each&& each) {
  for (const Row& row : kRows) {
    std::string_view list = row.words;
    while (!list.empty()) {
      const std::size_t comma = std::min(list.find(','), list.size());
      each(Entry{list.substr(0, comma), row.frame, row.kinds});
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
  }
}

constexpr std::size_t n_entries() {
  std::size_t n = 0;
  for_each_entry([&](const Entry&) { ++n; });
  return n;
}

constexpr std::string_view first_word(std::string_view words) {
  std::size_t n = 0;
  while (n < words.size() && words[n] != ' ' && words[n] != '\'' && words[n] != '%') ++n;
  return words.substr(0, n);
}

/// All entries by their first words.
constexpr auto kIndex = [] {
  std::array<Entry, n_entries()> index{};
  std::size_t at = 0;
  for_each_entry([&](const Entry& entry) { index[at++] = entry; });
  std::sort(index.begin(), index.end(), [](const Entry& a, const Entry& b) {
    const int words = a.words.compare(b.words);
    return words != 0 ? words < 0 : a.frame < b.frame;
  });
  return index;
}();

constexpr bool is_sound(const Entry& entry) {
  const bool may_have_spaces = entry.frame == Frame::phrase || entry.frame == Frame::negative;
  bool after_space = true;
  for (const char c : entry.words) {
    if ((c >= 'A' && c <= 'Z') || (c == ' ' && (after_space || !may_have_spaces))) return false;
    after_space = c == ' ';
  }
  return !after_space;
}

constexpr bool is_sound() {
  for (std::size_t i = 0; i < kIndex.size(); ++i) {
    const bool twice =
        i > 0 && kIndex[i - 1].words == kIndex[i].words && kIndex[i - 1].frame == kIndex[i].frame;
    if (twice || !is_sound(kIndex[i])) return false;
  }
  return true;
}
static_assert(is_sound(), "a word stands twice in a frame, or is malformed");

}  // namespace

std::span<const Entry> entries_of(std::string_view word) {
  const auto first =
      std::lower_bound(kIndex.begin(), kIndex.end(), word,
                       [](const Entry& entry, std::string_view w) { return first_word(entry.words) < w; });
  auto last = first;
  while (last != kIndex.end() && first_word(last->words) == word) ++last;
  return {first, last};
}

}  // namespace quoth::stances
