#pragma once

#include <cstddef>
#include <string>

#include "text/alignment.h"

namespace quoth {

/// Undoes what a program on the way did when it read UTF-8 as windows-1252 and wrote that out: "Ã©" is "é" again,
/// "â€™" an apostrophe. Only sequences that are well-formed UTF-8 once taken back are touched; no language writes them
/// on purpose. A closing quotation mark may have lost its last letter, which windows-1252 does not have.
/// Gives how many were repaired.
std::size_t repair_mojibake(std::string& text);

/// The same for a text with its map: the letters of one sequence become one unit.
std::size_t repair_mojibake(AlignedText& text);

}  // namespace quoth
