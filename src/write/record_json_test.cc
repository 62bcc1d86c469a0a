#include "write/record_json.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/version.h"

namespace quoth {
namespace {

/// "é? Yes." with a label of two bytes before, so that bytes and code points differ everywhere.
Record small_record() {
  DocumentBuilder builder;
  builder.text.append_verbatim("É: é? ", 0);
  builder.text.append_unit("&", 8, 5);
  builder.text.append_inserted("\n\n", 13);
  builder.text.append_verbatim("Yes.", 15);
  builder.paragraphs = {{make_span(0, 9)}, {make_span(11, 15)}};
  Record record;
  record.id = "a \"talk\"";
  record.document = std::move(builder).seal(Format::plain_text, std::string(64, '0'), "talk.txt");
  record.meta.title = "É";
  record.meta.date = "2019-06";
  record.meta.outlets = {{"The Pier", "2019-06-03", ""}};
  record.meta.participants = {{"Émile", Role::chair, ""}};
  record.meta.evidence = {{"title", make_span(0, 2)}, {"date", std::string("given")}};
  record.blocks = {{make_span(8, 9), BlockKind::stage_direction}};
  record.speakers = {{"Émile", {"É"}, Role::chair, ""}, {"Bo", {}, std::nullopt, ""}};
  record.turns = {{make_span(4, 7), SpeakerId(0), {SpeakerId(1)}, make_span(0, 2), {make_span(4, 7)}},
                  {make_span(11, 15), std::nullopt, {}, std::nullopt, {make_span(11, 15)}}};
  record.exchanges = {{{TurnId(0)}, {TurnId(1)}}, {{TurnId(1)}, {}}};
  record.sentences.span = {make_span(4, 7), make_span(11, 15)};
  record.sentences.turn = {TurnId(0), std::nullopt};
  record.times = {{make_span(4, 7), TimeType::date, "2007/2008", TimeMod::approx, "2007", "2008"},
                  {make_span(11, 12), TimeType::set, "", TimeMod::none, "", ""}};
  record.quantities = {{.span = {11, 13},
                        .kind = QuantityKind::money,
                        .value = 2.5e6,
                        .unit = "USD",
                        .modifier = QuantityModifier::at_least,
                        .of = Span{13, 15}},
                       {.span = {13, 15}, .decimal = "12345678901234567890", .low = 2, .high = 3}};
  record.stances = {{{11, 13}, StanceKind::denial, {13, 15}, SpeakerId(1u)}};
  record.claims = {{.span = {11, 13},
                    .score = 0.5F,
                    .kinds = {ClaimKind::quantity, ClaimKind::law},
                    .holder = SpeakerId(1u),
                    .times = {TimeId(1u)},
                    .quantities = {QuantityId(0u)}},
                   {.span = {13, 15}, .score = 0.25F, .same_as = ClaimId(0u)}};
  record.answers = {{.exchange = ExchangeId(0u),
                     .question = Span{4, 7},
                     .clarity = Clarity::clear_non_reply,
                     .technique = Technique::declining,
                     .score = 0.5F,
                     .unsure = true,
                     .evidence = {{11, 13}, {13, 15}}},
                    {.ask = 0, .score = 0.75F, .again = AnswerId(0u)}};
  record.quotes = {{.content = {make_span(11, 15)},
                    .source = {make_span(4, 7)},
                    .kind = QuoteKind::direct,
                    .act = SpeechAct::order,
                    .holder = SpeakerId(1),
                    .score = 0.25F},
                   {.content = {make_span(11, 14), make_span(14, 15)},
                    .cue = {make_span(4, 6)},
                    .self = true,
                    .parent = QuoteId(0),
                    .score = 0.5F}};
  record.diagnostics = {{"a.b", make_span(4, 6), "x"}, {"c.d", std::nullopt, "y"}};
  return record;
}

std::string head() {
  return std::string(R"({"quoth":{"version":")") + kVersion +
         R"(","record":1,"weights":null},"id":"a \"talk\"","sha256":")" + std::string(64, '0') +
         R"(","text":"É: é? &\n\nYes.",)"
         R"("meta":{"title":"É","date":"2019-06","published":null,"place":null,"language":null,"regions":[],"topics":[],)"
         R"("participants":[{"name":"Émile","role":"chair","affiliation":null}],)"
         R"("outlets":[{"name":"The Pier","date":"2019-06-03","url":null}],"rights":{"text":null,"license":null},)"
         R"("evidence":{"title":[0,1],"date":"given"}},)";
}

constexpr const char* kSpeakers =
    R"("speakers":[{"name":"Émile","labels":["É"],"role":"chair"},{"name":"Bo","labels":[],"role":null}])";

