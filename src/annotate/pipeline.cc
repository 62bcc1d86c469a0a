#include "annotate/pipeline.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "annotate/answers/answers.h"
#include "annotate/claims/claims.h"
#include "annotate/claims/worth.h"
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

bool has_any(LayerSet layers, std::initializer_list<Layer> of) {
  return std::any_of(of.begin(), of.end(), [&](Layer layer) { return layers.has(layer); });
}

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

/// What later readings need to know beside the record.
struct LanguageRead {
  bool is_english = true;
  const Model* model = nullptr;  // that read it
  std::vector<Clause> clauses;
  std::vector<double> worth;  // of each sentence, by rate_sentences
};

/// Sentences, words and entities: of the model where there are weights and the text is English, else of rules alone.
LanguageRead add_language(const Document& document, const std::vector<Stretch>& stretches,
                          ModelSource* weights, Record& record) {
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
    record.sentences.check_worthiness.assign(record.sentences.span.size(), 0.0F);
    return {false, {}, {}};
  }
  if (model == nullptr || !*model) {
    LanguageRead read;
    read.worth = rate_sentences(document.text(), {}, record);
    if (!has_any(record.layers,
                 {Layer::tokens, Layer::entities, Layer::quotes, Layer::stances, Layer::claims})) {
      return read;
    }
    std::string why = model == nullptr ? "none were given" : to_string(model->error());
    record.diagnostics.push_back(
        {"language.no_weights", std::nullopt, "no words and names were read: " + std::move(why)});
    return read;
  }
  LanguageLayers layers = read_language(document, stretches, record.sentences, ***model);
  record.sentences = std::move(layers.sentences);
  record.tokens = std::move(layers.tokens);
  record.weights = (**model)->hash();
  LanguageRead read;
  read.model = (*model)->get();
  read.clauses = std::move(layers.clauses);
  read.worth = rate_sentences(document.text(), layers.claim_logits, record);
  // A quote has an entity as its holder, and a stance or a claim inside a quote is its holder's.
  const bool quotes = has_any(record.layers, {Layer::quotes, Layer::stances, Layer::claims});
  if (quotes || has_any(record.layers, {Layer::entities, Layer::quantities})) {
    record.entities = find_entities(document.text(), record, layers);
  }
  if (quotes) record.quotes = find_quotes(document, record, layers.quotes);
  return read;
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
void add_readings(const Document& document, const std::vector<Stretch>& stretches, const Given& given,
                  const LanguageRead& language, Record& record) {
  const std::string_view text = document.text();
  if (has_any(record.layers, {Layer::times, Layer::quantities, Layer::claims})) {
    add_times(document, stretches, record);
  }
  if (has_any(record.layers, {Layer::quantities, Layer::claims})) {
    std::vector<Span> times;
    times.reserve(record.times.size());
    for (const Time& time : record.times) times.push_back(time.span);
    record.quantities = find_quantities(text, said_parts(record), record.tokens, record.entities, times);
  }
  if (record.layers.has(Layer::stances)) {
    record.stances =
        find_stances({text, record.sentences, record.tokens, record.turns, record.exchanges, record.quotes});
  }
  if (!language.is_english) return;
  if (record.layers.has(Layer::claims)) {
    record.claims = find_claims(document, record, language.clauses, language.worth);
  }
  if (record.layers.has(Layer::answers))
    record.answers = find_answers(document, record, given.ask, language.model);
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
  if (has_any(layers, {Layer::sentences, Layer::tokens, Layer::entities, Layer::quotes, Layer::times,
                       Layer::quantities, Layer::stances, Layer::claims, Layer::answers})) {
    const std::vector<Stretch> stretches = stretches_to_read(document, record.blocks, record.turns);
    const LanguageRead language = add_language(document, stretches, weights, record);
    add_readings(document, stretches, given, language, record);
  }
  record.document = std::move(document);
  return record;
}

}  // namespace quoth
