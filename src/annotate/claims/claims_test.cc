#include "annotate/claims/claims.h"

#include <sstream>

#include <gtest/gtest.h>

#include "annotate/claims/clauses.h"
#include "annotate/claims/kinds.h"
#include "annotate/claims/worth.h"
#include "record/column_writer.h"
#include "testing/records.h"

namespace quoth {
namespace {

struct Row {
  std::string form, lemma, upos, feats, deprel;
  int head;  // in the sentence, -1: root
};

/// One turn, one sentence; its words are parted by single spaces.
Record record_of(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) text.append(text.empty() ? "" : " ").append(row.form);
  Record record = testing::make_record("a", "", {{"Ada Brannoch", text}});
  Tokens& tokens = record.tokens;
  ColumnWriter lemma(tokens.lemma);
  ColumnWriter upos(tokens.upos), xpos(tokens.xpos), feats(tokens.feats), deprel(tokens.deprel);
  std::uint32_t at = 0;
  for (const Row& row : rows) {
    const auto end = at + static_cast<std::uint32_t>(row.form.size());
    tokens.span.push_back({at, end});
    at = end + 1;
    lemma.add(row.lemma);
    upos.add(row.upos);
    xpos.add("XX");
    feats.add(row.feats);
    deprel.add(row.deprel);
    tokens.head.push_back(row.head);
  }
  return record;
}

std::vector<Clause> all_clauses(const Record& record) {
  return find_clauses(record.document.text(), record.sentences, record.tokens);
}

std::vector<std::string> clauses_of(const Record& record) {
  std::vector<std::string> out;
  const std::string_view text = record.document.text();
  for (const Clause& clause : all_clauses(record)) {
    out.emplace_back(slice(text, clause.span));
  }
  return out;
}

/// The claims where every sentence is worth checking.
std::vector<Claim> claims_of(const Record& record) {
  const std::vector<double> worth(record.sentences.span.size(), 9);
  return find_claims(record.document, record, all_clauses(record), worth);
}

const std::vector<Row> kThought = {{"Well", "well", "INTJ", "_", "discourse", 3},
                                   {",", ",", "PUNCT", "_", "punct", 3},
                                   {"I", "I", "PRON", "_", "nsubj", 3},
                                   {"think", "think", "VERB", "Tense=Pres", "root", -1},
                                   {"that", "that", "SCONJ", "_", "mark", 7},
                                   {"the", "the", "DET", "_", "det", 6},
                                   {"ferry", "ferry", "NOUN", "_", "nsubj", 7},
                                   {"carried", "carry", "VERB", "Tense=Past|VerbForm=Fin", "ccomp", 3},
                                   {"4,000", "4000", "NUM", "_", "nummod", 9},
                                   {"people", "people", "NOUN", "_", "obj", 7},
                                   {"in", "in", "ADP", "_", "case", 11},
                                   {"2018", "2018", "NUM", "_", "obl", 7},
                                   {".", ".", "PUNCT", "_", "punct", 3}};

TEST(Clauses, WhatIsThoughtStandsAlone) {
  EXPECT_EQ(clauses_of(record_of(kThought)),
            (std::vector<std::string>{"the ferry carried 4,000 people in 2018"}));
}

TEST(Clauses, ThoseBesideEachOtherArePartedBySubjects) {
  const Record record = record_of({{"It", "it", "PRON", "_", "nsubj", 1},
                                   {"sank", "sink", "VERB", "Tense=Past", "root", -1},
                                   {",", ",", "PUNCT", "_", "punct", 5},
                                   {"and", "and", "CCONJ", "_", "cc", 5},
                                   {"we", "we", "PRON", "_", "nsubj", 5},
                                   {"built", "build", "VERB", "Tense=Past", "conj", 1},
                                   {"another", "another", "DET", "_", "obj", 5},
                                   {"and", "and", "CCONJ", "_", "cc", 8},
                                   {"painted", "paint", "VERB", "Tense=Past", "conj", 5},
                                   {"it", "it", "PRON", "_", "obj", 8},
                                   {".", ".", "PUNCT", "_", "punct", 1}});
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"It sank", "we built another and painted it"}));
}

