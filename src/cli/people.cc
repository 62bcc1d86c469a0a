#include "store/people.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/user_name.h"
#include "engine/open_store.h"
#include "text/columns.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

struct PeopleArguments {
  std::string name;
  std::string other;
  std::vector<std::string> records;
  std::string author;
};

std::string json_of(const Person& person) {
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member("name", person.name);
  writer.member_integer("records", person.records);
  writer.member_integer("turns", person.turns);
  writer.member_integer("words", person.words);
  writer.end_object();
  return json;
}

void run_people(Context& context) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  const auto people = list_people(store->database());
  if (!people) return context.report(people.error());
  const int columns = context.out.width();
  if (!context.json && !people->empty()) context.out.line("    Words   Turns  Records  Name");
  for (const Person& person : *people) {
    const std::string line = context.json
                                 ? json_of(person)
                                 : cut_to_columns(fmt::format("{:>9} {:>7}  {:>7}  {}", person.words,
                                                              person.turns, person.records, person.name),
                                                  columns);
    if (!context.out.line(line)) return;
  }
}

/// Opens the store, corrects, says what was done.
void correct(Context& context, std::string_view done, const std::function<Result<void>(Store&)>& correction) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  const auto corrected = store ? correction(*store) : tl::unexpected(store.error());
  if (!corrected) return context.report(corrected.error());
  context.note(done);
}

void run_split(Context& context, const PeopleArguments& arguments) {
  correct(
      context,
      fmt::format("{} in {} records is now {}", arguments.name, arguments.records.size(), arguments.other),
      [&](Store& store) -> Result<void> {
        std::vector<std::int64_t> numbers;
        for (const std::string& reference : arguments.records) {
          QUOTH_TRY(const std::int64_t number, store.find(reference));
          numbers.push_back(number);
        }
        return split_person(store.database(), arguments.name, numbers, arguments.other, arguments.author);
      });
}

CLI::App* add_correction(CLI::App& people, PeopleArguments& arguments, const char* name, const char* what) {
  CLI::App* command = people.add_subcommand(name, what);
  command->add_option("--author", arguments.author, "Who corrects [the user's name]")->type_name("NAME");
  return command;
}

}  // namespace

void add_people_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<PeopleArguments>();
  arguments->author = user_name();
  CLI::App* people = app.add_subcommand("people", "Who speaks, and how much; corrections of names");

  CLI::App* rename = add_correction(*people, *arguments, "rename", "Call somebody otherwise, in all records");
  rename->add_option("OLD", arguments->name, "As quoth people shows it")->type_name("")->required();
  rename->add_option("NEW", arguments->other, "What to call them")->type_name("")->required();
  rename->callback([&context, arguments] {
    correct(context, fmt::format("{} is now {}", arguments->name, arguments->other), [&](Store& store) {
      return rename_person(store.database(), arguments->name, arguments->other, arguments->author);
    });
  });

  CLI::App* merge = add_correction(*people, *arguments, "merge", "Two names are one person");
  merge->add_option("NAME", arguments->name, "The name that stays")->type_name("")->required();
  merge->add_option("OTHER", arguments->other, "The name that goes")->type_name("")->required();
  merge->callback([&context, arguments] {
    correct(context, fmt::format("{} is now {}", arguments->other, arguments->name), [&](Store& store) {
      return merge_people(store.database(), arguments->name, arguments->other, arguments->author);
    });
  });

  CLI::App* split = add_correction(*people, *arguments, "split", "In some records it is somebody else");
  split->add_option("NAME", arguments->name, "As quoth people shows it")->type_name("")->required();
  split->add_option("NEW", arguments->other, "What to call them in these records")->type_name("")->required();
  split->add_option("RECORD", arguments->records, "Which records")->type_name("")->required();
  split->callback([&context, arguments] { run_split(context, *arguments); });

  people->callback([&context, people] {
    if (people->get_subcommands().empty()) run_people(context);
  });
}

}  // namespace quoth
