#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace quoth {

/// The words of a text as the word models count them: runs of letters, digits and apostrophes in lower case, and "?", "$"
/// and "%"; what begins with a digit is "0". train/readings.py does the same.
struct PlainWords {
  std::vector<std::string> form;
  std::vector<std::uint8_t> is_capital;  ///< begins with a capital of ASCII

  std::size_t size() const { return form.size(); }
};
PlainWords plain_words(std::string_view text);

/// Where sentences part by their marks alone, as the word models see it; those without words are left out.
std::vector<Span> plain_sentences(std::string_view text);

}  // namespace quoth
