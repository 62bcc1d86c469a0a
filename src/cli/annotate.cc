#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/given_options.h"
#include "engine/annotate_stream.h"
#include "engine/weights.h"

namespace quoth {
namespace {

struct AnnotateArguments {
  std::vector<std::string> files;
  StreamOptions stream;
};

void run_annotate(Context& context, AnnotateArguments& arguments) {
  arguments.stream.jobs = context.jobs;
  ModelSource weights(weights_path(), context.jobs);
  arguments.stream.annotate.weights = &weights;
  Stop& stop = context.stop_on_interrupt();
  const StreamSink sink{
      .part = [&](std::string_view part) { return context.out.write(part); },
      .line = [&](std::string_view line) { return context.out.line(line); },
      .error = [&](const Error& error) { context.report(error); },
      .idle = [&] { context.out.flush(); },
  };
  if (!arguments.files.empty()) {
    annotate_files(arguments.files, arguments.stream, stop, sink);
    return;
  }
  if (::isatty(STDIN_FILENO) == 1)
    context.note("reading lines of JSON from the terminal; see quoth annotate --help");
  annotate_lines(STDIN_FILENO, "standard input", arguments.stream, stop, sink);
}

}  // namespace

void add_annotate_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AnnotateArguments>();
  CLI::App* command = app.add_subcommand("annotate", "Read files or lines of JSON, print a record a line");
  command
      ->add_option("FILE", arguments->files,
                   "What to read, whatever its format; without, lines of JSON from stdin")
      ->type_name("");
  add_given_options(*command, arguments->stream.annotate.given);
  add_layers_option(*command, arguments->stream.annotate.layers);
  command->add_flag("--source-map", arguments->stream.json.source_map,
                    "With the way back to the bytes of the file");
  command->callback([&context, arguments] { run_annotate(context, *arguments); });
}

}  // namespace quoth
