#include "annotate/names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "text/unicode.h"

namespace quoth {
namespace {

using Words = std::vector<std::string>;

bool is_link(const std::string& word) {
  static const std::set<std::string> links = {"of", "the", "for", "and", "on", "in", "to", "de", "la"};
  return links.count(word) != 0;
}

bool is_suffix(const std::string& word) {
  static const std::set<std::string> suffixes = {"jr", "sr", "junior", "senior", "ii", "iii", "iv"};
  return suffixes.count(word) != 0;
}

bool is_company_form(const std::string& word) {
  static const std::set<std::string> forms = {"inc", "corp",    "corporation", "co",  "company",
                                              "ltd", "limited", "llc",         "plc", "gmbh",
                                              "ag",  "sa",      "group"};
  return forms.count(word) != 0;
}

enum class Sex : std::uint8_t { unknown, man, woman };

/// What a title says about who bears it; none where the word is no title.
std::optional<Sex> title_of(const std::string& word) {
  static const std::map<std::string, Sex, std::less<>> titles = {{"mr", Sex::man},
                                                                 {"mister", Sex::man},
                                                                 {"sir", Sex::man},
                                                                 {"lord", Sex::man},
                                                                 {"mrs", Sex::woman},
                                                                 {"ms", Sex::woman},
                                                                 {"miss", Sex::woman},
                                                                 {"madam", Sex::woman},
                                                                 {"madame", Sex::woman},
                                                                 {"lady", Sex::woman},
                                                                 {"dame", Sex::woman},
                                                                 {"dr", Sex::unknown},
                                                                 {"doctor", Sex::unknown},
                                                                 {"prof", Sex::unknown},
                                                                 {"professor", Sex::unknown},
                                                                 {"president", Sex::unknown},
                                                                 {"minister", Sex::unknown},
                                                                 {"senator", Sex::unknown},
                                                                 {"sen", Sex::unknown},
                                                                 {"congressman", Sex::man},
                                                                 {"congresswoman", Sex::woman},
                                                                 {"representative", Sex::unknown},
                                                                 {"rep", Sex::unknown},
                                                                 {"governor", Sex::unknown},
                                                                 {"gov", Sex::unknown},
                                                                 {"mayor", Sex::unknown},
                                                                 {"judge", Sex::unknown},
                                                                 {"justice", Sex::unknown},
                                                                 {"general", Sex::unknown},
                                                                 {"gen", Sex::unknown},
                                                                 {"colonel", Sex::unknown},
                                                                 {"col", Sex::unknown},
                                                                 {"captain", Sex::unknown},
                                                                 {"capt", Sex::unknown},
                                                                 {"lieutenant", Sex::unknown},
                                                                 {"sergeant", Sex::unknown},
                                                                 {"admiral", Sex::unknown},
                                                                 {"secretary", Sex::unknown},
                                                                 {"ambassador", Sex::unknown},
                                                                 {"chancellor", Sex::unknown},
                                                                 {"king", Sex::man},
                                                                 {"queen", Sex::woman},
                                                                 {"prince", Sex::man},
                                                                 {"princess", Sex::woman},
                                                                 {"pope", Sex::man},
                                                                 {"father", Sex::man},
                                                                 {"sister", Sex::woman},
                                                                 {"brother", Sex::man},
                                                                 {"rev", Sex::unknown},
                                                                 {"reverend", Sex::unknown},
                                                                 {"speaker", Sex::unknown},
                                                                 {"chairman", Sex::man},
                                                                 {"chairwoman", Sex::woman},
                                                                 {"chair", Sex::unknown},
                                                                 {"inspector", Sex::unknown},
                                                                 {"officer", Sex::unknown},
                                                                 {"vice", Sex::unknown},
                                                                 {"prime", Sex::unknown},
                                                                 {"foreign", Sex::unknown},
                                                                 {"attorney", Sex::unknown}};
  const auto found = titles.find(word);
  return found == titles.end() ? std::nullopt : std::optional(found->second);
}

Words all_words(std::string_view name) {
  Words words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(letters_of(word));
    word.clear();
  };
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    // "O'Neil" and "Smith-Jones" are one word; "D.Reed" is two, "U.S." one.
    const bool inside = is_alphanumeric(c.value) || is_nonspacing_mark(c.value) || c.value == '\'' ||
                        c.value == 0x2019 || c.value == '-';
    if (inside) {
      word.append(name, at, c.length);
    } else {
      end_word();
    }
    at += c.length;
  }
  end_word();
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  return words;
}

