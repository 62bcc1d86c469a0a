#pragma once

#include <string>

#include "record/record.h"

namespace quoth {

struct TranscriptOptions {
  int width = 80;           ///< columns
  bool colour = false;      ///< ECMA-48 sequences: a colour a speaker, what nobody says dim
  bool everything = false;  ///< the front matter and the boilerplate too, in their places
};

/// The record as a page to read: what is known about the talk, who speaks, then the turns in their order, each
/// exchange numbered at the turn that opens it, what nobody answered marked, and the blocks in their places.
/// Deterministic; a speaker has the same colour in every record where they speak in the same order.
std::string render_transcript(const Record& record, const TranscriptOptions& options);

}  // namespace quoth
