#pragma once

#include <cstdint>
#include <string_view>

#include "fuzz/invariants.h"
#include "read/reader.h"

namespace quoth::fuzz {

/// Reads the input by `reader` under limits that keep one run short, and checks what comes out.
template <typename Reader>
int fuzz_reader(Reader reader, std::string_view name, const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.text_bytes = 16 << 20;
  limits.depth = 64;
  if (const Result<Document> document = reader(Source{bytes, std::string(name), ""}, limits)) {
    check_document(*document, size);
  }
  return 0;
}

}  // namespace quoth::fuzz

/// The whole of a fuzz target for a reader: a file called `name` with the input as its content.
#define QUOTH_FUZZ_READER(reader, name)                                               \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    return quoth::fuzz::fuzz_reader(reader, name, data, size);                        \
  }
