#include "write/timeline.h"

#include <memory>
#include <string>

#include "cli/commands.h"
#include "engine/open_store.h"

namespace quoth {
namespace {

struct TimelineArguments {
  std::string record;
  bool csv = false;
};

Result<void> timeline(Context& context, const TimelineArguments& arguments) {
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  std::vector<std::int64_t> numbers;
  if (arguments.record.empty()) {
    QUOTH_TRY(numbers, store.numbers());
  } else {
    QUOTH_TRY(const std::int64_t number, store.find(arguments.record));
    numbers.push_back(number);
  }
  bool first = true;
  for (const std::int64_t number : numbers) {
    QUOTH_TRY(const Record record, store.load(number));
    if (context.json) {
      context.out.line(timeline_json(record));
    } else if (arguments.csv) {
      const std::string csv = timeline_csv(record);
      context.out.write(first ? csv : csv.substr(csv.find('\n') + 1));
    } else {
      if (!first) context.out.line("");
      context.out.write(render_timeline(record, {.width = context.out.width(), .colour = context.colour()}));
    }
    first = false;
  }
  return {};
}

}  // namespace

void add_timeline_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<TimelineArguments>();
  CLI::App* command = app.add_subcommand("timeline", "What is said to have happened when, and by whom");
  command
      ->add_option(
          "RECORD", arguments->record,
          "A number of quoth list, the start of an id, a file's name [all records, one after another]")
      ->type_name("");
  command->add_flag("--csv", arguments->csv, "Comma-separated, a line a time");
  command->callback([&context, arguments] {
    if (const auto shown = timeline(context, *arguments); !shown) context.report(shown.error());
  });
}

}  // namespace quoth
