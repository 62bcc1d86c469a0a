#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.h"
#include "record/answer.h"
#include "record/claim.h"
#include "record/diagnostic.h"
#include "record/document.h"
#include "record/holder.h"
#include "record/quantities.h"
#include "record/quote.h"
#include "record/stances.h"
#include "record/times.h"
#include "text/span.h"

namespace quoth {

struct Turn;
struct Exchange;
using TurnId = Id<Turn>;
using ExchangeId = Id<Exchange>;

/// Text that nobody says, or that is set apart from what is said.
enum class BlockKind : std::uint8_t {
  title,
  front_matter,
  heading,
  stage_direction,
  footnote,
  time_stamp,
  document,  ///< read into the record: a bill, a letter, a table of votes
  boilerplate,
  unassigned,  ///< words of no turn and of no other block
};
std::string_view to_string(BlockKind kind);

struct Block {
  Span span;
  BlockKind kind = BlockKind::unassigned;
};

enum class Role : std::uint8_t {
  interviewer,
  interviewee,
  chair,
  counsel,
  witness,
  moderator,
  candidate,
  analyst,
  executive,
  operator_,
  audience,
  other,
};
std::string_view to_string(Role role);
std::optional<Role> role_of(std::string_view word);

/// Somebody who speaks in this record, under all the labels that the text prints for them.
struct Speaker {
  std::string name;                 ///< the fullest name that the record gives; the label where it gives none
  std::vector<std::string> labels;  ///< as printed, in the order in which they first stand
  std::optional<Role> role;
  std::string affiliation;
};

/// What one speaker says without another's turn between.
struct Turn {
  Span span;                         ///< from the first word said to the last; the label lies outside
  std::optional<SpeakerId> speaker;  ///< nobody, where no label says who
  std::vector<SpeakerId> also;       ///< the others, where several speak at once
  std::optional<Span> label;
  std::vector<Span> spans;  ///< the words said: span without the blocks that stand in it
};

/// The turns that put a question, or a remark that is replied to, and the turns that reply (none: unanswered).
struct Exchange {
  std::vector<TurnId> question;
  std::vector<TurnId> answer;
};

/// One column a property; sorted by begin, not overlapping.
struct Sentences {
  std::vector<Span> span;
  std::vector<std::optional<TurnId>> turn;
  std::vector<float> check_worthiness;  ///< 0 to 1; a checker would take it up from 0.5 on
};

/// A column of texts that repeat: each value is kept once, in the order in which it first stands.
template <typename Number>
struct TextColumn {
  std::vector<Number> number;  ///< a row's value, an index into `values`
  std::vector<std::string> values;

  const std::string& operator[](std::size_t row) const { return values[number[row]]; }
};

/// Words by the conventions of Universal Dependencies, one column a property; in the order of the text, the words of a
/// sentence together. Words of one sentence may touch ("do", "n't") but not overlap.
struct Tokens {
  std::vector<Span> span;
  TextColumn<std::uint32_t> lemma;
  TextColumn<std::uint16_t> upos;
  TextColumn<std::uint16_t> xpos;
  TextColumn<std::uint16_t> feats;  ///< "Number=Plur|Person=3", "_" for none
  TextColumn<std::uint16_t> deprel;
  std::vector<std::int32_t> head;  ///< index of a word of the same sentence; -1 for its root

