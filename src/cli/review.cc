#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/user_name.h"
#include "engine/open_store.h"
#include "engine/review_json.h"
#include "engine/reviews.h"
#include "text/columns.h"
#include "text/unicode.h"
#include "write/page_parts.h"

namespace quoth {
namespace {

struct ReviewArguments {
  std::string target;
  std::string value;
  std::string field;
  std::vector<std::string> evidence;
  std::string author;
  std::string why;
  std::optional<std::int64_t> seen;
  std::optional<std::int64_t> entry;
  // The queue
  std::string state, assignee, record;
  bool lost = false;
};

std::string remark_on(const PlacedReview& item) {
  std::string remark;
  for (const ReviewEntry& verdict : item.standing.verdicts)
    remark += fmt::format("{}: {}; ", verdict.author, verdict.value);
  if (item.standing.is_disputed()) remark += "disputed; ";
  if (!item.place.holds()) remark += fmt::format("{}; ", to_string(item.place.how));
  return remark;
}

std::string line_of(const PlacedReview& item, int columns) {
  const std::string record = item.place.record ? std::to_string(*item.place.record) : "-";
  const std::string line =
      fmt::format("{:>4} {:>3}  {:<13}  {}  {:>4}  {}{}", item.review.number, item.review.version(),
                  to_string(item.standing.state), fit_to_columns(item.standing.assignee, 12), record,
                  remark_on(item), item.words());
  return cut_to_columns(line, columns);
}

std::string value_of(const ReviewEntry& entry) {
  if (entry.undoes) return fmt::format("takes back {}", *entry.undoes);
  if (entry.span) return entry.span->words;
  return entry.value.empty() ? "nobody" : entry.value;
}

std::string page_of(const PlacedReview& item, const std::optional<MachineReading>& machine, int width,
                    bool colour) {
  StyledLines lines(std::min(width, kWidest), colour);
  const auto line = [&](std::string_view margin, std::string_view text, Ink ink = {}) {
    StyledText styled;
    styled.add(text, ink);
    if (!styled.empty()) lines.add(styled, margin, {}, kDim);
  };
  line({}, item.words(), kBold);
  line({}, fmt::format("Review {}, {}, version {}; {}", item.review.number, to_string(item.review.kind),
                       item.review.version(),
                       item.place.record
                           ? fmt::format("{} in record {}", to_string(item.place.how), *item.place.record)
                           : "its words stand in no record of the store"));
  if (item.place.how == Anchoring::changed) line("now:  ", item.place.words);
  if (machine)
    line("read: ", fmt::format("{} ({:.2f}), {}", machine->reading, machine->score, machine->speaker));
  const std::vector<bool> holds = entries_that_hold(item.review.history);
  for (const ReviewEntry& entry : item.review.history) {
    const bool is_held = holds[static_cast<std::size_t>(entry.version - 1)];
    line(fmt::format("{:>4}  ", entry.version),
         fmt::format("{} {} · {}{}{}", entry.made, entry.author,
                     entry.field ? fmt::format("{}: ", to_string(*entry.field)) : "", value_of(entry),
                     is_held ? "" : " (taken back)"),
         is_held ? Ink{} : kDim);
    line("      ", entry.why);
    for (const VerdictEvidence& evidence : entry.evidence) {
      line("      ", evidence.url);
      line("      ", evidence.quotation);
    }
  }
  return std::move(lines).take();
}

Result<void> print_queue(Context& context, const ReviewArguments& arguments) {
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  ReviewFilter filter{.state = std::nullopt,
                      .assignee = to_valid_utf8(arguments.assignee),
                      .record = std::nullopt,
                      .only_lost = arguments.lost};
  if (!arguments.state.empty()) {
    filter.state = review_state_of(arguments.state);
    if (!filter.state) {
      return fail(ErrorCode::review_invalid,
                  fmt::format("there is no state {}", to_valid_utf8(arguments.state)),
                  "new, shortlisted, being checked, checked, dropped");
    }
  }
  if (!arguments.record.empty()) {
    QUOTH_TRY(filter.record, store.find(arguments.record));
  }
  QUOTH_TRY(const std::vector<PlacedReview> items, list_reviews(store, filter));
  if (!context.json && !items.empty()) context.out.line("  No Ver  State          Assignee      Record");
  for (const PlacedReview& item : items) {
    if (!context.out.line(context.json ? review_json(item) : line_of(item, context.out.width()))) break;
  }
  return {};
}

void print_result(Context& context, const Result<PlacedReview>& changed) {
  if (!changed) return context.report(changed.error());
  if (context.json) {
    context.out.line(review_json(*changed));
  } else {
    context.note(
        fmt::format("review {} is at version {}", changed->review.number, changed->review.version()));
  }
}

/// An address, or else the words themselves.
VerdictEvidence evidence_of(const std::string& text) {
  const bool is_address = text.find("://") != std::string::npos && text.find(' ') == std::string::npos;
  return is_address ? VerdictEvidence{text, {}} : VerdictEvidence{{}, text};
}

Result<PlacedReview> change(Context& context, const ReviewArguments& arguments, ReviewField field) {
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  QUOTH_TRY(const ReviewTarget target, review_target(store, arguments.target));
  ReviewChange change{.field = field,
                      .value = arguments.value,
                      .evidence = {},
                      .author = arguments.author,
                      .why = arguments.why};
  for (const std::string& text : arguments.evidence) change.evidence.push_back(evidence_of(text));
  return change_review(store, target, arguments.seen, change);
}

Result<std::int64_t> number_of(Store& store, const std::string& reference) {
  QUOTH_TRY(const ReviewTarget target, review_target(store, reference));
  QUOTH_TRY(const std::optional<std::int64_t> number, known_review(store, target));
  if (number) return *number;
  return fail(ErrorCode::review_not_found, fmt::format("nobody has taken up {}", reference));
}

Result<PlacedReview> undo(Context& context, const ReviewArguments& arguments) {
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  QUOTH_TRY(const std::int64_t number, number_of(store, arguments.target));
  return undo_review(store, number, arguments.seen, arguments.entry, arguments.author, arguments.why);
}

void run_history(Context& context, const ReviewArguments& arguments) {
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  const auto number = number_of(*store, arguments.target);
  if (!number) return context.report(number.error());
  const auto item = find_review(*store, *number);
  if (!item) return context.report(item.error());
  const auto machine = read_there(*store, *item);
  if (!machine) return context.report(machine.error());
  if (context.json) {
    context.out.line(review_history_json(*item, *machine));
  } else {
    context.out.write(page_of(*item, *machine, context.out.width(), context.colour()));
  }
}

CLI::App* add_part(CLI::App& review, ReviewArguments& arguments, const char* name, const char* what) {
  CLI::App* command = review.add_subcommand(name, what);
  command
      ->add_option("REVIEW", arguments.target,
                   "A number of quoth review; or RECORD:c3, RECORD:a3, RECORD:t3: a claim, an answer, a turn")
      ->type_name("")
      ->required();
  return command;
}

void add_author(CLI::App& command, ReviewArguments& arguments) {
  command.add_option("--author", arguments.author, "Who says so [the user's name]")->type_name("NAME");
  command.add_option("--why", arguments.why, "The reason, for others to read")->type_name("TEXT");
  command.add_option("--seen", arguments.seen, "Only if nobody changed it since this version")
      ->type_name("VERSION");
}

void add_change(CLI::App& review, Context& context, const std::shared_ptr<ReviewArguments>& arguments,
                const char* name, const char* what, ReviewField field, const char* value, const char* help) {
  CLI::App* command = add_part(review, *arguments, name, what);
  command->add_option(value, arguments->value, help)->type_name("")->required();
  if (field == ReviewField::verdict) {
    command
        ->add_option("--evidence", arguments->evidence,
                     "An address, or the words it rests on; may be given again")
        ->type_name("TEXT")
        ->allow_extra_args(false);
  }
  add_author(*command, *arguments);
  command->callback(
      [&context, arguments, field] { print_result(context, change(context, *arguments, field)); });
}

void add_corrections(CLI::App& review, Context& context, const std::shared_ptr<ReviewArguments>& arguments) {
  CLI::App* command = add_part(review, *arguments, "correct", "What the program read wrongly");
  command
      ->add_option("WHAT", arguments->field, "span: the words of the claim; reading: of an answer; speaker")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"span", "reading", "speaker"}).description(""));
  command->add_option("VALUE", arguments->value, "What is right")->type_name("")->required();
  add_author(*command, *arguments);
  command->callback([&context, arguments] {
    const auto field = review_field_of(arguments->field);
    print_result(context, change(context, *arguments, field.value_or(ReviewField::span)));
  });
}

}  // namespace

