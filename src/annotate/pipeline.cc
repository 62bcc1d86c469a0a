#include "annotate/pipeline.h"

#include <utility>

#include <fmt/format.h>

#include "annotate/entities.h"
#include "annotate/language.h"
#include "annotate/quotes/quotes.h"
#include "annotate/sentences.h"
#include "annotate/turns/turns.h"
#include "annotate/written_language.h"
#include "text/words.h"

namespace quoth {
namespace {

/// The words of the sentences as Unicode parts them, and nothing else about them.
Tokens plain_words(std::string_view text, const Sentences& sentences) {
  Tokens tokens;
  for (const Span sentence : sentences.span) {
    const std::vector<Span> words = words_in(text, sentence);
    tokens.span.insert(tokens.span.end(), words.begin(), words.end());
  }
  const std::size_t n = tokens.span.size();
  tokens.head.assign(n, -1);
  tokens.lemma = {std::vector<std::uint32_t>(n), {"_"}};
  for (auto* column : {&tokens.upos, &tokens.xpos, &tokens.feats, &tokens.deprel}) {
    *column = {std::vector<std::uint16_t>(n), {"_"}};
  }
  return tokens;
}

std::vector<Span> spans_of(const std::vector<Stretch>& stretches) {
  std::vector<Span> spans;
  for (const Stretch& stretch : stretches) spans.push_back(stretch.span);
  return spans;
}

/// Sentences, words and entities: of the model where there are weights and the text is English, else of rules alone.
void add_language(const Document& document, ModelSource* weights, Record& record) {
  record.sentences = find_sentences(document, record.blocks, record.turns);
  const std::vector<Stretch> stretches = stretches_to_read(document, record.blocks, record.turns);
  const WrittenLanguage language = written_language(document.text(), spans_of(stretches));
  if (record.meta.language.empty()) record.meta.language = language.tag;
  const auto* model = weights != nullptr ? &weights->get() : nullptr;
  if (is_foreign(language)) {
    record.tokens = plain_words(document.text(), record.sentences);
    record.diagnostics.push_back(
        {"language.not_english", std::nullopt,
         fmt::format("the text is in {} ({}): words and sentences by rules, nothing else was read",
                     language.name, language.tag)});
    if (model != nullptr && *model) record.weights = (**model)->hash();
    return;
  }
  if (model == nullptr || !*model) {
    const bool wanted = record.layers.has(Layer::tokens) || record.layers.has(Layer::entities) ||
                        record.layers.has(Layer::quotes);
    if (!wanted) return;
    std::string why = model == nullptr ? "none were given" : to_string(model->error());
    record.diagnostics.push_back(
        {"language.no_weights", std::nullopt, "no words and names were read: " + std::move(why)});
    return;
  }
  LanguageLayers layers = read_language(document, stretches, record.sentences, ***model);
  record.sentences = std::move(layers.sentences);
  record.tokens = std::move(layers.tokens);
  record.entities = find_entities(document.text(), record, layers);
  record.weights = (**model)->hash();
  if (record.layers.has(Layer::quotes)) record.quotes = find_quotes(document, record, layers.quotes);
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
