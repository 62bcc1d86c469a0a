#pragma once

#include <string_view>
#include <vector>

#include "record/document.h"

namespace quoth {

/// Which paragraphs of `text` the next one goes on with, because a page or column ended between the two: it ends
/// inside a sentence, and what follows goes on in lower case, or with words of running prose that are neither a
/// label nor a heading nor a stage direction. What stands between may be page furniture only. Element i is the
/// index of the paragraph that goes on with paragraph i, or 0. A text whose paragraphs end without punctuation as a
/// rule has no cuts.
std::vector<std::uint32_t> find_cuts(std::string_view text, const std::vector<Paragraph>& paragraphs);

/// Joins the paragraphs of a document that were cut by a page: by one space, with the cut as a gap in the source map.
/// Page furniture in between is left out and counted in a diagnostic.
void heal_page_cuts(DocumentBuilder& builder);

/// The same for spans over a text that must not change: furniture in between keeps paragraphs apart.
void join_cut_paragraphs(std::string_view text, std::vector<Paragraph>& paragraphs);

}  // namespace quoth
