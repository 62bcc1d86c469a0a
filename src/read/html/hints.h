#pragma once

#include <vector>

#include <gumbo.h>

#include "record/document.h"

namespace quoth {

/// What a page says about itself in <meta> elements, <link rel=canonical>, its language and its JSON-LD.
void collect_hints(const GumboNode* root, std::vector<Hint>& hints);

}  // namespace quoth
