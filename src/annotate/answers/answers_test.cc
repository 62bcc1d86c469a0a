#include "annotate/answers/answers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "annotate/answers/beside.h"
#include "annotate/answers/parts.h"
#include "annotate/answers/questions.h"
#include "annotate/answers/reading.h"
#include "model/weights_for_tests.h"
#include "testing/records.h"

namespace quoth {
namespace {

using testing::make_record;

std::vector<std::string> questions_in(const std::string& turn) {
  const Record record = make_record("a", "", {{"Ann Reed", turn}});
  std::vector<std::string> out;
  for (const Span span : find_questions(record.document.text(), record.sentences, {TurnId(0)})) {
    out.emplace_back(record.document.slice(span));
  }
  return out;
}

using Texts = std::vector<std::string>;

TEST(Questions, OpenersAndNamesAreLeftOut) {
  EXPECT_EQ(questions_in("So, Mr. Hale, will the ferry sail?"), Texts{"will the ferry sail?"});
  EXPECT_EQ(questions_in("Minister Brannoch, who pays for it?"), Texts{"who pays for it?"});
  EXPECT_EQ(questions_in("Is Oyre, then, an island?"), Texts{"Is Oyre, then, an island?"});
}

TEST(Questions, SeveralInOneSentence) {
  EXPECT_EQ(questions_in("Will you sign, and when?"), (Texts{"Will you sign", "when?"}));
  EXPECT_EQ(questions_in("Has the board asked for it, and if asked, would you go?"),
            (Texts{"Has the board asked for it", "if asked, would you go?"}));
  EXPECT_EQ(questions_in("Do you intend to sail and have you told them?"),
            (Texts{"Do you intend to sail", "have you told them?"}));
  EXPECT_EQ(questions_in("What do you and the board want?"), Texts{"What do you and the board want?"});
}

TEST(Questions, ARemarkThatCallsForAReply) {
  EXPECT_EQ(questions_in("You promised a list."), Texts{"You promised a list."});
  const Record record = make_record("a", "", {{"Ann Reed", "Why?"}});
  EXPECT_TRUE(find_questions(record.document.text(), record.sentences, {}).empty()) << "nobody asks";
}

TEST(Reading, RefusalsAreNoReplies) {
  const AnswerReading refusal =
      read_answer("Will you resign?",
                  {"Will you resign?",
                   "I'm not going to comment on that. I don't know, and I'm not going to speculate."});
  EXPECT_EQ(refusal.clarity, Clarity::clear_non_reply);
  EXPECT_EQ(kClarityOf[static_cast<std::size_t>(refusal.technique)], refusal.clarity);
  EXPECT_FALSE(refusal.evidence.empty());
  EXPECT_GT(refusal.score, 1.0F / 3);
}

TEST(Reading, ARefusalInTheFormOfAStatement) {
  const AnswerReading refusal = read_answer(
      "Are you happy with the new pier?",
      {"Are you happy with the new pier?", "It is not my job to be happy or unhappy. I count the planks."});
  EXPECT_EQ(refusal.technique, Technique::declining);
  EXPECT_EQ(refusal.clarity, Clarity::clear_non_reply);
}

std::vector<std::string> evidence_in(const std::string& answer, const AnswerReading& reading) {
  std::vector<std::string> out;
  for (const Span span : reading.evidence) out.emplace_back(slice(answer, span));
  return out;
}

TEST(Reading, AYesIsEvidenceAlone) {
  const std::string question = "Will you be at the harbour?",
                    answer = "Yes, I will be at the harbour. The harbour is a fine place. We sail at noon.";
  const AnswerReading reading = read_answer(question, {question, answer});
  EXPECT_EQ(reading.clarity, Clarity::clear_reply);
  EXPECT_EQ(evidence_in(answer, reading), Texts{"Yes, I will be at the harbour."});
}

TEST(Reading, EvidenceIsOfThePartThatIsTheQuestionsOwn) {
  const std::string question = "Who pays for the pier?",
                    answer = "The pier opens in May. The council looks after the pier and its debts.";
  const AnswerReading reading = read_answer(question, {question, answer}, {make_span(23, answer.size())});
  EXPECT_EQ(evidence_in(answer, reading), Texts{" The council looks after the pier and its debts."});
}

TEST(Parts, SentencesGoToTheQuestionThatComesBackInThem) {
  const std::string answer = "The ferry sails on Sunday. It is full. The crossing is paid by the island.";
  const auto parts = parts_of({"Who pays for the crossing?", "Will the ferry sail?", "Why?"}, answer);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0], std::vector{make_span(38, answer.size())});
  EXPECT_EQ(parts[1], (std::vector{make_span(0, 26), make_span(26, 38)}))
      << "what names neither goes with the sentence before";
  EXPECT_TRUE(parts[2].empty());
  EXPECT_EQ(parts_of({"Will the ferry sail?"}, answer), std::vector<std::vector<Span>>(1))
      << "all of it is the one question's";
}

