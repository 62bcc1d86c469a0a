#include "store/store.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/version.h"
#include "store/passages.h"
#include "store/schema.h"
#include "testing/records.h"

namespace quoth {
namespace {

using quoth::testing::make_json;
using quoth::testing::make_record;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() /
             ("quoth-store-" + std::to_string(::getpid()) + "-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string path(const std::string& name = "quoth.db") const { return (folder / name).string(); }

  Store create() {
    auto store = Store::open(path(), {OpenMode::create, 50});
    EXPECT_TRUE(store.has_value()) << to_string(store.error());
    return std::move(*store);
  }

  static Placed add(Store& store, const Record& record, const Given& given = {}) {
    auto placed = store.add({record, record.document.text(), make_json(record), given});
    EXPECT_TRUE(placed.has_value()) << to_string(placed.error());
    return *placed;
  }

  static std::vector<std::string> rows(Store& store, const std::string& sql) {
    std::vector<std::string> found;
    auto row = store.database().prepare(sql);
    EXPECT_TRUE(row.has_value()) << to_string(row.error());
    for (;;) {
      const auto more = row->next();
      EXPECT_TRUE(more.has_value());
      if (!more || !*more) return found;
      found.push_back(row->string(0));
    }
  }

  void write_file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }

  ErrorCode open_error(const std::string& name, OpenMode mode = OpenMode::existing) const {
    const auto store = Store::open(path(name), {mode, 50});
    EXPECT_FALSE(store.has_value());
    return store ? ErrorCode::internal_bug : store.error().code;
  }

