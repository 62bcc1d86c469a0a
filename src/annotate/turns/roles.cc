#include <algorithm>

#include "annotate/turns/asking.h"
#include "annotate/turns/speakers.h"
#include "text/unicode.h"

namespace quoth {
namespace {

struct Habit {
  int turns = 0;
  int questions = 0;       ///< turns that end in a question
  int with_questions = 0;  ///< turns with a question anywhere
  int letters = 0;         ///< code units said

  bool often_asks() const { return questions >= 3 && questions * 5 >= turns * 2; }
  double length() const { return turns == 0 ? 0 : static_cast<double>(letters) / turns; }
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

std::vector<Habit> habits_of(const Document& document, const std::vector<Turn>& turns,
                             std::size_t n_speakers) {
  std::vector<Habit> habits(n_speakers);
  for (const Turn& turn : turns) {
    if (!turn.speaker) continue;
    Habit& habit = habits[turn.speaker->index()];
    ++habit.turns;
    habit.questions += !turn.spans.empty() && ends_in_question(document.slice(turn.spans.back()));
    bool asks = false;
    for (Span span : turn.spans) {
      const std::string_view words = document.slice(span);
      asks = asks || words.find('?') != words.npos;
      habit.letters += static_cast<int>(words.size());
    }
    habit.with_questions += asks;
  }
  return habits;
}

/// Those who host a talk: they ask now and then and are short, where a guest speaks at twice their length. Nobody, unless
/// all others who are not `known` to ask leave the asking to them.
std::vector<bool> hosts_of(const std::vector<Habit>& habits, const std::vector<bool>& known) {
  double longest = 0;
  for (const Habit& habit : habits) {
    if (habit.turns >= 3) longest = std::max(longest, habit.length());
  }
  std::vector<bool> hosts(habits.size());
  for (std::size_t i = 0; i < habits.size(); ++i) {
    const Habit& habit = habits[i];
    hosts[i] = habit.turns >= 5 && habit.with_questions * 5 >= habit.turns && habit.length() * 2 <= longest;
    if (!hosts[i] && !known[i] && habit.questions * 5 > habit.turns && habit.turns >= 5)
      return std::vector<bool>(habits.size());
  }
  return hosts;
}

}  // namespace

void assign_roles(const Document& document, const std::vector<Turn>& turns, std::vector<Speaker>& speakers) {
  const std::vector<Habit> habits = habits_of(document, turns, speakers.size());
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
  const bool free_talk = !court && !call && !chaired;
  const auto may_ask = [&](std::size_t i) { return !speakers[i].role || speakers[i].role == Role::other; };
  if (!asked && free_talk && asks_most && may_ask(*asks_most)) {
    speakers[*asks_most].role = asker;
    asked = true;
  }
  if (free_talk && !debate) {
    std::vector<bool> known;
    for (std::size_t i = 0; i < speakers.size(); ++i)
      known.push_back(speakers[i].role == asker || habits[i].often_asks());
    const std::vector<bool> hosts = hosts_of(habits, known);
    for (std::size_t i = 0; i < speakers.size(); ++i) {
      if (!hosts[i] || !may_ask(i)) continue;
      speakers[i].role = asker;
      asked = true;
    }
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
      speakers[i].role = habits[i].often_asks() ? asker : replier;
    } else {
      speakers[i].role = Role::other;
    }
  }
}

}  // namespace quoth
