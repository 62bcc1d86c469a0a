#include "annotate/coreference.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "text/unicode.h"

namespace quoth {
namespace {

/// How much less "none" counts than the model says: it has learned from passages, which show fewer antecedents than a
/// whole text.
constexpr float kFresh = 0.5F;
/// What is left of an antecedent's probability where type or number speak against it.
constexpr float kOtherType = 0.3F, kOtherNumber = 0.3F;
/// Sentences over which the same words still mean the same.
constexpr std::uint32_t kSameWords = 60;

struct EntityState {
  std::optional<SpeakerId> speaker;
  std::optional<std::uint32_t> name;
  std::optional<SpeakerId> we_of;
  EntityType type = EntityType::other;
  bool is_typed = false;  // by a name or a noun, not by a pronoun alone
  Gender gender = Gender::unknown;
  bool has_singular = false, has_plural = false;  // among its pronouns and nouns
  std::uint32_t last_mention = 0;
  std::uint32_t n = 0;
};

class Joiner {
 public:
  Joiner(std::string_view text, const Tokens& tokens, const std::vector<MentionView>& mentions,
         const std::vector<Links>& links, const std::vector<Known>& known)
      : text_(text), tokens_(tokens), mentions_(mentions), links_(links), known_(known) {}

  std::vector<Assignment> join() && {
    for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
      Assignment assignment = assign(i);
      if (assignment.entity == entities_.size()) {
        entities_.emplace_back();
        assignment.grounds = Grounds::first;
      }
      out_.push_back(assignment);
      update(entities_[assignment.entity], i, assignment.entity);
    }
    return std::move(out_);
  }

 private:
  Assignment assign(std::uint32_t i) {
    const auto fresh = static_cast<std::uint32_t>(entities_.size());
    const Known& known = known_[i];
    if (known.speaker) {
      const auto found = of_speaker_.find(*known.speaker);
      if (found != of_speaker_.end()) return {found->second, Grounds::name};
      // nothing but the speaker's own: a name group may have it
    }
    if (known.name) {
      const auto found = of_name_.find(*known.name);
      if (found != of_name_.end()) return {found->second, Grounds::name};
    }
    if (known.speaker) return {fresh};
    if (const auto linked = by_model(i)) return *linked;
    if (const auto same = by_words(i)) return *same;
    return {fresh};
  }

  std::optional<Assignment> by_model(std::uint32_t i) const {
    const Links& links = links_[i];
    const MentionView& m = mentions_[i];
    float best = 0;
    std::optional<std::uint32_t> entity;
    for (const Antecedent& a : links.all()) {
      const std::uint32_t e = out_[a.mention].entity;
      float p = a.probability;
      if (p <= best || is_forbidden(i, a.mention, entities_[e])) continue;
      p *= agreement(m, entities_[e]);
      if (p > best) {
        best = p;
        entity = e;
      }
    }
    const bool must = m.kind == MentionKind::pronoun && (m.gender == Gender::he || m.gender == Gender::she);
    if (!entity || (!must && best <= links.fresh * kFresh)) return std::nullopt;
    return Assignment{*entity, Grounds::model, of_entity(links, *entity)};
  }

  /// How likely one of the mentions of the entity is the antecedent.
  float of_entity(const Links& links, std::uint32_t entity) const {
    float sum = 0;
    for (const Antecedent& a : links.all()) {
      if (out_[a.mention].entity == entity) sum += a.probability;
    }
    return sum;
  }

  bool is_forbidden(std::uint32_t i, std::uint32_t antecedent, const EntityState& entity) const {
    const MentionView &m = mentions_[i], &a = mentions_[antecedent];
    const Known& known = known_[i];
    if (known.name && entity.name && *known.name != *entity.name) return true;
    if (known.name && entity.speaker) return true;
    if (known.we_of && entity.we_of && *known.we_of != *entity.we_of) return true;
    if (entity.speaker && known.is_no_speaker) return true;
    if (known_[antecedent].is_no_speaker && known.speaker) return true;
    const MentionView& last = mentions_[entity.last_mention];
    if (a.phrase.contains(m.phrase) || last.phrase.contains(m.phrase)) return true;
    if (m.gender != Gender::unknown && entity.gender != Gender::unknown && m.gender != entity.gender)
      return true;
    if (m.kind == MentionKind::pronoun) {
      const bool is_one = m.number == Number::singular &&
                          (m.person != 3 || m.gender == Gender::he || m.gender == Gender::she);
      if (is_one && entity.has_plural) return true;
      if (m.person == 1 && m.number == Number::plural && entity.has_singular) return true;
    }
    return false;
  }

