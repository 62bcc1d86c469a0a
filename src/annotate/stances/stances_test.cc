#include "annotate/stances/stances.h"

#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "record/column_writer.h"

namespace quoth {
namespace {

/// A sentence by hand, a word a line: "form lemma UPOS head deprel [feats]", heads counted from 1. A form that begins with
/// a tilde touches the word before.
struct Sample {
  std::string text;
  Sentences sentences;
  Tokens tokens;
  std::vector<Turn> turns;
  std::vector<Exchange> exchanges;
  std::vector<Quote> quotes;

  explicit Sample(const std::string& table) {
    ColumnWriter lemmas(tokens.lemma);
    ColumnWriter upos(tokens.upos), xpos(tokens.xpos), feats(tokens.feats), deprel(tokens.deprel);
    std::istringstream lines(table);
    std::string line;
    while (std::getline(lines, line)) {
      std::istringstream fields(line);
      std::string form, lemma, pos, relation, features = "_";
      int head = 0;
      if (!(fields >> form >> lemma >> pos >> head >> relation)) continue;
      fields >> features;
      if (form[0] == '~') {
        form.erase(0, 1);
      } else if (!text.empty()) {
        text += ' ';
      }
      tokens.span.push_back(make_span(text.size(), text.size() + form.size()));
      text += form;
      lemmas.add(lemma);
      upos.add(pos);
      xpos.add("_");
      feats.add(features);
      deprel.add(relation);
      tokens.head.push_back(head - 1);
    }
    sentences.span.push_back(make_span(0, text.size()));
    Turn turn;
    turn.span = sentences.span[0];
    turn.spans = {turn.span};
    turn.speaker = SpeakerId(1U);
    turns.push_back(turn);
    sentences.turn.emplace_back(0U);
  }

  std::vector<Stance> read() const {
    return find_stances({text, sentences, tokens, turns, exchanges, quotes});
  }

  /// "kind [words] of scope", one after another.
  std::string dump() const {
    std::string out;
    for (const Stance& s : read()) {
      out += fmt::format("{}{} [{}] of {}", out.empty() ? "" : "; ", to_string(s.kind), slice(text, s.span),
                         slice(text, s.scope));
    }
    return out;
  }
};

const char* const kThinkClosed = R"(
I I PRON 2 nsubj
think think VERB 0 root
that that SCONJ 6 mark
it it PRON 6 nsubj
is be AUX 6 cop
closed closed ADJ 2 ccomp
~. . PUNCT 2 punct
)";

TEST(Stances, FindsAVerbOfTheMindAndItsComplement) {
  EXPECT_EQ(Sample(kThinkClosed).dump(), "hedge [I think] of it is closed");
}

TEST(Stances, FindsARaisedNegationBesideItsHedge) {
  EXPECT_EQ(Sample(R"(
I I PRON 4 nsubj
do do AUX 4 aux
~n't not PART 4 advmod
think think VERB 0 root
it it PRON 6 nsubj
sails sail VERB 4 ccomp
~. . PUNCT 4 punct
)")
                .dump(),
            "hedge [I don't think] of it sails; negation [n't] of I don't think it sails");
}

TEST(Stances, TakesAFirmBeliefForABooster) {
  EXPECT_EQ(Sample(R"(
We we PRON 3 nsubj
firmly firmly ADV 3 advmod
believe believe VERB 0 root
she she PRON 5 nsubj
left leave VERB 3 ccomp
)")
                .dump(),
            "booster [We firmly believe] of she left");
}

TEST(Stances, FindsAdverbsPhrasesAndModals) {
  EXPECT_EQ(Sample(R"(
Of of ADV 6 advmod
course course ADV 1 fixed
~, , PUNCT 1 punct
it it PRON 6 nsubj
may may AUX 6 aux
sail sail VERB 0 root
)")
                .dump(),
            "booster [Of course] of it may sail; hedge [may] of Of course, it may sail");
}

TEST(Stances, LeavesPermissionAndQuestionsOut) {
  EXPECT_EQ(Sample(R"(
May may AUX 3 aux
I I PRON 3 nsubj
ask ask VERB 0 root
)")
                .dump(),
            "");
  EXPECT_EQ(Sample(R"(
Do do AUX 3 aux
you you PRON 3 nsubj
think think VERB 0 root
it it PRON 5 nsubj
sails sail VERB 3 ccomp
)")
                .dump(),
            "");
}

TEST(Stances, JoinsNoWithTheDenialThatFollows) {
  EXPECT_EQ(Sample(R"(
No no INTJ 6 discourse
~, , PUNCT 1 punct
that that PRON 6 nsubj
is be AUX 6 cop
not not PART 6 advmod
true true ADJ 0 root
)")
                .dump(),
            "denial [No, that is not true] of that is not true");
}

TEST(Stances, FindsDisagreement) {
  EXPECT_EQ(Sample(R"(
I I PRON 4 nsubj
can can AUX 4 aux
~not not PART 4 advmod
agree agree VERB 0 root
that that SCONJ 7 mark
it it PRON 7 nsubj
sank sink VERB 4 ccomp
)")
                .dump(),
            "denial [I cannot agree] of it sank");
}

TEST(Stances, FindsHearsay) {
  EXPECT_EQ(Sample(R"(
I I PRON 3 nsubj:pass
was be AUX 3 aux:pass
told tell VERB 0 root
it it PRON 5 nsubj
sank sink VERB 3 ccomp
)")
                .dump(),
            "evidential [I was told] of it sank");
}

TEST(Stances, FindsCommitmentsAndDemands) {
  EXPECT_EQ(Sample(R"(
We we PRON 3 nsubj
will will AUX 3 aux
rebuild rebuild VERB 0 root
it it PRON 3 obj
)")
                .dump(),
            "commitment [We will] of rebuild it");
  EXPECT_EQ(Sample(R"(
They they PRON 3 nsubj
must must AUX 3 aux
pay pay VERB 0 root
)")
                .dump(),
            "demand [must] of They must pay");
}

TEST(Stances, FindsNegationInAWordsMeaning) {
  EXPECT_EQ(Sample(R"(
They they PRON 2 nsubj
failed fail VERB 0 root
to to PART 4 mark
pay pay VERB 2 xcomp
)")
                .dump(),
            "negation [failed] of to pay");
}

TEST(Stances, BelongToTheHolderOfTheInnermostQuote) {
  Sample sample(kThinkClosed);
  EXPECT_EQ(std::get<SpeakerId>(sample.read().at(0).holder), SpeakerId(1U));
  Quote outer, inner;
  outer.content = {make_span(0, sample.text.size())};
  outer.holder = EntityId(4U);
  inner.content = {make_span(0, sample.text.size() - 1)};
  inner.holder = EntityId(7U);
  sample.quotes = {outer, inner};
  EXPECT_EQ(std::get<EntityId>(sample.read().at(0).holder), EntityId(7U));
  sample.quotes = {outer};
  EXPECT_EQ(std::get<EntityId>(sample.read().at(0).holder), EntityId(4U));
  sample.quotes[0].self = true;
  EXPECT_EQ(std::get<SpeakerId>(sample.read().at(0).holder), SpeakerId(1U));
}

TEST(Stances, OfMemoryNeedNoComplement) {
  const std::string recall = R"(
I I PRON 4 nsubj
do do AUX 4 aux
n't not PART 4 advmod
recall recall VERB 0 root
that that PRON 4 obj
~. . PUNCT 4 punct
)";
  EXPECT_EQ(Sample(recall).dump(), "hedge [I do n't recall] of that; negation [n't] of I do n't recall that");
}

