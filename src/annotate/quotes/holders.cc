#include "annotate/quotes/holders.h"

#include <algorithm>
#include <optional>

#include "annotate/quotes/phrases.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using Word = Trees::Word;

struct MentionAt {
  Span span;
  MentionKind kind;
  EntityId entity;
};

class HolderFinder {
 public:
  HolderFinder(const Record& record, const Trees& trees) : record_(record), trees_(trees) {
    for (std::size_t e = 0; e < record.entities.size(); ++e) {
      for (const Mention& mention : record.entities[e].mentions) {
        mentions_.push_back({mention.span, mention.kind, EntityId(e)});
      }
    }
    std::sort(mentions_.begin(), mentions_.end(),
              [](const MentionAt& a, const MentionAt& b) { return a.span < b.span; });
  }

  void find(std::vector<Quote>& quotes) const {
    for (Quote& quote : quotes) {
      if (quote.kind == QuoteKind::scare || quote.source.empty()) continue;
      quote.holder = holder_of(quote, quotes);
    }
  }

 private:
  Holder holder_of(Quote& quote, const std::vector<Quote>& quotes) const {
    const Span source = quote.source.front();
    const auto [begin, end] = trees_.words_in(source);
    if (begin == end) return Unnamed{source};
    const Word head = head_of(begin, end);
    if (is_first_person(trees_, head)) return first_person(quote, quotes, source, head);
    if (is_second_person(trees_, head)) {
      if (direct_above(quote, quotes) != nullptr) return Unnamed{source};
      const auto turn = trees_.turn_of(head);
      const auto speaker = turn ? spoken_to(*turn) : std::nullopt;
      return speaker ? Holder(*speaker) : Holder(Unnamed{source});
    }
    if (const auto noun = antecedent_of(head)) return of_phrase(noun_phrase(trees_, *noun), *noun);
    return of_phrase(source, head);
  }

  Holder of_phrase(Span phrase, Word head) const {
    const auto [begin, end] = trees_.words_in(phrase);
    if (const auto entity = entity_of(begin, end, head)) return of_entity(*entity);
    const auto speaker = speaker_called(phrase);
    if (speaker) return Holder(*speaker);
    const auto entity = trees_.is_upos(head, {"PROPN"}) ? entity_called(head) : only_person_before(head);
    return entity ? of_entity(*entity) : Holder(Unnamed{phrase});
  }

  /// The noun whose relative clause has `head` as its "who".
  std::optional<Word> antecedent_of(Word head) const {
    if (!trees_.has_feature(head, "PronType=Rel")) return std::nullopt;
    for (auto up = trees_.head(head); up; up = trees_.head(*up)) {
      if (trees_.is_relation(*up, {"acl:relcl"})) return trees_.head(*up);
    }
    return std::nullopt;
  }

  /// The one entity that has a name which ends with the word `head`.
  std::optional<EntityId> entity_called(Word head) const {
    const std::string word = letters_of(trees_.text(head));
    std::optional<EntityId> found;
    for (std::size_t e = 0; e < record_.entities.size() && !word.empty(); ++e) {
      const std::string& name = record_.entities[e].name;
      if (letters_of(std::string_view(name).substr(name.rfind(' ') + 1)) != word) continue;
      if (found) return std::nullopt;
      found = EntityId(e);
    }
    return found;
  }

  /// Whom "he" or "she" means where the sentences before name one person alone.
  std::optional<EntityId> only_person_before(Word pronoun) const {
    constexpr std::size_t kSentences = 3;
    if (!trees_.is_lower(pronoun, {"he", "she", "his", "him", "her", "hers"})) return std::nullopt;
    const std::size_t sentence = trees_.sentence_of(pronoun);
    const Word from = trees_.sentence_first(sentence - std::min(sentence, kSentences));
    const Span window{trees_.span(from).begin, trees_.span(pronoun).begin};
    auto at = std::partition_point(mentions_.begin(), mentions_.end(),
                                   [&](const MentionAt& m) { return m.span.begin < window.begin; });
    std::optional<EntityId> found;
    for (; at != mentions_.end() && at->span.begin < window.end; ++at) {
      if (at->kind != MentionKind::name || record_.entities[at->entity.index()].type != EntityType::per)
        continue;
      if (found && *found != at->entity) return std::nullopt;
      found = at->entity;
    }
    return found;
  }

  Word head_of(Word begin, Word end) const {
    for (Word w = begin; w < end; ++w) {
      const auto head = trees_.head(w);
      if (!head || *head < begin || *head >= end) {
        if (!trees_.is_upos(w, {"PUNCT", "ADP", "CCONJ"})) return w;
      }
    }
    return begin;
  }

