#include "annotate/quantities/modifiers.h"

#include <algorithm>

namespace quoth::quantities {
namespace {

using enum QuantityModifier;

struct Row {
  QuantityModifier modifier;
  std::string_view words;  ///< in lower case, one space between two atoms
  bool outside = false;
};

constexpr Row kBefore[] = {
    {approx, "about"},
    {approx, "around"},
    {approx, "roughly"},
    {approx, "approximately"},
    {approx, "approx"},
    {approx, "some"},
    {approx, "nearly"},
    {approx, "almost"},
    {approx, "close to"},
    {approx, "circa"},
    {approx, "somewhere around"},
    {approx, "somewhere near"},
    {approx, "something like"},
    {approx, "in the region of"},
    {approx, "in the order of"},
    {approx, "on the order of"},
    {approx, "just about"},
    {approx, "virtually"},
    {approx, "practically"},
    {approx, "an estimated"},
    {approx, "~"},
    {approx, "≈"},
    {approx, "probably about"},
    {approx, "maybe"},
    {approx, "getting on for"},
    {approx, "in the neighborhood of"},
    {approx, "in the neighbourhood of"},
    {approx, "approaching"},
    {approx, "an average of"},
    {at_least, "at least"},
    {at_least, "no less than"},
    {at_least, "no fewer than"},
    {at_least, "not less than"},
    {at_least, "not fewer than"},
    {at_least, "a minimum of"},
    {at_least, "minimum"},
    {at_least, "at a minimum"},
    {at_least, "≥"},
    {at_most, "at most"},
    {at_most, "at the most"},
    {at_most, "up to"},
    {at_most, "no more than"},
    {at_most, "not more than"},
    {at_most, "as many as"},
    {at_most, "as much as"},
    {at_most, "a maximum of"},
    {at_most, "maximum"},
    {at_most, "at maximum"},
    {at_most, "≤"},
    {more_than, "more than"},
    {more_than, "greater than"},
    {more_than, "larger than"},
    {more_than, "higher than"},
    {more_than, "over"},
    {more_than, "well over"},
    {more_than, "just over"},
    {more_than, "a little over"},
    {more_than, "slightly over"},
    {more_than, "slightly more than"},
    {more_than, "just more than"},
    {more_than, "a bit over"},
    {more_than, "a little more than"},
    {more_than, "well above"},
    {more_than, "just above"},
    {more_than, "in excess of"},
    {more_than, "upwards of"},
    {more_than, "upward of"},
    {more_than, "much more than"},
    {more_than, "far more than"},
    {more_than, "north of"},
    {more_than, ">"},
    {more_than, "above", true},
    {more_than, "exceeding", true},
    {less_than, "less than"},
    {less_than, "fewer than"},
    {less_than, "under"},
    {less_than, "just under"},
    {less_than, "well under"},
    {less_than, "a little under"},
    {less_than, "slightly under"},
    {less_than, "slightly less than"},
    {less_than, "a little less than"},
    {less_than, "just less than"},
    {less_than, "lower than"},
    {less_than, "smaller than"},
    {less_than, "just below"},
    {less_than, "well below"},
    {less_than, "south of"},
    {less_than, "<"},
    {less_than, "below", true},
    {less_than, "short of", true},
};

constexpr Row kAfter[] = {
    {approx, "or so"},
    {approx, "or thereabouts"},
    {approx, "or something"},
    {approx, "- odd"},
    {approx, "or something like that"},
    {at_least, "or more"},
    {at_least, "or above"},
    {at_least, "and above"},
    {at_least, "or higher"},
    {at_least, "plus"},
    {at_least, "+"},
    {at_least, "- plus"},
    {at_least, "at least"},
    {at_most, "or less"},
    {at_most, "or fewer"},
    {at_most, "or below"},
    {at_most, "or lower"},
    {at_most, "at most"},
    {at_most, "at the most"},
    {at_most, "tops"},
    {at_most, "max"},
};

bool same(std::string_view word, std::string_view lower) {
  return word.size() == lower.size() &&
         std::equal(word.begin(), word.end(), lower.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Whether the atoms from `at` on are `words`.
bool stands_at(std::string_view text, const std::vector<Atom>& atoms, std::size_t at,
               std::string_view words) {
  for (; !words.empty(); ++at) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (at >= atoms.size() || !same(slice(text, atoms[at].span), words.substr(0, space))) return false;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return true;
}

std::size_t n_words(std::string_view words) {
  return 1 + static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
}

}  // namespace

std::optional<ModifierFound> modifier_before(std::string_view text, const std::vector<Atom>& atoms,
                                             std::size_t begin) {
  std::optional<ModifierFound> best;
  for (const Row& row : kBefore) {
    const std::size_t n = n_words(row.words);
    if (n > begin || (best && best->n_atoms >= n) || !stands_at(text, atoms, begin - n, row.words)) continue;
    best = {row.modifier, n, row.outside};
  }
  return best;
}

std::optional<ModifierFound> modifier_after(std::string_view text, const std::vector<Atom>& atoms,
                                            std::size_t end) {
  std::optional<ModifierFound> best;
  for (const Row& row : kAfter) {
    const std::size_t n = n_words(row.words);
    if ((best && best->n_atoms >= n) || !stands_at(text, atoms, end, row.words)) continue;
    best = {row.modifier, n, row.outside};
  }
  // "three plus four" adds.
  const std::size_t next = best ? end + best->n_atoms : end;
  const bool number_follows =
      best && next < atoms.size() && (atoms[next].kind == AtomKind::figure || atoms[next].number != nullptr);
  if (number_follows && stands_at(text, atoms, end, "plus")) return std::nullopt;
  return best;
}

}  // namespace quoth::quantities