void add_review_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ReviewArguments>();
  arguments->author = user_name();
  CLI::App* review =
      app.add_subcommand("review", "What people say of claims and answers: the queue, verdicts, history");
  review->add_option("--state", arguments->state, "new, shortlisted, being checked, checked, dropped")
      ->type_name("STATE");
  review->add_option("--assignee", arguments->assignee, "Whose they are")->type_name("NAME");
  review->add_option("--record", arguments->record, "Of one record")->type_name("RECORD");
  review->add_flag("--lost", arguments->lost, "Whose words stand nowhere any more, or were changed");

  add_change(*review, context, arguments, "state", "How far it is", ReviewField::state, "STATE",
             "new, shortlisted, being checked, checked, dropped");
  add_change(*review, context, arguments, "assign", "Who is to check it", ReviewField::assignee, "NAME",
             "Empty: nobody");
  add_change(*review, context, arguments, "verdict", "What you find of a claim, with evidence",
             ReviewField::verdict, "RATING", "A word or two of your own");
  add_corrections(*review, context, arguments);
  CLI::App* back = add_part(*review, *arguments, "undo", "Take back a change, by another");
  back->add_option("ENTRY", arguments->entry, "Which, by its version [the last that holds]")->type_name("");
  add_author(*back, *arguments);
  back->callback([&context, arguments] { print_result(context, undo(context, *arguments)); });
  add_part(*review, *arguments, "history", "All that was said of it")->callback([&context, arguments] {
    run_history(context, *arguments);
  });

  review->callback([&context, review, arguments] {
    if (!review->get_subcommands().empty()) return;
    if (const auto printed = print_queue(context, *arguments); !printed) context.report(printed.error());
  });
}

}  // namespace quoth
