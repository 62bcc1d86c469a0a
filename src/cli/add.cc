#include "engine/add.h"

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/given_options.h"
#include "cli/progress.h"
#include "engine/collect_files.h"
#include "engine/open_store.h"
#include "engine/weights.h"
#include "text/columns.h"
#include "write/json_writer.h"
#include "write/record_json.h"

namespace quoth {
namespace {

struct AddArguments {
  std::vector<std::string> paths;
  AnnotateOptions annotate;
};

struct RefreshArguments {
  std::vector<std::string> records;
};

/// A file's name may hold anything; a terminal must not obey it.
std::string printable(std::string_view path) { return cut_to_columns(path, std::numeric_limits<int>::max()); }

std::string json_of(const Kept& kept) {
  if (!kept.placed) return error_json(&kept.path, kept.placed.error(), 0);
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member("id", kept.path);
  writer.member_integer("number", kept.placed->number);
  writer.member("sha256", kept.placed->sha256);
  writer.key("was_there");
  writer.boolean(kept.placed->was_there);
  writer.end_object();
  return json;
}

/// Tells what becomes of each file: a line each (on a terminal a bar instead), and at the end what failed.
class Report {
 public:
  Report(Context& context, std::size_t total, std::string_view done, std::string_view was_there)
      : context_(context), done_(done), was_there_(was_there), progress_(total, !context.quiet) {
    lines_ = !context.quiet && !(progress_.is_shown() && context.out.is_terminal());
  }

  void operator()(const Kept& kept) {
    if (kept.placed) {
      ++(kept.placed->was_there ? n_there_ : n_done_);
    } else {
      failures_.push_back(kept.placed.error());
      if (failures_.back().message.find(kept.path) == std::string::npos) {
        failures_.back().message = kept.path + ": " + failures_.back().message;
      }
    }
    progress_.step(kept.path);
    if (context_.json || lines_) print(kept);
  }

  void failed(const Error& error) { failures_.push_back(error); }

  void finish() {
    progress_.clear();
    context_.out.flush();
    for (const Error& error : failures_) context_.report(error);
    std::string text;
    const auto add = [&](std::size_t n, std::string_view what) {
      if (n > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, what);
    };
    add(n_done_, done_);
    add(n_there_, was_there_);
    add(failures_.size(), "failed");
    context_.note(text.empty() ? "nothing to do" : text);
  }

 private:
  /// Flushed at once: a line says that the record is on the disk.
  void print(const Kept& kept) {
    progress_.clear();
    if (context_.json) {
      context_.out.line(json_of(kept));
    } else if (kept.placed) {
      context_.out.line(fmt::format("{:>5}  {}  {}  {}", kept.placed->number,
                                    kept.placed->sha256.substr(0, 8),
                                    kept.placed->was_there ? was_there_ : done_, printable(kept.path)));
    }
    context_.out.flush();
  }

  Context& context_;
  std::string_view done_;
  std::string_view was_there_;
  Progress progress_;
  bool lines_;
  std::size_t n_done_ = 0;
  std::size_t n_there_ = 0;
  std::vector<Error> failures_;
};

void run_add(Context& context, AddArguments& arguments) {
  ModelSource weights(weights_path(), context.jobs);
  arguments.annotate.weights = &weights;
  Stop& stop = context.stop_on_interrupt();
  const CollectedFiles files = collect_files(arguments.paths);
  Result<Store> store = open_store(context.store, OpenMode::create);
  if (!store) return context.report(store.error());
  Report report(context, files.paths.size(), "added", "already there");
  for (const Error& error : files.errors) report.failed(error);
  const auto done = add_files(*store, files.paths, arguments.annotate, context.jobs, stop,
                              [&](const Kept& kept) { report(kept); });
  if (!done) report.failed(done.error());
  report.finish();
}

void run_refresh(Context& context, const RefreshArguments& arguments) {
  ModelSource weights(weights_path(), context.jobs);
  Stop& stop = context.stop_on_interrupt();
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  std::vector<std::int64_t> numbers;
  if (arguments.records.empty()) {
    auto outdated = outdated_records(*store, weights);
    if (!outdated) return context.report(outdated.error());
    numbers = *std::move(outdated);
  }
  for (const std::string& reference : arguments.records) {
    const auto number = store->find(reference);
    if (!number) return context.report(number.error());
    numbers.push_back(*number);
  }
  Report report(context, numbers.size(), "added", "refreshed");
  const auto done =
      refresh_records(*store, numbers, weights, context.jobs, stop, [&](const Kept& kept) { report(kept); });
  if (!done) report.failed(done.error());
  report.finish();
}

}  // namespace

void add_add_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AddArguments>();
  CLI::App* command = app.add_subcommand("add", "Read, annotate and store files");
  command->add_option("PATH", arguments->paths, "Files, folders with all that is in them, - for stdin")
      ->type_name("")
      ->required();
  add_given_options(*command, arguments->annotate.given);
  add_layers_option(*command, arguments->annotate.layers);
  command->callback([&context, arguments] { run_add(context, *arguments); });
}

void add_refresh_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<RefreshArguments>();
  CLI::App* command = app.add_subcommand("refresh", "Annotate records again from their stored bytes");
  command
      ->add_option("RECORD", arguments->records,
                   "Which; without, all that another version or other weights made")
      ->type_name("");
  command->callback([&context, arguments] { run_refresh(context, *arguments); });
}

}  // namespace quoth
