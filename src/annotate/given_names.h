#pragma once

#include <string_view>

#include "annotate/mention_view.h"

namespace quoth {

/// Whether a person's name is a woman's or a man's: by its title ("Mrs. Hale", "Lord Reed"), else by the given name before
/// another ("Maria Reed"; nothing is said of "Maria" or "President Carter"). Gender::unknown where neither tells.
Gender gender_of_name(std::string_view name);

}  // namespace quoth
