#include <algorithm>

#include "annotate/turns/speakers.h"
#include "text/unicode.h"

namespace quoth {
namespace {

struct Habit {
  int turns = 0;
  int questions = 0;  ///< turns that end in a question
  std::uint64_t bytes = 0;
};

std::optional<Role> role_by_affiliation(std::string_view affiliation) {
  const std::string lower = to_lower(affiliation);
  const auto has = [&](std::string_view word) { return lower.find(word) != lower.npos; };
  if (has("analyst") || has("research")) return Role::analyst;
  if (has("moderator")) return Role::moderator;
  if (has("host") || has("anchor") || has("correspondent") || has("reporter")) return Role::interviewer;
  if (has("chief") || has("ceo") || has("cfo") || has("coo") || has("president") || has("officer") ||
      has("investor relations") || has("director") || has("treasurer") || has(" ir")) {
    return Role::executive;
  }
  if (has("counsel") || has(" kc") || has(" qc") || has("attorney")) return Role::counsel;
  if (has("candidate")) return Role::candidate;
  return std::nullopt;
}

bool ends_in_question(std::string_view text, const Turn& turn) {
  if (turn.spans.empty()) return false;
  std::string_view words = trim(slice(text, turn.spans.back()));
  while (!words.empty() &&
         (is_closing_quote(code_point_before(words, words.size()).value) || words.back() == ')')) {
    words.remove_suffix(code_point_before(words, words.size()).length);
  }
  return words.ends_with('?');
}

}  // namespace

void assign_roles(const Document& document, const std::vector<Turn>& turns, std::vector<Speaker>& speakers) {
  std::vector<Habit> habits(speakers.size());
  for (const Turn& turn : turns) {
    if (!turn.speaker) continue;
    Habit& habit = habits[turn.speaker->index()];
    ++habit.turns;
    habit.questions += ends_in_question(document.text(), turn);
    for (Span span : turn.spans) habit.bytes += span.size();
  }
  bool court = false;
  bool call = false;
  for (Speaker& speaker : speakers) {
    if (!speaker.role) speaker.role = role_by_affiliation(speaker.affiliation);
    court = court || speaker.role == Role::witness || speaker.role == Role::counsel;
    call = call || speaker.role == Role::operator_;
  }
  bool asked = std::any_of(speakers.begin(), speakers.end(), [](const Speaker& s) {
    return s.role == Role::interviewer || s.role == Role::moderator;
  });
  // Who asks: at least a third of the turns end in a question, more than anybody else's.
  std::optional<std::size_t> asks_most;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (habits[i].turns < 2 || habits[i].questions * 3 < habits[i].turns) continue;
    if (!asks_most || habits[i].questions > habits[*asks_most].questions) asks_most = i;
  }
  if (!asked && !court && !call && asks_most && !speakers[*asks_most].role) {
    speakers[*asks_most].role = Role::interviewer;
    asked = true;
  }
  std::size_t most_said = 0;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (habits[i].bytes > habits[most_said].bytes) most_said = i;
  }
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (speakers[i].role || habits[i].turns == 0) continue;
    if (court) {
      const bool questions = habits[i].questions * 2 >= habits[i].turns && habits[i].turns >= 3;
      speakers[i].role = questions ? Role::counsel : Role::other;
    } else if (asked) {
      const bool questions = habits[i].questions * 2 > habits[i].turns;
      speakers[i].role = questions ? Role::interviewer : Role::interviewee;
    } else {
      speakers[i].role = Role::other;
    }
  }
}

}  // namespace quoth
