#include "annotate/entities.h"

#include <algorithm>
#include <array>
#include <utility>

#include "annotate/coreference.h"
#include "annotate/mention_view.h"
#include "annotate/names.h"
#include "annotate/talk.h"
#include "annotate/works.h"
#include "text/unicode.h"

namespace quoth {
namespace {

class EntityFinder {
 public:
  EntityFinder(std::string_view text, const Record& record, const LanguageLayers& language)
      : text_(text),
        record_(record),
        language_(language),
        views_(view_mentions(text, record.tokens, record.sentences, language.mentions, language.names,
                             language.mention_types)),
        known_(views_.size()) {}

  std::vector<Entity> find() && {
    know_talk();
    know_names();
    const std::vector<Assignment> assigned =
        join_mentions(text_, record_.tokens, views_, language_.links, known_);
    for (std::size_t i = 0; i < views_.size(); ++i) {
      if (assigned[i].entity == entities_.size()) {
        entities_.emplace_back();
        votes_.emplace_back();
        works_.push_back(0);
        names_.push_back(0);
      }
      add(i, assigned[i]);
    }
    for (std::size_t e = 0; e < entities_.size(); ++e) finish(e);
    return std::move(entities_);
  }

 private:
  static constexpr std::size_t kTypes = 6;
  using Votes = std::array<float, 3 * kTypes>;  // for types: by names, by nouns, by pronouns

  void know_talk() {
    const std::vector<TalkMeaning> talk = read_talk(text_, record_, views_);
    for (std::size_t i = 0; i < views_.size(); ++i) {
      known_[i].speaker = talk[i].speaker;
      known_[i].is_no_speaker = talk[i].is_no_speaker;
      includes_speaker_.push_back(talk[i].includes_speaker);
      if (talk[i].includes_speaker) known_[i].we_of = record_.turns[views_[i].turn->index()].speaker;
    }
  }

  void know_names() {
    std::vector<NameUse> uses;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < views_.size(); ++i) {
      if (!views_[i].is_name_like || known_[i].speaker) continue;
      uses.push_back({views_[i].name, views_[i].type, views_[i].sentence});
      of.push_back(i);
    }
    const NameGroups groups = group_names(text_, uses, record_.speakers);
    for (std::size_t k = 0; k < uses.size(); ++k) {
      known_[of[k]].name = groups.group[k];
      if (groups.group[k]) known_[of[k]].speaker = groups.speaker[*groups.group[k]];
    }
  }

  void add(std::size_t i, const Assignment& assigned) {
    const std::size_t e = assigned.entity;
    const MentionView& view = views_[i];
    Entity& entity = entities_[e];
    entity.mentions.push_back({view.span, view.kind, view.phrase,
                               language_.calibration.mention(view.probability), link_score(assigned),
                               includes_speaker_[i]});
    if (known_[i].speaker) entity.speaker = known_[i].speaker;
    if (view.is_name_like && names_a_work(text_, record_.tokens, view)) ++works_[e];
    if (view.is_name_like) ++names_[e];
    const std::size_t tier = view.is_named ? 0 : view.kind != MentionKind::pronoun ? 1 : 2;
    votes_[e][tier * kTypes + static_cast<std::size_t>(view.type)] += view.probability;
    if (view.kind == MentionKind::name) {
      const std::string name = fold_space(slice(text_, view.span));
      if (name.size() > entity.name.size()) entity.name = name;
    }
  }

  std::optional<float> link_score(const Assignment& assigned) const {
    switch (assigned.grounds) {
      case Grounds::first: return std::nullopt;
      case Grounds::name: return language_.calibration.by_name;
      case Grounds::words: return language_.calibration.by_words;
      case Grounds::model: return language_.calibration.link(assigned.probability);
    }
    return std::nullopt;
  }

  /// "the board's", "the board, which meets on Mondays": without what the phrase is not about.
  static std::string name_of_phrase(std::string phrase) {
    for (const std::string_view clause : {", which ", ", who ", ", whose ", ", on which "})
      phrase.resize(std::min(phrase.size(), phrase.find(clause)));
    for (const std::string_view mark : {"'s", "’s"}) {
      if (phrase.ends_with(mark)) phrase.resize(phrase.size() - mark.size());
    }
    return phrase;
  }

  void finish(std::size_t e) {
    Entity& entity = entities_[e];
    if (entity.speaker) {
      const std::string& name = record_.speakers[entity.speaker->index()].name;
      if (name.size() > entity.name.size()) entity.name = name;
    } else if (entity.name.empty()) {
      const auto nominal = std::find_if(entity.mentions.begin(), entity.mentions.end(),
                                        [](const Mention& m) { return m.kind == MentionKind::nominal; });
      const Mention& first = nominal != entity.mentions.end() ? *nominal : entity.mentions.front();
      entity.name = name_of_phrase(fold_space(slice(text_, first.span)));
    }
    const Votes& votes = votes_[e];
    for (std::size_t tier = 0; tier < 3; ++tier) {
      const auto* begin = votes.data() + tier * kTypes;
      const auto* most = std::max_element(begin, begin + kTypes);
      if (*most <= 0) continue;
      entity.type = static_cast<EntityType>(most - begin);
      break;
    }
    if (2 * works_[e] > names_[e]) entity.type = EntityType::work;
    if (entity.speaker) entity.type = EntityType::per;
  }

  const std::string_view text_;
  const Record& record_;
  const LanguageLayers& language_;
  const std::vector<MentionView> views_;
  std::vector<Known> known_;
  std::vector<bool> includes_speaker_;
  std::vector<Entity> entities_;
  std::vector<Votes> votes_;
  std::vector<std::uint32_t> works_, names_;  // of the mentions written as names, those of a work; all
};

}  // namespace

std::vector<Entity> find_entities(std::string_view text, const Record& record,
                                  const LanguageLayers& language) {
  return EntityFinder(text, record, language).find();
}

}  // namespace quoth
