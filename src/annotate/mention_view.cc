#include "annotate/mention_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include "annotate/given_names.h"
#include "text/unicode.h"

namespace quoth {
namespace {

EntityType entity_type_of_label(std::string_view label) {
  if (label == "person") return EntityType::per;
  if (label == "organization") return EntityType::org;
  if (label == "place") return EntityType::loc;
  if (label == "event") return EntityType::event;
  return EntityType::other;
}

EntityType entity_type_of_name(std::string_view kind) {
  return entity_type_of(kind).value_or(EntityType::other);
}

struct Pronoun {
  std::string_view form;
  std::uint8_t person;
  Number number;
  Gender gender;
};

constexpr Number kOne = Number::singular, kMany = Number::plural, kAny = Number::unknown;
constexpr Gender kNone = Gender::unknown;
constexpr std::array<Pronoun, 37> kPronouns = {
    {{"i", 1, kOne, kNone},          {"me", 1, kOne, kNone},           {"my", 1, kOne, kNone},
     {"mine", 1, kOne, kNone},       {"myself", 1, kOne, kNone},       {"we", 1, kMany, kNone},
     {"us", 1, kMany, kNone},        {"our", 1, kMany, kNone},         {"ours", 1, kMany, kNone},
     {"ourselves", 1, kMany, kNone}, {"'s", 1, kMany, kNone},          {"’s", 1, kMany, kNone},
     {"you", 2, kAny, kNone},        {"your", 2, kAny, kNone},         {"yours", 2, kAny, kNone},
     {"yourself", 2, kOne, kNone},   {"yourselves", 2, kMany, kNone},  {"ya", 2, kAny, kNone},
     {"y'", 2, kAny, kNone},         {"he", 3, kOne, Gender::he},      {"him", 3, kOne, Gender::he},
     {"his", 3, kOne, Gender::he},   {"himself", 3, kOne, Gender::he}, {"she", 3, kOne, Gender::she},
     {"her", 3, kOne, Gender::she},  {"hers", 3, kOne, Gender::she},   {"herself", 3, kOne, Gender::she},
     {"it", 3, kOne, Gender::it},    {"its", 3, kOne, Gender::it},     {"itself", 3, kOne, Gender::it},
     {"they", 3, kAny, kNone},       {"them", 3, kAny, kNone},         {"their", 3, kAny, kNone},
     {"theirs", 3, kAny, kNone},     {"themselves", 3, kMany, kNone},  {"this", 3, kOne, Gender::it},
     {"these", 3, kMany, kNone}}};

class Viewer {
 public:
  Viewer(std::string_view text, const Tokens& tokens, const std::vector<NameFound>& names,
         const std::vector<std::string>& types)
      : text_(text), tokens_(tokens), names_(names), types_(types) {}

  MentionView view(const MentionFound& mention) {
    MentionView out;
    out.first = mention.first;
    out.last = mention.last;
    out.head = mention.head;
    out.phrase = out.span = {tokens_.span[mention.first].begin, tokens_.span[mention.last].end};
    out.type = entity_type_of_label(types_[mention.type]);
    out.is_time = types_[mention.type] == "time";
    out.probability = 1.0F / (1.0F + std::exp(-mention.score));
    const std::string& upos = tokens_.upos[mention.head];
    const std::string& feats = tokens_.feats[mention.head];
    if (feats.find("Number=Sing") != std::string::npos) out.number = Number::singular;
    if (feats.find("Number=Plur") != std::string::npos) out.number = Number::plural;
    if (upos == "PRON" || (upos == "DET" && mention.first == mention.last) || is_reciprocal(mention)) {
      view_pronoun(out);
    } else if (const NameFound* name = name_at(mention); name != nullptr) {
      out.kind = MentionKind::name;
      out.is_named = out.is_name_like = true;
      out.span = out.name = name->span;
      out.type = entity_type_of_name(name->kind);
      if (out.type == EntityType::per) out.gender = gender_of(*name);
    } else if (upos == "PROPN" && !out.is_time) {
      // Persons, organisations and places are for the names' head to tell.
      out.is_name_like = true;
      out.name = flat_name(mention);
      if (out.type == EntityType::event || out.type == EntityType::other) {
        out.kind = MentionKind::name;
        out.span = out.name;
      }
    }
    for (std::uint32_t w = mention.first; w < mention.head; ++w) {
      if (tokens_.head[w] == static_cast<std::int32_t>(mention.head) &&
          tokens_.feats[w].find("Definite=Ind") != std::string::npos) {
        out.is_indefinite = true;
      }
    }
    if (tokens_.deprel.values.empty()) return out;
    for (std::uint32_t w = mention.first; w <= mention.last; ++w) {
      if (tokens_.head[w] == static_cast<std::int32_t>(mention.head) && tokens_.deprel[w] == "conj") {
        out.number = Number::plural;
      }
    }
    return out;
  }

