#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/claim_review.h"
#include "engine/open_store.h"
#include "page/publish.h"
#include "text/columns.h"
#include "text/display.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

struct RecordArguments {
  std::vector<std::string> records;
  std::string format = "json";
};

std::string json_of(const RecordSummary& record) {
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member_integer("number", record.number);
  writer.member("sha256", record.sha256);
  writer.member("id", record.path);
  writer.member("format", record.format);
  writer.member_or_null("title", record.title);
  writer.member_or_null("date", record.date);
  writer.member_integer("words", record.words);
  writer.member_integer("turns", record.turns);
  writer.key("speakers");
  writer.begin_array();
  for (const std::string& speaker : record.speakers) writer.string(speaker);
  writer.end_array();
  writer.member("version", record.quoth_version);
  writer.end_object();
  return json;
}

std::string line_of(const RecordSummary& record, int columns) {
  std::string line = fmt::format("{:>4}  {:8}  {}  {:>7}  {:>5}  ", record.number, record.sha256.substr(0, 8),
                                 fit_to_columns(record.date, 10), record.words, record.turns);
  std::string what = record.title.empty() ? record.path : record.title;
  std::string who;
  for (const std::string& speaker : record.speakers) who += (who.empty() ? "" : ", ") + speaker;
  const int rest = columns - display_columns(line);
  // On a wide terminal there is room for those who speak.
  if (rest >= 70)
    return line + fit_to_columns(what, rest / 2) + "  " + cut_to_columns(who, rest - rest / 2 - 2);
  return line + cut_to_columns(what, rest);
}

void run_list(Context& context) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  const auto records = store->list();
  if (!records) return context.report(records.error());
  const int columns = context.out.width();
  if (!context.json && !records->empty())
    context.out.line("  No  Id        Date          Words  Turns  Title");
  for (const RecordSummary& record : *records) {
    if (!context.out.line(context.json ? json_of(record) : line_of(record, columns))) return;
  }
}

void run_remove(Context& context, const RecordArguments& arguments) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  for (const std::string& reference : arguments.records) {
    const auto number = store->find(reference);
    const auto removed = number ? store->remove(*number) : tl::unexpected(number.error());
    if (!removed) {
      context.report(removed.error());
    } else if (!context.json) {
      context.note(fmt::format("removed {} ({})", *number, reference));
    } else {
      context.out.line(fmt::format("{{\"number\":{}}}", *number));
    }
  }
}

void run_export(Context& context, const RecordArguments& arguments) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  std::vector<std::int64_t> numbers;
  if (arguments.records.empty()) {
    auto all = store->numbers();
    if (!all) return context.report(all.error());
    numbers = *std::move(all);
  }
  for (const std::string& reference : arguments.records) {
    const auto number = store->find(reference);
    if (!number) {
      context.report(number.error());
    } else {
      numbers.push_back(*number);
    }
  }
  if (arguments.format == "html" && numbers.size() != 1) {
    return context.report(
        {ErrorCode::usage_invalid, "a page is of one record", "name it; quoth publish makes a site of all"});
  }
  for (const std::int64_t number : numbers) {
    const auto text = arguments.format == "html"          ? record_file(*store, number)
                      : arguments.format == "claimreview" ? claim_review_json(*store, number)
                                                          : store->json(number);
    if (!text) {
      context.report(text.error());
    } else if (!context.out.line(*text)) {
      return;
    }
  }
  if (arguments.format != "claimreview") return;
  const auto kept = held_back(*store, arguments.records.empty() ? std::nullopt : std::optional(numbers));
  if (!kept) return context.report(kept.error());
  for (const PlacedReview& item : *kept) {
    context.note(fmt::format("the verdict of review {} is held back: the words that it judges are {}",
                             item.review.number, to_string(item.place.how)));
  }
}

}  // namespace

void add_list_command(CLI::App& app, Context& context) {
  app.add_subcommand("list", "What is in the store")->callback([&context] { run_list(context); });
}

void add_remove_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<RecordArguments>();
  CLI::App* command = app.add_subcommand("remove", "Take records out of the store");
  command
      ->add_option("RECORD", arguments->records,
                   "A number of quoth list, the start of an id, or a file's name")
      ->type_name("")
      ->required();
  command->callback([&context, arguments] { run_remove(context, *arguments); });
}

void add_export_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<RecordArguments>();
  CLI::App* command = app.add_subcommand("export", "Records with their annotations");
  command
      ->add_option("--as", arguments->format,
                   "json, or html: one page that stands alone, or claimreview: what people found [json]")
      ->check(CLI::IsMember({"json", "html", "claimreview"}).description(""))
      ->type_name("FORMAT");
  command->add_option("RECORD", arguments->records, "Which; without, all")->type_name("");
  command->callback([&context, arguments] { run_export(context, *arguments); });
}

}  // namespace quoth
