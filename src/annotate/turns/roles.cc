#include <algorithm>

#include "annotate/turns/speakers.h"
#include "text/unicode.h"

namespace quoth {
namespace {

struct Habit {
  int turns = 0;
  int questions = 0;  ///< turns that end in a question
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

/// The one who opens a debate says so.
bool is_debate(const Document& document, const std::vector<Turn>& turns) {
  for (const Turn& turn : turns) {
    if (turn.spans.empty()) continue;
    const std::string_view opening = document.slice(turn.spans.front());
    const std::string before =
        to_lower(document.text().substr(0, std::min<std::uint32_t>(turn.span.begin, 1000)));
    return to_lower(opening.substr(0, 2000)).find("debate") != std::string::npos ||
           before.find("debate") != std::string::npos;
  }
  return false;
}

}  // namespace

void assign_roles(const Document& document, const std::vector<Turn>& turns, std::vector<Speaker>& speakers) {
  std::vector<Habit> habits(speakers.size());
  for (const Turn& turn : turns) {
    if (!turn.speaker) continue;
    Habit& habit = habits[turn.speaker->index()];
    ++habit.turns;
    habit.questions += ends_in_question(document.text(), turn);
  }
  bool court = false;
  bool counselled = false;
  bool call = false;
  for (Speaker& speaker : speakers) {
    if (!speaker.role) speaker.role = role_by_affiliation(speaker.affiliation);
    counselled = counselled || speaker.role == Role::counsel;
    court = court || speaker.role == Role::witness || speaker.role == Role::counsel;
    call = call || speaker.role == Role::operator_;
  }
  bool asked = std::any_of(speakers.begin(), speakers.end(), [](const Speaker& s) {
    return s.role == Role::interviewer || s.role == Role::moderator;
  });
  // Where nobody's label or office says who asks, the habit of it does: a third of the turns end in a question.
  const bool chaired =
      std::any_of(speakers.begin(), speakers.end(), [](const Speaker& s) { return s.role == Role::chair; });
  std::optional<std::size_t> asks_most;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (habits[i].turns < 2 || habits[i].questions * 3 < habits[i].turns) continue;
    if (!asks_most || habits[i].questions > habits[*asks_most].questions) asks_most = i;
  }
  const bool debate = speakers.size() >= 4 && is_debate(document, turns);
  const Role asker = debate ? Role::moderator : Role::interviewer;
  const Role replier = debate ? Role::candidate : Role::interviewee;
  if (!asked && !court && !call && !chaired && asks_most && !speakers[*asks_most].role) {
    speakers[*asks_most].role = asker;
    asked = true;
  }
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (speakers[i].role || habits[i].turns == 0) continue;
    if (court) {
      const bool questions =
          habits[i].questions * 2 >= habits[i].turns && (habits[i].turns >= 3 || (chaired && !counselled));
      // Before a committee its members ask, in a court counsel do.
      const Role asks = chaired && !counselled ? Role::interviewer : Role::counsel;
      speakers[i].role = questions ? asks : Role::other;
    } else if (asked) {
      const bool questions = habits[i].questions >= 3 && habits[i].questions * 5 >= habits[i].turns * 2;
      speakers[i].role = questions ? asker : replier;
    } else {
      speakers[i].role = Role::other;
    }
  }
}

}  // namespace quoth
