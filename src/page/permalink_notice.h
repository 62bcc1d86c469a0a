#pragma once

#include <functional>
#include <vector>

#include "engine/permalink.h"
#include "page/html.h"
#include "page/site.h"

namespace quoth {

/// What became of the words that an address was given out for, in a sentence; empty: they stand where they stood.
Html permalink_notice(const Permalink& link);

/// That a later version of the transcript is there, and what it has of the words that were asked for.
Html later_version_notice(const Site& site, const LaterVersion& later);

/// A list of all numbers that mean another place than they did, each under its name, so that addresses of then lead here.
/// `way` leads to what stands at a place.
Html moved_list(const std::vector<MovedNumber>& moved, const std::function<Link(const ReviewPlace&)>& way);

}  // namespace quoth
