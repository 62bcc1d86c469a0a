#pragma once

#include <optional>
#include <string>

#include "engine/agreement.h"
#include "engine/claim_queue.h"
#include "page/review_parts.h"
#include "page/site.h"

namespace quoth {

/// The queue: claims, what is most worth checking first, with what can be decided on each.
Page render_claims(const Site& site, const Reviewer& reviewer, const ClaimFilter& filter,
                   const ClaimQueue& queue);

/// One claim with all that was said of it, and the form of a verdict. `reference`: by which it was asked for.
Page render_claim(const Site& site, const Reviewer& reviewer, const std::string& reference,
                  const ClaimCase& found);

/// How far people judge alike.
Page render_agreement(const Site& site, AgreementOn on, const Agreement& agreement);

/// The address of the queue, as site_link takes it.
std::string claims_address(const ClaimFilter& filter, std::string_view page = "claims/");

}  // namespace quoth
