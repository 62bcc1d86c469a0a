#pragma once

#include <vector>

#include "engine/doctor.h"

namespace quoth {

/// Looks at what the pages stand on: the files that are built in and their sizes, an address on this machine to serve at, and the
/// programs that draw a page of a PDF and open a browser. Changes nothing.
std::vector<Finding> examine_web();

}  // namespace quoth
