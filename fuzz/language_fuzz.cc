// Every layer of language over arbitrary running text, with the real weights where there are any: QUOTH_WEIGHTS, or those of the sources.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "annotate/pipeline.h"
#include "fuzz/invariants.h"
#include "model/model.h"
#include "text/unicode.h"
#include "write/record_json.h"

namespace {

using namespace quoth;

ModelSource& weights() {
  static const char* const named = std::getenv("QUOTH_WEIGHTS");
  static ModelSource source(named != nullptr ? named : QUOTH_SOURCE_DIR "/models/quoth.safetensors", 1);
  return source;
}

/// All but turns: prose has none, and no block holds its words.
LayerSet of_language() {
  LayerSet layers;
  layers.bits &= ~LayerSet::of(Layer::turns).bits;
  return layers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.empty() || !is_valid_utf8(bytes)) return 0;
  DocumentBuilder builder;
  builder.text.append_verbatim(bytes, 0);
  builder.paragraphs = {{{0, builder.text.size()}}};
  Given given;
  given.prose = true;
  const Record record =
      annotate("fuzz", std::move(builder).seal(Format::plain_text, std::string(64, '0'), "talk.txt"), given,
               of_language(), &weights());
  fuzz::check_record(record);
  record_json(record, {});
  return 0;
}
