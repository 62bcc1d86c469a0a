#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/turns/lexicon.h"
#include "annotate/turns/lines.h"
#include "record/document.h"

namespace quoth {

/// A printed label taken apart: "Q. Ann Reed, Harbour News" is the asker's mark, a name and an affiliation.
struct LabelParts {
  std::string asker;        ///< "Q" or "A" that stands before a name or alone; empty: none
  std::string title;        ///< "Mr", "Acting Chair"; as printed
  std::string name;         ///< without title and affiliation; empty where the label is a role alone
  std::string affiliation;  ///< after a comma or a dash, or "of New Jersey"
  std::string bracket;      ///< "Mr. Mica" in "The SPEAKER pro tempore (Mr. Mica)"
  std::optional<lexicon::RoleWord> role;  ///< what a label that is no name says
  int n_capitalised = 0;  ///< words of title and name that begin with a capital, a digit or are particles
  int n_other = 0;        ///< words that names do not have
  bool capitals =
      false;  ///< the name (the role, where there is none) has no small letters but Mc's and particles'
};

/// Takes the text of a label apart, final punctuation looked past.
LabelParts parse_label(std::string_view label);

/// What labels are compared by: the letters of name and asker's mark, title and affiliation left out ("of New Jersey"
/// stays, since it is there to tell people apart).
std::string label_key(const LabelParts& parts);

enum class Delimiter : std::uint8_t { colon, full_stop, dash, own_line, bold_only };

/// A place where a label may stand, by its look alone.
struct LabelCandidate {
  std::uint32_t line = 0;  ///< index into the lines
  Span printed;            ///< the label as printed, its delimiter left out
  std::uint32_t said = 0;  ///< where the words begin; the end of the line for a label on a line of its own
  Delimiter delimiter = Delimiter::colon;
  bool bold = false;
  LabelParts parts;
  std::string key;
  bool listed = false;  ///< a list of participants has the name
  float look = 0;       ///< how much it looks like a label, in log odds
};

/// All candidates of one line, best look last.
void find_label_candidates(const Document& document, const std::vector<Line>& lines, std::uint32_t line,
                           std::vector<LabelCandidate>& out);

/// What stands before a label and is none of it: a time stamp, an item's number, a bullet, ">>". Empty: nothing.
Span label_prefix(std::string_view text, Span line);

}  // namespace quoth
