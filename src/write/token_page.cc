#include "write/token_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/columns.h"
#include "text/display.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

constexpr int kMostColumns = 16;  // of words and lemmas; longer ones are cut

class TokenPage {
 public:
  TokenPage(const Record& record, const LayerPageOptions& options)
      : record_(record), tokens_(record.tokens), lines_(std::min(options.width, kWidest), options.colour) {}

  std::string render() && {
    add_heading(lines_, record_);
    add_line(lines_, counted(tokens_.size(), "word", "words"), kDim);
    lines_.rule();
    lines_.blank();
    add_line(lines_, why_empty(record_, Layer::tokens));
    const Sentences& sentences = record_.sentences;
    std::size_t token = 0;
    for (std::size_t i = 0; i < sentences.span.size(); ++i) {
      const std::size_t first = token;
      while (token < tokens_.size() && tokens_.span[token].begin < sentences.span[i].end) ++token;
      if (token > first) write_sentence(i, first, token);
    }
    return std::move(lines_).take();
  }

 private:
  void write_sentence(std::size_t sentence, std::size_t first, std::size_t last) {
    lines_.blank();
    StyledText heading;
    heading.add(fmt::format("sentence {}", sentence), kDim);
    if (const auto turn = record_.sentences.turn[sentence]) {
      heading.add(fmt::format(" · turn {}", turn->value), kDim);
      if (const auto speaker = record_.turns[turn->index()].speaker) {
        heading.add(" · ", kDim);
        heading.add(record_.speakers[speaker->index()].name, ink_of(*speaker));
      }
    }
    lines_.add(heading);
    const auto widest = [&](auto&& text_of, int most) {
      int columns = 1;
      for (std::size_t i = first; i < last; ++i) columns = std::max(columns, display_columns(text_of(i)));
      return std::min(columns, most);
    };
    const auto word = [&](std::size_t i) { return record_.document.slice(tokens_.span[i]); };
    const int words = widest(word, kMostColumns);
    const int lemmas =
        widest([&](std::size_t i) -> std::string_view { return tokens_.lemma[i]; }, kMostColumns);
    const int relations =
        widest([&](std::size_t i) -> std::string_view { return tokens_.deprel[i]; }, kMostColumns);
    for (std::size_t i = first; i < last; ++i) {
      const std::int64_t head =
          tokens_.head[i] < 0 ? 0 : tokens_.head[i] - static_cast<std::int64_t>(first) + 1;
      StyledText features;
      features.add(tokens_.feats[i], kDim);
      lines_.add(features,
                 fmt::format("{:>4}  {}  {}  {}  {}  {:>3}  {}  ", i - first + 1,
                             fit_to_columns(word(i), words), fit_to_columns(tokens_.lemma[i], lemmas),
                             fit_to_columns(tokens_.upos[i], 5), fit_to_columns(tokens_.xpos[i], 4), head,
                             fit_to_columns(tokens_.deprel[i], relations)));
    }
  }

  const Record& record_;
  const Tokens& tokens_;
  StyledLines lines_;
};

}  // namespace

std::string render_tokens(const Record& record, const LayerPageOptions& options) {
  return TokenPage(record, options).render();
}

}  // namespace quoth
