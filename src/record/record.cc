#include "record/record.h"

#include <array>

#include "record/names_of_values.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 9> kBlockKinds = {"title",           "front matter", "heading",
                                                         "stage direction", "footnote",     "time stamp",
                                                         "document",        "boilerplate",  "unassigned"};
constexpr std::array<std::string_view, 12> kRoles = {"interviewer", "interviewee", "chair",     "counsel",
                                                     "witness",     "moderator",   "candidate", "analyst",
                                                     "executive",   "operator",    "audience",  "other"};
constexpr std::array<std::string_view, kLayers> kLayerNames = {
    "blocks", "turns",      "exchanges", "sentences", "tokens",  "entities",   "quotes",
    "times",  "quantities", "stances",   "claims",    "answers", "diagnostics"};
constexpr std::array<std::string_view, 6> kEntityTypes = {"PER", "ORG", "LOC", "EVENT", "WORK", "OTHER"};
constexpr std::array<std::string_view, 3> kMentionKinds = {"name", "nominal", "pronoun"};
constexpr std::array<std::string_view, 4> kQuoteKinds = {"direct", "indirect", "mixed", "scare"};
constexpr std::array<std::string_view, 4> kSpeechActs = {"statement", "question", "order", "thought"};

}  // namespace

std::string_view to_string(BlockKind kind) { return kBlockKinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
std::optional<Role> role_of(std::string_view word) { return value_named<Role>(kRoles, word); }
std::string_view to_string(Layer layer) { return kLayerNames[static_cast<std::size_t>(layer)]; }
std::string_view to_string(EntityType type) { return kEntityTypes[static_cast<std::size_t>(type)]; }
std::string_view to_string(MentionKind kind) { return kMentionKinds[static_cast<std::size_t>(kind)]; }
std::optional<EntityType> entity_type_of(std::string_view word) {
  return value_named<EntityType>(kEntityTypes, word);
}
std::optional<MentionKind> mention_kind_of(std::string_view word) {
  return value_named<MentionKind>(kMentionKinds, word);
}
std::string_view to_string(QuoteKind kind) { return kQuoteKinds[static_cast<std::size_t>(kind)]; }
std::optional<QuoteKind> quote_kind_of(std::string_view word) {
  return value_named<QuoteKind>(kQuoteKinds, word);
}
std::string_view to_string(SpeechAct act) { return kSpeechActs[static_cast<std::size_t>(act)]; }
std::optional<SpeechAct> speech_act_of(std::string_view word) {
  return value_named<SpeechAct>(kSpeechActs, word);
}
std::optional<Layer> layer_of(std::string_view word) { return value_named<Layer>(kLayerNames, word); }

}  // namespace quoth
