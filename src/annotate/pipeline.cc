#include "annotate/pipeline.h"

#include <utility>

#include "annotate/entities.h"
#include "annotate/language.h"
#include "annotate/quotes/quotes.h"
#include "annotate/sentences.h"
#include "annotate/turns/turns.h"

namespace quoth {
namespace {

/// Sentences, words and names: of the model where there are weights, else the sentences of the rules alone.
void add_language(const Document& document, ModelSource* weights, Record& record) {
  record.sentences = find_sentences(document, record.blocks, record.turns);
  const auto* model = weights != nullptr ? &weights->get() : nullptr;
  if (model == nullptr || !*model) {
    const bool wanted = record.layers.has(Layer::tokens) || record.layers.has(Layer::entities) ||
                        record.layers.has(Layer::quotes);
    if (!wanted) return;
    std::string why = model == nullptr ? "none were given" : to_string(model->error());
    record.diagnostics.push_back(
        {"language.no_weights", std::nullopt, "no words and names were read: " + std::move(why)});
    return;
  }
  const std::vector<Stretch> stretches = stretches_to_read(document, record.blocks, record.turns);
  LanguageLayers language = read_language(document, stretches, record.sentences, ***model);
  record.sentences = std::move(language.sentences);
  record.tokens = std::move(language.tokens);
  if (record.layers.has(Layer::entities)) record.entities = find_entities(document.text(), record, language);
  record.weights = (**model)->hash();
  if (record.layers.has(Layer::quotes)) record.quotes = find_quotes(document, record, language.quotes);
}

}  // namespace

Record annotate(std::string id, Document document, const Given& given, LayerSet layers,
                ModelSource* weights) {
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
  if (layers.has(Layer::sentences) || layers.has(Layer::tokens) || layers.has(Layer::entities) ||
      layers.has(Layer::quotes)) {
    add_language(document, weights, record);
  }
  record.document = std::move(document);
  return record;
}

}  // namespace quoth