TEST(Parts, GivingTheFloorIsNoPartOfAnAnswer) {
  EXPECT_EQ(without_handing_over("The dam will be ready in May. Yes, sir, go ahead."),
            "The dam will be ready in May.");
  EXPECT_EQ(without_handing_over("It depends on the rain.\n\nOK. One more question. Yes?"),
            "It depends on the rain.\n\nOK.");
  for (const char* whole :
       {"Yes?", "I built it. Yes, sir.", "We will go ahead.", "", "Is the question the dam?"}) {
    EXPECT_EQ(without_handing_over(whole), whole);
  }
}

TEST(Reading, AShortYesIsAClearReply) {
  const std::string question = "You include the pier in that statement?";
  const AnswerReading reading =
      read_answer(question, {question, "Yes, that is what you have asked me about."});
  EXPECT_EQ(reading.clarity, Clarity::clear_reply);
  EXPECT_EQ(reading.technique, Technique::explicit_);
  const Beside thanks(question, question, "Yes, thank you. I like to count planks.");
  EXPECT_TRUE(thanks.says_yes());
  EXPECT_FALSE(thanks.is_yes_or_no());
}

RC_GTEST_PROP(Reading, AnyTextsGiveAProbabilityAndSpansOfTheAnswer,
              (const std::string& question, const std::string& answer)) {
  const AnswerReading reading = read_answer(question, {question, answer});
  RC_ASSERT(reading.score > 0 && reading.score <= 1);
  RC_ASSERT(kClarityOf[static_cast<std::size_t>(reading.technique)] == reading.clarity);
  for (const Span span : reading.evidence) RC_ASSERT(span.begin < span.end && span.end <= answer.size());
}

Record interview() {
  Record record =
      make_record("a", "",
                  {{"Ann Reed", "Will the ferry to Oyre sail on Sunday, and who pays for the crossing?"},
                   {"Tom Hale", "Yes, it will sail on Sunday. The island pays."},
                   {"Ann Reed", "Who pays for the Sunday crossing to Oyre with the ferry?"},
                   {"Tom Hale", "I don't know."},
                   {"Ann Reed", "Anything else?"}});
  record.exchanges = {{{TurnId(0)}, {TurnId(1)}}, {{TurnId(2)}, {TurnId(3)}}, {{TurnId(4)}, {}}};
  return record;
}

