#include "engine/doctor.h"

#include <memory>

#include <fmt/format.h>

#include "cli/commands.h"
#include "server/examine_web.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

std::string json_of(const Finding& finding) {
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member("what", finding.what);
  writer.member("found", finding.found);
  writer.key("ok");
  writer.boolean(!finding.wrong);
  writer.member_or_null("hint", finding.hint);
  writer.end_object();
  return json;
}

void run_doctor(Context& context, bool web) {
  for (const Finding& finding : web ? examine_web() : examine(context.store)) {
    if (finding.wrong) context.status = 1;
    const std::string hint = finding.hint.empty() ? "" : " (" + finding.hint + ")";
    context.out.line(context.json ? json_of(finding)
                                  : fmt::format("{} {:10} {}{}", finding.wrong ? "wrong" : "ok   ",
                                                finding.what, finding.found, hint));
  }
}

}  // namespace

void add_doctor_command(CLI::App& app, Context& context) {
  auto web = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("doctor", "What is installed, and whether it all works");
  command->add_flag("--web", *web, "What the pages stand on: what is built in, whether it can be served");
  command->callback([&context, web] { run_doctor(context, *web); });
}

}  // namespace quoth