/// Single letters that follow each other are one word: "U.S.".
Words with_initials_joined(const Words& words) {
  Words out;
  bool was_letter = false;
  for (const std::string& word : words) {
    const bool is_letter = word.size() == 1;
    if (is_letter && was_letter) {
      out.back() += word;
    } else {
      out.push_back(word);
    }
    was_letter = is_letter;
  }
  return out;
}

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += word + ' ';
  return out;
}

std::string initials_of(const Words& words, bool with_links) {
  std::string out;
  for (const std::string& word : words) {
    if (with_links || !is_link(word)) out.append(word, 0, code_point_at(word, 0).length);
  }
  return out;
}

/// A person's name in parts.
struct Person {
  std::string last, suffix;
  Words given;  ///< first and middle names
};

Person person_of(Words words) {
  Person out;
  if (words.size() > 2 && is_suffix(words.back())) {
    out.suffix = words.back();
    words.pop_back();
  }
  out.last = words.back();
  words.pop_back();
  out.given = std::move(words);
  return out;
}

/// Whether two given names may be one's: the same, or one the other's initial.
bool may_agree(const std::string& a, const std::string& b) {
  return a == b || (a.size() == 1 && b.starts_with(a)) || (b.size() == 1 && a.starts_with(b));
}

/// Whether the shorter of two rows of given names is the other with some left out ("Bruce" of "James Bruce").
bool may_agree(const Words& a, const Words& b) {
  if (a.size() > b.size()) return may_agree(b, a);
  auto at = b.begin();
  for (const std::string& name : a) {
    at = std::find_if(at, b.end(), [&](const std::string& other) { return may_agree(name, other); });
    if (at == b.end()) return false;
    ++at;
  }
  return true;
}

bool may_be_one(const Person& a, const Person& b) {
  return a.last == b.last && may_agree(a.given, b.given) && a.suffix == b.suffix;
}

bool ends_with(const Words& whole, const Words& end) {
  return whole.size() > end.size() && std::equal(end.rbegin(), end.rend(), whole.rbegin());
}

bool begins_with(const Words& whole, const Words& begin) {
  return whole.size() > begin.size() && std::equal(begin.begin(), begin.end(), whole.begin());
}

class Grouper {
 public:
  Grouper(std::string_view text, const std::vector<NameUse>& uses, const std::vector<Speaker>& speakers)
      : text_(text), uses_(uses), speakers_(speakers) {
    out_.group.resize(uses.size());
    for (const NameUse& use : uses) words_.push_back(words_of(use));
  }

  NameGroups group() && {
    group_persons();
    for (const EntityType type :
         {EntityType::org, EntityType::loc, EntityType::event, EntityType::work, EntityType::other}) {
      group_things(type);
    }
    return std::move(out_);
  }

 private:
  static Words words_of(const NameUse& use, std::string_view name) {
    if (use.type == EntityType::per) return name_words(name);
    Words words = with_initials_joined(all_words(name));
    if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
    while (use.type == EntityType::org && words.size() > 1 && is_company_form(words.back())) words.pop_back();
    return words;
  }
  Words words_of(const NameUse& use) const {
    return words_of(use, without_possessive(slice(text_, use.span)));
  }

  static std::string_view without_possessive(std::string_view name) {
    for (const std::string_view possessive : {"'s", "\u2019s"}) {
      if (name.ends_with(possessive)) name.remove_suffix(possessive.size());
    }
    return name;
  }

  std::uint32_t new_group(std::optional<SpeakerId> speaker = std::nullopt) {
    out_.speaker.push_back(speaker);
    return static_cast<std::uint32_t>(out_.speaker.size() - 1);
  }

  // ---- persons

  struct Known {
    Person person;
    std::uint32_t group;
  };

  /// The group of a full name; a new one where none or several fit.
  std::uint32_t full_group(const Words& words, std::optional<SpeakerId> speaker) {
    const Person person = person_of(words);
    std::set<std::uint32_t> fit;
    for (const Known& known : by_last_[person.last]) {
      if (known.person.given == person.given && known.person.suffix == person.suffix) return known.group;
      if (may_be_one(known.person, person)) fit.insert(known.group);
    }
    const std::uint32_t group = fit.size() == 1 ? *fit.begin() : new_group(speaker);
    by_last_[person.last].push_back({person, group});
    if (!person.given.empty()) by_first_[person.given.front()].insert(group);
    return group;
  }

