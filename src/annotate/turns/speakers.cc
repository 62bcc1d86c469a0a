#include "annotate/turns/speakers.h"

#include <algorithm>

#include "annotate/turns/lexicon.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// Words of a name without suffixes: "William H. Y. Knighton, Jr." -> William H. Y. Knighton. Full stops part
/// initials ("S.Lavrov").
std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= name.size();) {
    const CodePoint c = i < name.size() ? code_point_at(name, i) : CodePoint{U' ', 1};
    i += c.length;
    if (c.value == '.' || c.value == ',' || is_space(c.value)) {
      if (!word.empty() && !lexicon::is_name_suffix(to_lower(word))) words.push_back(word);
      word.clear();
    } else {
      append_utf8(word, c.value);
    }
  }
  return words;
}

/// Capitals that only the layout asks for are taken back: "DONALD HALE" -> "Donald Hale", "McCAIN" -> "McCain".
std::string display_name(std::string_view name) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != ' ') continue;
    const std::string_view word = name.substr(begin, i - begin);
    begin = i + 1;
    if (!out.empty()) out += ' ';
    std::size_t kept = word.starts_with("Mac") ? 3 : 0;
    for (std::string_view prefix : {"Mc", "De", "Di", "La", "Le", "Du"}) {
      if (word.starts_with(prefix) && word.size() > 3 && is_all_capitals(word.substr(2))) kept = 2;
    }
    // Of "MCGRATH" the second letter is small; no other name begins so.
    const bool scottish = word.size() >= 5 && word.starts_with("MC") && is_all_capitals(word);
    if (scottish) kept = 2;
    const std::string_view core = word.substr(kept);
    const bool initials =
        core.find('.') != core.npos || (core.size() <= 2 && core.find_first_of("AEIOUY") == core.npos);
    const bool suffix = lexicon::is_name_suffix(to_lower(core));
    out += scottish ? "Mc" : word.substr(0, kept);
    out += is_all_capitals(core) && !initials && !suffix && core.size() >= 2 ? to_title(core)
                                                                             : std::string(core);
  }
  return out;
}

/// "MS. ARDEN" is Ms. Arden.
std::string display_title(std::string_view title) {
  return is_all_capitals(title) ? to_title(title) : std::string(title);
}

bool gives_two_persons(std::string_view name) {
  return name.find(" and ") != name.npos || name.find(" AND ") != name.npos ||
         name.find(" & ") != name.npos || name.find('/') != name.npos;
}

std::string courtesy_of(const LabelParts& parts) {
  std::string title = to_lower(parts.title);
  std::erase(title, '.');
  if (title.starts_with("the ")) title.erase(0, 4);
  return lexicon::is_courtesy_title(title) ? title : std::string();
}

bool is_female(std::string_view courtesy) {
  return courtesy == "mrs" || courtesy == "ms" || courtesy == "miss" || courtesy == "madam";
}

std::string seat_of(const LabelParts& parts) {
  return parts.affiliation.starts_with("of ") ? letters_of(parts.affiliation) : std::string();
}

std::string whole_name(const LabelParts& parts) {
  const std::string name = display_name(parts.name);
  if (parts.title.empty()) return name;
  const bool full = name_words(parts.name).size() >= 2;
  if (full && !courtesy_of(parts).empty()) return name;
  std::string whole = display_title(parts.title) + " " + name;
  if (parts.affiliation.starts_with("of ")) whole += " " + parts.affiliation;
  return whole;
}

}  // namespace

std::optional<SpeakerCue> speaker_cue(std::string_view text, std::uint32_t line) {
  const std::string lower = to_lower(text);
  for (std::string_view head :
       {"questioned by ", "examination by ", "cross-examination by ", "further questioned by ",
        "examined by ", "cross-examined by ", "re-examined by ", "further examination by ",
        "direct examination by ", "redirect examination by ", "recross-examination by ", "questions by ",
        "questions from ", "by "}) {
    if (!lower.starts_with(head)) continue;
    std::string_view name = trim(text.substr(head.size()));
    while (!name.empty() && (name.back() == ':' || name.back() == '.')) name.remove_suffix(1);
    const LabelParts parts = parse_label(name);
    // "By" alone needs a title: "BY MS. REED:" stands over counsel's questions.
    if (parts.name.empty() || parts.n_other > 0 || (head == "by " && courtesy_of(parts).empty()))
      return std::nullopt;
    return SpeakerCue{line, Role::counsel, whole_name(parts)};
  }
  for (std::string_view mark : {"(sworn)", "(affirmed)", "(sworn", "(affirmed", "(recalled)", ", sworn",
                                ", affirmed", "[sworn]", "[affirmed]"}) {
    const std::size_t at = lower.find(mark);
    if (at == lower.npos || at == 0 || at > 80) continue;
    const LabelParts parts = parse_label(text.substr(0, at));
    if (parts.name.empty() || parts.n_other > 0) return std::nullopt;
    return SpeakerCue{line, Role::witness, whole_name(parts)};
  }
  return std::nullopt;
}