TEST(Clauses, PromisesAndWishesAreToldApart) {
  const Record promise = record_of({{"We", "we", "PRON", "_", "nsubj", 2},
                                    {"will", "will", "AUX", "_", "aux", 2},
                                    {"build", "build", "VERB", "VerbForm=Inf", "root", -1},
                                    {"it", "it", "PRON", "_", "obj", 2}});
  const Record thanks = record_of({{"I", "I", "PRON", "_", "nsubj", 1},
                                   {"thank", "thank", "VERB", "Tense=Pres", "root", -1},
                                   {"you", "you", "PRON", "_", "obj", 1}});
  const auto use = [](const Record& record) { return all_clauses(record).at(0).use; };
  EXPECT_EQ(use(promise), ClauseUse::promises);
  EXPECT_EQ(use(thanks), ClauseUse::feels);
  EXPECT_TRUE(claims_of(promise).empty());
}

/// A word a line: form, part of speech, features, relation, head (of the sentence, -1: root). Its form is the lemma, if no lemma follows.
Record record_of_lines(const std::string& lines) {
  std::vector<Row> rows;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    Row row;
    fields >> row.form >> row.upos >> row.feats >> row.deprel >> row.head;
    if (!(fields >> row.lemma)) row.lemma = row.form;
    rows.push_back(row);
  }
  return record_of(rows);
}

std::vector<ClauseUse> uses_of(const Record& record) {
  std::vector<ClauseUse> out;
  for (const Clause& clause : all_clauses(record)) {
    out.push_back(clause.use);
  }
  return out;
}

TEST(Clauses, WhatIsSetAgainstOneStandsAlone) {
  const Record record = record_of_lines(
      "While SCONJ _ mark 2\nit PRON _ nsubj 2\nsank VERB VerbForm=Fin advcl 5\n, PUNCT _ punct 2\n"
      "we PRON _ nsubj 5\nslept VERB VerbForm=Fin root -1\n. PUNCT _ punct 5");
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"it sank", "we slept"}));
}

TEST(Clauses, ALooseRelativeClauseStandsAlone) {
  const std::string begin =
      "We PRON _ nsubj 1\nbuilt VERB VerbForm=Fin root -1\na DET _ det 3\nferry NOUN _ obj 1\n, PUNCT _ "
      "punct 6\n";
  const std::string end = "sank VERB VerbForm=Fin acl:relcl 3\n. PUNCT _ punct 1";
  EXPECT_EQ(clauses_of(record_of_lines(begin + "which PRON _ nsubj 6\n" + end)),
            (std::vector<std::string>{"We built a ferry", "which sank"}));
  EXPECT_EQ(clauses_of(record_of_lines(begin + "that PRON _ nsubj 6\n" + end)),
            (std::vector<std::string>{"We built a ferry , that sank"}));
}

TEST(Clauses, WhatIsSaidAtTheEndOfAChainStandsAlone) {
  const Record record = record_of_lines(
      "I PRON _ nsubj 2\nam AUX _ cop 2\nable ADJ _ root -1\nto PART _ mark 4\nreport VERB _ xcomp 2\n"
      "that SCONJ _ mark 7\nit PRON _ nsubj 7\nsank VERB VerbForm=Fin ccomp 4");
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"it sank"}));
}

TEST(Clauses, WhatItIsSaidToBeIsCutOff) {
  const Record record = record_of_lines(
      "The DET _ det 1\npoint NOUN _ nsubj:outer 5\nis AUX _ cop 5\nthat SCONJ _ mark 5\nit PRON _ nsubj 5\n"
      "sank VERB VerbForm=Fin root -1\n, PUNCT _ punct 9\nas SCONJ _ mark 9\nyou PRON _ nsubj 9\n"
      "know VERB VerbForm=Fin advcl 5");
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"it sank"}));
}

