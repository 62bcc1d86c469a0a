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
    out.law = out.law || is_among(kLaws, lemma);
    out.causes = out.causes || is_among(kCauses, lemma);
    out.future =
        out.future || (tokens.upos[i] == "AUX" && is_among(kFuture, lemma)) || is_among(kForecasts, lemma);
    out.quotes = out.quotes || is_opening_quote(code_point_at(text, tokens.span[i].begin).value);
    const bool is_verb = tokens.upos[i] == "VERB";
    out.past = out.past || (is_verb && feats.find("Tense=Past") != feats.npos);
    if (is_verb && is_among(kReports, lemma)) {
      for (std::size_t c = clause.begin; c < clause.end; ++c) {
        const bool is_subject =
            tokens.head[c] == static_cast<std::int32_t>(i) && tokens.deprel[c].starts_with("nsubj");
        const std::string_view who = tokens.lemma[c];
        out.reports = out.reports || (is_subject && who != "I" && who != "we" && who != "it");
      }
    }
  }
  return out;
}

}  // namespace

std::vector<ClaimKind> kinds_of(std::string_view text, const Tokens& tokens, const Clause& clause) {
  const Found found = look(text, tokens, clause);
  std::vector<ClaimKind> out;
  const auto add = [&](bool is, ClaimKind kind) {
    if (is) out.push_back(kind);
  };
  add(found.number || found.amount, ClaimKind::quantity);
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
