#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reviews.h"
#include "page/html.h"
#include "page/site.h"

namespace quoth {

/// Who looks at a page, and where they are in it.
struct Reviewer {
  std::string name;  ///< kept by the browser; empty: not said yet, and then nothing can be judged
  std::string back;  ///< the address to come back to after a change
};

/// The address by which a claim or an answer is taken up: `4f0c91ab1234:c120-139`.
std::string review_reference(std::string_view sha256, ReviewKind kind, std::int64_t begin, std::int64_t end);
/// What it is called on a page.
std::string review_anchor(std::string_view sha256, ReviewKind kind, std::int64_t begin);

/// What a form changes.
struct Subject {
  std::string reference;
  std::int64_t version = 0;
  std::string anchor;
};

/// The beginning of a form that changes something: with what, seen in which version. `one`: an address whose page has what is
/// changed alone.
void open_form(Html& out, const Site& site, const Reviewer& reviewer, const Subject& subject,
               std::string_view field, std::string_view one);

/// A sign of a state, and its name. Signs differ by shape.
Html state_sign(ReviewState state);
/// What people say: state, assignee, verdicts.
void add_standing(Html& out, ReviewState state, const std::string& assignee, const std::string& verdicts,
                  const std::string& corrected_by);

/// The box in which a reviewer says who they are.
void add_reviewer(Html& out, const Site& site, const Reviewer& reviewer);

/// The keys of a page, for who asks by `?`.
struct KeyHelp {
  std::string_view key, what;
};
void add_keys(Html& out, const std::vector<KeyHelp>& keys);

/// All that was said of something, the last first.
void add_history(Html& out, const Review& review);

/// A time of the store, as people write it: `29 November 2026, 18:54`.
std::string readable_time(std::string_view made);

/// Why something was not kept, and what can be done: what others did meanwhile, and the same once more.
struct Refusal {
  Error error;
  std::string of, version;                                  ///< as they were asked for; the version now
  std::vector<std::pair<std::string, std::string>> fields;  ///< that were sent
  const PlacedReview* review = nullptr;                     ///< as it is now; null: nobody has taken it up
  std::string words;                                        ///< the words in question; empty: not known
};
Page render_refusal(const Site& site, const Reviewer& reviewer, const Refusal& refusal);

}  // namespace quoth