TEST(Stances, OfAConclusionButNotOfADuty) {
  const std::string known = R"(
She she PRON 4 nsubj
must must AUX 4 aux
have have AUX 4 aux
known know VERB 0 root
~. . PUNCT 4 punct
)";
  EXPECT_EQ(Sample(known).dump(), "booster [must] of She must have known");
  const std::string sign = R"(
She she PRON 3 nsubj
must must AUX 3 aux
sign sign VERB 0 root
~. . PUNCT 3 punct
)";
  EXPECT_EQ(Sample(sign).dump(), "demand [must] of She must sign");
}

TEST(Stances, PutIntoAnotherClause) {
  const std::string guess = R"(
We we PRON 2 nsubj
have have VERB 0 root
~, , PUNCT 5 punct
I I PRON 5 nsubj
guess guess VERB 2 dep
~, , PUNCT 5 punct
fifteen fifteen NUM 8 nummod
boats boat NOUN 2 obj
~. . PUNCT 2 punct
)";
  EXPECT_EQ(Sample(guess).dump().substr(0, 15), "hedge [I guess]");
}

TEST(Stances, AreNoneInWhatOnlyLooksLikeThem) {
  const std::string much = R"(
Well well INTJ 4 discourse
not not ADV 4 advmod
so so ADV 4 advmod
much much ADV 0 root
~. . PUNCT 4 punct
)";
  EXPECT_EQ(Sample(much).dump().find("denial"), std::string::npos)
      << "\"not so\" denies where it stands alone";
  const std::string open = R"(
This this PRON 5 nsubj
may may AUX 5 aux
not not PART 5 advmod
be be AUX 5 cop
true true ADJ 0 root
~. . PUNCT 5 punct
)";
  EXPECT_EQ(Sample(open).dump().find("denial"), std::string::npos) << "what may not be true is not denied";
  const std::string naive = R"(
Is be AUX 3 cop
it it PRON 3 expl
naive naive ADJ 0 root
to to PART 5 mark
think think VERB 3 csubj
so so ADV 5 advmod
~? ? PUNCT 3 punct
)";
  EXPECT_EQ(Sample(naive).dump(), "");
}

TEST(Stances, OfLongClausesByTheWordThat) {
  const std::string clear = R"(
It it PRON 2 expl
became become VERB 0 root
clear clear ADJ 2 xcomp
that that SCONJ 6 mark
it it PRON 6 nsubj
sank sink VERB 2 advcl
~. . PUNCT 2 punct
)";
  EXPECT_EQ(Sample(clear).dump(), "booster [It became clear] of it sank");
}

TEST(Stances, AreNoneWithoutWords) { EXPECT_TRUE(Sample("").read().empty()); }

}  // namespace
}  // namespace quoth
