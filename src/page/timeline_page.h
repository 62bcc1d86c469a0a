#pragma once

#include "engine/timeline.h"
#include "page/site.h"

namespace quoth {

/// What is said to have happened when: a picture of the years, which narrows the list below it; times that name no day, apart.
Page render_timeline_page(const Site& site, const TimeFilter& filter, const TimeList& list);

}  // namespace quoth