  /// How far type and number agree with an entity's: a factor.
  static float agreement(const MentionView& m, const EntityState& entity) {
    float factor = 1;
    if (m.kind != MentionKind::pronoun && entity.is_typed && m.type != entity.type) factor *= kOtherType;
    if (m.kind != MentionKind::pronoun) {
      if (m.number == Number::singular && entity.has_plural && !entity.has_singular) factor *= kOtherNumber;
      if (m.number == Number::plural && entity.has_singular && !entity.has_plural) factor *= kOtherNumber;
    }
    return factor;
  }

  /// The words of a phrase without articles and the like, in lower case; empty where they say nothing.
  std::string key_of(const MentionView& m) const {
    std::string key;
    for (std::uint32_t w = m.first; w <= m.last; ++w) {
      const std::string word = to_lower(slice(text_, tokens_.span[w]));
      const bool is_article = word == "the" || word == "a" || word == "an" || word == "this" ||
                              word == "that" || word == "these" || word == "those";
      if (w < m.head && is_article) continue;
      if (w > m.head && w == m.last && (word == "'s" || word == "\u2019s" || word == "'" || word == "\u2019"))
        continue;
      const std::string& upos = tokens_.upos[w];
      if (upos == "PUNCT") continue;
      key += word + ' ';
    }
    return key;
  }

  std::optional<Assignment> by_words(std::uint32_t i) const {
    const MentionView& m = mentions_[i];
    if (m.kind == MentionKind::pronoun || m.is_indefinite) return std::nullopt;
    const auto found = last_of_.find(key_of(m));
    if (found == last_of_.end()) return std::nullopt;
    const MentionView& before = mentions_[found->second];
    const std::uint32_t entity = out_[found->second].entity;
    if (m.sentence - before.sentence > kSameWords) return std::nullopt;
    if (is_forbidden(i, found->second, entities_[entity])) return std::nullopt;
    return Assignment{entity, Grounds::words};
  }

  void update(EntityState& e, std::uint32_t i, std::uint32_t number) {
    const MentionView& m = mentions_[i];
    const Known& known = known_[i];
    if (known.speaker && !e.speaker) {
      e.speaker = known.speaker;
      of_speaker_.emplace(*known.speaker, number);
    }
    if (known.name && !e.name) {
      e.name = known.name;
      of_name_.emplace(*known.name, number);
    }
    if (known.we_of && !e.we_of) e.we_of = known.we_of;
    if (m.kind != MentionKind::pronoun && !e.is_typed) {
      e.type = m.type;
      e.is_typed = true;
    }
    if (e.gender == Gender::unknown) e.gender = m.gender;
    e.has_singular = e.has_singular || m.number == Number::singular;
    e.has_plural = e.has_plural || m.number == Number::plural;
    e.last_mention = i;
    ++e.n;
    if (m.kind != MentionKind::pronoun) last_of_[key_of(m)] = i;
  }

  const std::string_view text_;
  const Tokens& tokens_;
  const std::vector<MentionView>& mentions_;
  const std::vector<Links>& links_;
  const std::vector<Known>& known_;
  std::vector<Assignment> out_;
  std::vector<EntityState> entities_;
  std::map<SpeakerId, std::uint32_t> of_speaker_;
  std::unordered_map<std::uint32_t, std::uint32_t> of_name_;
  std::unordered_map<std::string, std::uint32_t> last_of_;  // the last mention with these words
};

}  // namespace

std::vector<Assignment> join_mentions(std::string_view text, const Tokens& tokens,
                                      const std::vector<MentionView>& mentions,
                                      const std::vector<Links>& links, const std::vector<Known>& known) {
  return Joiner(text, tokens, mentions, links, known).join();
}

}  // namespace quoth
