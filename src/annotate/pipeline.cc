#include "annotate/pipeline.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "annotate/entities.h"
#include "annotate/language.h"
#include "annotate/quantities/quantities.h"
#include "annotate/quotes/quotes.h"
#include "annotate/sentences.h"
#include "annotate/stances/stances.h"
#include "annotate/times/times.h"
#include "annotate/turns/turns.h"
#include "annotate/written_language.h"
#include "text/word_breaks.h"

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
  spans.reserve(stretches.size());
  for (const Stretch& stretch : stretches) spans.push_back(stretch.span);
  return spans;
}

/// Sentences, words and entities: of the model where there are weights and the text is English, else of rules alone.
void add_language(const Document& document, const std::vector<Stretch>& stretches, ModelSource* weights,
                  Record& record) {
  record.sentences = find_sentences(document, record.blocks, record.turns);
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
                        record.layers.has(Layer::quotes) || record.layers.has(Layer::stances);
    if (!wanted) return;
    std::string why = model == nullptr ? "none were given" : to_string(model->error());
    record.diagnostics.push_back(
        {"language.no_weights", std::nullopt, "no words and names were read: " + std::move(why)});
    return;
  }
  LanguageLayers layers = read_language(document, stretches, record.sentences, ***model);
  record.sentences = std::move(layers.sentences);
  record.tokens = std::move(layers.tokens);
  record.weights = (**model)->hash();
  // A quote has an entity as its holder, and a stance inside a quote is its holder's.
  const bool quotes = record.layers.has(Layer::quotes) || record.layers.has(Layer::stances);
  if (quotes || record.layers.has(Layer::entities) || record.layers.has(Layer::quantities)) {
    record.entities = find_entities(document.text(), record, layers);
  }
  if (quotes) record.quotes = find_quotes(document, record, layers.quotes);
}

/// What is said of each sentence: without the inserts that stand in it. In the order of the text.
std::vector<Span> said_parts(const Record& record) {
  std::vector<Span> out;
  for (std::size_t i = 0; i < record.sentences.span.size(); ++i) {
    const Span sentence = record.sentences.span[i];
    const std::optional<TurnId> turn = record.sentences.turn[i];
    if (!turn) {
      out.push_back(sentence);
      continue;
    }
    for (const Span said : record.turns[turn->index()].spans) {
      const Span part{std::max(said.begin, sentence.begin), std::min(said.end, sentence.end)};
      if (!part.empty()) out.push_back(part);
    }
  }
  return out;
}

void add_times(const Document& document, const std::vector<Stretch>& stretches, Record& record) {
  TimeLayer found = find_times(document.text(), stretches, record.meta.date, record.tokens);
  record.times = std::move(found.times);
  record.diagnostics.insert(record.diagnostics.end(), std::make_move_iterator(found.diagnostics.begin()),
                            std::make_move_iterator(found.diagnostics.end()));
}

/// The layers that are read from sentences, words and names.
void add_readings(const Document& document, const std::vector<Stretch>& stretches, Record& record) {
  const std::string_view text = document.text();
  if (record.layers.has(Layer::times) || record.layers.has(Layer::quantities)) {
    add_times(document, stretches, record);
  }
  if (record.layers.has(Layer::quantities)) {
    std::vector<Span> times;
    times.reserve(record.times.size());
    for (const Time& time : record.times) times.push_back(time.span);
    record.quantities = find_quantities(text, said_parts(record), record.tokens, record.entities, times);
  }
  if (record.layers.has(Layer::stances)) {
    record.stances =
        find_stances({text, record.sentences, record.tokens, record.turns, record.exchanges, record.quotes});
  }
}

/// Whether a layer is wanted that is read from the words.
bool wants_language(LayerSet layers) {
  for (const Layer layer : {Layer::sentences, Layer::tokens, Layer::entities, Layer::quotes, Layer::times,
                            Layer::quantities, Layer::stances}) {
    if (layers.has(layer)) return true;
  }
  return false;
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
  if (wants_language(layers)) {
    const std::vector<Stretch> stretches = stretches_to_read(document, record.blocks, record.turns);
    add_language(document, stretches, weights, record);
    add_readings(document, stretches, record);
  }
  record.document = std::move(document);
  return record;
}

}  // namespace quoth