TEST(Clauses, WhatIsLeftOfALeadAndWhoIsAddressedAreCutOff) {
  EXPECT_EQ(clauses_of(record_of_lines("is AUX _ cop 3\nthat SCONJ _ mark 3\nit PRON _ nsubj 3\n"
                                       "sank VERB VerbForm=Fin root -1")),
            (std::vector<std::string>{"it sank"}));
  EXPECT_EQ(clauses_of(record_of_lines("Mr. PROPN _ nsubj 4\nPresident PROPN _ flat 0\n, PUNCT _ punct 0\n"
                                       "it PRON _ appos 0\nsank VERB VerbForm=Fin root -1")),
            (std::vector<std::string>{"it sank"}));
}

TEST(Clauses, ASubjectThatHangsFromTheClauseBeforeComesBack) {
  const Record record = record_of_lines(
      "Steel NOUN _ nsubj 1\ndoubled VERB VerbForm=Fin root -1\n, PUNCT _ punct 1\ncement NOUN _ nsubj 1\n"
      "rose VERB VerbForm=Fin parataxis 1");
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"Steel doubled", "cement rose"}));
}

TEST(Clauses, WhatOughtToBeIsNoFact) {
  const std::string begin = "They PRON _ nsubj 2\nmust AUX _ aux 2\n";
  EXPECT_EQ(uses_of(record_of_lines(begin + "sail VERB VerbForm=Inf root -1")),
            std::vector<ClauseUse>{ClauseUse::demands});
  EXPECT_EQ(uses_of(record_of_lines("They PRON _ nsubj 3\nmust AUX _ aux 3\nhave AUX _ aux 3\n"
                                    "sailed VERB VerbForm=Part root -1")),
            std::vector<ClauseUse>{ClauseUse::states});
}

TEST(Clauses, NoWords) { EXPECT_TRUE(find_clauses("", Sentences{}, Tokens{}).empty()); }

TEST(Kinds, ByWordsAndTrees) {
  const Record record = record_of(kThought);
  const auto clauses = all_clauses(record);
  EXPECT_EQ(kinds_of(record.document.text(), record.tokens, clauses.at(0), false),
            (std::vector<ClaimKind>{ClaimKind::quantity, ClaimKind::event}));
}

TEST(Clauses, QuestionsPutClaims) {
  const Record record = record_of({{"Do", "do", "AUX", "_", "aux", 2},
                                   {"you", "you", "PRON", "_", "nsubj", 2},
                                   {"accept", "accept", "VERB", "VerbForm=Inf", "root", -1},
                                   {"that", "that", "SCONJ", "_", "mark", 6},
                                   {"the", "the", "DET", "_", "det", 5},
                                   {"ferry", "ferry", "NOUN", "_", "nsubj", 6},
                                   {"sank", "sink", "VERB", "Tense=Past", "ccomp", 2},
                                   {"?", "?", "PUNCT", "_", "punct", 2}});
  EXPECT_EQ(clauses_of(record), (std::vector<std::string>{"the ferry sank"}));
  const auto clauses = all_clauses(record);
  EXPECT_EQ(clauses.at(0).use, ClauseUse::states);
}

TEST(Clauses, WhatAQuestionTakesForGranted) {
  const std::vector<Row> rows = {{"Why", "why", "ADV", "PronType=Int", "advmod", 3},
                                 {"did", "do", "AUX", "_", "aux", 3},
                                 {"you", "you", "PRON", "_", "nsubj", 3},
                                 {"sail", "sail", "VERB", "VerbForm=Inf", "root", -1},
                                 {"when", "when", "SCONJ", "_", "mark", 8},
                                 {"the", "the", "DET", "_", "det", 6},
                                 {"board", "board", "NOUN", "_", "nsubj", 8},
                                 {"had", "have", "AUX", "_", "aux", 8},
                                 {"warned", "warn", "VERB", "Tense=Past", "advcl", 3},
                                 {"you", "you", "PRON", "_", "obj", 8},
                                 {"?", "?", "PUNCT", "_", "punct", 3}};
  const Record record = record_of(rows);
  const auto clauses = all_clauses(record);
  ASSERT_EQ(clauses.size(), 2U);
  EXPECT_EQ(clauses[0].use, ClauseUse::asks);
  EXPECT_EQ(clauses[1].use, ClauseUse::states);
  EXPECT_EQ(slice(record.document.text(), clauses[1].span), "the board had warned you");
  auto supposed = rows;
  supposed[4] = {"if", "if", "SCONJ", "_", "mark", 8};
  EXPECT_EQ(clauses_of(record_of(supposed)).size(), 1U);
}

