#pragma once

#include <cstddef>

#include "read/pdf/page.h"

namespace quoth::pdf {

/// Takes the line numbers in the margins and the running heads and feet out of the pages: what stands at the
/// same height of page after page with the same words, digits apart, and what a browser prints around a page.
/// Gives the number of lines and of line numbers taken out. O(words log words).
std::size_t remove_furniture(std::vector<Page>& pages);

}  // namespace quoth::pdf