TEST(RecordJson, EveryLayerInCodePoints) {
  EXPECT_EQ(
      record_json(small_record(), {}),
      head() + R"("blocks":[{"begin":6,"end":7,"kind":"stage direction"}],)" + kSpeakers +
          R"(,"turns":[{"begin":3,"end":5,"speaker":0,"also":[1],"label":[0,1],"spans":[[3,5]]},)"
          R"({"begin":9,"end":13,"speaker":null,"also":[],"label":null,"spans":[[9,13]]}],)"
          R"("exchanges":[{"question":[0],"answer":[1]},{"question":[1],"answer":[]}],)"
          R"("sentences":[{"begin":3,"end":5,"turn":0},{"begin":9,"end":13,"turn":null}],)"
          R"("tokens":{"begin":[],"end":[],"lemma":[],"upos":[],"xpos":[],"feats":[],"head":[],"deprel":[]},)"
          R"("entities":[],"quotes":[{"content":[[9,13]],"cue":[],"source":[[3,5]],"kind":"direct","act":"order",)"
          R"("self":false,"holder":{"speaker":1},"parent":null,"score":0.25},)"
          R"({"content":[[9,12],[12,13]],"cue":[[3,4]],"source":[],"kind":"indirect","act":"statement",)"
          R"("self":true,"holder":{"unnamed":null},"parent":0,"score":0.5}],)"
          R"("times":[{"begin":3,"end":5,"type":"DATE","value":"2007/2008","mod":"APPROX","from":"2007","to":"2008"},)"
          R"({"begin":9,"end":10,"type":"SET","value":null,"mod":null,"from":null,"to":null}],)"
          R"("quantities":[{"begin":9,"end":11,"kind":"money","value":2500000,"unit":"USD","mod":"at_least",)"
          R"("low":null,"high":null,"of":[11,13],"than":null,"out_of":null},)"
          R"({"begin":11,"end":13,"kind":"number","value":"12345678901234567890","unit":null,"mod":null,)"
          R"("low":2,"high":3,"of":null,"than":null,"out_of":null}],)"
          R"("stances":[{"begin":9,"end":11,"kind":"denial","scope":[11,13],"holder":{"speaker":1}}],)"
          R"("claims":[{"begin":9,"end":11,"score":0.5,"kinds":["quantity","law"],"holder":{"speaker":1},)"
          R"("times":[1],"quantities":[0],"same_as":null},)"
          R"({"begin":11,"end":13,"score":0.25,"kinds":[],"holder":{"unnamed":null},"times":[],"quantities":[],"same_as":0}],)"
          R"("answers":[{"exchange":0,"question":[3,5],"ask":null,"clarity":"clear non-reply","technique":"declining",)"
          R"("score":0.5,"unsure":true,"evidence":[[9,11],[11,13]],"again":null},)"
          R"({"exchange":null,"question":null,"ask":0,"clarity":"ambivalent","technique":"general","score":0.75,)"
          R"("unsure":false,"evidence":[],"again":0}],)"
          R"("diagnostics":[{"code":"a.b","begin":3,"end":4,"message":"x"},)"
          R"({"code":"c.d","begin":null,"end":null,"message":"y"}]})");
}

TEST(RecordJson, OnlyLayersThatWereMade) {
  Record record = small_record();
  record.layers = LayerSet::none();
  EXPECT_EQ(record_json(record, {}), head() + kSpeakers + "}");
}

TEST(RecordJson, InPiecesItIsTheSame) {
  Record record = small_record();
  for (int i = 0; i < 30'000; ++i) record.stances.push_back(record.stances.front());
  std::string joined;
  std::size_t n_parts = 0, longest = 0;
  const auto take = [&](std::string_view part) {
    joined += part;
    longest = std::max(longest, part.size());
    ++n_parts;
    return true;
  };
  write_record_json(record, {}, take);
  EXPECT_EQ(joined, record_json(record, {}));
  EXPECT_LT(longest, joined.size() / 10);
  EXPECT_GT(n_parts, 10u);

  n_parts = 0;
  write_record_json(record, {}, [&](std::string_view) { return ++n_parts < 2; });
  EXPECT_EQ(n_parts, 2u) << "a sink that wants no more is asked no more";
}

TEST(RecordJson, SourceMapInCodePointsAndSourceBytes) {
  Record record = small_record();
  record.layers = LayerSet::none();
  EXPECT_EQ(record_json(record, {.source_map = true}),
            head() + kSpeakers + R"(,"source_map":[[0,6,0,8],[6,7,8,13],[7,9,13,13],[9,13,15,19]]})");
}

TEST(RecordJson, AUnitReadAsSeveralCharactersIsARunOfItsOwn) {
  DocumentBuilder builder;
  for (const std::size_t at : {0, 4}) builder.text.append_unit("...", at, 4);
  builder.paragraphs = {{make_span(0, 6)}};
  Record record;
  record.document = std::move(builder).seal(Format::plain_text, "", "");
  EXPECT_NE(record_json(record, {.source_map = true}).find(R"("source_map":[[0,3,0,4],[3,6,4,8]])"),
            std::string::npos);
}

TEST(RecordJson, SourceMapOfPagesHasBoxes) {
  DocumentBuilder builder;
  builder.text.append_inserted("Éa", 0);
  builder.paragraphs = {{make_span(0, 3)}};
  builder.page_boxes = {{make_span(0, 3), 2, 10.0f, 20.126f, 30.5f, 40.0f}};
  Record record;
  record.document = std::move(builder).seal(Format::pdf, "", "");
  const std::string json = record_json(record, {.source_map = true});
  EXPECT_NE(json.find("[0,2,2,10,20.13,30.5,40]]}"), std::string::npos) << json;
}

TEST(ErrorJson, NamesTheInputOrTheLine) {
  const Error error{ErrorCode::input_empty, "it \"is\" empty", {}};
  const std::string id = "a";
  EXPECT_EQ(
      error_json(&id, error, 0),
      R"({"id":"a","error":{"code":"input.empty","message":"it \"is\" empty","hint":"the file holds no text"}})");
  EXPECT_EQ(
      error_json(nullptr, error, 3),
      R"({"id":null,"line":3,"error":{"code":"input.empty","message":"it \"is\" empty","hint":"the file holds no text"}})");
}

}  // namespace
}  // namespace quoth
