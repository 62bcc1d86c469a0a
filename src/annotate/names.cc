#include "annotate/names.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "text/unicode.h"

namespace quoth {
namespace {

EntityType type_of(std::string_view kind) {
  for (const EntityType type : {EntityType::per, EntityType::org, EntityType::loc}) {
    if (to_string(type) == kind) return type;
  }
  return EntityType::other;
}

/// The words of a name in lower case, letters and digits only.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  const std::string folded = fold_space(name);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    std::string word = letters_of(std::string_view(folded).substr(begin, end - begin));
    if (!word.empty()) words.push_back(std::move(word));
    begin = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

bool is_link(const std::string& word) {
  static const std::set<std::string> links = {"of", "the", "for", "and", "on", "in"};
  return links.count(word) != 0;
}

std::string initials_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!is_link(word)) out.append(word, 0, code_point_at(word, 0).length);
  }
  return out;
}

/// Names that one entity has, under one key for each.
class Register {
 public:
  Register(std::string_view text, const std::vector<NameFound>& names) {
    for (const NameFound& name : names) {
      const std::vector<std::string> words = words_of(slice(text, name.span));
      const std::string kind = name.kind + ' ', key = kind + joined(words);
      if (words.size() > 1 && kind == "PER ") full_[kind + words.back()].insert(key);
      if (words.size() > 1 && kind == "ORG ") full_[kind + initials_of(words)].insert(key);
      key_of_.push_back(key);
    }
    // The short name of one full name alone is that name's.
    for (std::string& key : key_of_) {
      const auto found = full_.find(key);
      if (found != full_.end() && found->second.size() == 1) key = *found->second.begin();
    }
  }
  const std::string& key_of(std::size_t name) const { return key_of_[name]; }

 private:
  std::vector<std::string> key_of_;
  std::map<std::string, std::set<std::string>> full_;  // short name -> the full names that end with it
};

/// The speaker whom a person's name means, if it means one alone.
std::optional<SpeakerId> speaker_of(std::string_view name, const std::vector<Speaker>& speakers) {
  const std::vector<std::string> words = words_of(name);
  std::optional<SpeakerId> found;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    const std::vector<std::string> full = words_of(speakers[i].name);
    if (full.empty() || words.empty()) continue;
    if (joined(full) == joined(words)) return SpeakerId(i);
    const bool last_name = (words.size() == 1 || full.size() == 1) && full.back() == words.back();
    if (last_name && found) return std::nullopt;
    if (last_name) found = SpeakerId(i);
  }
  return found;
}

/// Relations of what belongs to the phrase of a noun.
bool belongs_to_phrase(std::string_view relation) {
  const std::string_view plain = relation.substr(0, relation.find(':'));
  for (const std::string_view kind :
       {"det", "amod", "compound", "flat", "nummod", "nmod", "appos", "acl", "fixed", "goeswith"}) {
    if (plain == kind) return true;
  }
  return false;
}

/// The phrases of names, read off the trees.
class Phrases {
 public:
  explicit Phrases(const Tokens& tokens) : tokens_(tokens), children_(tokens.size()) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens.head[i] >= 0) children_[static_cast<std::size_t>(tokens.head[i])].push_back(i);
    }
  }

  Span of(Span name) const {
    auto i = static_cast<std::size_t>(
        std::lower_bound(tokens_.span.begin(), tokens_.span.end(), name.begin,
                         [](Span span, std::uint32_t at) { return span.end <= at; }) -
        tokens_.span.begin());
    std::size_t head = i;
    for (; i < tokens_.size() && tokens_.span[i].begin < name.end; ++i) {
      if (!in(name, tokens_.head[i])) head = i;
    }
    if (head >= tokens_.size()) return name;
    while (tokens_.head[head] >= 0 && tokens_.deprel[head].starts_with("flat"))
      head = static_cast<std::size_t>(tokens_.head[head]);
    Span phrase = name;
    const auto cover = [&](Span span) {
      phrase = {std::min(phrase.begin, span.begin), std::max(phrase.end, span.end)};
    };
    cover(tokens_.span[head]);
    for (const std::size_t child : children_[head]) {
      if (!belongs_to_phrase(tokens_.deprel[child])) continue;
      std::vector<std::size_t> open = {child};
      while (!open.empty()) {
        const std::size_t word = open.back();
        open.pop_back();
        cover(tokens_.span[word]);
        open.insert(open.end(), children_[word].begin(), children_[word].end());
      }
    }
    return phrase;
  }

 private:
  bool in(Span name, std::int32_t word) const {
    return word >= 0 && name.overlaps(tokens_.span[static_cast<std::size_t>(word)]);
  }

  const Tokens& tokens_;
  std::vector<std::vector<std::size_t>> children_;
};

}  // namespace

std::vector<Entity> join_names(std::string_view text, const std::vector<NameFound>& names,
                               const Tokens& tokens, const std::vector<Speaker>& speakers) {
  const Register known(text, names);
  const Phrases phrases(tokens);
  std::vector<Entity> entities;
  std::map<std::string, std::size_t> number;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [found, is_new] = number.emplace(known.key_of(i), entities.size());
    if (is_new) entities.push_back({{}, type_of(names[i].kind), std::nullopt, {}});
    Entity& entity = entities[found->second];
    const std::string name = fold_space(slice(text, names[i].span));
    if (name.size() > entity.name.size()) entity.name = name;
    entity.mentions.push_back({names[i].span, MentionKind::name, phrases.of(names[i].span), names[i].score});
  }
  for (Entity& entity : entities) {
    if (entity.type == EntityType::per) entity.speaker = speaker_of(entity.name, speakers);
  }
  return entities;
}

}  // namespace quoth
