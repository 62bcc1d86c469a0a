#include "annotate/quotes/holders.h"

#include <algorithm>
#include <array>
#include <optional>

#include "annotate/given_names.h"
#include "annotate/quotes/lexicon.h"
#include "annotate/quotes/peoples.h"
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
    if (const auto person = taken_up_by(head)) return of_phrase(noun_phrase(trees_, *person), *person);
    Holder holder = of_phrase(source, head);
    if (trees_.is_lower(head, {"he", "she"}) && is_in_the_talk(holder, quote, quotes, head)) {
      // Not who speaks nor who is spoken to: whoever said so of themselves, else who was named alone, else who was said to say
      // something.
      if (quote.parent && quotes[quote.parent->index()].kind != QuoteKind::direct)
        return quotes[quote.parent->index()].holder;
      auto person = only_person_before(head);
      if (!person) person = subject_before(head, true);
      return person ? of_entity(*person) : Holder(Unnamed{source});
    }
    return holder;
  }

  /// Whether a holder is the speaker of the turn in which `word` stands, or the one spoken to, outside direct speech.
  bool is_in_the_talk(const Holder& holder, const Quote& quote, const std::vector<Quote>& quotes,
                      Word word) const {
    const auto* speaker = std::get_if<SpeakerId>(&holder);
    const auto turn = trees_.turn_of(word);
    if (speaker == nullptr || !turn || direct_above(quote, quotes) != nullptr) return false;
    const auto& own = record_.turns[turn->index()].speaker;
    return (own && *own == *speaker) || is_other_side(*turn, *speaker);
  }

  /// Whether the speaker asks what the turn answers, or answers what it asks.
  bool is_other_side(TurnId turn, SpeakerId speaker) const {
    const auto has = [](const std::vector<TurnId>& turns, auto&& test) {
      return std::any_of(turns.begin(), turns.end(), test);
    };
    const auto is_it = [&](TurnId t) { return t == turn; };
    const auto is_speakers = [&](TurnId t) { return record_.turns[t.index()].speaker == speaker; };
    return std::any_of(record_.exchanges.begin(), record_.exchanges.end(), [&](const Exchange& exchange) {
      return (has(exchange.question, is_it) && has(exchange.answer, is_speakers)) ||
             (has(exchange.answer, is_it) && has(exchange.question, is_speakers));
    });
  }

  std::vector<MentionAt>::const_iterator first_mention(std::uint32_t from) const {
    return std::partition_point(mentions_.begin(), mentions_.end(),
                                [&](const MentionAt& m) { return m.span.begin < from; });
  }

  Holder of_phrase(Span phrase, Word head) const {
    const auto [begin, end] = trees_.words_in(phrase);
    if (const auto country = country_of(begin, end, head)) return of_entity(*country);
    if (const auto entity = near_entity_of(begin, end, head); entity && may_be(*entity, begin, end, head)) {
      if (const auto country = country_behind(*entity)) return of_entity(*country);
      if (!is_unnamed(*entity, begin, end, head) && !is_only_pronouns(*entity)) return of_entity(*entity);
      if (const auto person = person_after_comma(begin, end)) return of_entity(*person);
      if (!is_only_pronouns(*entity)) return Unnamed{phrase};
    }
    const auto speaker = speaker_called(phrase);
    if (speaker) return Holder(*speaker);
    const auto entity = trees_.is_upos(head, {"PROPN"}) ? entity_called(head) : only_person_before(head);
    return entity ? of_entity(*entity) : Holder(Unnamed{phrase});
  }

  /// "your supporter, Senator Ann Reed": who is named after the comma of a phrase.
  std::optional<EntityId> person_after_comma(Word begin, Word end) const {
    const Span phrase = trees_.span(begin, end - 1);
    auto at = first_mention(phrase.begin);
    for (; at != mentions_.end() && at->span.begin < phrase.end; ++at) {
      if (at->kind != MentionKind::name || record_.entities[at->entity.index()].type != EntityType::per)
        continue;
      Word w = trees_.word_at(at->span.begin);
      while (w > begin && trees_.is_upos(w - 1, {"PROPN", "NOUN", "ADJ"})) --w;
      if (w > begin && trees_.is_lower(w - 1, {","})) return at->entity;
    }
    return std::nullopt;
  }

  /// Whether the words may mean the entity at all, whatever coreference says: a person is no "it", one alone no "they", nothing else
  /// is "he" or "she"; who
  /// is called by a noun ("the auditor", "an old woman") is somebody known by name only where the record calls them so.
  bool may_be(EntityId id, Word begin, Word end, Word head) const {
    const Entity& entity = record_.entities[id.index()];
    const bool person = entity.type == EntityType::per || entity.speaker.has_value() ||
                        gender_of_name(entity.name) != Gender::unknown;
    if (trees_.is_lower(head, {"it", "its"})) return !person;
    if (trees_.is_upos(head, {"PRON"}) && is_of_anybody(entity)) return false;
    if (trees_.is_lower(head, {"he", "she", "his", "him", "her"}))
      return (person || is_only_pronouns(entity)) && !has_other_gender(entity, head);
    if (trees_.is_lower(head, {"they", "their", "them"})) return !person || !is_one(entity);
    if (!trees_.is_upos(head, {"NOUN", "PROPN"})) return true;
    if (person && !has_name(entity) && !entity.speaker)  // "the miller" is not "the tailor"
      return to_lower(entity.name).find(trees_.lower(head)) != std::string::npos;
    if (!person) return !trees_.is_upos(head, {"NOUN"}) || !is_of_other_name(entity, begin, end);
    for (const Mention& mention : entity.mentions) {  // named by this phrase
      if (mention.kind == MentionKind::name && mention.span.begin >= trees_.span(begin).begin &&
          mention.span.end <= trees_.span(end - 1).end)
        return true;
    }
    if (trees_.is_lower(begin, {"a", "an", "some", "another", "one"}) || is_anybody(trees_.lower(head)))
      return false;
    return is_called(entity, trees_.lower(head));
  }

  /// "any observer", "every mother": nobody of whom more is said.
  static bool is_of_anybody(const Entity& entity) {
    const std::string first = to_lower(entity.name.substr(0, entity.name.find(' ')));
    return first == "any" || first == "every" || first == "each" || first == "no";
  }

  /// "She" is no Mr. Blake, "he" no Maria Kennedy.
  bool has_other_gender(const Entity& entity, Word pronoun) const {
    const Gender gender = trees_.is_lower(pronoun, {"she", "her"}) ? Gender::she : Gender::he;
    const auto contradicts = [&](std::string_view name) {
      const Gender of_name = gender_of_name(name);
      return of_name != Gender::unknown && of_name != gender;
    };
    if (contradicts(entity.name)) return true;
    if (!entity.speaker) return false;
    const Speaker& speaker = record_.speakers[entity.speaker->index()];
    return contradicts(speaker.name) ||
           std::any_of(speaker.labels.begin(), speaker.labels.end(), contradicts);
  }

  /// Whether a speaker's labels, the name or the phrase of a name have the word: "Mayor", of the mayor.
  bool is_called(const Entity& entity, const std::string& word) const {
    const auto has = [&](std::string_view words) { return to_lower(words).find(word) != std::string::npos; };
    if (has(entity.name)) return true;
    if (entity.speaker) {
      const Speaker& speaker = record_.speakers[entity.speaker->index()];
      if (has(speaker.name) || has(speaker.affiliation) ||
          std::any_of(speaker.labels.begin(), speaker.labels.end(), has))
        return true;
    }
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
      const std::uint32_t from = mention.span.begin - std::min<std::uint32_t>(mention.span.begin, 40);
      return mention.kind == MentionKind::name && (has(slice(trees_.text(), mention.phrase)) ||
                                                   has(slice(trees_.text(), {from, mention.span.begin})));
    });
  }

  /// "the Norrish government" is no Caldmere Authority: a name or a people in the phrase that the entity has nowhere.
  bool is_of_other_name(const Entity& entity, Word begin, Word end) const {
    for (Word w = begin; w < end; ++w) {
      const bool names = trees_.is_upos(w, {"PROPN"}) || !countries_of(trees_.lower(w)).empty();
      const auto above = trees_.head(w);
      if (!names || !above || !trees_.is_relation(w, {"amod", "compound"})) continue;
      const auto has = [&](std::string_view words) {
        return to_lower(words).find(trees_.lower(w)) != std::string::npos;
      };
      const bool known =
          has(entity.name) ||
          std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) {
            return mention.kind == MentionKind::name && has(slice(trees_.text(), mention.phrase));
          });
      if (!known && has_name(entity)) return true;
    }
    return false;
  }

  /// Whether a person is called by one name, not by several ("Reed and Hale"), or by a noun that means one ("the trainer").
  static bool is_one(const Entity& entity) {
    if (entity.speaker) return true;
    if (has_name(entity)) return entity.name.find(" and ") == std::string::npos;
    static constexpr std::array<std::string_view, 6> kMany = {"people", "police", "men",
                                                              "women",  "staff",  "public"};
    const std::string noun = last_word_of_phrase(entity.name);
    const bool article = entity.name.starts_with("the ") || entity.name.starts_with("a ");
    return article && !noun.ends_with('s') && std::find(kMany.begin(), kMany.end(), noun) == kMany.end();
  }

  /// The noun of "the man who wrote it", "the head of the board".
  static std::string last_word_of_phrase(std::string_view phrase) {
    for (const std::string_view after : {" who", " that", " from", " of "})
      phrase = phrase.substr(0, phrase.find(after));
    return std::string(phrase.substr(phrase.rfind(' ') + 1));
  }

  static bool has_name(const Entity& entity) {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                       [](const Mention& mention) { return mention.kind == MentionKind::name; });
  }

  static bool is_only_pronouns(const Entity& entity) {
    return std::all_of(entity.mentions.begin(), entity.mentions.end(),
                       [](const Mention& mention) { return mention.kind == MentionKind::pronoun; });
  }
  bool is_only_pronouns(EntityId id) const { return is_only_pronouns(record_.entities[id.index()]); }

  /// What the phrase mentions, but for a "he" or "she" whose last mention by name lies far back: then the one person who was named
  /// since, or of several the one of whom the sentence before says something.
  std::optional<EntityId> near_entity_of(Word begin, Word end, Word head) const {
    const auto entity = entity_of(begin, end, head);
    if (!entity || !trees_.is_lower(head, {"he", "she"}) || spoke_just_before(*entity, head)) return entity;
    auto person = only_person_before(head);
    if (!person) person = subject_before(head);
    if (!person || *person == *entity) return entity;
    const std::uint32_t from = window_before(head).begin;
    const bool named = has_name(record_.entities[entity->index()]);
    const bool near = std::any_of(mentions_.begin(), mentions_.end(), [&](const MentionAt& m) {
      const bool counts = named ? names(m) : m.kind != MentionKind::pronoun;
      return m.entity == *entity && counts && m.span.begin >= from && m.span.begin < trees_.span(head).begin;
    });
    return near ? entity : person;
  }

  /// Whether an entity is who spoke in one of the two turns before the one in which `word` stands.
  bool spoke_just_before(EntityId id, Word word) const {
    const auto speaker = record_.entities[id.index()].speaker;
    const auto turn = trees_.turn_of(word);
    if (!speaker || !turn) return false;
    for (std::size_t back = 1; back <= 2 && back <= turn->index(); ++back) {
      if (record_.turns[turn->index() - back].speaker == speaker) return true;
    }
    return false;
  }

  /// The last person before whose name is the subject of a sentence, not too far back; `who_reports`: of a verb that reports.
  std::optional<EntityId> subject_before(Word pronoun, bool who_reports = false) const {
    const Span window = window_before(pronoun);
    std::optional<EntityId> found;
    for (auto at = first_mention(window.begin); at != mentions_.end() && at->span.begin < window.end; ++at) {
      const bool is_named = names(*at) || (who_reports && is_title_and_name(*at));
      if (!is_named || !may_be_person(at->entity, pronoun)) continue;
      const auto [begin, end] = trees_.words_in(at->span);
      for (Word w = begin; w < end; ++w) {
        if (!trees_.is_relation(w, {"nsubj"})) continue;
        const auto verb = trees_.head(w);
        if (!who_reports || (verb && reporting_word(trees_.lemma(*verb), "VERB") != nullptr))
          found = at->entity;
      }
    }
    return found;
  }

  /// After the last space or point.
  static std::string_view last_word(std::string_view words) {
    return words.substr(words.find_last_of(" .") + 1);
  }

  /// Whether a mention says who it is: by name, of some of which the model of names does not know that they are, or by what somebody
  /// is called throughout ("the Attorney General").
  bool names(const MentionAt& mention) const {
    if (mention.kind != MentionKind::nominal) return mention.kind == MentionKind::name;
    const Word first = trees_.word_at(mention.span.begin);
    return (trees_.is_upos(first, {"PROPN"}) || trees_.is_lower(first, {"the"})) &&
           slice(trees_.text(), mention.span) == record_.entities[mention.entity.index()].name;
  }

  /// Whether a mention is a title with the last name: "President A.Reed" of Ann Reed.
  bool is_title_and_name(const MentionAt& mention) const {
    const auto [begin, end] = trees_.words_in(mention.span);
    const std::string& name = record_.entities[mention.entity.index()].name;
    return begin < end && trees_.is_upos(begin, {"PROPN"}) && trees_.is_upos(end - 1, {"PROPN"}) &&
           last_word(slice(trees_.text(), mention.span)) == last_word(name);
  }

  /// Whether an entity is somebody whom "he" or "she" may mean: not who speaks there.
  bool may_be_person(EntityId id, Word pronoun) const {
    const Entity& entity = record_.entities[id.index()];
    if (entity.type != EntityType::per || has_other_gender(entity, pronoun)) return false;
    const auto turn = trees_.turn_of(pronoun);
    return !entity.speaker || !turn || record_.turns[turn->index()].speaker != entity.speaker;
  }

  /// Of an entity that is called by a people ("our British colleagues", "the Americans"), the country.
  std::optional<EntityId> country_behind(EntityId id) const {
    std::string_view name = record_.entities[id.index()].name;
    std::vector<std::string> words;
    while (!name.empty()) {
      const std::size_t end = std::min(name.find(' '), name.size());
      if (end > 0) words.push_back(to_lower(name.substr(0, end)));
      name.remove_prefix(std::min(end + 1, name.size()));
    }
    if (words.empty() || words.size() > 5) return std::nullopt;
    const bool group = is_group(words.back());
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool last = i + 1 == words.size();
      if (last && words.size() == 1) break;
      if (!last && !group) continue;
      if (const auto names = countries_of(words[i]); !names.empty()) return entity_of_names(names);
    }
    return std::nullopt;
  }

  static bool is_group(std::string_view word) {
    static constexpr std::array<std::string_view, 14> kGroups = {
        "colleagues", "friends", "partners", "side",       "counterparts", "allies", "neighbours",
        "neighbors",  "members", "brothers", "delegation", "comrades",     "envoys", "negotiators"};
    return std::find(kGroups.begin(), kGroups.end(), word) != kGroups.end();
  }

  /// "our British colleagues", "the Russians", "NATO members": the country or institution whose they are.
  std::optional<EntityId> country_of(Word begin, Word end, Word head) const {
    const bool group = is_group(trees_.lower(head));
    for (Word w = begin; w < end; ++w) {
      if (w != head && !(group && w < head)) continue;
      if (const auto names = countries_of(trees_.lower(w)); !names.empty()) {
        if (const auto entity = entity_of_names(names)) return entity;
      } else if (w != head && trees_.is_upos(w, {"PROPN"})) {
        if (const auto named = named_at(trees_.span(w))) return named;
      }
    }
    return std::nullopt;
  }

  /// The entity that has one of these names, semicolons between.
  std::optional<EntityId> entity_of_names(std::string_view names) const {
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(';'), names.size());
      const std::string letters = letters_of(names.substr(0, end));
      for (std::size_t e = 0; e < record_.entities.size(); ++e) {
        std::string_view name = record_.entities[e].name;
        if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
        if (letters_of(name) == letters) return EntityId(e);
      }
      names.remove_prefix(std::min(end + 1, names.size()));
    }
    return std::nullopt;
  }

  /// The institution or country whose name lies at `span`.
  std::optional<EntityId> named_at(Span span) const {
    auto at = first_mention(span.begin);
    for (; at != mentions_.end() && at->span.begin == span.begin; ++at) {
      const EntityType type = record_.entities[at->entity.index()].type;
      if (at->kind == MentionKind::name && (type == EntityType::org || type == EntityType::loc))
        return at->entity;
    }
    return std::nullopt;
  }

  /// Whether an entity is somebody whom the record never names: "a friend", "some analysts", "my neighbours", and "he" or "they"
  /// of any of these. What is called by a definite phrase is known by it: "the board".
  bool is_unnamed(EntityId id, Word begin, Word end, Word head) const {
    const Entity& entity = record_.entities[id.index()];
    if (entity.speaker) return false;
    if (has_name(entity)) return false;
    if (trees_.is_upos(head, {"PRON"}))
      return is_indefinite(head) || (!is_definite(entity) && !is_document(last_word_of_phrase(entity.name)));
    if (begin == end || is_document(trees_.lower(head))) return false;
    for (Word w = begin; w < end; ++w) {
      const bool own = w == head || trees_.head(w) == head;  // not "a man from the Authority"
      const auto mark = trees_.child(w, {"case"});
      const bool proper = own && trees_.is_upos(w, {"PROPN"}) && (!mark || *mark > w);
      if (proper || (own && !countries_of(trees_.lower(w)).empty())) return false;
    }
    return !trees_.is_lower(begin, {"the", "this", "that", "these", "those"}) ||
           is_anybody(trees_.lower(head));
  }

  /// What is written has a name of its own: "a joint statement".
  static bool is_document(std::string_view noun) {
    static constexpr std::array<std::string_view, 28> kNouns = {
        "report",    "study",      "survey", "paper",      "letter",  "document", "statement",
        "memo",      "memorandum", "email",  "article",    "poll",    "treaty",   "agreement",
        "law",       "bill",       "act",    "resolution", "notice",  "log",      "affidavit",
        "amendment", "charter",    "book",   "review",     "summary", "minutes",  "communique"};
    return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
  }

  /// Words that say no more of somebody than that it is somebody: "the man who wrote it".
  static bool is_anybody(std::string_view noun) {
    static constexpr std::array<std::string_view, 13> kNouns = {
        "those", "all",  "people", "person", "man",    "woman",    "men",
        "women", "girl", "boy",    "others", "fellow", "gentleman"};
    return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
  }

  bool is_indefinite(Word pronoun) const {
    return trees_.is_lower(
        pronoun, {"everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "one",
                  "none", "all", "some", "many", "others", "those", "most", "few"});
  }

  /// "the board", of which "it" then speaks; not "the man who wrote it".
  static bool is_definite(const Entity& entity) {
    const bool could_speak = entity.type != EntityType::event && entity.type != EntityType::other;
    if (!could_speak || (!entity.name.starts_with("the ") && !entity.name.starts_with("The "))) return false;
    return !is_anybody(last_word_of_phrase(entity.name));
  }

  /// The noun whose relative clause has `head` as its "who".
  std::optional<Word> antecedent_of(Word head) const {
    if (!trees_.has_feature(head, "PronType=Rel")) return std::nullopt;
    if (trees_.is_lower(head, {"who"}) &&
        head > 1) {  // of the person who stands before it, whatever the tree says
      const Word before = trees_.is_lower(head - 1, {","}) ? head - 2 : head - 1;
      if (const auto person = person_ending_with(before)) return person;
    }
    for (auto up = trees_.head(head); up; up = trees_.head(*up)) {
      if (trees_.is_relation(*up, {"acl:relcl"})) return trees_.head(*up);
    }
    return std::nullopt;
  }

  /// "Ann Reed, she said": who is taken up again by the pronoun right after.
  std::optional<Word> taken_up_by(Word pronoun) const {
    if (pronoun < 2 || !trees_.is_lower(pronoun, {"he", "she"}) || !trees_.is_lower(pronoun - 1, {","}))
      return std::nullopt;
    return person_ending_with(pronoun - 2);
  }

  /// The word `last` if a person's name ends with it.
  std::optional<Word> person_ending_with(Word last) const {
    constexpr std::uint32_t kLongestName = 200;
    const Span span = trees_.span(last);
    const std::uint32_t from = span.begin - std::min(span.begin, kLongestName);
    auto mention = first_mention(from);
    for (; mention != mentions_.end() && mention->span.begin <= span.begin; ++mention) {
      if (mention->kind == MentionKind::name && mention->span.end == span.end &&
          record_.entities[mention->entity.index()].type == EntityType::per)
        return last;
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

  /// What was said before a pronoun, so far that it may mean somebody named there.
  Span window_before(Word pronoun) const {
    constexpr std::size_t kSentences = 3;
    const std::size_t sentence = trees_.sentence_of(pronoun);
    const Word from = trees_.sentence_first(sentence - std::min(sentence, kSentences));
    return {trees_.span(from).begin, trees_.span(pronoun).begin};
  }

  /// Whom "he" or "she" means where the sentences before name one person alone.
  std::optional<EntityId> only_person_before(Word pronoun) const {
    if (!trees_.is_lower(pronoun, {"he", "she", "his", "him", "her", "hers"})) return std::nullopt;
    const Span window = window_before(pronoun);
    std::optional<EntityId> found;
    for (auto at = first_mention(window.begin); at != mentions_.end() && at->span.begin < window.end; ++at) {
      if (!names(*at) || !may_be_person(at->entity, pronoun)) continue;
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
    if (const auto speaker = speaker_of_first_name(record_.entities[entity.index()])) return *speaker;
    return entity;
  }

  /// The one speaker whose first name is all that a person is called by.
  std::optional<SpeakerId> speaker_of_first_name(const Entity& person) const {
    if (person.type != EntityType::per || person.name.find(' ') != std::string::npos) return std::nullopt;
    const auto begins = [&](std::string_view name) {
      return name.size() > person.name.size() && name.starts_with(person.name) &&
             name[person.name.size()] == ' ';
    };
    std::optional<SpeakerId> found;
    for (std::size_t s = 0; s < record_.speakers.size(); ++s) {
      if (!begins(record_.speakers[s].name)) continue;
      if (found) return std::nullopt;
      found = SpeakerId(s);
    }
    return found;
  }

  /// The entity whose name is the head of the phrase or stands beside it ("the minister, Ann Reed"), else the one that
  /// the phrase mentions as a whole.
  std::optional<EntityId> entity_of(Word begin, Word end, Word head) const {
    const Span phrase = trees_.span(begin, end - 1);
    std::optional<EntityId> named, beside, mentioned, wider;
    std::uint32_t widest = 0;
    auto at = first_mention(phrase.begin);
    for (; at != mentions_.end() && at->span.begin < phrase.end; ++at) {
      if (at->span.end > phrase.end + 2) {  // the phrase with its relative clause
        if (at->kind == MentionKind::nominal && at->span.begin == phrase.begin && !wider) wider = at->entity;
        continue;
      }
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
    return named ? named : beside ? beside : mentioned ? mentioned : wider;
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
