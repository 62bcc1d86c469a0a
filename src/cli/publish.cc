#include "page/publish.h"

#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/progress.h"
#include "engine/open_store.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

void run_publish(Context& context, const std::string& folder) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  const auto counts = store->counts();
  if (!counts) return context.report(counts.error());
  Progress progress(static_cast<std::size_t>(counts->records), !context.quiet);
  const auto published = publish(*store, folder, [&](std::size_t, std::size_t) { progress.step(folder); });
  progress.clear();
  if (!published) return context.report(published.error());
  if (context.json) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object();
    writer.member_integer("records", static_cast<std::int64_t>(published->records));
    writer.member_integer("people", static_cast<std::int64_t>(published->people));
    writer.member_integer("files", static_cast<std::int64_t>(published->files));
    writer.member_integer("removed", static_cast<std::int64_t>(published->removed));
    writer.end_object();
    context.out.line(json);
    return;
  }
  context.note(fmt::format(
      "{} records and {} people in {} files{}; put {} on any web server", published->records,
      published->people, published->files,
      published->removed > 0 ? fmt::format(", {} old ones removed", published->removed) : "", folder));
}

}  // namespace

void add_publish_command(CLI::App& app, Context& context) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("publish", "A static site of what is in the store, for any web server");
  command->add_option("DIR", *folder, "Where it is written")->type_name("")->required();
  command->callback([&context, folder] { run_publish(context, *folder); });
}

}  // namespace quoth
