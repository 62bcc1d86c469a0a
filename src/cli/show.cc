#include <filesystem>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "engine/annotate_file.h"
#include "engine/open_store.h"
#include "engine/weights.h"
#include "write/entity_page.h"
#include "write/quantity_page.h"
#include "write/quote_page.h"
#include "write/record_json.h"
#include "write/stance_page.h"
#include "write/time_page.h"
#include "write/token_page.h"
#include "write/transcript.h"

namespace quoth {
namespace {

struct ShowArguments {
  std::string record;
  std::string layer;
  bool everything = false;
};

void print(Context& context, const ShowArguments& arguments, Record& record) {
  const int width = context.out.width();
  if (context.json) {
    // Of a record the layer that was asked for, beside what is in every record.
    if (const auto layer = layer_of(arguments.layer)) record.layers.bits &= LayerSet::of(*layer).bits;
    context.out.line(record_json(record, {.source_map = arguments.layer.empty()}));
  } else if (arguments.layer == "entities") {
    context.out.write(render_entities(record, {.width = width, .colour = context.colour()}));
  } else if (arguments.layer == "quotes") {
    context.out.write(
        render_quotes(record, {.self = true, .scare = true}, {.width = width, .colour = context.colour()}));
  } else if (arguments.layer == "tokens") {
    context.out.write(render_tokens(record, {.width = width, .colour = context.colour()}));
  } else if (arguments.layer == "times") {
    context.out.write(render_times(record, {.width = width, .colour = context.colour()}));
  } else if (arguments.layer == "quantities") {
    context.out.write(render_quantities(record, {.width = width, .colour = context.colour()}));
  } else if (arguments.layer == "stances") {
    context.out.write(render_stances(record, {.width = width, .colour = context.colour()}));
  } else {
    context.out.write(render_transcript(
        record, {.width = width, .colour = context.colour(), .everything = arguments.everything}));
  }
}

/// A record of the store, or else a file that is not in it.
Result<void> show(Context& context, const ShowArguments& arguments) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  const auto number = store ? store->find(arguments.record) : tl::unexpected(store.error());
  if (number) {
    if (context.json && arguments.layer.empty()) {
      QUOTH_TRY(const std::string json, store->json(*number));
      context.out.line(json);
      return {};
    }
    QUOTH_TRY(Record record, store->load(*number));
    print(context, arguments, record);
    return {};
  }
  std::error_code ignored;
  if (!std::filesystem::exists(arguments.record, ignored)) return tl::unexpected(number.error());
  ModelSource weights(weights_path(), context.jobs);
  QUOTH_TRY(Record record,
            annotate_file(arguments.record, {.weights = &weights}).map_error([&](const Error& error) {
              return about(arguments.record, error);
            }));
  print(context, arguments, record);
  return {};
}

}  // namespace

void add_show_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ShowArguments>();
  CLI::App* command = app.add_subcommand("show", "One record, to read in a terminal");
  command
      ->add_option("RECORD", arguments->record,
                   "A number of quoth list, the start of an id, a file's name; or any file")
      ->type_name("")
      ->required();
  command
      ->add_option("--layer", arguments->layer,
                   "What was read, where it stands: tokens, entities, quotes, times, quantities or stances")
      ->type_name("NAME")
      ->check(CLI::IsMember({"tokens", "entities", "quotes", "times", "quantities", "stances"}));
  command->add_flag("--all", arguments->everything, "With the front matter and the boilerplate");
  command->callback([&context, arguments] {
    if (const auto shown = show(context, *arguments); !shown) context.report(shown.error());
  });
}

}  // namespace quoth
