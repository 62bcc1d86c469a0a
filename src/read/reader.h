#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/document.h"

namespace quoth {

/// What reading one file may cost. A reader that would go past a limit returns an error with the code
/// input.too_large, input.limit or pdf.limit.
struct Limits {
  std::uint64_t bytes = 512ull << 20;     ///< of the source
  std::uint64_t text_bytes = 1ull << 30;  ///< of what is read out of it
  std::uint32_t pages = 20'000;
  std::uint32_t depth = 512;                 ///< of nested markup; what is deeper is read flat
  std::chrono::seconds time{120};            ///< of a program that a reader runs
  std::uint64_t process_bytes = 2ull << 30;  ///< of memory of such a program
};

/// A file as it came: what every reader starts from.
struct Source {
  std::string_view bytes;
  std::string name;  ///< of the file, without folders; may be empty
  std::string path;  ///< where the file lies, for readers that run another program on it; may be empty
};

/// What the content of a source says it is; the name decides only where the content does not.
Format detect_format(const Source& source);

/// Reads a source by the reader for its format.
/// Errors: input.empty, input.binary, input.too_large, input.limit, pdf.*.
Result<Document> read(const Source& source, const Limits& limits);

}  // namespace quoth
