#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/html.h"
#include "record/record.h"
#include "store/numbers.h"

namespace quoth {

/// What a reading page marks in the text, in the order in which marks of the same extent enclose each other.
enum class MarkKind : std::uint8_t {
  target,
  block,
  sentence,
  evidence,  ///< that a question was answered, or how it was not
  quote,
  claim,
  stance,
  time,
  figure,
  name,
};
std::string_view to_string(MarkKind kind);

/// A stretch of text that is marked, and the row of the layer that it shows.
struct Mark {
  Span span;
  MarkKind kind = MarkKind::quote;
  std::uint32_t row = 0;
};

/// Whether a quote is shown: not a speaker's own mind, nor words held at a distance.
bool is_shown(const Quote& quote);
/// Whether an entity is shown: it has a name in the text.
bool is_shown(const Entity& entity);

/// Whether a mark is shown with less weight: a claim that a checker would hardly take up.
bool is_minor(const Record& record, const Mark& mark);

/// All marks of a record, by their begin, the wider first; the one for `target` among them, where it is not empty.
std::vector<Mark> marks_of(const Record& record, Span target);

/// "quote-3": the id of the note on a row of a layer.
std::string note_id(MarkKind kind, std::uint32_t row);

/// Writes stretches of a record's text with their marks, from begin to end of the text.
class MarkedText {
 public:
  /// What stands first in a mark: elements that addresses lead to where no program answers.
  using Anchors = std::function<Html(const Mark&)>;

  /// Lifetime: `record` and `numbering` must outlive it.
  MarkedText(const Record& record, std::vector<Mark> marks, const Numbering& numbering, Anchors anchors = {})
      : record_(record), marks_(std::move(marks)), numbering_(numbering), anchors_(std::move(anchors)) {}

  /// The text of `span`. Marks that cross its ends, or each other, are divided; where a mark begins, the text is a link to its
  /// note. Requires: spans come in the order of the text.
  Html write(Span span);
  /// The notes of a paragraph: the marks that began in the last span written.
  const std::vector<Mark>& begun() const& { return begun_; }

 private:
  void open(Html& out, const Mark& mark, bool begins) const;

  const Record& record_;
  std::vector<Mark> marks_;
  const Numbering& numbering_;
  Anchors anchors_;
  std::size_t next_ = 0;    // marks before this one begin before the text still to be written
  std::vector<Mark> open_;  // of these, the ones that may reach into it
  std::vector<Mark> begun_;
};

}  // namespace quoth