 private:
  /// "each other", "one another"
  bool is_reciprocal(const MentionFound& mention) const {
    const std::string words =
        to_lower(slice(text_, {tokens_.span[mention.first].begin, tokens_.span[mention.last].end}));
    return words == "each other" || words == "one another";
  }

  void view_pronoun(MentionView& out) const {
    out.kind = MentionKind::pronoun;
    const std::string form = to_lower(slice(text_, tokens_.span[out.head]));
    for (const Pronoun& pronoun : kPronouns) {
      if (pronoun.form != form) continue;
      out.person = pronoun.person;
      out.number = pronoun.number;
      out.gender = pronoun.gender;
    }
  }

  /// By the name and the title before it.
  Gender gender_of(const NameFound& name) const {
    const auto at = std::partition_point(tokens_.span.begin(), tokens_.span.end(),
                                         [&](Span span) { return span.begin < name.span.begin; });
    const Span before = at == tokens_.span.begin() ? name.span : *(at - 1);
    const bool is_title =
        at != tokens_.span.begin() && tokens_.upos[at - 1 - tokens_.span.begin()] == "PROPN";
    return gender_of_name(slice(text_, {is_title ? before.begin : name.span.begin, name.span.end}));
  }

  /// The name that the mention hangs from, if one does.
  const NameFound* name_at(const MentionFound& mention) const {
    const Span head = tokens_.span[mention.head];
    const auto after = std::partition_point(names_.begin(), names_.end(),
                                            [&](const NameFound& n) { return n.span.begin <= head.begin; });
    const NameFound* name = after != names_.begin() ? &*(after - 1) : nullptr;
    if (name != nullptr && name->span.end < head.end) name = nullptr;
    for (auto at = after; name == nullptr && at != names_.end() && at->span.begin < mention_end(mention);
         ++at) {
      if (is_borne(*at, mention)) name = &*at;
    }
    if (name == nullptr) return nullptr;
    const bool within =
        tokens_.span[mention.first].begin <= name->span.begin && name->span.end <= mention_end(mention);
    const bool is_head = name->span.begin <= head.begin && head.end <= name->span.end;
    return within && (is_head || is_borne(*name, mention)) ? name : nullptr;
  }

  std::uint32_t mention_end(const MentionFound& mention) const { return tokens_.span[mention.last].end; }

  /// Whether a phrase is of a title and the person's name after it ("Secretary of State Ada Brannoch").
  bool is_borne(const NameFound& name, const MentionFound& mention) const {
    if (name.kind != "PER" || name.span.end != mention_end(mention)) return false;
    std::uint32_t first = mention.last;
    while (first > mention.head && tokens_.span[first].begin > name.span.begin) --first;
    if (first <= mention.head || tokens_.upos[first - 1] == "PUNCT") return false;
    if (may_stand_before_name(to_lower(slice(text_, tokens_.span[mention.head]))) &&
        tokens_.upos[first - 1] == "PROPN")
      return true;
    const std::string_view relation = tokens_.deprel[first];
    return tokens_.head[first] == static_cast<std::int32_t>(mention.head) &&
           (relation == "flat" || relation == "appos" || relation == "compound");
  }

  /// The words around the head that are written as parts of a name.
  Span flat_name(const MentionFound& mention) const {
    std::uint32_t first = mention.head, last = mention.head;
    const auto is_part = [&](std::uint32_t w) {
      return tokens_.upos[w] == "PROPN" || (tokens_.upos[w] == "NUM" && w > mention.head) ||
             (tokens_.upos[w] == "ADJ" && is_capital(slice(text_, tokens_.span[w])) && w > mention.first);
    };
    while (first > mention.first && is_part(first - 1)) --first;
    while (last < mention.last && is_part(last + 1)) ++last;
    return {tokens_.span[first].begin, tokens_.span[last].end};
  }

  static bool is_capital(std::string_view word) { return to_lower(word.substr(0, 1)) != word.substr(0, 1); }

  const std::string_view text_;
  const Tokens& tokens_;
  const std::vector<NameFound>& names_;
  const std::vector<std::string>& types_;
};

}  // namespace

std::vector<MentionView> view_mentions(std::string_view text, const Tokens& tokens,
                                       const Sentences& sentences, const std::vector<MentionFound>& mentions,
                                       const std::vector<NameFound>& names,
                                       const std::vector<std::string>& types) {
  Viewer viewer(text, tokens, names, types);
  std::vector<MentionView> out;
  std::uint32_t sentence = 0;
  for (const MentionFound& mention : mentions) {
    MentionView view = viewer.view(mention);
    while (sentence + 1 < sentences.span.size() && sentences.span[sentence + 1].begin <= view.phrase.begin)
      ++sentence;
    view.sentence = sentence;
    if (sentence < sentences.turn.size()) view.turn = sentences.turn[sentence];
    out.push_back(view);
  }
  return out;
}

}  // namespace quoth
