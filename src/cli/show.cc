#include <filesystem>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "engine/annotate_file.h"
#include "engine/open_store.h"
#include "write/record_json.h"
#include "write/transcript.h"

namespace quoth {
namespace {

struct ShowArguments {
  std::string record;
  bool everything = false;
};

/// A record of the store, or else a file that is not in it.
Result<void> show(Context& context, const ShowArguments& arguments) {
  const TranscriptOptions options{
      .width = context.out.width(), .colour = context.colour(), .everything = arguments.everything};
  Result<Store> store = open_store(context.store, OpenMode::existing);
  const auto number = store ? store->find(arguments.record) : tl::unexpected(store.error());
  if (number) {
    if (context.json) {
      QUOTH_TRY(const std::string json, store->json(*number));
      context.out.line(json);
      return {};
    }
    QUOTH_TRY(const Record record, store->load(*number));
    context.out.write(render_transcript(record, options));
    return {};
  }
  std::error_code ignored;
  if (!std::filesystem::exists(arguments.record, ignored)) return tl::unexpected(number.error());
  QUOTH_TRY(const Record record, annotate_file(arguments.record, {}).map_error([&](const Error& error) {
    return about(arguments.record, error);
  }));
  if (context.json) {
    context.out.line(record_json(record, {.source_map = true}));
  } else {
    context.out.write(render_transcript(record, options));
  }
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
  command->add_flag("--all", arguments->everything, "With the front matter and the boilerplate");
  command->callback([&context, arguments] {
    if (const auto shown = show(context, *arguments); !shown) context.report(shown.error());
  });
}

}  // namespace quoth
