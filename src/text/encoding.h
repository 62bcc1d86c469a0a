#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "text/alignment.h"

namespace quoth {

/// Bytes read as text, with the way back.
struct Decoded {
  AlignedText text;      ///< UTF-8, without a byte order mark
  std::string encoding;  ///< IANA name: "UTF-8", "windows-1252", "UTF-16LE"
  bool assumed = false;  ///< by detection, not by a mark, a declaration or because it is well-formed UTF-8
  std::size_t n_replaced = 0;  ///< ill-formed bytes, read as U+FFFD
  std::size_t n_repaired = 0;  ///< characters that had been written out in two encodings at once (mojibake.h)
  std::size_t n_dropped = 0;   ///< NUL and other control characters left out
};

/// Reads `bytes` in the encoding that a byte order mark, `declared` (may be empty; an IANA name) or the bytes
/// themselves give: well-formed UTF-8, UTF-16 without a mark, else windows-1252 or ISO 8859-1 by ICU's detection.
/// Errors: input.binary where too much of it is no text.
Result<Decoded> decode(std::string_view bytes, std::string_view declared = {});

}  // namespace quoth
