#include "annotate/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/column_writer.h"

namespace quoth {
namespace {

/// A record of talk, a line a turn ("0 questions 1: words"), read as far as these tests need: words are parted by spaces.
class TalkInTurns {
 public:
  struct Word {
    std::string_view form, upos, relation;
    int head;  ///< in the sentence
  };

  void add_turn(std::size_t speaker, const std::vector<Word>& words) {
    if (!text.empty()) text += "\n\n";
    const std::size_t begin = text.size();
    const auto base = static_cast<std::int32_t>(record.tokens.size());
    for (const Word& word : words) {
      if (text.size() > begin) text += ' ';
      const std::size_t at = text.size();
      text += word.form;
      record.tokens.span.push_back(make_span(at, text.size()));
      record.tokens.head.push_back(word.head < 0 ? -1 : base + word.head);
      lemma_.add(word.form);
      upos_.add(word.upos);
      xpos_.add(word.upos == "VERB" ? "VBD" : "_");
      feats_.add("_");
      deprel_.add(word.relation);
    }
    const Span span = make_span(begin, text.size());
    const TurnId turn(record.turns.size());
    record.turns.push_back({span, SpeakerId(speaker), {}, std::nullopt, {span}});
    record.sentences.span.push_back(span);
    record.sentences.turn.push_back(turn);
  }

  MentionView mention(std::size_t turn, std::string_view form, std::uint8_t person, Number number) const {
    const std::size_t at = text.find(form, record.turns[turn].span.begin);
    MentionView m;
    m.span = m.phrase = make_span(at, at + form.size());
    m.kind = person == 0 ? MentionKind::nominal : MentionKind::pronoun;
    m.person = person;
    m.number = number;
    m.sentence = static_cast<std::uint32_t>(turn);
    m.turn = TurnId(turn);
    for (std::uint32_t w = 0; w < record.tokens.size(); ++w) {
      if (record.tokens.span[w].end == m.span.end) m.last = m.head = w;
      if (record.tokens.span[w].begin == m.span.begin) m.first = w;
    }
    return m;
  }

  Record record;
  std::string text;

 private:
  ColumnWriter<std::uint32_t> lemma_{record.tokens.lemma};
  ColumnWriter<std::uint16_t> upos_{record.tokens.upos}, xpos_{record.tokens.xpos},
      feats_{record.tokens.feats}, deprel_{record.tokens.deprel};
};

class TalkMeanings : public ::testing::Test {
 protected:
  TalkMeanings() {
    talk.record.speakers = {{"Ann Reed", {}, Role::interviewer, {}},
                            {"Tom Hale", {}, Role::interviewee, "Minister of Harbours"}};
    talk.add_turn(0, {{"Minister", "NOUN", "vocative", 5},
                      {",", "PUNCT", "punct", 0},
                      {"will", "AUX", "aux", 5},
                      {"you", "PRON", "nsubj", 5},
                      {"really", "ADV", "advmod", 5},
                      {"resign", "VERB", "root", -1},
                      {"?", "PUNCT", "punct", 5}});
    talk.add_turn(1, {{"\"", "PUNCT", "punct", 2},
                      {"I", "PRON", "nsubj", 2},
                      {"resign", "VERB", "parataxis", 5},
                      {"\"", "PUNCT", "punct", 2},
                      {"you", "PRON", "nsubj", 5},
                      {"say", "VERB", "root", -1},
                      {",", "PUNCT", "punct", 5},
                      {"but", "CCONJ", "cc", 9},
                      {"we", "PRON", "nsubj", 9},
                      {"stay", "VERB", "conj", 5},
                      {"and", "CCONJ", "cc", 12},
                      {"my", "PRON", "nmod:poss", 12},
                      {"party", "NOUN", "conj", 8},
                      {".", "PUNCT", "punct", 5}});
    talk.add_turn(1, {{"You", "PRON", "nsubj", 1},
                      {"lose", "VERB", "root", -1},
                      {"your", "PRON", "nmod:poss", 3},
                      {"boats", "NOUN", "obj", 1},
                      {".", "PUNCT", "punct", 1}});
    talk.record.exchanges = {{{TurnId(0U)}, {TurnId(1U), TurnId(2U)}}};
  }
  TalkMeaning meaning(std::size_t turn, std::string_view form, std::uint8_t person,
                      Number number = Number::singular) {
    return read_talk(talk.text, talk.record, {talk.mention(turn, form, person, number)}).front();
  }

  TalkInTurns talk;
};

TEST_F(TalkMeanings, TheSpeakerAndTheOneSpokenTo) {
  EXPECT_EQ(meaning(0, "you", 2, Number::unknown).speaker, SpeakerId(1U));
  EXPECT_EQ(meaning(1, "my", 1).speaker, SpeakerId(1U));
  EXPECT_EQ(meaning(1, "you", 2, Number::unknown).speaker, SpeakerId(0U)) << "you say: she did";
  EXPECT_EQ(meaning(2, "You", 2, Number::unknown).speaker, std::nullopt) << "anybody";
  EXPECT_TRUE(meaning(2, "your", 2, Number::unknown).is_no_speaker);
}

TEST_F(TalkMeanings, AnothersWords) {
  EXPECT_EQ(meaning(1, "I", 1).speaker, std::nullopt);
  EXPECT_TRUE(meaning(1, "I", 1).is_no_speaker);
}

TEST_F(TalkMeanings, WeIncludesTheSpeaker) {
  EXPECT_TRUE(meaning(1, "we", 1, Number::plural).includes_speaker);
  EXPECT_EQ(meaning(1, "we", 1, Number::plural).speaker, std::nullopt);
}

TEST_F(TalkMeanings, TitlesInAddress) {
  EXPECT_EQ(meaning(0, "Minister", 0).speaker, SpeakerId(1U));
  EXPECT_EQ(meaning(1, "party", 0).speaker, std::nullopt);
  talk.record.speakers[1].affiliation.clear();
  EXPECT_EQ(meaning(0, "Minister", 0).speaker, SpeakerId(1U)) << "the one spoken to";
}

TEST_F(TalkMeanings, OutsideTurnsNothingIsKnown) {
  MentionView m = talk.mention(1, "my", 1, Number::singular);
  m.turn.reset();
  const TalkMeaning found = read_talk(talk.text, talk.record, {m}).front();
  EXPECT_EQ(found.speaker, std::nullopt);
  EXPECT_FALSE(found.is_no_speaker);
}

}  // namespace
}  // namespace quoth
