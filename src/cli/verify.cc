#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/commands.h"
#include "cli/verdict_page.h"
#include "engine/collect_files.h"
#include "engine/input.h"
#include "engine/open_store.h"
#include "engine/verdict_json.h"
#include "engine/verify_stream.h"
#include "engine/weights.h"
#include "text/unicode.h"
#include "write/record_json.h"

namespace quoth {
namespace {

struct VerifyArguments {
  std::vector<std::string> words;
  std::vector<std::string> files;
  std::string speaker;
  std::string article;
};

constexpr std::uint64_t kLongestInput = 1 << 20;  // bytes of one quotation on standard input

/// Where to look: the files that are named, or the store.
Result<Store> place_to_look(Context& context, const VerifyArguments& arguments) {
  if (arguments.files.empty()) return open_store(context.store, OpenMode::existing);
  const CollectedFiles files = collect_files(arguments.files);
  for (const Error& error : files.errors) context.report(error);
  return store_of_files(files.paths, context.jobs, context.stop_on_interrupt(),
                        [&](const Error& error) { context.report(error); });
}

void run_stream(Context& context, Store& store, const std::string& speaker) {
  if (::isatty(STDIN_FILENO) == 1)
    context.note("reading lines of JSON from the terminal; see quoth verify --help");
  verify_lines(store, STDIN_FILENO, speaker, context.stop_on_interrupt(),
               {.line = [&](std::string_view line) { return context.out.line(line); },
                .error = [&](const Error& error) { context.report(error); },
                .idle = [&] { context.out.flush(); }});
}

void run_article(Context& context, Store& store, const std::string& path) {
  ModelSource weights(weights_path(), context.jobs);
  const auto checked = verify_article(store, path, {.weights = &weights});
  if (!checked) return context.report(about(path, checked.error()));
  if (context.json) {
    for (const CheckedQuotation& item : *checked) {
      if (!context.out.line(checked_quotation_json(item))) return;
    }
  } else {
    context.out.write(render_article(*checked, {context.out.width(), context.colour()}));
  }
}

void run_one(Context& context, Store& store, const Quotation& quotation) {
  const auto verdict = verify(store, quotation);
  if (!verdict) {
    if (context.json) context.out.line(error_json(nullptr, verdict.error(), 0));
    return context.report(verdict.error());
  }
  if (context.json) {
    context.out.line(verdict_json(nullptr, *verdict));
  } else {
    context.out.write(render_verdict(quotation, *verdict, {context.out.width(), context.colour()}));
  }
}

void run_verify(Context& context, VerifyArguments& arguments) {
  // `--in FILE... WORDS`: the option takes all that follows it.
  if (arguments.words.empty() && arguments.article.empty() && arguments.files.size() > 1) {
    arguments.words.push_back(std::move(arguments.files.back()));
    arguments.files.pop_back();
  }
  if (arguments.words.empty() == arguments.article.empty()) {
    return context.report(
        {ErrorCode::usage_invalid, "give the words, or --article and a file", "see quoth verify --help"});
  }
  Quotation quotation{.text = {}, .speaker = to_valid_utf8(arguments.speaker)};
  for (const std::string& word : arguments.words)
    quotation.text += (quotation.text.empty() ? "" : " ") + word;
  const bool from_input = quotation.text == "-";
  Result<Store> store = place_to_look(context, arguments);
  if (!store) return context.report(store.error());
  if (!arguments.article.empty()) return run_article(context, *store, arguments.article);
  if (from_input && context.json) return run_stream(context, *store, quotation.speaker);
  if (from_input) {
    Result<std::string> input = read_file("/dev/stdin", kLongestInput);
    if (!input) return context.report(input.error());
    quotation.text = *std::move(input);
  }
  quotation.text = to_valid_utf8(quotation.text);
  run_one(context, *store, quotation);
}

}  // namespace

void add_verify_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<VerifyArguments>();
  CLI::App* command = app.add_subcommand("verify", "Whether somebody really said these words");
  command
      ->add_option("WORDS", arguments->words,
                   "The quotation; - for stdin: one quotation, or with --json one JSON object a line")
      ->type_name("");
  command->add_option("--in", arguments->files, "Look in these files, not in the store")
      ->type_name("FILE...");
  command->add_option("--speaker", arguments->speaker, "Who is said to have said it; a name or words of it")
      ->type_name("NAME");
  command->add_option("--article", arguments->article, "Check every quotation of a draft, worst first")
      ->type_name("FILE");
  command->callback([&context, arguments] { run_verify(context, *arguments); });
}

}  // namespace quoth