  std::size_t size() const { return span.size(); }
};

enum class EntityType : std::uint8_t { per, org, loc, event, work, other };
std::string_view to_string(EntityType type);
std::optional<EntityType> entity_type_of(std::string_view word);
enum class MentionKind : std::uint8_t { name, nominal, pronoun };
std::string_view to_string(MentionKind kind);
std::optional<MentionKind> mention_kind_of(std::string_view word);

struct Mention {
  Span span;
  MentionKind kind = MentionKind::name;
  Span phrase;  ///< with all that goes with it ("Minister Ann Reed, who resigned")
  float score = 0;
  std::optional<float> link;      ///< how likely it belongs to its entity; none for the first of the entity
  bool includes_speaker = false;  ///< "we", said by one who counts among them
};

/// Somebody or something that the record speaks of.
struct Entity {
  std::string name;  ///< the fullest of its names
  EntityType type = EntityType::other;
  std::optional<SpeakerId> speaker;  ///< one who also speaks
  std::vector<Mention> mentions;     ///< in the order of the text
};

struct Participant {
  std::string name;
  std::optional<Role> role;
  std::string affiliation;
};

struct Outlet {
  std::string name;
  std::string date;  ///< ISO 8601, as much as is known; empty: none
  std::string url;
};

/// How a field of Meta is known.
using Evidence =
    std::variant<Span, std::string>;  ///< a span of the text; or "file name", "given", "metadata"

/// What the front matter says about the talk. Empty strings: not known.
struct Meta {
  std::string title;
  std::string date;  ///< of the talk, ISO 8601 (2018-07-14, 2018-07, 2018)
  std::string published;
  std::string place;
  std::string language;  ///< BCP 47
  std::vector<std::string> regions;
  std::vector<std::string> topics;
  std::vector<Participant> participants;
  std::vector<Outlet> outlets;  ///< in the order in which the text passed through them
  std::string rights_text;
  std::string rights_license;
  std::vector<std::pair<std::string, Evidence>> evidence;  ///< field name -> how it is known
};

/// What the layers of a record are called in --layers and in the JSON.
enum class Layer : std::uint8_t {
  blocks,
  turns,
  exchanges,
  sentences,
  tokens,
  entities,
  quotes,
  times,
  quantities,
  stances,
  claims,
  answers,
  diagnostics,
};
inline constexpr int kLayers = 13;
std::string_view to_string(Layer layer);
std::optional<Layer> layer_of(std::string_view word);

/// A set of layers.
struct LayerSet {
  std::uint32_t bits = (1u << kLayers) - 1;
  bool has(Layer layer) const { return (bits >> static_cast<unsigned>(layer) & 1u) != 0; }
  static LayerSet none() { return {0}; }
  static LayerSet of(Layer layer) { return {1u << static_cast<unsigned>(layer)}; }
  void add(Layer layer) { bits |= 1u << static_cast<unsigned>(layer); }
};

/// A transcript and all that was read in it. Layers refer to the document's text by spans and to each other by
/// ids; nothing in a record points.
struct Record {
  std::string id;
  Document document;
  LayerSet layers;  ///< which of the layers below were made
  Meta meta;
  std::vector<Block> blocks;
  std::vector<Speaker> speakers;
  std::vector<Turn> turns;
  std::vector<Exchange> exchanges;
  Sentences sentences;
  Tokens tokens;
  std::vector<Entity> entities;  ///< by their first mentions
  std::vector<Quote> quotes;     ///< by the begin of what they cover, the wider first
  std::vector<Time> times;       ///< in the order of the text, not overlapping
  std::vector<Quantity> quantities;
  std::vector<Stance> stances;
  std::vector<Claim> claims;    ///< in the order of the text
  std::vector<Answer> answers;  ///< in the order of their questions, those of the user last
  std::string weights;          ///< hash of the weights that read the layers; empty: rules alone
  std::vector<Diagnostic> diagnostics;
};

/// What the caller knows and the file does not say, and what a JSONL line gives beside its text.
struct Given {
  struct Turn {
    Span span;
    std::string speaker;
    std::optional<Role> role;
  };
  std::string date;
  std::string title;
  std::string outlet;
  std::vector<std::pair<std::string, std::string>> speakers;  ///< printed label -> name
  std::vector<Turn> turns;                                    ///< empty: found out from the text
  std::vector<std::string> ask;
  bool prose = false;  ///< running text said by nobody: no layout is looked for
};

}  // namespace quoth