  /// The direct speech in which a quote stands.
  static const Quote* direct_above(const Quote& quote, const std::vector<Quote>& quotes) {
    for (std::optional<QuoteId> up = quote.parent; up; up = quotes[up->index()].parent) {
      if (quotes[up->index()].kind == QuoteKind::direct) return &quotes[up->index()];
    }
    return nullptr;
  }

  Holder first_person(Quote& quote, const std::vector<Quote>& quotes, Span source, Word head) const {
    if (const Quote* above = direct_above(quote, quotes)) return above->holder;
    const auto turn = trees_.turn_of(head);
    if (!turn || !record_.turns[turn->index()].speaker) return Unnamed{source};
    quote.self = quote.kind != QuoteKind::direct;
    return *record_.turns[turn->index()].speaker;
  }

  /// Whom the speaker of a turn talks to: who answers, or whom the turn answers; else who spoke last.
  std::optional<SpeakerId> spoken_to(TurnId turn) const {
    const auto speaker = record_.turns[turn.index()].speaker;
    const auto is_other = [&](TurnId t) {
      const auto other = record_.turns[t.index()].speaker;
      return other && other != speaker;
    };
    std::vector<TurnId> candidates;
    const auto has_turn = [&](const std::vector<TurnId>& turns) {
      return std::find(turns.begin(), turns.end(), turn) != turns.end();
    };
    for (const Exchange& exchange : record_.exchanges) {
      if (has_turn(exchange.question)) {
        candidates.insert(candidates.end(), exchange.answer.begin(), exchange.answer.end());
      } else if (has_turn(exchange.answer)) {
        candidates.insert(candidates.end(), exchange.question.rbegin(), exchange.question.rend());
      }
    }
    for (std::size_t t = turn.index(); t-- > 0;) candidates.emplace_back(t);
    for (std::size_t t = turn.index() + 1; t < record_.turns.size(); ++t) candidates.emplace_back(t);
    const auto found = std::find_if(candidates.begin(), candidates.end(), is_other);
    if (found == candidates.end()) return std::nullopt;
    return record_.turns[found->index()].speaker;
  }

  Holder of_entity(EntityId entity) const {
    if (const auto speaker = record_.entities[entity.index()].speaker) return *speaker;
    return entity;
  }

  /// The entity whose name is the head of the phrase or stands beside it ("the minister, Ann Reed"), else the one that
  /// the phrase mentions as a whole.
  std::optional<EntityId> entity_of(Word begin, Word end, Word head) const {
    const Span phrase = trees_.span(begin, end - 1);
    std::optional<EntityId> named, beside, mentioned;
    std::uint32_t widest = 0;
    auto at = std::partition_point(mentions_.begin(), mentions_.end(),
                                   [&](const MentionAt& m) { return m.span.begin < phrase.begin; });
    for (; at != mentions_.end() && at->span.begin < phrase.end; ++at) {
      if (at->span.end > phrase.end + 2) continue;
      if (at->kind == MentionKind::name) {
        if (at->span.contains(trees_.span(head))) {
          named = named ? named : at->entity;
        } else if (stands_for(at->span, head)) {
          beside = beside ? beside : at->entity;
        }
      } else if (at->span.contains(trees_.span(head)) && at->span.size() > widest) {
        widest = at->span.size();
        mentioned = at->entity;
      }
    }
    return named ? named : beside ? beside : mentioned;
  }

  /// Whether a name is an apposition of `head`, or the name after a title.
  bool stands_for(Span name, Word head) const {
    const auto [begin, end] = trees_.words_in(name);
    for (Word w = begin; w < end; ++w) {
      if (trees_.head(w) == head && trees_.is_relation(w, {"appos", "flat", "nmod:desc"})) return true;
    }
    return false;
  }

  /// A speaker under one of whose labels the phrase calls them: "the President".
  std::optional<SpeakerId> speaker_called(Span phrase) const {
    std::string called = to_lower(slice(trees_.text(), phrase));
    for (const std::string_view article : {"the ", "mr. ", "mr ", "mrs. ", "ms. "}) {
      if (called.starts_with(article)) called.erase(0, article.size());
    }
    const std::string letters = letters_of(called);
    if (letters.empty()) return std::nullopt;
    for (std::size_t s = 0; s < record_.speakers.size(); ++s) {
      for (const std::string& label : record_.speakers[s].labels) {
        std::string plain = to_lower(label);
        if (plain.starts_with("the ")) plain.erase(0, 4);
        if (letters_of(plain) == letters) return SpeakerId(s);
      }
      if (letters_of(record_.speakers[s].name) == letters) return SpeakerId(s);
    }
    return std::nullopt;
  }

  const Record& record_;
  const Trees& trees_;
  std::vector<MentionAt> mentions_;
};

}  // namespace

void find_holders(const Record& record, const Trees& trees, std::vector<Quote>& quotes) {
  HolderFinder(record, trees).find(quotes);
}

}  // namespace quoth
