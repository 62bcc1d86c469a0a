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
  ServeOptions options{.port = kUsualPort};
  bool open = false;
};

constexpr const char* kNoBrowser = "no browser was found; open the address above";
constexpr std::size_t kShortestToken = 16;  // characters

/// Starts what shows an address in the user's browser; 0 where there is no such program.
pid_t open_browser(const std::string& url) {
  const std::string program = find_program("xdg-open");
  if (program.empty()) return 0;
  std::string name = "xdg-open", argument = url;
  char* arguments[] = {name.data(), argument.data(), nullptr};
  sigset_t none;  // of our blocked signals are the child's
  ::sigemptyset(&none);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program.c_str(), nullptr, &attributes, arguments, environ);
  ::posix_spawnattr_destroy(&attributes);
  return failed == 0 ? child : 0;
}

/// Waits for a signal that ends the program. Meanwhile the browser may end, and say so by its status, or run on.
void wait_for_end(const sigset_t& waited, pid_t browser, Context& context) {
  for (int signal = SIGCHLD; signal == SIGCHLD;) {
    ::sigwait(&waited, &signal);
    int status = 0;
    if (browser == 0 || ::waitpid(browser, &status, WNOHANG) != browser) continue;
    browser = 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) context.note(kNoBrowser);
  }
}

void run_serve(Context& context, ServeArguments& arguments) {
  ServeOptions& options = arguments.options;
  options.store = context.store;
  options.jobs = context.jobs;
  if (!options.token.empty() && options.token.size() < kShortestToken) {
    return context.report(
        {ErrorCode::usage_invalid, fmt::format("a token has {} characters or more", kShortestToken), {}});
  }
  if (!is_loopback(options.address) && options.token.empty()) options.token = random_token();
  // Blocked before there are other threads, so that the signals wait here.
  sigset_t waited;
  ::sigemptyset(&waited);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::sigaddset(&waited, signal);
  ::pthread_sigmask(SIG_BLOCK, &waited, nullptr);
  const auto server = Server::start(options);
  if (!server) return context.report(server.error());
  const bool is_v6 = options.address.find(':') != std::string::npos;
  const std::string url =
      fmt::format("http://{}{}{}:{}/{}{}", is_v6 ? "[" : "", options.address, is_v6 ? "]" : "",
                  (*server)->port(), options.token.empty() ? "" : "?token=", options.token);
  context.out.line(url);
  context.out.flush();
  context.note("Ctrl-C ends the server");
  const pid_t browser = arguments.open ? open_browser(url) : 0;
  if (arguments.open && browser == 0) context.note(kNoBrowser);
  wait_for_end(waited, browser, context);
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
      ->add_option("--token", arguments->options.token,
                   "What others have to bring, 16 characters or more [made anew at each start]")
      ->type_name("WORD");
  command->add_flag("--open", arguments->open, "Show it in the browser");
  command->callback([&context, arguments] { run_serve(context, *arguments); });
}

}  // namespace quoth
