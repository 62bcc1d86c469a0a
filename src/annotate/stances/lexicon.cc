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
  return words.substr(0, std::min(words.find_first_of(" '%"), words.size()));
}

constexpr auto order(const Entry& entry) {
  return std::tuple(first_word(entry.words), static_cast<int>(entry.frame), entry.words);
}

/// All entries by their first words.
constexpr auto kIndex = [] {
  std::array<Entry, n_entries()> index{};
  std::size_t at = 0;
  for_each_entry([&](const Entry& entry) { index[at++] = entry; });
  std::sort(index.begin(), index.end(), [](const Entry& a, const Entry& b) { return order(a) < order(b); });
  return index;
}();

constexpr bool is_sound() {
  for (std::size_t i = 0; i < kIndex.size(); ++i) {
    const Entry& entry = kIndex[i];
    if (i > 0 && order(kIndex[i - 1]) == order(entry)) return false;
    if (entry.words.empty() || entry.words.front() == ' ' || entry.words.back() == ' ') return false;
    if (entry.words.find("  ") != std::string_view::npos) return false;
    const bool may_have_spaces = entry.frame == Frame::phrase || entry.frame == Frame::negative;
    if (!may_have_spaces && entry.words.find(' ') != std::string_view::npos) return false;
    for (const char c : entry.words) {
      if (c >= 'A' && c <= 'Z') return false;
    }
  }
  return true;
}
static_assert(is_sound(), "a word stands twice in a frame, or is malformed");

}  // namespace

std::span<const Entry> entries_of(std::string_view word) {
  const auto first = std::lower_bound(kIndex.begin(), kIndex.end(), word, [](const Entry& entry, std::string_view w) {
    return first_word(entry.words) < w;
  });
  auto last = first;
  while (last != kIndex.end() && first_word(last->words) == word) ++last;
  return {first, last};
}

}  // namespace quoth::stances
