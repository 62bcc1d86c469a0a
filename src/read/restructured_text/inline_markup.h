#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "read/emitter.h"
#include "record/document.h"

namespace quoth {

/// Writes the lines of one paragraph without their inline markup: `**bold**`, `*emphasis*`, ``literals``,
/// `` `text <address>`_ ``, `:role:` texts, `|substitutions|`, backslash escapes. Marks that nothing closes are text.
class InlineWriter {
 public:
  /// `lines` are parts of `text`, which is the emitter's source; `joint` is what a line break reads as.
  InlineWriter(std::string_view text, const std::vector<Span>& lines, std::string_view joint,
               Emitter& emitter, std::vector<Style>& styles)
      : text_(text), lines_(lines), joint_(joint), emitter_(emitter), styles_(styles) {}

  void write();

 private:
  /// Where the markup that begins at `at` with `mark` is closed, in this paragraph; 0 where it is not.
  std::size_t closing(std::size_t at, std::string_view mark);
  std::size_t reference(std::size_t at) const;
  bool opens(std::size_t at, std::size_t size) const;
  std::size_t interpreted(std::size_t at);
  void plain(std::size_t begin, std::size_t end);
  void styled(std::size_t begin, std::size_t end, std::uint8_t bits);
  std::size_t end() const { return lines_.back().end; }

  std::string_view text_;
  const std::vector<Span>& lines_;
  std::string_view joint_;
  Emitter& emitter_;
  std::vector<Style>& styles_;
  std::size_t line_ = 0;                              // of what is written next
  std::map<std::string_view, std::size_t> searched_;  // up to where a mark closes nothing
};

}  // namespace quoth
