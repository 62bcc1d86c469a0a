#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "engine/annotate_file.h"
#include "write/record_json.h"

namespace quoth {
namespace {

struct AnnotateArguments {
  std::vector<std::string> files;
  RecordJsonOptions json;
};

void run_annotate(Context& context, const AnnotateArguments& arguments) {
  const AnnotateOptions options;
  for (const std::string& path : arguments.files) {
    const Result<Record> record = annotate_file(path, options);
    if (!record) context.report(record.error());
    if (!context.out.line(record ? record_json(*record, arguments.json)
                                 : error_json(&path, record.error(), 0)))
      return;
  }
}

}  // namespace

void add_annotate_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AnnotateArguments>();
  CLI::App* command = app.add_subcommand("annotate", "Read files and print a record for each, JSON a line");
  command->add_option("FILE", arguments->files, "What to read")->type_name("");
  command->add_flag("--source-map", arguments->json.source_map, "With the way back to the bytes of the file");
  command->callback([&context, arguments] { run_annotate(context, *arguments); });
}

}  // namespace quoth
