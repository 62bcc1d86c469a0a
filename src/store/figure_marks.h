#pragma once

#include <string>
#include <vector>

#include "record/quantities.h"

namespace quoth {

/// What a figure is asked for as: money, percent, measure, number, ratio, ordinal; a range is what its ends are.
QuantityKind figure_kind(const Quantity& quantity);

/// A number as characters that sort as it does and are letters and digits only, so that the index, which knows beginnings
/// of words, can find all numbers between two. Fifteen digits of it count.
std::string sortable(double value);

/// The beginnings of all words `sortable` makes of the numbers from `low` to `high`, both included: few, however many the
/// numbers are. Requires: low <= high.
std::vector<std::string> beginnings_between(double low, double high);

}  // namespace quoth
