#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace quoth {

/// The words of a turn without what stands between them, and where each of its spans begins in them.
struct Said {
  std::string text;
  std::vector<Span> spans;  ///< of the record's text; the turn's, or the whole turn where it has none
  std::vector<std::uint32_t> said_begin;  ///< in `text`, a byte for each span
};

/// Joins the spans of a turn by a blank line where a paragraph ends between them, else by a space.
Said said(std::string_view text, const Turn& turn);

/// The turn in which byte `at` of the text stands, if it stands in one. Requires: the turns in the order of the text.
std::optional<TurnId> turn_at(const std::vector<Turn>& turns, std::uint32_t at);

}  // namespace quoth
