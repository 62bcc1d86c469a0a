#include "annotate/claims/kinds.h"

#include <algorithm>
#include <array>

#include "base/among.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 14> kAmounts = {
    "percent", "per cent", "%",       "half",     "third",    "quarter", "double",
    "triple",  "million",  "billion", "trillion", "thousand", "hundred", "dozen"};
constexpr std::array<std::string_view, 26> kLaws = {
    "law",        "act",       "bill",      "treaty",      "constitution", "amendment", "statute",
    "regulation", "rule",      "provision", "legislation", "ruling",       "ban",       "sanction",
    "convention", "agreement", "ordinance", "clause",      "legal",        "illegal",   "unlawful",
    "require",    "prohibit",  "outlaw",    "permit",      "authorize"};
constexpr std::array<std::string_view, 9> kCauses = {"cause", "because", "result", "due",   "lead",
                                                     "owe",   "trigger", "blame",  "thanks"};
constexpr std::array<std::string_view, 4> kFuture = {"will", "shall", "'ll", "wo"};
constexpr std::array<std::string_view, 5> kForecasts = {"expect", "forecast", "predict", "project",
                                                        "anticipate"};
constexpr std::array<std::string_view, 30> kReports = {
    "say",    "tell",    "claim",  "allege",  "argue",   "state",   "announce", "deny",    "admit", "believe",
    "think",  "support", "oppose", "propose", "promise", "demand",  "accuse",   "condemn", "agree", "refuse",
    "reject", "warn",    "insist", "suggest", "report",  "confirm", "declare",  "call",    "want",  "assert"};

/// What the words of a clause have among them.
struct Found {
  bool number = false, amount = false, compares = false, law = false, causes = false, future = false;
  bool past = false, quotes = false, reports = false;
};

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether some words among begin to end hang from `i` as `relation`, or as what refines it, and fit.
template <typename Fits>
bool has_child(const Tokens& tokens, const Clause& clause, std::size_t i, std::string_view relation,
               const Fits& fits) {
  for (std::size_t c = clause.begin; c < clause.end; ++c) {
    if (tokens.head[c] == static_cast<std::int32_t>(i) && tokens.deprel[c].starts_with(relation) && fits(c))
      return true;
  }
  return false;
}

/// A verb that tells what happened: "sank", "has sunk", "was sunk"; not "should be sunk", nor the sunk ship.
bool is_past(const Tokens& tokens, const Clause& clause, std::size_t i) {
  const std::string& feats = tokens.feats[i];
  if (tokens.upos[i] != "VERB" || feats.find("Tense=Past") == feats.npos) return false;
  if (feats.find("VerbForm=Fin") != feats.npos) return true;
  const auto is_tense = [&](std::size_t c) { return tokens.lemma[c] == "have" || tokens.lemma[c] == "be"; };
  return has_child(tokens, clause, i, "aux", is_tense) &&
         !has_child(tokens, clause, i, "aux", [&](std::size_t c) { return !is_tense(c); });
}

/// "Is going to sink".
bool is_going_to(const Tokens& tokens, std::size_t i, std::size_t end) {
  return (tokens.lemma[i] == "go" || tokens.lemma[i] == "going") && i + 2 < end &&
         tokens.feats[i].find("VerbForm=Part") != std::string::npos && tokens.lemma[i + 1] == "to" &&
         tokens.feats[i + 2].find("VerbForm=Inf") != std::string::npos;
}

Found look(std::string_view text, const Tokens& tokens, const Clause& clause) {
  Found out;
  for (std::size_t i = clause.begin; i < clause.end; ++i) {
    const std::string_view word = slice(text, tokens.span[i]), lemma = tokens.lemma[i];
    const std::string_view feats = tokens.feats[i];
    const bool is_number = tokens.upos[i] == "NUM";
    out.number = out.number || (is_number && lemma != "one");
    out.amount = out.amount || is_among(kAmounts, lemma) || (is_number && has_digit(word));
    out.compares = out.compares || feats.find("Degree=Cmp") != feats.npos ||
                   feats.find("Degree=Sup") != feats.npos || lemma == "than";
    out.law = out.law || (is_among(kLaws, lemma) && !(lemma == "act" && tokens.upos[i] == "VERB"));
    out.causes = out.causes || is_among(kCauses, lemma);
    out.future = out.future || (tokens.upos[i] == "AUX" && is_among(kFuture, lemma)) ||
                 is_among(kForecasts, lemma) || is_going_to(tokens, i, clause.end);
    out.quotes = out.quotes || is_opening_quote(code_point_at(text, tokens.span[i].begin).value);
    out.past = out.past || is_past(tokens, clause, i);
    const auto is_other = [&](std::size_t c) {
      const std::string_view who = tokens.lemma[c];
      return who != "I" && who != "we" && who != "it";
    };
    out.reports = out.reports || (tokens.upos[i] == "VERB" && is_among(kReports, lemma) &&
                                  has_child(tokens, clause, i, "nsubj", is_other));
  }
  return out;
}

}  // namespace

std::vector<ClaimKind> kinds_of(std::string_view text, const Tokens& tokens, const Clause& clause,
                                bool has_quantity) {
  const Found found = look(text, tokens, clause);
  std::vector<ClaimKind> out;
  const auto add = [&](bool is, ClaimKind kind) {
    if (is) out.push_back(kind);
  };
  add(found.number || found.amount || has_quantity, ClaimKind::quantity);
  add(found.past && !found.reports, ClaimKind::event);
  add(found.compares, ClaimKind::comparison);
  add(found.law, ClaimKind::law);
  add(found.causes, ClaimKind::causal);
  add(found.future, ClaimKind::prediction);
  add(found.reports && found.quotes, ClaimKind::quotation);
  add(found.reports, ClaimKind::position);
  return out;
}

}  // namespace quoth
