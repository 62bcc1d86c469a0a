#pragma once

#include <vector>

#include "annotate/claims/clauses.h"
#include "annotate/mentions.h"
#include "annotate/names.h"
#include "annotate/quotes/reading.h"
#include "annotate/sentences.h"
#include "model/model.h"
#include "record/record.h"

namespace quoth {

/// What the model reads in a text.
struct LanguageLayers {
  Sentences sentences;
  Tokens tokens;
  std::vector<QuoteReading> quotes;  ///< as the model alone reads them, in the order of their cues
  std::vector<NameFound> names;
  std::vector<MentionFound> mentions;      ///< by numbers of tokens
  std::vector<Links> links;                ///< of each mention
  std::vector<std::string> mention_types;  ///< what the labels of mentions are called
  MentionCalibration calibration;
  std::vector<ClaimLogits>
      claim_logits;             ///< of each sentence; empty where no reading was fitted to the weights
  std::vector<Clause> clauses;  ///< of the sentences, in their order
};

/// Reads the words of `stretches` and their sentences, parts of speech, lemmas, trees, names and mentions, all as one text: each
/// turn is read with those around it in view, but begins a sentence of its own. `by_rules` are the sentences of the
/// rules for the same stretches; where rules and model differ, the surer decides (docs/decisions/). Memory beyond the
/// result does not grow with the text, but for some 20 bytes a word. The same result for any number of threads.
LanguageLayers read_language(const Document& document, const std::vector<Stretch>& stretches,
                             const Sentences& by_rules, const Model& model);

}  // namespace quoth