  void group_persons() {
    for (std::size_t s = 0; s < speakers_.size(); ++s) {
      const Words words = name_words(speakers_[s].name);
      if (words.size() > 1) full_group(words, SpeakerId(s));
    }
    // Full names first: a short one may stand before.
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (is_person(i) && words_[i].size() > 1) out_.group[i] = full_group(words_[i], std::nullopt);
    }
    for (std::size_t s = 0; s < speakers_.size(); ++s) {
      const Words words = name_words(speakers_[s].name);
      if (words.size() == 1 && fitting(words.front()).empty())
        short_[words.front()] = new_group(SpeakerId(s));
      if (words.size() == 1 && fitting(words.front()).size() == 1 &&
          !out_.speaker[*fitting(words.front()).begin()]) {
        out_.speaker[*fitting(words.front()).begin()] = SpeakerId(s);
      }
    }
    std::map<std::uint32_t, std::size_t> last_use;  // of each group
    std::map<std::uint32_t, Sex> sex;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (!is_person(i)) continue;
      const Sex titled = sex_before(i);
      if (words_[i].size() == 1) out_.group[i] = short_group(i, titled, last_use, sex);
      if (!out_.group[i]) continue;
      last_use[*out_.group[i]] = i;
      if (titled != Sex::unknown) sex[*out_.group[i]] = titled;
    }
  }

  bool is_person(std::size_t i) const { return uses_[i].type == EntityType::per && !words_[i].empty(); }

  /// The groups that have a last name, or else a first name.
  std::set<std::uint32_t> fitting(const std::string& word) const {
    std::set<std::uint32_t> groups;
    if (const auto last = by_last_.find(word); last != by_last_.end()) {
      for (const Known& known : last->second) groups.insert(known.group);
    } else if (const auto first = by_first_.find(word); first != by_first_.end()) {
      groups = first->second;
    }
    return groups;
  }

  std::optional<std::uint32_t> short_group(std::size_t i, Sex titled,
                                           const std::map<std::uint32_t, std::size_t>& last_use,
                                           const std::map<std::uint32_t, Sex>& sex) {
    constexpr std::uint32_t kNear = 10;  // sentences
    const std::string& word = words_[i].front();
    std::set<std::uint32_t> fit = fitting(word);
    if (titled != Sex::unknown) {
      for (auto at = fit.begin(); at != fit.end();) {
        const auto known = sex.find(*at);
        at = known != sex.end() && known->second != titled ? fit.erase(at) : std::next(at);
      }
    }
    if (fit.size() == 1) return *fit.begin();
    if (fit.empty()) {
      const std::string key = titled == Sex::woman ? word + " f" : titled == Sex::man ? word + " m" : word;
      const auto plain = short_.find(word);
      if (plain != short_.end()) return plain->second;
      const auto [found, is_new] = short_.emplace(fitting(word).empty() ? word : key, 0);
      if (is_new) found->second = new_group();
      return found->second;
    }
    std::optional<std::uint32_t> best;
    std::size_t latest = 0;
    for (const std::uint32_t group : fit) {
      const auto at = last_use.find(group);
      if (at == last_use.end() || uses_[i].sentence - uses_[at->second].sentence > kNear) continue;
      if (!best || at->second > latest) {
        best = group;
        latest = at->second;
      }
    }
    return best;
  }

  /// What the titles in and right before a name say.
  Sex sex_before(std::size_t i) const {
    const Span span = uses_[i].span;
    constexpr std::uint32_t kTitle = 24;  // bytes before
    std::uint32_t begin = span.begin - std::min(span.begin, kTitle);
    while (begin < span.begin && (static_cast<unsigned char>(text_[begin]) & 0xC0U) == 0x80U) ++begin;
    Words before = all_words(slice(text_, {begin, span.begin}));
    std::string_view gap = trim(slice(text_, {begin, span.begin}));
    if (gap.ends_with(',') || gap.ends_with(':') || gap.ends_with(';')) before.clear();
    const Words inside = all_words(slice(text_, span));
    for (const std::string& word : inside) {
      const auto title = title_of(word);
      if (!title) break;
      if (*title != Sex::unknown) return *title;
    }
    for (auto at = before.rbegin(); at != before.rend(); ++at) {
      const auto title = title_of(*at);
      if (!title) break;
      if (*title != Sex::unknown) return *title;
    }
    return Sex::unknown;
  }

  // ---- organisations, places, events, works

  /// Names of several words of one type, by their words joined.
  struct FullNames {
    std::map<std::string, Words> words;
    std::map<std::string, std::set<std::string>> by_initials, by_first, by_last;
  };

  void group_things(EntityType type) {
    std::map<std::string, std::uint32_t> groups;
    FullNames full;
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].type != type || words_[i].size() < 2) continue;
      const std::string key = joined(words_[i]);
      if (!full.words.emplace(key, words_[i]).second) continue;
      full.by_initials[initials_of(words_[i], false)].insert(key);
      full.by_initials[initials_of(words_[i], true)].insert(key);
      full.by_last[words_[i].back()].insert(key);
      full.by_first[words_[i].front()].insert(key);
    }
    const auto group_of = [&](const std::string& key) {
      const auto [found, is_new] = groups.emplace(key, 0);
      if (is_new) found->second = new_group();
      return found->second;
    };
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].type != type || words_[i].empty()) continue;
      std::string key = joined(words_[i]);
      if (const auto whole = stands_for(i, full)) key = *whole;
      out_.group[i] = group_of(key);
    }
  }

  /// The one full name that a shorter one stands for.
  std::optional<std::string> stands_for(std::size_t i, const FullNames& full) const {
    const Words& words = words_[i];
    if (words.size() == 1 && words.front().size() > 1 &&
        is_all_capitals(without_possessive(slice(text_, uses_[i].span)))) {
      const auto found = full.by_initials.find(words.front());
      if (found != full.by_initials.end() && found->second.size() == 1) return *found->second.begin();
    }
    if (uses_[i].type == EntityType::loc) return std::nullopt;
    std::set<std::string> wholes;
    if (const auto found = full.by_last.find(words.back()); found != full.by_last.end()) {
      for (const std::string& key : found->second) {
        if (ends_with(full.words.at(key), words)) wholes.insert(key);
      }
    }
    const auto begin = full.by_first.find(words.front());
    if (uses_[i].type == EntityType::org && begin != full.by_first.end()) {
      for (const std::string& key : begin->second) {
        if (begins_with(full.words.at(key), words)) wholes.insert(key);
      }
    }
    return longest(wholes);
  }

  /// The one among names that ends as all the others do; keys end with a space.
  static std::optional<std::string> longest(const std::set<std::string>& names) {
    const auto most =
        std::max_element(names.begin(), names.end(),
                         [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
    const bool is_one = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      return name == *most || most->ends_with(' ' + name);
    });
    return most != names.end() && is_one ? std::optional(*most) : std::nullopt;
  }

  const std::string_view text_;
  const std::vector<NameUse>& uses_;
  const std::vector<Speaker>& speakers_;
  std::vector<Words> words_;
  std::map<std::string, std::vector<Known>> by_last_;
  std::map<std::string, std::set<std::uint32_t>> by_first_;
  std::map<std::string, std::uint32_t> short_;
  NameGroups out_;
};

}  // namespace

Span without_office(std::string_view text, Span name) {
  constexpr std::uint32_t kBefore = 24;  // bytes
  const std::size_t space = slice(text, name).find(' ');
  if (space == std::string_view::npos) return name;
  std::uint32_t begin = name.begin - std::min(name.begin, kBefore);
  while (begin < name.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  const Words before = all_words(slice(text, {begin, name.begin}));
  const std::size_t n = before.size();
  if (n < 2 || before[n - 1] != "of" || !may_stand_before_name(before[n - 2])) return name;
  return {name.begin + static_cast<std::uint32_t>(space) + 1, name.end};
}

bool may_stand_before_name(std::string_view word) { return title_of(std::string(word)).has_value(); }

std::vector<std::string> name_words(std::string_view name) {
  Words words = all_words(name);
  auto first = words.begin();
  while (words.end() - first > 1 && (title_of(*first) || *first == "the")) ++first;
  words.erase(words.begin(), first);
  return words;
}

NameGroups group_names(std::string_view text, const std::vector<NameUse>& uses,
                       const std::vector<Speaker>& speakers) {
  return Grouper(text, uses, speakers).group();
}

}  // namespace quoth