TEST(Worth, FiguresBeforeCourtesies) {
  const double figures = worth_checking(
      "Unemployment fell by 12 percent in our state last year, more than in any other.", nullptr, true);
  const double thanks = worth_checking("Thank you very much for having me.", nullptr, true);
  EXPECT_GE(as_score(figures), 0.5F);
  EXPECT_LT(as_score(thanks), 0.5F);
  const ClaimLogits high = {4, 0}, low = {-4, 0};
  EXPECT_GT(worth_checking("It is so.", &high, false), worth_checking("It is so.", &low, false));
  const float nothing = as_score(worth_checking("", nullptr, false));
  EXPECT_TRUE(nothing >= 0 && nothing <= 1);
}

TEST(Worth, AClauseWithTheFiguresIsWorthMoreThanOneWithout) {
  const std::string_view sentence = "Unemployment fell by 12 percent last year, and I am glad.";
  const auto worth = [&](std::string_view clause, const ClaimLogits* logits) {
    return worth_of_clause(clause, logits, sentence, 0.7, true);
  };
  EXPECT_DOUBLE_EQ(worth(sentence, nullptr), 0.7);
  EXPECT_GT(worth("Unemployment fell by 12 percent last year", nullptr), worth("I am glad", nullptr));
  const ClaimLogits high = {4, 0}, low = {-4, 0};
  EXPECT_GT(worth("I am glad", &high), worth("I am glad", &low));
}

TEST(Claims, HolderIsTheOneWhoIsQuoted) {
  Record record = record_of(kThought);
  auto claims = claims_of(record);
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].holder, Holder(SpeakerId(0)));
  Quote quote;
  quote.content = {claims[0].span};
  quote.holder = EntityId(3);
  record.quotes = {quote};
  EXPECT_EQ(claims_of(record).at(0).holder, Holder(EntityId(3)));
  record.quotes[0].self = true;
  EXPECT_EQ(claims_of(record).at(0).holder, Holder(SpeakerId(0)));
}

TEST(Claims, WhatNamesNothingComesAfterOthers) {
  auto vague = kThought;
  vague[8] = {"those", "those", "DET", "_", "det", 9};
  vague[11] = {"winter", "winter", "NOUN", "_", "obl", 7};
  const auto score = [](const std::vector<Row>& rows) { return claims_of(record_of(rows)).at(0).score; };
  EXPECT_LT(score(vague), score(kThought));
}

TEST(Claims, TheSameFiguresAndWordsSayTheSame) {
  Record record = record_of(kThought);
  // The same sentence once more, as a turn of its own.
  Record twice = testing::make_record("a", "",
                                      {{"Ada Brannoch", std::string(record.document.text())},
                                       {"Tom Hale", std::string(record.document.text())}});
  const auto n = static_cast<std::uint32_t>(record.document.text().size()) + 2;
  const auto size = static_cast<std::int32_t>(record.tokens.size());
  twice.tokens = record.tokens;
  for (std::int32_t i = 0; i < size; ++i) {
    const auto from = static_cast<std::size_t>(i);
    Tokens& tokens = twice.tokens;
    tokens.span.push_back({tokens.span[from].begin + n, tokens.span[from].end + n});
    tokens.head.push_back(tokens.head[from] < 0 ? -1 : tokens.head[from] + size);
    tokens.lemma.number.push_back(tokens.lemma.number[from]);
    tokens.upos.number.push_back(tokens.upos.number[from]);
    tokens.xpos.number.push_back(tokens.xpos.number[from]);
    tokens.feats.number.push_back(tokens.feats.number[from]);
    tokens.deprel.number.push_back(tokens.deprel.number[from]);
  }
  const auto claims = claims_of(twice);
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].same_as, std::nullopt);
  EXPECT_EQ(claims[1].same_as, ClaimId(0));
  EXPECT_EQ(claims[1].holder, Holder(SpeakerId(1)));
}

}  // namespace
}  // namespace quoth
