#include <csignal>
#include <memory>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include "cli/commands.h"
#include "engine/find_program.h"
#include "server/gate.h"
#include "server/server.h"

extern char** environ;

namespace quoth {
namespace {

struct ServeArguments {
  ServeOptions options{.port = 7878};
  bool open = false;
};

/// Shows an address in the user's browser; false where there is none to be found.
bool open_browser(const std::string& url) {
  const std::string program = find_program("xdg-open");
  if (program.empty()) return false;
  std::string name = "xdg-open", argument = url;
  char* arguments[] = {name.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0) return false;
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void run_serve(Context& context, ServeArguments& arguments) {
  ServeOptions& options = arguments.options;
  options.store = context.store;
  options.jobs = context.jobs;
  if (!is_loopback(options.address) && options.token.empty()) options.token = random_token();
  // Blocked before there are other threads, so that the signals wait here.
  sigset_t endings;
  ::sigemptyset(&endings);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&endings, signal);
  ::pthread_sigmask(SIG_BLOCK, &endings, nullptr);
  const auto server = Server::start(options);
  if (!server) return context.report(server.error());
  const bool is_v6 = options.address.find(':') != std::string::npos;
  const std::string url =
      fmt::format("http://{}{}{}:{}/{}{}", is_v6 ? "[" : "", options.address, is_v6 ? "]" : "",
                  (*server)->port(), options.token.empty() ? "" : "?token=", options.token);
  context.out.line(url);
  context.out.flush();
  if (arguments.open && !open_browser(url)) context.note("no browser was found; open the address above");
  context.note("Ctrl-C ends the server");
  int signal = 0;
  ::sigwait(&endings, &signal);
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ServeArguments>();
  CLI::App* command =
      app.add_subcommand("serve", "The pages and the HTTP API, for a browser on this machine");
  command->add_option("--port", arguments->options.port, "Where to listen; 0: any that is free [7878]")
      ->type_name("N");
  command
      ->add_option("--address", arguments->options.address,
                   "For others too: a numeric address of this machine, or 0.0.0.0; they need the token")
      ->type_name("ADDRESS");
  command
      ->add_option("--token", arguments->options.token, "What others have to bring [made anew at each start]")
      ->type_name("WORD");
  command->add_flag("--open", arguments->open, "Show it in the browser");
  command->callback([&context, arguments] { run_serve(context, *arguments); });
}

}  // namespace quoth
