#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/answers_board.h"
#include "engine/open_store.h"
#include "search/search.h"
#include "store/settle.h"
#include "text/columns.h"
#include "write/answer_page.h"
#include "write/json_writer.h"
#include "write/quote_page.h"

namespace quoth {
namespace {

struct AnswersArguments {
  std::string record, speaker, asker, clarity, from, to;
  bool csv = false, summary = false, reviewed = false, unreviewed = false;
};

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// How the questions of one side were answered.
Result<void> print_side(Context& context, bool csv, std::string_view side,
                        const std::vector<AnsweringSpeaker>& counts) {
  if (!context.json && !csv) {
    context.out.line(fmt::format("{:>9} {:>6} {:>10} {:>9}  {}", "Questions", "Clear", "Ambivalent",
                                 "Non-reply", side == "speaker" ? "Who answers" : "Who asks"));
  }
  for (const AnsweringSpeaker& of : counts) {
    std::string line;
    if (context.json) {
      JsonWriter json(line);
      json.begin_object();
      json.member_or_null(side, of.name);
      json.member_integer("questions", whole(of.all()));
      json.member_integer("clear_reply", whole(of.clear));
      json.member_integer("ambivalent", whole(of.ambivalent));
      json.member_integer("clear_non_reply", whole(of.none));
      json.end_object();
    } else if (csv) {
      line = fmt::format("{},{},{},{},{},{}", side, csv_field(of.name), of.all(), of.clear, of.ambivalent,
                         of.none);
    } else {
      line = cut_to_columns(fmt::format("{:>9} {:>6} {:>10} {:>9}  {}", of.all(), of.clear, of.ambivalent,
                                        of.none, of.name.empty() ? "(nobody named)" : of.name),
                            context.out.width());
    }
    if (!context.out.line(line)) break;
  }
  return {};
}

Result<void> print_summary(Context& context, bool csv, const std::vector<ListedAnswer>& found) {
  if (csv) context.out.line("side,name,questions,clear_reply,ambivalent,clear_non_reply");
  QUOTH_CHECK(print_side(context, csv, "speaker", count_answers(found, &ListedAnswer::speaker)));
  if (!csv && !context.json) context.out.line("");
  return print_side(context, csv, "asked_by", count_answers(found, &ListedAnswer::asker));
}

Result<void> print_pages(Context& context, bool csv, Store& store, const std::vector<ListedAnswer>& found) {
  if (csv) context.out.line(kAnswerColumns);
  for (std::size_t i = 0; i < found.size();) {
    const std::int64_t number = found[i].record;
    std::vector<std::size_t> which;
    for (; i < found.size() && found[i].record == number; ++i)
      which.push_back(static_cast<std::size_t>(found[i].number));
    QUOTH_TRY(const Record record, store.load(number));
    QUOTH_TRY(const std::vector<ReviewedRow> reviewed, load_reviewed(store.database(), number));
    const LayerPageOptions options{.width = context.out.width(), .colour = context.colour()};
    const std::string page = csv            ? answers_csv(record, which, reviewed)
                             : context.json ? answers_json_lines(record, which, reviewed)
                                            : render_answers(record, which, reviewed, options);
    if (!context.out.write(page)) break;
    if (!csv && !context.json && i < found.size()) context.out.line("");
  }
  return {};
}

Result<void> print_answers(Context& context, const AnswersArguments& arguments) {
  QUOTH_CHECK(check_date("--from", arguments.from));
  QUOTH_CHECK(check_date("--to", arguments.to));
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  AnswerFilter filter{.speaker = arguments.speaker,
                      .asker = arguments.asker,
                      .clarity = clarity_of(arguments.clarity),
                      .from = arguments.from,
                      .to = arguments.to};
  if (arguments.reviewed || arguments.unreviewed) filter.reviewed = arguments.reviewed;
  if (!arguments.record.empty()) {
    QUOTH_TRY(filter.record, store.find(arguments.record));
  }
  QUOTH_TRY(const std::vector<ListedAnswer> found, list_answers(store.database(), filter));
  if (arguments.summary) return print_summary(context, arguments.csv, found);
  return print_pages(context, arguments.csv, store, found);
}

}  // namespace

void add_answers_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AnswersArguments>();
  CLI::App* command = app.add_subcommand("answers", "Each question beside its answer, and how that is read");
  command->add_option("RECORD", arguments->record, "As for show; without, all that are in the store")
      ->type_name("");
  command->add_option("--speaker", arguments->speaker, "Only answers of who has these words in the name");
  command->add_option("--asked-by", arguments->asker, "Only questions of who has these words in the name");
  command->add_option("--clarity", arguments->clarity, "Only these")
      ->check(CLI::IsMember({"clear reply", "ambivalent", "clear non-reply"}));
  command->add_option("--from", arguments->from, "Only talks from this date on (2021, 2021-03, 2021-03-04)");
  command->add_option("--to", arguments->to, "Only talks up to this date");
  CLI::Option* reviewed = command->add_flag("--reviewed", arguments->reviewed,
                                            "Only those whose reading somebody judged (quoth review)");
  command->add_flag("--unreviewed", arguments->unreviewed, "Only those whose reading nobody has judged")
      ->excludes(reviewed);
  command->add_flag("--summary", arguments->summary, "How many of each kind, by who answers and by who asks");
  command->add_flag("--csv", arguments->csv, "As comma-separated values");
  command->callback([&context, arguments] {
    if (const auto printed = print_answers(context, *arguments); !printed) context.report(printed.error());
  });
}

}  // namespace quoth
