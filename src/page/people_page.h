#pragma once

#include <vector>

#include "engine/person.h"
#include "page/site.h"

namespace quoth {

/// Who speaks, and how much.
Page render_people(const Site& site, const std::vector<Person>& people);

/// All that one person said, by year, and what others report of it. `forms`: by what the name is set right (person_forms).
Page render_person(const Site& site, const PersonPage& person, const Html& forms);

}  // namespace quoth
