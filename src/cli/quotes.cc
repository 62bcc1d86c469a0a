#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/open_store.h"
#include "store/quote_rows.h"
#include "text/columns.h"
#include "write/json_writer.h"
#include "write/quote_page.h"

namespace quoth {
namespace {

struct QuotesArguments {
  std::string record;
  bool csv = false;
  bool matrix = false;
  bool all = false;
};

std::string json_of(const QuotedBy& row) {
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member_or_null("speaker", row.speaker);
  writer.member_or_null("holder", row.holder);
  writer.member_integer("quotes", row.quotes);
  writer.member_integer("records", row.records);
  writer.end_object();
  return json;
}

std::string csv_of(const QuotedBy& row) {
  return fmt::format("{},{},{},{}", csv_field(row.speaker), csv_field(row.holder), row.quotes, row.records);
}

std::string line_of(const QuotedBy& row, int columns) {
  const std::string speaker = row.speaker.empty() ? "(running text)" : row.speaker;
  const std::string holder = row.holder.empty() ? "(nobody named)" : row.holder;
  return cut_to_columns(fmt::format("{:>7} {:>8}  {} < {}", row.quotes, row.records, speaker, holder),
                        columns);
}

Result<void> print_matrix(Context& context, const QuotesArguments& arguments, Store& store) {
  QUOTH_TRY(const std::vector<QuotedBy> rows, list_quoted(store.database()));
  if (arguments.csv) {
    context.out.line("speaker,holder,quotes,records");
  } else if (!context.json && !rows.empty()) {
    context.out.line(" Quotes  Records  Who reports < whose words");
  }
  for (const QuotedBy& row : rows) {
    const std::string line = arguments.csv  ? csv_of(row)
                             : context.json ? json_of(row)
                                            : line_of(row, context.out.width());
    if (!context.out.line(line)) break;
  }
  return {};
}

Result<void> print_quotes(Context& context, const QuotesArguments& arguments, Store& store) {
  std::vector<std::int64_t> numbers;
  if (arguments.record.empty()) {
    QUOTH_TRY(numbers, store.numbers());
  } else {
    QUOTH_TRY(const std::int64_t number, store.find(arguments.record));
    numbers.push_back(number);
  }
  const QuoteListOptions what{.self = arguments.all, .scare = arguments.all};
  if (arguments.csv) context.out.line(kQuoteColumns);
  bool first = true;
  for (const std::int64_t number : numbers) {
    QUOTH_TRY(const Record record, store.load(number));
    std::string page;
    if (arguments.csv) {
      page = quotes_csv(record, what);
    } else if (context.json) {
      page = quotes_json_lines(record, what);
    } else {
      page = (first ? "" : "\n") +
             render_quotes(record, what, {.width = context.out.width(), .colour = context.colour()});
    }
    first = false;
    if (!context.out.write(page)) break;
  }
  return {};
}

}  // namespace

void add_quotes_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<QuotesArguments>();
  CLI::App* command = app.add_subcommand("quotes", "Whose words are reported, by whom, through whom");
  command->add_option("RECORD", arguments->record, "As for show; without, all that are in the store")
      ->type_name("");
  command->add_flag("--matrix", arguments->matrix, "Who quoted whom, how often, over the store");
  command->add_flag("--all", arguments->all, "With speakers' own minds, and words held at a distance");
  command->add_flag("--csv", arguments->csv, "As comma-separated values");
  command->callback([&context, arguments] {
    Result<Store> store = open_store(context.store, OpenMode::existing);
    if (!store) return context.report(store.error());
    const auto printed = arguments->matrix ? print_matrix(context, *arguments, *store)
                                           : print_quotes(context, *arguments, *store);
    if (!printed) context.report(printed.error());
  });
}

}  // namespace quoth