SpeakerRegister::SpeakerRegister(const std::vector<Participant>& participants, std::vector<SpeakerCue> cues,
                                 const Given& given)
    : cues_(std::move(cues)), given_(given) {
  for (const Participant& participant : participants) {
    LabelParts parts = parse_label(participant.name);
    const SpeakerId id = add(participant.name, parts);
    known_[id.index()].speaker.affiliation = participant.affiliation;
    known_[id.index()].speaker.role = participant.role;
    // "Dame Ann Reed (Chair)" is who the label "Chair" stands for.
    if (participant.role == Role::chair || participant.role == Role::moderator) {
      const std::string role(to_string(*participant.role));
      holders_[role] = id;
      holders_["the" + role] = id;
    }
  }
}

SpeakerId SpeakerRegister::add(std::string name, const LabelParts& parts) {
  Known known;
  known.speaker.name = std::move(name);
  known.key = label_key(parts);
  const auto words = name_words(parts.name);
  if (!words.empty()) known.surname = letters_of(words.back());
  if (words.size() >= 2) known.given_name = to_lower(words.front());
  known.courtesy = courtesy_of(parts);
  known.seat = seat_of(parts);
  known_.push_back(std::move(known));
  return SpeakerId(known_.size() - 1);
}

std::optional<SpeakerId> SpeakerRegister::find_person(const LabelParts& parts, bool need_spoken) {
  const std::string key = label_key(parts);
  const auto words = name_words(parts.name);
  if (words.empty()) return std::nullopt;
  const std::string surname = letters_of(words.back());
  const std::string given_name = words.size() >= 2 ? to_lower(words.front()) : std::string();
  const std::string courtesy = courtesy_of(parts);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Known& known = known_[i];
    if (need_spoken && !known.speaks) continue;
    if (known.key == key && !key.empty()) {
      // The same words: the same person, unless the titles tell a man and a woman apart.
      const bool apart =
          !courtesy.empty() && !known.courtesy.empty() && is_female(courtesy) != is_female(known.courtesy);
      if (!apart) return SpeakerId(i);
      continue;
    }
    if (surname.size() < 2 || known.surname != surname) continue;
    // Members who share a name are told apart by their seats.
    if (known.seat != seat_of(parts)) continue;
    if (!courtesy.empty() && !known.courtesy.empty() && is_female(courtesy) != is_female(known.courtesy))
      continue;
    const std::string& other = known.given_name;
    const bool given_fits =
        given_name.empty() || other.empty() || given_name == other ||
        (letters_of(given_name).size() == 1 && other.starts_with(given_name.substr(0, 1))) ||
        (letters_of(other).size() == 1 && given_name.starts_with(other.substr(0, 1)));
    if (!given_fits) continue;
    if (!best || known.last_used > known_[*best].last_used) best = i;
  }
  if (best) return SpeakerId(*best);
  return std::nullopt;
}

SpeakerId SpeakerRegister::person(const LabelParts& parts) {
  auto found = find_person(parts, true);
  if (!found) found = find_person(parts, false);
  if (!found) return add(whole_name(parts), parts);
  Known& known = known_[found->index()];
  const auto words = name_words(parts.name);
  if (known.given_name.empty() && words.size() >= 2) {
    known.given_name = to_lower(words.front());
    known.key = label_key(parts);
    known.speaker.name = whole_name(parts);
  }
  if (known.courtesy.empty()) known.courtesy = courtesy_of(parts);
  return *found;
}

SpeakerId SpeakerRegister::by_key(const std::string& key, std::string name, const LabelParts& parts) {
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (known_[i].key == key) return SpeakerId(i);
  }
  const SpeakerId id = add(std::move(name), parts);
  known_[id.index()].key = key;
  known_[id.index()].surname.clear();
  return id;
}

SpeakerId SpeakerRegister::role_holder(const LabelCandidate& label, std::string_view printed) {
  const LabelParts& parts = label.parts;
  const lexicon::RoleWord word = *parts.role;
  if (!parts.bracket.empty()) {
    const LabelParts inside = parse_label(parts.bracket);
    // "(Mr. Hale)" names the holder; "(continuing)" and "(during the vote)" do not.
    if (!inside.name.empty() && inside.n_other == 0 &&
        (!inside.title.empty() || name_words(inside.name).size() >= 2)) {
      const SpeakerId id = person(inside);
      if (!known_[id.index()].speaker.role) known_[id.index()].speaker.role = word.role;
      holders_[label.key] = id;
      return id;
    }
  }
  if (const auto holder = holders_.find(label.key); holder != holders_.end()) return holder->second;
  if (word.names_nobody && (word.role == Role::witness || word.role == Role::counsel)) {
    const SpeakerCue* known = nullptr;
    for (const SpeakerCue& cue : cues_) {
      if (cue.role == word.role && (known == nullptr || cue.line <= label.line)) known = &cue;
    }
    if (known != nullptr) {
      const SpeakerId id = person(parse_label(known->name));
      if (!known_[id.index()].speaker.role) known_[id.index()].speaker.role = word.role;
      return id;
    }
  }
  const std::size_t bracket = printed.find_first_of("([");
  const SpeakerId id =
      by_key("role:" + label.key, display_name(trim(printed.substr(0, bracket))), LabelParts{});
  known_[id.index()].speaker.role = word.role;
  return id;
}

