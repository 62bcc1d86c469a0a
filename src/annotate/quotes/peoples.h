#pragma once

#include <string_view>

namespace quoth {

/// The names of the country whose people `word` means, in lower case ("british", "britons"), with semicolons between;
/// empty where it means none.
std::string_view countries_of(std::string_view word);

}  // namespace quoth