  std::filesystem::path folder;
};

Record harbour() {
  return make_record("talks/harbour.txt", "2021-03-04",
                     {{"Ann Reed", "Who closed the harbour?", Role::interviewer},
                      {"Tom Hale", "The council did. Ünfair, I know.", Role::interviewee},
                      {"", "A voice from the street."},
                      {"Ann Reed", "And why?", Role::interviewer}});
}

TEST_F(StoreTest, KeepsTheSourceAndTheRecord) {
  Store store = create();
  const Record record = harbour();
  const Placed placed = add(store, record);
  EXPECT_FALSE(placed.was_there);
  EXPECT_EQ(store.source(placed.number)->bytes, record.document.text());
  EXPECT_EQ(store.source(placed.number)->path, "talks/harbour.txt");
  EXPECT_EQ(*store.json(placed.number), make_json(record));
}

TEST_F(StoreTest, WhatIsShownIsKeptUntilTheStoreChanges) {
  Store store = create();
  const std::int64_t number = add(store, harbour()).number;
  const auto first = *store.shown(number, {});
  EXPECT_EQ(*store.shown(number, {}), first);
  EXPECT_NE(*store.shown(number, LayerSet::none()), first);
  const auto again = *store.shown(number, {});
  add(store, make_record("later.txt", "2022-01-01", {{"Ann Reed", "It is open again."}}));
  EXPECT_NE(*store.shown(number, {}), again) << "this connection wrote";
  const auto last = *store.shown(number, {});
  Store other = create();
  ASSERT_TRUE(other.remove(number).has_value());
  EXPECT_EQ(store.shown(number, {}).error().code, ErrorCode::record_not_found) << "another wrote";
  EXPECT_EQ(last->id, first->id) << "what was given out stays";
}

TEST_F(StoreTest, TheSameBytesTwiceAreOneRecord) {
  Store store = create();
  const Placed first = add(store, harbour());
  const Placed second = add(store, harbour());
  EXPECT_TRUE(second.was_there);
  EXPECT_EQ(second.number, first.number);
  EXPECT_EQ(store.counts()->records, 1);
}

TEST_F(StoreTest, AViewAnswersAllThatOneSpeakerSaid) {
  Store store = create();
  add(store, make_record("later.txt", "2022-01-01", {{"Ann Reed", "It is open again."}}));
  add(store, harbour());
  EXPECT_THAT(rows(store, "SELECT text FROM said WHERE speaker = 'Ann Reed' ORDER BY date, turn"),
              ElementsAre("Who closed the harbour?", "And why?", "It is open again."));
  EXPECT_THAT(rows(store, "SELECT text FROM said WHERE speaker IS NULL"),
              ElementsAre("A voice from the street."));
}

TEST_F(StoreTest, OffsetsAreCodePointsAsSubstrCountsThem) {
  Store store = create();
  add(store, harbour());
  EXPECT_THAT(rows(store,
                   "SELECT substr(x.text, t.begin + 1, t.end - t.begin) FROM turns AS t "
                   "JOIN texts AS x USING (record) ORDER BY t.number"),
              ElementsAre("Who closed the harbour?", "The council did. Ünfair, I know.",
                          "A voice from the street.", "And why?"));
}

TEST_F(StoreTest, InsertsAreLeftOutOfWhatIsSaid) {
  Store store = create();
  Record record =
      make_record("a.txt", "", {{"Ann Reed", "Well – (laughs) we are open.\n\n[12:01]\n\nAll day."}});
  const std::string_view text = record.document.text();
  const auto span_of = [&](std::string_view words) {
    const std::size_t at = text.find(words);
    return make_span(at, at + words.size());
  };
  record.turns[0].spans = {span_of("Well –"), span_of("we are open."), span_of("All day.")};
  record.sentences.span = {make_span(0, text.find("\n\n")), span_of("All day.")};
  record.sentences.turn = {TurnId(0u), TurnId(0u)};
  record.blocks = {{span_of("(laughs)"), BlockKind::stage_direction},
                   {span_of("[12:01]"), BlockKind::time_stamp}};
  add(store, record);
  EXPECT_THAT(rows(store, "SELECT text FROM said"), ElementsAre("Well – we are open.\n\nAll day."));
  EXPECT_THAT(rows(store, "SELECT text FROM sentence_texts"), ElementsAre("Well – we are open.", "All day."));
  EXPECT_THAT(rows(store, "SELECT text FROM blocks WHERE kind = 'stage direction'"), ElementsAre("(laughs)"));
  EXPECT_THAT(rows(store, "SELECT words FROM turns"), ElementsAre("6"));
  EXPECT_THAT(rows(store,
                   "SELECT substr(t.text, s.said_begin + 1, s.end - s.begin) FROM spans AS s "
                   "JOIN turns AS t ON t.record = s.record AND t.number = s.turn"),
              ElementsAre("Well –", "we are open.", "All day."));
}

TEST_F(StoreTest, LoadsTheRecordThatWasKept) {
  Store store = create();
  Record record = harbour();
  record.meta.title = "The harbour";
  record.meta.topics = {"ports", "councils"};
  record.meta.regions = {"the coast"};
  record.meta.outlets = {{"The Gazette", "2021-03-05", "https://gazette.example/1"}, {"Radio One", "", ""}};
  record.meta.participants = {{"Tom Hale", Role::interviewee, "harbour master"}};
  record.meta.evidence = {{"title", Span{4, 10}}, {"date", std::string("given")}};
  record.turns[1].also = {SpeakerId(0u)};
  record.turns[1].label = Span{3, 5};
  record.exchanges = {{{TurnId(0u)}, {TurnId(1u), TurnId(2u)}}, {{TurnId(3u)}, {}}};
  record.blocks = {{Span{0, 3}, BlockKind::heading}};
  record.diagnostics = {{"text.encoding_assumed", Span{1, 2}, "read as windows-1252"},
                        {"a.b", std::nullopt, "c"}};
  const auto loaded = store.load(add(store, record).number);
  ASSERT_TRUE(loaded.has_value()) << to_string(loaded.error());
  EXPECT_EQ(loaded->document.text(), record.document.text());
  EXPECT_EQ(loaded->document.sha256(), record.document.sha256());
  EXPECT_EQ(loaded->layers.bits, record.layers.bits);
  EXPECT_EQ(loaded->meta.topics, record.meta.topics);
  EXPECT_EQ(loaded->meta.evidence, record.meta.evidence);
  EXPECT_EQ(loaded->meta.outlets[0].url, "https://gazette.example/1");
  EXPECT_EQ(loaded->meta.participants[0].role, Role::interviewee);
  ASSERT_EQ(loaded->turns.size(), 4u);
  EXPECT_EQ(loaded->turns[1].also, record.turns[1].also);
  EXPECT_EQ(loaded->turns[1].label, record.turns[1].label);
  EXPECT_EQ(loaded->turns[1].spans, record.turns[1].spans);
  EXPECT_EQ(loaded->turns[2].speaker, std::nullopt);
  EXPECT_EQ(loaded->exchanges[0].answer, record.exchanges[0].answer);
  EXPECT_THAT(loaded->exchanges[1].answer, IsEmpty());
  EXPECT_EQ(loaded->speakers[1].name, "Tom Hale");
  EXPECT_EQ(loaded->speakers[1].labels, record.speakers[1].labels);
  EXPECT_EQ(loaded->sentences.span, record.sentences.span);
  EXPECT_EQ(loaded->blocks[0].kind, BlockKind::heading);
  EXPECT_EQ(loaded->diagnostics[0].span, record.diagnostics[0].span);
}

TEST_F(StoreTest, FindsByNumberPathFileNameAndTheStartOfAnId) {
  Store store = create();
  const Placed a = add(store, harbour());
  const Placed b = add(store, make_record("other/harbour.txt", "", {{"Ann Reed", "Nothing."}}));
  EXPECT_EQ(*store.find("2"), b.number);
  EXPECT_EQ(*store.find("talks/harbour.txt"), a.number);
  EXPECT_EQ(*store.find(a.sha256), a.number);
  EXPECT_EQ(*store.find(b.sha256.substr(0, 20)), b.number);
  EXPECT_EQ(store.find("harbour.txt").error().code, ErrorCode::record_ambiguous);
  EXPECT_EQ(store.find("nothing.txt").error().code, ErrorCode::record_not_found);
  EXPECT_EQ(store.find("77").error().code, ErrorCode::record_not_found);
  EXPECT_EQ(store.find("").error().code, ErrorCode::record_not_found);
}

TEST_F(StoreTest, RemovingLeavesNothingBehindAndNoNumberIsUsedTwice) {
  Store store = create();
  const Placed placed = add(store, harbour());
  ASSERT_TRUE(store.remove(placed.number).has_value());
  for (const std::string& table :
       rows(store,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
            "'%\\_index%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")) {
    EXPECT_THAT(rows(store, "SELECT 'a row' FROM " + table), IsEmpty()) << table;
  }
  EXPECT_THAT(rows(store, "SELECT rowid FROM turn_index('harbour')"), IsEmpty());
  EXPECT_THAT(rows(store, "SELECT rowid FROM passage_index('" + passage_token("spent", "it") + "')"),
              IsEmpty());
  EXPECT_THAT(*store.check(), IsEmpty());
  EXPECT_EQ(store.remove(placed.number).error().code, ErrorCode::record_not_found);
  EXPECT_GT(add(store, harbour()).number, placed.number);
}

TEST_F(StoreTest, ReplacingKeepsTheNumberAndTheIndexFollows) {
  Store store = create();
  const Record record = harbour();
  const Placed placed = add(store, record);
  Record again = harbour();
  again.turns.pop_back();
  again.sentences.span.pop_back();
  again.sentences.turn.pop_back();
  ASSERT_TRUE(
      store.replace(placed.number, {again, record.document.text(), make_json(again), {}}).has_value());
  EXPECT_EQ(store.counts()->turns, 3);
  EXPECT_THAT(rows(store, "SELECT rowid FROM turn_index('why')"), IsEmpty());
  EXPECT_THAT(*store.check(), IsEmpty());
  EXPECT_EQ(*store.numbers(), std::vector<std::int64_t>{placed.number});
}

TEST_F(StoreTest, WhatWasGivenIsKeptForRefreshing) {
  Store store = create();
  Given given;
  given.date = "2021-03-04";
  given.title = "A title";
  given.outlet = "The Gazette";
  given.speakers = {{"Q", "Ann Reed"}, {"A", "Tom Hale"}};
  Record record = harbour();
  record.layers = LayerSet::none();
  record.layers.add(Layer::turns);
  const auto source = store.source(add(store, record, given).number);
  EXPECT_EQ(source->given.date, given.date);
  EXPECT_EQ(source->given.title, given.title);
  EXPECT_EQ(source->given.outlet, given.outlet);
  EXPECT_THAT(source->given.speakers, ::testing::UnorderedElementsAreArray(given.speakers));
  EXPECT_EQ(source->layers.bits, record.layers.bits);
}

TEST_F(StoreTest, OutdatedAreThoseOfAnotherVersion) {
  Store store = create();
  const Placed placed = add(store, harbour());
  EXPECT_THAT(*store.outdated(""), IsEmpty());
  ASSERT_TRUE(store.database().run("UPDATE records SET quoth_version = '0.0.1'").has_value());
  EXPECT_EQ(*store.outdated(""), std::vector<std::int64_t>{placed.number});
}

TEST_F(StoreTest, OutdatedAreThoseThatOtherWeightsRead) {
  Store store = create();
  Record record = harbour();
  record.weights = "aa";
  const std::int64_t number = add(store, record).number;
  Record other = make_record("other.txt", "", {{"Ann Reed", "Nothing to read."}});
  other.layers = LayerSet::of(Layer::turns);
  add(store, other);
  EXPECT_EQ(store.source(number)->weights, "aa");
  EXPECT_THAT(*store.outdated("aa"), IsEmpty());
  EXPECT_THAT(*store.outdated("bb"), ElementsAre(number));
  EXPECT_THAT(*store.outdated(""), IsEmpty()) << "without weights nothing better can be read";
}

TEST_F(StoreTest, ListsSpeakersByHowMuchTheySay) {
  Store store = create();
  add(store, harbour());
  const auto records = store.list();
  ASSERT_EQ(records->size(), 1u);
  EXPECT_THAT(records->front().speakers, ElementsAre("Ann Reed", "Tom Hale"));
  EXPECT_EQ(records->front().turns, 4);
  EXPECT_EQ(records->front().words, 17);
  EXPECT_EQ(records->front().quoth_version, kVersion);
}

TEST_F(StoreTest, AStoreThatIsNotThere) {
  EXPECT_EQ(open_error("none.db"), ErrorCode::store_not_found);
  EXPECT_FALSE(std::filesystem::exists(path("none.db")));
}

TEST_F(StoreTest, ForeignFilesAreLeftAlone) {
  write_file("text.db", std::string(5000, 'x'));
  EXPECT_EQ(open_error("text.db", OpenMode::create), ErrorCode::store_foreign);
  {
    auto other = Database::open(path("other.db"), OpenMode::create, 50);
    ASSERT_TRUE(other->run("CREATE TABLE songs(name)").has_value());
  }
  EXPECT_EQ(open_error("other.db", OpenMode::create), ErrorCode::store_foreign);
  EXPECT_EQ(*Database::open(path("other.db"), OpenMode::existing, 50)
                 ->value("SELECT group_concat(name) FROM sqlite_schema"),
            "songs");
}

TEST_F(StoreTest, AnEmptyFileBecomesAStore) {
  write_file("quoth.db", "");
  Store store = create();
  EXPECT_EQ(store.counts()->records, 0);
}

TEST_F(StoreTest, AStoreOfANewerVersion) {
  Store store = create();
  ASSERT_TRUE(store.database().run("PRAGMA user_version = 99").has_value());
  EXPECT_EQ(open_error("quoth.db"), ErrorCode::store_newer);
}

TEST_F(StoreTest, ALockedStore) {
  Store store = create();
  auto other = Database::open(path(), OpenMode::existing, 50);
  ASSERT_TRUE(other->run("BEGIN IMMEDIATE").has_value());
  const Record record = harbour();
  EXPECT_EQ(store.add({record, "", make_json(record), {}}).error().code, ErrorCode::store_locked);
  EXPECT_TRUE(store.list().has_value()) << "reading goes on while another writes";
  ASSERT_TRUE(other->run("ROLLBACK").has_value());
  add(store, record);
}

TEST_F(StoreTest, AFullDiskLeavesTheStoreAsItWas) {
  Store store = create();
  add(store, harbour());
  const auto n_pages = *store.database().integer("PRAGMA page_count");
  ASSERT_TRUE(store.database().value("PRAGMA max_page_count = " + std::to_string(n_pages + 2)).has_value());
  const Record large = make_record("large.txt", "", {{"Ann Reed", std::string(100'000, 'w')}});
  const auto placed = store.add({large, large.document.text(), make_json(large), {}});
  ASSERT_FALSE(placed.has_value());
  EXPECT_EQ(placed.error().code, ErrorCode::store_full);
  EXPECT_EQ(store.counts()->records, 1);
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST_F(StoreTest, ADamagedStore) {
  add(*std::make_unique<Store>(create()), harbour());
  std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file << std::string(3000, '\xEE');
  file.close();
  EXPECT_EQ(open_error("quoth.db"), ErrorCode::store_damaged);
}

TEST_F(StoreTest, APathThatCannotBeWritten) {
  EXPECT_EQ(open_error("", OpenMode::create), ErrorCode::store_unwritable);
  EXPECT_EQ(open_error("no/folder/quoth.db", OpenMode::create), ErrorCode::store_unwritable);
}

TEST_F(StoreTest, ChecksFindAnIndexThatDoesNotAgree) {
  Store store = create();
  add(store, harbour());
  ASSERT_TRUE(store.database().run("UPDATE turns SET text = 'other words' WHERE number = 0").has_value());
  EXPECT_THAT(*store.check(), ElementsAre(HasSubstr("search index")));
}

TEST_F(StoreTest, MigrationsGoStepByStepAndOneThatFailsChangesNothing) {
  auto database = Database::open(path(), OpenMode::create, 50);
  const char* good[] = {"CREATE TABLE a(x)", "ALTER TABLE a ADD COLUMN y"};
  const char* bad[] = {good[0], good[1], "CREATE TABLE b(x); CREATE TABLE a(x)"};
  ASSERT_TRUE(migrate(*database, path(), std::span(good, 1)).has_value());
  EXPECT_EQ(*database->integer("PRAGMA user_version"), 1);
  ASSERT_TRUE(migrate(*database, path(), good).has_value());
  EXPECT_EQ(*database->integer("SELECT count(*) FROM pragma_table_info('a')"), 2);
  EXPECT_FALSE(migrate(*database, path(), bad).has_value());
  EXPECT_EQ(*database->integer("PRAGMA user_version"), 2);
  EXPECT_EQ(*database->integer("SELECT count(*) FROM sqlite_schema"), 1);
  EXPECT_EQ(migrate(*database, path(), std::span(good, 1)).error().code, ErrorCode::store_newer);
}

Record board() {
  Record record =
      make_record("board.txt", "2020",
                  {{"Ann Reed", "The Bürgerrat spent it"}, {"Tom Hale", "Spending !"}, {"", "Spend"}});
  quoth::testing::add_tokens(
      record,
      [](std::string_view word) { return word.starts_with('s') || word.starts_with('S') ? "spend" : "x"; },
      [](std::string_view word) { return word == "!" ? "PUNCT" : "NOUN"; });
  const auto mention = [&](std::string_view words, MentionKind kind) {
    const std::size_t at = record.document.text().find(words);
    return Mention{make_span(at, at + words.size()), kind, make_span(0, at + words.size()), 0.25f};
  };
  record.entities = {{"Bürgerrat",
                      EntityType::org,
                      {},
                      {mention("Bürgerrat", MentionKind::name), mention("it", MentionKind::pronoun)}},
                     {"Tom Hale", EntityType::per, SpeakerId(1u), {}}};
  record.weights = "aa";
  return record;
}

TEST_F(StoreTest, ViewsAnswerAboutWordsAndNames) {
  Store store = create();
  add(store, board());
  EXPECT_THAT(rows(store,
                   "SELECT coalesce(speaker, 'nobody') || ' ' || count(*) FROM words WHERE lemma = 'spend' "
                   "GROUP BY speaker ORDER BY 1"),
              ElementsAre("Ann Reed 1", "Tom Hale 1", "nobody 1"));
  EXPECT_THAT(rows(store, "SELECT text FROM words WHERE upos = 'NOUN' AND turn = 0 ORDER BY number"),
              ElementsAre("The", "Bürgerrat", "spent", "it"));
  EXPECT_THAT(rows(store, "SELECT name || ' ' || path || ' ' || mentions FROM named WHERE type = 'ORG'"),
              ElementsAre("Bürgerrat board.txt 2"));
  EXPECT_THAT(rows(store, "SELECT name FROM named WHERE speaker = 'Tom Hale'"), ElementsAre("Tom Hale"));
  EXPECT_THAT(rows(store, "SELECT text || ' ' || kind || ' ' || speaker FROM mentioned ORDER BY begin"),
              ElementsAre("Bürgerrat name Ann Reed", "it pronoun Ann Reed"));
}

TEST_F(StoreTest, TheLayersOfWordsAndEntitiesComeBackAsTheyWere) {
  Store store = create();
  const Record record = board();
  const Record loaded = *store.load(add(store, record).number);
  EXPECT_EQ(loaded.weights, "aa");
  ASSERT_EQ(loaded.tokens.size(), record.tokens.size());
  EXPECT_EQ(loaded.tokens.span, record.tokens.span);
  EXPECT_EQ(loaded.tokens.head, record.tokens.head);
  for (std::size_t i = 0; i < record.tokens.size(); ++i) {
    EXPECT_EQ(loaded.tokens.lemma[i], record.tokens.lemma[i]);
    EXPECT_EQ(loaded.tokens.upos[i], record.tokens.upos[i]);
    EXPECT_EQ(loaded.tokens.deprel[i], record.tokens.deprel[i]);
  }
  ASSERT_EQ(loaded.entities.size(), 2u);
  EXPECT_EQ(loaded.entities[0].name, "Bürgerrat");
  EXPECT_EQ(loaded.entities[0].type, EntityType::org);
  EXPECT_EQ(loaded.entities[1].speaker, SpeakerId(1u));
  ASSERT_EQ(loaded.entities[0].mentions.size(), 2u);
  const Mention &was = record.entities[0].mentions[1], &is = loaded.entities[0].mentions[1];
  EXPECT_EQ(is.span, was.span);
  EXPECT_EQ(is.phrase, was.phrase);
  EXPECT_EQ(is.kind, was.kind);
  EXPECT_EQ(is.score, was.score);
}

/// A record with figures and stances of all shapes.
Record readings() {
  Record record = board();
  Quantity sum;
  sum.span = {0, 3};
  sum.kind = QuantityKind::money;
  sum.value = 2.5e9;
  sum.unit = "USD";
  sum.modifier = QuantityModifier::at_least;
  sum.of = Span{4, 9};
  sum.than = Span{10, 12};
  sum.out_of = Span{13, 15};
  Quantity range;
  range.span = {4, 7};
  range.kind = QuantityKind::range;
  range.low = 40;
  range.high = 60;
  range.unit = "percent";
  Quantity huge;
  huge.span = {7, 9};
  huge.decimal = std::string(400, '7');
  record.quantities = {sum, range, huge};
  record.stances = {{{0, 3}, StanceKind::denial, {4, 9}, SpeakerId(1u)},
                    {{4, 7}, StanceKind::hedge, {7, 9}, EntityId(0u)},
                    {{7, 9}, StanceKind::evidential, {7, 9}, Unnamed{Span{1, 3}}},
                    {{7, 9}, StanceKind::negation, {7, 9}, Unnamed{}}};
  return record;
}

TEST_F(StoreTest, QuantitiesAndStancesComeBackAsTheyWere) {
  Store store = create();
  const Record record = readings();
  const Record loaded = *store.load(add(store, record).number);
  EXPECT_EQ(loaded.quantities, record.quantities);
  EXPECT_EQ(loaded.stances, record.stances);
  EXPECT_THAT(rows(store, "SELECT figure_kind FROM quantities ORDER BY number"),
              ElementsAre("money", "percent", "number"));
  EXPECT_THAT(rows(store, "SELECT text || ' ' || value || ' ' || speaker FROM figures WHERE kind = 'money'"),
              ElementsAre("The 2500000000.0 Ann Reed"));
  EXPECT_THAT(rows(store, "SELECT holder || ' ' || text FROM certainty WHERE kind = 'denial'"),
              ElementsAre("Tom Hale The"));
}

TEST_F(StoreTest, TimesComeBackAsTheyWere) {
  Store store = create();
  Record record = board();
  record.times = {{{0, 3}, TimeType::date, "2008-08", TimeMod::start, "", ""},
                  {{4, 7}, TimeType::date, "", TimeMod::none, "", ""},
                  {{7, 9}, TimeType::duration, "P10Y", TimeMod::approx, "2008-07-14", "2018-07-14"},
                  {{10, 12}, TimeType::set, "XXXX-WXX-4", TimeMod::none, "", ""}};
  const Record loaded = *store.load(add(store, record).number);
  ASSERT_EQ(loaded.times.size(), record.times.size());
  for (std::size_t i = 0; i < record.times.size(); ++i) {
    const Time &was = record.times[i], &is = loaded.times[i];
    EXPECT_EQ(is.span, was.span);
    EXPECT_EQ(is.type, was.type);
    EXPECT_EQ(is.value, was.value);
    EXPECT_EQ(is.mod, was.mod);
    EXPECT_EQ(is.from, was.from);
    EXPECT_EQ(is.to, was.to);
  }
  EXPECT_THAT(rows(store, "SELECT coalesce(value, '-') FROM times ORDER BY number"),
              ElementsAre("2008-08", "-", "P10Y", "XXXX-WXX-4"));
  EXPECT_THAT(rows(store, "SELECT first_day || ' ' || last_day FROM times WHERE first_day IS NOT NULL"),
              ElementsAre("20080801 20080831"));
  EXPECT_THAT(rows(store, "SELECT speaker || ': ' || text FROM dated WHERE value = '2008-08'"),
              ElementsAre("Ann Reed: The"));
}

TEST_F(StoreTest, TheLexiconKeepsNothingThatNoRecordHas) {
  Store store = create();
  const std::int64_t first = add(store, board()).number;
  Record other = make_record("other.txt", "", {{"Ann Reed", "Spend"}});
  quoth::testing::add_tokens(
      other, [](std::string_view) { return "spend"; }, [](std::string_view) { return "NOUN"; });
  add(store, other);
  EXPECT_THAT(rows(store, "SELECT text FROM lexicon ORDER BY text"),
              ElementsAre("Bürgerrat", "Tom Hale", "spend", "x"));
  ASSERT_TRUE(store.remove(first).has_value());
  EXPECT_THAT(rows(store, "SELECT text FROM lexicon"), ElementsAre("spend"));
  EXPECT_THAT(rows(store, "SELECT count(*) FROM marks"), ElementsAre("1"));
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST_F(StoreTest, AStoreOfTheFirstVersionGainsTheLayers) {
  const Record record = board();
  const std::string text(record.document.text());
  {
    auto old = Database::open(path(), OpenMode::create, 50);
    ASSERT_TRUE(migrate(*old, path(), migrations().first(1)).has_value());
    const auto run = [&](const std::string& sql) { ASSERT_TRUE(old->run(sql).has_value()) << sql; };
    run("INSERT INTO records(number, sha256, path, file_name, format, characters, words, quoth_version, "
        "record_version) VALUES (1, '" +
        record.document.sha256() +
        "', 'board.txt', 'board.txt', 'text', 36, 6, "
        "'0.1.0', 1)");
    run("INSERT INTO sources VALUES (1, 'source')");
    run("INSERT INTO documents SELECT 1, json_object('text', 'The Bürgerrat spent it')");
    for (const char* layer : {"blocks", "turns", "exchanges", "sentences", "diagnostics"}) {
      run(std::string("INSERT INTO given VALUES (1, 'layer', '") + layer + "', '')");
    }
    run("INSERT INTO people VALUES (1, 'Ann Reed')");
    run("INSERT INTO speakers VALUES (1, 0, 'Ann Reed', NULL, NULL, 1)");
    run("INSERT INTO turns(id, record, number, speaker, begin, end, words, text) "
        "VALUES (4294967296, 1, 0, 0, 0, 22, 4, 'The Bürgerrat spent it')");
    run("INSERT INTO turn_index(rowid, text, who) SELECT id, text, who FROM turn_words");
  }
  Store store = create();
  EXPECT_EQ(store.counts()->schema_version, std::ssize(migrations()));
  EXPECT_THAT(rows(store, "SELECT rowid FROM passage_index('" + passage_token("the", "bürgerrat") + "')"),
              IsEmpty())
      << "keys are decomposed";
  EXPECT_THAT(rows(store, "SELECT rowid FROM passage_index('" + passage_token("spent", "it") + "')"),
              ElementsAre("4294967296"));
  EXPECT_THAT(*store.check(), IsEmpty());
  EXPECT_THAT(rows(store, "SELECT rowid FROM turn_index('text : burgerrat')"), ElementsAre("4294967296"));
  EXPECT_THAT(*store.outdated("aa"), ElementsAre(1)) << "refresh reads the new layers";
  EXPECT_TRUE(store.source(1)->layers.has(Layer::tokens));
  EXPECT_TRUE(store.source(1)->layers.has(Layer::quotes));
  ASSERT_TRUE(store.replace(1, {record, text, make_json(record), {}}).has_value());
  EXPECT_THAT(rows(store, "SELECT count(*) FROM words WHERE lemma = 'spend'"), ElementsAre("3"));
  EXPECT_THAT(*store.outdated("aa"), IsEmpty());
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST_F(StoreTest, TheFileTellsWhatItIs) {
  Store store = create();
  EXPECT_EQ(*store.database().integer("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(*store.database().value("PRAGMA journal_mode"), "wal");
}

}  // namespace
}  // namespace quoth
