#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.h"
#include "record/diagnostic.h"
#include "record/document.h"
#include "text/span.h"

namespace quoth {

struct Speaker;
struct Turn;
struct Exchange;
using SpeakerId = Id<Speaker>;
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
enum class Layer : std::uint8_t { blocks, turns, exchanges, sentences, diagnostics };
inline constexpr int kLayers = 5;
std::string_view to_string(Layer layer);
std::optional<Layer> layer_of(std::string_view word);

/// A set of layers.
struct LayerSet {
  std::uint32_t bits = (1u << kLayers) - 1;
  bool has(Layer layer) const { return (bits >> static_cast<unsigned>(layer) & 1u) != 0; }
  static LayerSet none() { return {0}; }
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