void SpeakerRegister::use(SpeakerId id, std::string_view printed, const LabelParts& parts) {
  Known& known = known_[id.index()];
  known.speaks = true;
  known.last_used = ++clock_;
  std::string label = fold_space(printed);
  auto& labels = known.speaker.labels;
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
  if (known.speaker.affiliation.empty() && !parts.affiliation.empty() &&
      !parts.affiliation.starts_with("of ")) {
    known.speaker.affiliation = fold_space(parts.affiliation);
  }
  if (!parts.asker.empty() && !known.speaker.role)
    known.speaker.role = parts.asker == "Q" ? Role::interviewer : Role::interviewee;
}

SpeakerRegister::Resolved SpeakerRegister::resolve(const LabelCandidate& label, std::string_view printed) {
  for (const auto& [given_label, name] : given_.speakers) {
    if (letters_of(given_label) != letters_of(printed) && letters_of(given_label) != label.key) continue;
    const SpeakerId id = person(parse_label(name));
    known_[id.index()].speaker.name = name;
    use(id, printed, label.parts);
    return {id, {}};
  }
  Resolved resolved;
  if (label.parts.role && label.parts.name.empty()) {
    resolved.speaker = role_holder(label, printed);
    use(resolved.speaker, printed, LabelParts{});
    return resolved;
  }
  if (gives_two_persons(label.parts.name)) {
    // "REED and HALE" speak together when each of them is known; else it is one name with an "and" in it.
    std::vector<LabelParts> members;
    std::string rest = label.parts.name;
    for (std::string_view separator : {" and ", " AND ", " & ", "/", ", "}) {
      for (std::size_t at = rest.find(separator); at != rest.npos; at = rest.find(separator))
        rest.replace(at, separator.size(), "\n");
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= rest.size(); ++i) {
      if (i < rest.size() && rest[i] != '\n') continue;
      members.push_back(parse_label(std::string_view(rest).substr(begin, i - begin)));
      begin = i + 1;
    }
    std::vector<SpeakerId> ids;
    for (const LabelParts& member : members) {
      if (auto id = find_person(member, false)) ids.push_back(*id);
    }
    if (ids.size() == members.size() && ids.size() >= 2) {
      resolved.speaker = ids.front();
      resolved.also.assign(ids.begin() + 1, ids.end());
      for (SpeakerId id : ids) use(id, printed, LabelParts{});
      return resolved;
    }
  }
  resolved.speaker = person(label.parts);
  use(resolved.speaker, printed, label.parts);
  return resolved;
}

void SpeakerRegister::name_the_nameless() {
  std::vector<std::size_t> nameless;
  std::vector<std::size_t> silent;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Known& known = known_[i];
    const bool asks = known.key.starts_with("role:") && known.speaker.role &&
                      (*known.speaker.role == Role::interviewer || *known.speaker.role == Role::interviewee);
    if (known.speaks && asks && known.speaker.labels.size() == 1) nameless.push_back(i);
    if (!known.speaks) silent.push_back(i);
  }
  // Only where one label and one person are left over can they belong together.
  if (nameless.size() != 1 || silent.size() != 1) return;
  const auto word = lexicon::role_word(to_lower(known_[nameless[0]].speaker.labels[0]));
  if (!word || !word->names_nobody) return;
  known_[nameless[0]].speaker.name = known_[silent[0]].speaker.name;
  known_[nameless[0]].speaker.affiliation = known_[silent[0]].speaker.affiliation;
}

std::vector<Speaker> SpeakerRegister::take() && {
  // "By Mr. REED:" stands over the questions of a counsel where somebody is examined, and over a bill where nobody is.
  const bool examined = std::any_of(known_.begin(), known_.end(),
                                    [](const Known& known) {
                                      return known.speaker.role == Role::witness ||
                                             (known.speaks && known.key.starts_with("role:") &&
                                              known.speaker.role != Role::chair);
                                    }) ||
                        std::any_of(cues_.begin(), cues_.end(),
                                    [](const SpeakerCue& cue) { return cue.role == Role::witness; });
  for (const SpeakerCue& cue : cues_) {
    if (!examined) break;
    const auto id = find_person(parse_label(cue.name), true);
    if (id && !known_[id->index()].speaker.role) known_[id->index()].speaker.role = cue.role;
  }
  std::vector<Speaker> speakers;
  for (Known& known : known_) speakers.push_back(std::move(known.speaker));
  return speakers;
}

}  // namespace quoth
