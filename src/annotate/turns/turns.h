#pragma once

#include <vector>

#include "record/record.h"

namespace quoth {

/// Who said what: the layers that the layout of a transcript carries.
struct TurnLayers {
  Meta meta;
  std::vector<Block> blocks;
  std::vector<Speaker> speakers;
  std::vector<Turn> turns;
  std::vector<Exchange> exchanges;
  std::vector<Diagnostic> diagnostics;
};

/// Finds front matter, body and boilerplate, the turns with their labels, the speaker register and the
/// exchanges. Given turns are taken as they are. Every word of the text ends in a turn or in a block.
TurnLayers find_turns(const Document& document, const Given& given);

}  // namespace quoth
