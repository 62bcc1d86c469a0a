#include "annotate/pipeline.h"

#include <utility>

#include "annotate/sentences.h"
#include "annotate/turns/turns.h"

namespace quoth {

Record annotate(std::string id, Document document, const Given& given, LayerSet layers) {
  Record record;
  record.id = std::move(id);
  record.layers = layers;
  TurnLayers found = find_turns(document, given);
  record.meta = std::move(found.meta);
  record.blocks = std::move(found.blocks);
  record.speakers = std::move(found.speakers);
  record.turns = std::move(found.turns);
  record.exchanges = std::move(found.exchanges);
  record.diagnostics = document.diagnostics();
  record.diagnostics.insert(record.diagnostics.end(), std::make_move_iterator(found.diagnostics.begin()),
                            std::make_move_iterator(found.diagnostics.end()));
  if (layers.has(Layer::sentences)) record.sentences = find_sentences(document, record.blocks, record.turns);
  record.document = std::move(document);
  return record;
}

}  // namespace quoth
