#include "annotate/pipeline.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "annotate/answers/answers.h"
#include "annotate/claims/claims.h"
#include "annotate/claims/worth.h"
#include "annotate/language.h"
#include "annotate/quotes/quotes.h"
#include "annotate/sentences.h"
#include "annotate/turns/turns.h"

namespace quoth {
namespace {

bool has_any(LayerSet layers, std::initializer_list<Layer> of) {
  return std::any_of(of.begin(), of.end(), [&](Layer layer) { return layers.has(layer); });
}

/// Sentences, words and what is read in them: of the model where there are weights, else the sentences of the rules alone.
void add_language(const Document& document, ModelSource* weights, Record& record) {
  record.sentences = find_sentences(document, record.blocks, record.turns);
  const auto* model = weights != nullptr ? &weights->get() : nullptr;
  if (model == nullptr || !*model) {
    rate_sentences(document.text(), {}, record.sentences);
    if (!has_any(record.layers, {Layer::tokens, Layer::entities, Layer::quotes, Layer::claims})) return;
    std::string why = model == nullptr ? "none were given" : to_string(model->error());
    record.diagnostics.push_back(
        {"language.no_weights", std::nullopt, "no words and names were read: " + std::move(why)});
    return;
  }
  const std::vector<Stretch> stretches = stretches_to_read(document, record.blocks, record.turns);
  LanguageLayers language = read_language(document, stretches, record.sentences, record.speakers, ***model);
  record.sentences = std::move(language.sentences);
  record.tokens = std::move(language.tokens);
  record.entities = std::move(language.entities);
  record.weights = (**model)->hash();
  rate_sentences(document.text(), language.claim_logits, record.sentences);
  if (has_any(record.layers, {Layer::quotes, Layer::claims})) {
    record.quotes = find_quotes(document, record, language.quotes);
  }
  if (record.layers.has(Layer::claims)) record.claims = find_claims(document, record, language.claim_logits);
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
  if (has_any(layers, {Layer::sentences, Layer::tokens, Layer::entities, Layer::quotes, Layer::claims,
                       Layer::answers})) {
    add_language(document, weights, record);
  }
  if (layers.has(Layer::answers)) record.answers = find_answers(document, record, given.ask);
  record.document = std::move(document);
  return record;
}

}  // namespace quoth
