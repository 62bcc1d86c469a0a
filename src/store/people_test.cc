#include "store/people.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "store/store.h"
#include "testing/stores.h"

namespace quoth {
namespace {

using quoth::testing::add;
using quoth::testing::in_memory;
using quoth::testing::make_json;
using quoth::testing::make_record;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> names(Store& store) {
  std::vector<std::string> found;
  const auto people = list_people(store.database());
  for (const Person& person : *people) found.push_back(person.name);
  return found;
}

Record talk(const std::string& speaker, const std::string& words) {
  return make_record(words + ".txt", "", {{speaker, words}, {"Ann Reed", "I see."}});
}

TEST(People, SpeakOverAllRecords) {
  Store store = in_memory();
  add(store, talk("Tom Hale", "One two three"));
  add(store, talk("Tom Hale", "Four"));
  const auto people = *list_people(store.database());
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].name, "Ann Reed");
  EXPECT_EQ(people[0].words, 4);
  EXPECT_EQ(people[1].records, 2);
  EXPECT_EQ(people[1].turns, 2);
  EXPECT_EQ(people[1].words, 4);
}

TEST(People, RenamingHoldsForWhatComesLaterAndForRefreshedRecords) {
  Store store = in_memory();
  const Record first = talk("T. Hale", "One");
  const std::int64_t number = add(store, first);
  ASSERT_TRUE(rename_person(store.database(), "T. Hale", "Tom Hale", "ann").has_value());
  const std::int64_t second = add(store, talk("T. Hale", "Two"));
  ASSERT_TRUE(store.replace(number, {first, first.document.text(), make_json(first), {}}).has_value());
  EXPECT_THAT(names(store), ElementsAre("Ann Reed", "Tom Hale"));
  EXPECT_EQ(store.load(second)->speakers[0].name, "Tom Hale");
  EXPECT_THAT(*store.json(number),
              ::testing::HasSubstr(R"("speakers":[{"name":"Tom Hale"},{"name":"Ann Reed"}])"));
  EXPECT_EQ(*store.database().value("SELECT name FROM speakers WHERE record = 1 AND number = 0"), "T. Hale");
  EXPECT_EQ(*store.database().value("SELECT kind || ' ' || author FROM corrections"), "rename ann");
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(People, MergingAndSplitting) {
  Store store = in_memory();
  add(store, talk("Tom Hale", "One"));
  const std::int64_t second = add(store, talk("Thomas Hale", "Two"));
  ASSERT_TRUE(merge_people(store.database(), "Tom Hale", "Thomas Hale", "ann").has_value());
  EXPECT_THAT(names(store), ElementsAre("Ann Reed", "Tom Hale"));
  EXPECT_THAT(*store.check(), IsEmpty());
  ASSERT_TRUE(split_person(store.database(), "Tom Hale", {second}, "Tom Hale junior", "ann").has_value());
  EXPECT_THAT(names(store), ElementsAre("Ann Reed", "Tom Hale", "Tom Hale junior"));
  EXPECT_EQ(store.load(second)->speakers[0].name, "Tom Hale junior");
  EXPECT_THAT(*store.check(), IsEmpty());
}

TEST(People, CorrectionsOfNobody) {
  Store store = in_memory();
  const std::int64_t number = add(store, talk("Tom Hale", "One"));
  Database& database = store.database();
  EXPECT_EQ(rename_person(database, "Nobody", "X", "").error().code, ErrorCode::person_not_found);
  EXPECT_EQ(rename_person(database, "Tom Hale", "Ann Reed", "").error().code, ErrorCode::person_exists);
  EXPECT_EQ(rename_person(database, "Tom Hale", " ", "").error().code, ErrorCode::usage_invalid);
  EXPECT_EQ(merge_people(database, "Tom Hale", "Nobody", "").error().code, ErrorCode::person_not_found);
  EXPECT_EQ(merge_people(database, "Tom Hale", "Tom Hale", "").error().code, ErrorCode::usage_invalid);
  EXPECT_EQ(split_person(database, "Nobody", {number}, "X", "").error().code, ErrorCode::person_not_found);
  EXPECT_EQ(split_person(database, "Tom Hale", {number + 1}, "X", "").error().code,
            ErrorCode::person_not_found);
  EXPECT_EQ(*database.integer("SELECT count(*) FROM corrections"), 0);
  EXPECT_THAT(names(store), ElementsAre("Ann Reed", "Tom Hale"));
}

TEST(People, AreFoundByTheirWholeNameOrByWordsOfIt) {
  Store store = in_memory();
  add(store, talk("Tom Hale", "One"));
  add(store, talk("Tom Hale-Reed", "Two"));
  const auto found = [&](std::string_view words) {
    std::vector<std::string> people;
    if (const auto some = find_people(store.database(), words)) {
      for (const Person& person : *some) people.push_back(person.name);
    }
    return people;
  };
  EXPECT_THAT(found("tom hale"), ElementsAre("Tom Hale"));
  EXPECT_THAT(found("HALE"), ElementsAre("Tom Hale", "Tom Hale-Reed"));
  EXPECT_THAT(found("reed"), ElementsAre("Ann Reed", "Tom Hale-Reed"));
  EXPECT_THAT(found("ree"), IsEmpty());
  EXPECT_THAT(found(""), IsEmpty());
}

// Corrections as the slow obvious reading of the contract: rules applied to names, in order.
struct Rule {
  std::string name, new_name, sha256;
};

std::string reference_name(std::string name, const std::string& sha256, const std::vector<Rule>& rules) {
  for (const Rule& rule : rules) {
    if (rule.name == name && (rule.sha256.empty() || rule.sha256 == sha256)) name = rule.new_name;
  }
  return name;
}

RC_GTEST_PROP(People, CorrectionsInAnyOrderAreRulesAppliedInOrder, ()) {
  Store store = in_memory();
  Database& database = store.database();
  std::vector<Record> records;
  std::vector<Rule> rules;
  const auto name = [] { return std::string(1, *rc::gen::inRange('a', 'f')); };
  const int n_steps = *rc::gen::inRange(1, 14);
  for (int step = 0; step < n_steps; ++step) {
    const std::string a = name(), b = name();
    switch (*rc::gen::inRange(0, 4)) {
      case 0: {
        Record record =
            make_record(std::to_string(step), "", {{a, "Word " + std::to_string(step)}, {b, "Other"}});
        add(store, record);
        records.push_back(std::move(record));
        break;
      }
      case 1:
        if (rename_person(database, a, b, "")) rules.push_back({a, b, ""});
        break;
      case 2:
        if (merge_people(database, a, b, "")) rules.push_back({b, a, ""});
        break;
      default:
        if (!records.empty()) {
          const auto i = *rc::gen::inRange<std::size_t>(0, records.size());
          if (split_person(database, a, {static_cast<std::int64_t>(i) + 1}, b, "")) {
            rules.push_back({a, b, records[i].document.sha256()});
          }
        }
    }
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto loaded = store.load(static_cast<std::int64_t>(i) + 1);
    for (std::size_t s = 0; s < records[i].speakers.size(); ++s) {
      RC_ASSERT(loaded->speakers[s].name ==
                reference_name(records[i].speakers[s].name, records[i].document.sha256(), rules));
    }
  }
  RC_ASSERT(store.check()->empty());
}

}  // namespace
}  // namespace quoth
