#pragma once

#include <vector>

#include "engine/person.h"
#include "page/html.h"
#include "page/review_parts.h"
#include "page/site.h"

namespace quoth {

/// By what a name is set right, once and everywhere: called otherwise, said to be another's, or in some records somebody
/// else's; and what was set right before. `others`: whom the person may be the same as.
Html person_forms(const Site& site, const Reviewer& reviewer, const PersonPage& person,
                  const std::vector<Person>& others);

}  // namespace quoth