TEST(Answers, OneForEachQuestionThatWasRepliedTo) {
  const Record record = interview();
  const auto answers = find_answers(record.document, record, {}, nullptr);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(record.document.slice(*answers[1].question), "who pays for the crossing?");
  EXPECT_EQ(answers[1].exchange, ExchangeId(0));
  EXPECT_EQ(answers[2].exchange, ExchangeId(1));
  EXPECT_EQ(answers[0].again, std::nullopt);
  EXPECT_TRUE(answers[2].again.has_value()) << "the question is put again";
  for (const Answer& answer : answers) {
    EXPECT_EQ(answer.unsure, answer.score < Answer::kSure);
    EXPECT_FALSE(answer.evidence.empty());
    const Turn& turn = record.turns[record.exchanges[answer.exchange->index()].answer[0].index()];
    for (const Span span : answer.evidence) {
      EXPECT_GE(span.begin, turn.span.begin);
      EXPECT_LE(span.end, turn.span.end);
    }
  }
}

TEST(Answers, AQuestionTakenUpIsTheSameAgain) {
  Record record = make_record("a", "",
                              {{"Ann Reed", "How can you support somebody like the harbour master?"},
                               {"Ann Reed", "How can you support him?"},
                               {"Ann Reed", "How can you sleep?"},
                               {"Tom Hale", "He counts the planks."}});
  record.exchanges = {{{TurnId(0), TurnId(1), TurnId(2)}, {TurnId(3)}}};
  const auto answers = find_answers(record.document, record, {}, nullptr);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[1].again, AnswerId(0));
  EXPECT_EQ(answers[2].again, std::nullopt);
}

TEST(Answers, VectorsHaveASayWhereThereAreWeights) {
  const Model* model = testing::weights();
  if (!AnswerVectors::can_be_of(model)) GTEST_SKIP() << "no weights that the readings were fitted to";
  const Record record = interview();
  const auto words = find_answers(record.document, record, {"Does he know?"}, nullptr),
             vectors = find_answers(record.document, record, {"Does he know?"}, model),
             again = find_answers(record.document, record, {"Does he know?"}, model);
  ASSERT_EQ(words.size(), vectors.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words[i].question, vectors[i].question);
    EXPECT_NE(words[i].score, vectors[i].score);
    EXPECT_EQ(vectors[i].score, again[i].score) << "the same each time";
  }
}

TEST(Answers, AskIsPutToTheLastAnswer) {
  const Record record = interview();
  const auto answers = find_answers(record.document, record, {"Does he know?", "harbour"}, nullptr);
  ASSERT_EQ(answers.size(), 5U);
  EXPECT_EQ(answers[3].ask, 0U);
  EXPECT_EQ(answers[4].ask, 1U) << "what is no question is put all the same";
  EXPECT_EQ(answers[3].question, std::nullopt);
  EXPECT_EQ(answers[3].exchange, ExchangeId(1));
}

TEST(Answers, BadInput) {
  const Record prose = make_record("a", "", {});
  EXPECT_TRUE(find_answers(prose.document, prose, {"Why?"}, nullptr).empty()) << "no turns, no answers";
  const Record alone = make_record("a", "", {{"Tom Hale", "The ferry sails."}});
  const auto asked = find_answers(alone.document, alone, {"Does it sail?"}, nullptr);
  ASSERT_EQ(asked.size(), 1U) << "an answer without a question can be asked of";
  EXPECT_EQ(asked[0].exchange, std::nullopt);
  std::string words = "Will";
  for (int i = 0; i < 1000; ++i) words += " the ferry";
  Record longest = make_record("a", "", {{"Ann Reed", words + "?"}, {"Tom Hale", "Yes."}});
  longest.exchanges = {{{TurnId(0)}, {TurnId(1)}}};
  EXPECT_EQ(find_answers(longest.document, longest, {}, nullptr).size(), 1U);
  Record all_ask =
      make_record("a", "", {{"Ann Reed", "Why?"}, {"Tom Hale", "Why not?"}, {"Bo Reed", "Who asks?"}});
  all_ask.exchanges = {{{TurnId(0)}, {TurnId(1)}}, {{TurnId(1)}, {TurnId(2)}}};
  EXPECT_EQ(find_answers(all_ask.document, all_ask, {}, nullptr).size(), 2U);
}

}  // namespace
}  // namespace quoth
