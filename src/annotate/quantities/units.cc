#include "annotate/quantities/units.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "annotate/quantities/unit_table.h"

namespace quoth::quantities {
namespace {

using Entry = std::pair<std::string_view, const Unit*>;
using Column = std::string_view UnitRow::*;

/// Calls `each` with every entry of a list.
template <typename Each>
constexpr void for_each_entry(std::string_view list, Each&& each) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    each(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

/// Calls `each` with every entry of one column of both tables, and its unit.
template <typename Each>
constexpr void for_each_entry(Column column, Each&& each) {
  for (const UnitRow& row : kUnitRows) {
    for_each_entry(row.*column, [&](std::string_view entry) { each(entry, &row.unit); });
  }
  for (const UnitRow& row : kCurrencyRows) {
    for_each_entry(row.*column, [&](std::string_view entry) { each(entry, &row.unit); });
  }
}

constexpr std::size_t n_entries(Column column) {
  std::size_t n = 0;
  for_each_entry(column, [&](std::string_view, const Unit*) { ++n; });
  return n;
}

/// The entries of a column, sorted.
template <std::size_t n>
constexpr std::array<Entry, n> index_of(Column column) {
  std::array<Entry, n> index{};
  std::size_t at = 0;
  for_each_entry(column, [&](std::string_view entry, const Unit* unit) { index[at++] = {entry, unit}; });
  std::sort(index.begin(), index.end(), [](const Entry& a, const Entry& b) { return a.first < b.first; });
  return index;
}

constexpr auto kWordIndex = index_of<n_entries(&UnitRow::words)>(&UnitRow::words);
constexpr auto kSymbolIndex = index_of<n_entries(&UnitRow::symbols)>(&UnitRow::symbols);

template <std::size_t n>
constexpr bool is_sound(const std::array<Entry, n>& index) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::string_view entry = index[i].first;
    if (entry.empty() || std::count(entry.begin(), entry.end(), ' ') >= kLongestUnit) return false;
    if (i > 0 && index[i - 1].first == entry) return false;
  }
  return true;
}
static_assert(is_sound(kWordIndex), "two units claim one word, or a name is empty or too long");
static_assert(is_sound(kSymbolIndex), "two units claim one symbol, or a symbol is empty");

template <std::size_t n>
const Unit* find(const std::array<Entry, n>& index, std::string_view entry) {
  const auto at = std::lower_bound(index.begin(), index.end(), entry,
                                   [](const Entry& a, std::string_view b) { return a.first < b; });
  return at == index.end() || at->first != entry ? nullptr : at->second;
}

/// Symbols that are words or labels too where they stand apart from the figure.
constexpr std::string_view kAmbiguousAlone[] = {"m", "in", "A",  "V",  "W",  "J",  "l",  "L",  "t",  "g",
                                                "p", "mi", "ha", "hp", "bu", "kn", "ly", "MP", "ETH"};

}  // namespace

const Unit* unit_of_words(std::string_view words) { return find(kWordIndex, words); }

const Unit* unit_of_symbol(std::string_view symbol, bool alone) {
  const Unit* unit = find(kSymbolIndex, symbol);
  const bool is_word =
      std::find(std::begin(kAmbiguousAlone), std::end(kAmbiguousAlone), symbol) != std::end(kAmbiguousAlone);
  return alone && is_word ? nullptr : unit;
}

const Unit* currency_before(std::string_view symbol) {
  const Unit* unit = unit_of_symbol(symbol, false);
  return unit != nullptr && unit->sort == UnitSort::currency ? unit : nullptr;
}

}  // namespace quoth::quantities
