#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/open_store.h"
#include "search/search.h"
#include "store/claim_rows.h"
#include "text/unicode.h"
#include "write/json_writer.h"
#include "write/page_parts.h"
#include "write/quote_page.h"

namespace quoth {
namespace {

struct ClaimsArguments {
  std::string record, speaker, kind, from, to, state, assignee;
  std::size_t limit = 0;
  double least = 0;
  bool csv = false, same = false, reviewed = false, unreviewed = false;
};

/// Where a claim stands: its number as `quoth review` takes it, date, turn.
std::string place_of(const ListedClaim& claim) {
  std::string out = fmt::format("{}:c{}", claim.record, claim.number);
  if (!claim.date.empty()) out += ", " + claim.date;
  if (claim.turn) out += fmt::format(", turn {}", *claim.turn);
  return out;
}

void write_object(JsonWriter& json, const ListedClaim& claim) {
  json.member("record", claim.path);
  json.member_integer("number", claim.record);
  json.member_integer("claim", claim.number);
  json.member_or_null("date", claim.date);
  json.member_integer_or_null("turn", claim.turn);
  json.member_integer("begin", claim.begin);
  json.member_integer("end", claim.end);
  json.member_or_null("speaker", claim.speaker);
  json.member_or_null("holder", claim.holder);
  json.member("text", claim.text);
  json.key("score");
  json.number(claim.score);
  json.key("kinds");
  json.begin_array();
  for (const std::string& kind : claim.kinds) json.string(kind);
  json.end_array();
  json.member_integer_or_null("same_as", claim.same_as);
  json.key("review");
  json.raw(claim.review_json);
}

std::string json_of(const ListedClaim& claim, const std::vector<ListedClaim>* same) {
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  write_object(json, claim);
  if (same != nullptr) {
    json.key("same");
    json.begin_array();
    for (const ListedClaim& other : *same) {
      json.begin_object();
      write_object(json, other);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  return line;
}

std::string csv_of(const ListedClaim& claim) {
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", csv_field(claim.path), claim.record,
                     claim.number, claim.date, claim.turn ? std::to_string(*claim.turn) : "", claim.begin,
                     claim.end, csv_field(claim.speaker), csv_field(claim.holder), csv_field(claim.text),
                     claim.score, fmt::join(claim.kinds, " "),
                     claim.same_as ? std::to_string(*claim.same_as) : "", to_string(claim.state),
                     csv_field(claim.assignee), csv_field(claim.verdicts));
}

/// What people say of it: "checked · Ann Reed · Mostly wrong (Tom Hale)".
std::string review_of_claim(const ListedClaim& claim) {
  std::vector<std::string> parts;
  if (claim.review) parts.emplace_back(to_string(claim.state));
  if (!claim.assignee.empty()) parts.push_back(claim.assignee);
  if (!claim.verdicts.empty()) parts.push_back(claim.verdicts);
  if (!claim.corrected_by.empty()) parts.push_back(fmt::format("corrected by {}", claim.corrected_by));
  return fmt::format("{}", fmt::join(parts, " · "));
}

std::string page_of(const ListedClaim& claim, const std::vector<ListedClaim>& same, std::size_t rank,
                    const LayerPageOptions& options) {
  StyledLines lines(std::min(options.width, kWidest), options.colour);
  StyledText text;
  text.add(claim.text, kBold);
  lines.add(text, fmt::format("{:>4}  {:.2f}  ", rank, claim.score), {}, kDim);
  constexpr std::string_view kMargin = "            ";
  StyledText about;
  const std::string speaker = claim.speaker.empty() ? "(running text)" : claim.speaker;
  about.add(claim.holder.empty() || claim.holder == claim.speaker
                ? speaker
                : fmt::format("{} < {}", speaker, claim.holder));
  about.add(fmt::format(" · {}", place_of(claim)), kDim);
  if (!claim.kinds.empty()) about.add(fmt::format(" · {}", fmt::join(claim.kinds, ", ")), kDim);
  lines.add(about, kMargin);
  const std::string said = review_of_claim(claim);
  if (!said.empty()) {
    StyledText judged;
    judged.add(said);
    lines.add(judged, kMargin);
  }
  for (const ListedClaim& other : same) {
    StyledText again;
    again.add(fmt::format("also {} · {}: ", other.speaker, place_of(other)), kDim);
    again.add(other.text);
    lines.add(again, kMargin);
  }
  return std::move(lines).take();
}

Result<void> print_claims(Context& context, const ClaimsArguments& arguments) {
  QUOTH_CHECK(check_date("--from", arguments.from));
  QUOTH_CHECK(check_date("--to", arguments.to));
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  ClaimFilter filter{.speaker = arguments.speaker,
                     .kind = claim_kind_of(arguments.kind),
                     .from = arguments.from,
                     .to = arguments.to,
                     .least = arguments.least,
                     .state = review_state_of(arguments.state),
                     .assignee = to_valid_utf8(arguments.assignee),
                     .limit = arguments.limit};
  if (arguments.reviewed || arguments.unreviewed) filter.reviewed = arguments.reviewed;
  if (!arguments.record.empty()) {
    QUOTH_TRY(filter.record, store.find(arguments.record));
  }
  QUOTH_TRY(const ClaimList list, list_claims(store.database(), filter));
  if (arguments.csv)
    context.out.line(
        "record,number,claim,date,turn,begin,end,speaker,holder,text,score,kinds,same_as,state,assignee,"
        "verdicts");
  std::size_t rank = 0;
  for (const ListedClaim& claim : list.claims) {
    std::vector<ListedClaim> same;
    if (arguments.same) {
      QUOTH_TRY(same, same_claims(store.database(), claim.record, claim.number));
    }
    const LayerPageOptions options{.width = context.out.width(), .colour = context.colour()};
    const std::string page = arguments.csv  ? csv_of(claim) + "\n"
                             : context.json ? json_of(claim, arguments.same ? &same : nullptr) + "\n"
                                            : page_of(claim, same, ++rank, options);
    if (!context.out.write(page)) break;
  }
  if (list.claims.empty()) context.note("no claim is worth checking there");
  return {};
}

}  // namespace

void add_claims_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ClaimsArguments>();
  CLI::App* command = app.add_subcommand("claims", "What can be checked, what is most worth it first");
  command->add_option("RECORD", arguments->record, "As for show; without, all that are in the store")
      ->type_name("");
  command->add_option("--speaker", arguments->speaker,
                      "Only claims said by, or reported of, who has these words in the name");
  command->add_option("--kind", arguments->kind, "Only claims of this kind")
      ->check(CLI::IsMember(
          {"quantity", "event", "comparison", "law", "causal", "prediction", "quotation", "position"}));
  command->add_option("--from", arguments->from, "Only talks from this date on (2021, 2021-03, 2021-03-04)");
  command->add_option("--to", arguments->to, "Only talks up to this date");
  command->add_option("--least", arguments->least, "Only claims of this score or more")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--limit", arguments->limit, "So many at most [all]");
  command->add_flag("--same", arguments->same, "With each, where else the same is claimed");
  command->add_option("--state", arguments->state, "Only claims in this state (quoth review)")
      ->check(CLI::IsMember({"new", "shortlisted", "being checked", "checked", "dropped"}));
  command->add_option("--assignee", arguments->assignee, "Only claims that this person is to check");
  CLI::Option* reviewed =
      command->add_flag("--reviewed", arguments->reviewed, "Only claims that somebody has reviewed");
  command->add_flag("--unreviewed", arguments->unreviewed, "Only claims that nobody has reviewed")
      ->excludes(reviewed);
  command->add_flag("--csv", arguments->csv, "As comma-separated values");
  command->callback([&context, arguments] {
    if (const auto printed = print_claims(context, *arguments); !printed) context.report(printed.error());
  });
}

}  // namespace quoth
