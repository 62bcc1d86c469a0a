#include "annotate/claims/claims.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "annotate/claims/clauses.h"
#include "annotate/claims/kinds.h"
#include "annotate/claims/worth.h"
#include "record/claim_words.h"

namespace quoth {
namespace {

constexpr std::size_t kLeastWords = 3;
/// A clause without figure, name or time says what only those know who have heard the rest: it comes after others, by so much
/// log odds; by so much more where it has one word of weight alone ("which is business").
constexpr double kLessForVague = 0.75, kLessForBare = 1.5;

/// The claims so far, by the words that they have: what may say the same is found without looking at all of them.
class Known {
 public:
  std::optional<ClaimId> find_or_add(ClaimWords key, std::size_t claim) {
    std::set<std::size_t> candidates;
    for (const auto* part : {&key.figures, &key.names, &key.words}) {
      for (const std::string& word : *part) {
        std::vector<std::size_t>& with_word = with_[word];
        // A word that is everywhere finds nothing that rarer ones do not.
        constexpr std::size_t kEverywhere = 50;
        if (with_word.size() < kEverywhere) candidates.insert(with_word.begin(), with_word.end());
      }
    }
    for (const std::size_t candidate : candidates) {
      if (says_the_same(keys_.at(candidate), key)) return ClaimId(candidate);
    }
    for (const auto* part : {&key.figures, &key.names, &key.words}) {
      for (const std::string& word : *part) with_[word].push_back(claim);
    }
    keys_.emplace(claim, std::move(key));
    return std::nullopt;
  }

 private:
  std::map<std::string, std::vector<std::size_t>> with_;
  std::map<std::size_t, ClaimWords> keys_;
};

bool holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// Whose claim it is: of the quote that the clause reports, or of the innermost in whose content it stands; else of
/// who speaks.
Holder holder_of(const Record& record, const Clause& clause) {
  const Span head = record.tokens.span[clause.head];
  const Quote* reported = nullptr;
  std::uint32_t least = 0;
  for (const Quote& quote : record.quotes) {
    if (quote.self || quote.kind == QuoteKind::scare) continue;
    for (const Span cue : quote.cue) {
      if (holds(cue, head)) return quote.holder;
    }
    for (const Span content : quote.content) {
      if (holds(content, clause.span) && (reported == nullptr || content.end - content.begin < least)) {
        reported = &quote;
        least = content.end - content.begin;
      }
    }
  }
  if (reported != nullptr) return reported->holder;
  const auto turn = record.sentences.turn[clause.sentence];
  const auto speaker = turn ? record.turns[turn->index()].speaker : std::nullopt;
  return speaker ? Holder(*speaker) : Holder(Unnamed{});
}

/// The numbers of those that stand in `span`; sorted by begin.
template <typename IdOfLayer, typename Layer>
std::vector<IdOfLayer> inside(const std::vector<Layer>& layer, Span span) {
  std::vector<IdOfLayer> out;
  const auto before = [](const Layer& part, std::uint32_t at) { return part.span.begin < at; };
  auto part = std::lower_bound(layer.begin(), layer.end(), span.begin, before);
  for (; part != layer.end() && part->span.begin < span.end; ++part) {
    if (part->span.end <= span.end) out.emplace_back(static_cast<std::size_t>(part - layer.begin()));
  }
  return out;
}

/// What a claim has less, since it says little to who has not heard the rest. Reads its times and quantities.
double less_for_little(const Tokens& tokens, const Clause& clause, const Claim& claim,
                       const ClaimWords& words) {
  if (!claim.times.empty() || !claim.quantities.empty()) return 0;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    if (tokens.upos[i] == "PROPN" || tokens.upos[i] == "NUM") return 0;
  }
  return words.size() < 2 ? kLessForVague + kLessForBare : kLessForVague;
}

}  // namespace

std::vector<Claim> find_claims(const Document& document, const Record& record,
                               const std::vector<Clause>& clauses, const std::vector<double>& worth) {
  const std::string_view text = document.text();
  const bool is_talk = record.turns.size() > 1;
  std::vector<Claim> out;
  Known known;
  for (const Clause& clause : clauses) {
    if (clause.use != ClauseUse::states || clause.end - clause.begin < kLeastWords) continue;
    const std::string_view sentence = slice(text, record.sentences.span[clause.sentence]);
    const ClaimLogits* logits = clause.logits ? &*clause.logits : nullptr;
    const double worth_of_it =
        worth_of_clause(slice(text, clause.span), logits, sentence, worth[clause.sentence], is_talk);
    if (worth_of_it < 0) continue;
    Claim claim;
    claim.span = clause.span;
    claim.holder = holder_of(record, clause);
    claim.times = inside<TimeId>(record.times, claim.span);
    claim.quantities = inside<QuantityId>(record.quantities, claim.span);
    claim.kinds = kinds_of(text, record.tokens, clause, !claim.quantities.empty());
    ClaimWords words = claim_words(record, claim.span);
    const double less = less_for_little(record.tokens, clause, claim, words);
    claim.score = score_of_claim(worth_of_it - less, is_talk, logits != nullptr);
    claim.same_as = known.find_or_add(std::move(words), out.size());
    out.push_back(std::move(claim));
  }
  return out;
}

}  // namespace quoth
