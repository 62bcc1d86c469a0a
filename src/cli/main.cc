#include <csignal>
#include <exception>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "base/version.h"
#include "cli/commands.h"

namespace quoth {
namespace {

/// A standard stream that the caller closed must not be taken by the next file that is opened. The stand-ins
/// are opened the other way round, so that using them fails as using a closed one does.
void keep_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) == -1) ::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

void add_global_options(CLI::App& app, Context& context) {
  app.add_option("--store", context.store, "The store [quoth.db in the user's data folder]")
      ->type_name("FILE");
  app.add_option("--jobs", context.jobs, "How many to work on at once [the number of cores]")
      ->type_name("N")
      ->check(CLI::Range(1u, 1024u).description(""));
  app.add_flag("--json", context.json, "JSON for programs");
  app.add_flag("--quiet", context.quiet, "Only errors on stderr");
  app.set_version_flag("--version", std::string("quoth ") + kVersion);
}

/// The command that the arguments named so far: whose help a mistake in usage points to.
std::string help_of(const CLI::App& app) {
  std::string help = "see quoth ";
  for (const CLI::App* command : app.get_subcommands()) help += command->get_name() + " ";
  return help + "--help";
}

int run(int argc, char** argv) {
  Context context;
  context.jobs = std::max(1u, std::thread::hardware_concurrency());
  CLI::App app("Transcripts of people speaking on the record, turned into a record that can be checked.",
               "quoth");
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(30);
  add_global_options(app, context);
  add_add_command(app, context);
  add_list_command(app, context);
  add_show_command(app, context);
  add_search_command(app, context);
  add_verify_command(app, context);
  add_timeline_command(app, context);
  add_quotes_command(app, context);
  add_claims_command(app, context);
  add_answers_command(app, context);
  add_review_command(app, context);
  add_agreement_command(app, context);
  add_people_command(app, context);
  add_export_command(app, context);
  add_refresh_command(app, context);
  add_remove_command(app, context);
  add_annotate_command(app, context);
  add_doctor_command(app, context);
  add_serve_command(app, context);
  add_publish_command(app, context);
  for (CLI::App* command : app.get_subcommands({})) {
    command->footer("As everywhere: --store, --jobs, --json, --quiet (quoth --help).");
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    context.out.write(app.help());
  } catch (const CLI::CallForVersion& version) {
    context.out.line(version.what());
  } catch (const CLI::ParseError& error) {
    context.report({ErrorCode::usage_invalid, error.what(), help_of(app)});
  }
  if (context.was_interrupted()) {
    context.report({ErrorCode::interrupted, "stopped before the end of the input", {}});
  }
  context.out.flush();
  if (!context.out.failure().empty()) {
    context.report(
        {ErrorCode::output_failed, "cannot write to standard output: " + context.out.failure(), {}});
  }
  return context.status;
}

}  // namespace
}  // namespace quoth

int main(int argc, char** argv) {
  quoth::keep_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return quoth::run(argc, argv);
  } catch (const std::exception& bug) {
    quoth::Context().report({quoth::ErrorCode::internal_bug, bug.what(), {}});
    return 1;
  }
}
