#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/passage.h"
#include "model/heads.h"
#include "text/span.h"

namespace quoth {

/// The words of a passage: numbers of labels of the head, heads as indices into these words.
struct PassageWords {
  std::vector<Span> span;
  std::vector<std::string> lemma;
  std::vector<std::uint16_t> upos, xpos, feats, deprel;
  std::vector<std::int32_t> head;
  std::vector<std::size_t> sentence;  ///< the first word of each
};

/// Reads parts of speech, features, lemmas and the tree of every sentence of a passage.
PassageWords read_words(std::string_view text, const Passage& passage, const SyntaxHead& head);

}  // namespace quoth
