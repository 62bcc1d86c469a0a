#include "search/search.h"

#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/open_store.h"
#include "text/columns.h"
#include "text/display.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

struct SearchArguments {
  std::vector<std::string> words;
  std::string role;
  SearchRequest request;
};

constexpr int kPlaceColumns = 12;
constexpr int kSpeakerColumns = 16;

std::string json_of(const Hit& hit) {
  std::string json;
  JsonWriter writer(json);
  writer.begin_object();
  writer.member_integer("record", hit.record);
  writer.member("sha256", hit.sha256);
  writer.member("id", hit.path);
  writer.member_or_null("title", hit.title);
  writer.member_or_null("date", hit.date);
  writer.member_integer("turn", hit.turn);
  writer.member_or_null("speaker", hit.speaker);
  writer.member_or_null("role", hit.role);
  writer.key("page");
  hit.page ? writer.integer(*hit.page) : writer.null();
  writer.member("text", hit.text);
  writer.key("matches");
  writer.begin_array();
  for (const Span place : hit.places) {
    writer.begin_array();
    writer.integer(place.begin);
    writer.integer(place.end);
    writer.end_array();
  }
  writer.end_array();
  writer.end_object();
  return json;
}

/// What the hits of one record stand under.
std::string heading_of(const Hit& hit, int columns) {
  return cut_to_columns(fmt::format("{}  {}{}{}", hit.record, hit.date, hit.date.empty() ? "" : "  ",
                                    hit.title.empty() ? hit.path : hit.title),
                        columns);
}

/// Where, who, and the words around the first match, which begins in the same column in every line.
std::string line_of(const Hit& hit, int columns, bool colour) {
  const std::string place = fmt::format("{:>5}{}", hit.turn, hit.page ? fmt::format(" p.{}", *hit.page) : "");
  std::string line =
      fit_to_columns(place, kPlaceColumns) + fit_to_columns(hit.speaker, kSpeakerColumns) + "  ";
  const int rest = std::max(20, columns - display_columns(line));
  const int left_columns = rest * 2 / 5;
  const Span match = hit.matches.empty() ? Span{} : hit.matches.front();
  const std::string left =
      cut_to_last_columns(std::string_view(hit.text).substr(0, match.begin), left_columns);
  const std::string middle = cut_to_columns(slice(hit.text, match), rest - left_columns);
  const std::string right = cut_to_columns(std::string_view(hit.text).substr(match.end),
                                           rest - left_columns - display_columns(middle));
  line.append(static_cast<std::size_t>(left_columns - display_columns(left)), ' ');
  return line + left + (colour ? "\x1b[1m" : "") + middle + (colour ? "\x1b[0m" : "") + right;
}

void print(Context& context, const SearchResult& result, std::size_t limit) {
  const int columns = context.out.width();
  std::int64_t record = 0;
  for (const Hit& hit : result.hits) {
    if (!context.json && hit.record != record) context.out.line(heading_of(hit, columns));
    record = hit.record;
    if (!context.out.line(context.json ? json_of(hit) : line_of(hit, columns, context.colour()))) return;
  }
  if (result.hits.empty()) context.note("no turn has this");
  if (result.more) context.note(fmt::format("there are more than these {}; see --limit", limit));
}

void run_search(Context& context, SearchArguments& arguments) {
  std::string typed;
  for (const std::string& word : arguments.words) typed += (typed.empty() ? "" : " ") + word;
  Result<Query> query = parse_query(typed);
  if (!query) return context.report(query.error(), typed);
  arguments.request.query = *std::move(query);
  arguments.request.role = role_of(arguments.role);
  Result<Store> store = open_store(context.store, OpenMode::existing);
  if (!store) return context.report(store.error());
  const auto result = search(*store, arguments.request);
  if (!result) return context.report(result.error());
  print(context, *result, arguments.request.limit);
}

}  // namespace

void add_search_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<SearchArguments>();
  CLI::App* command = app.add_subcommand("search", "The turns that have these words");
  command
      ->add_option(
          "QUERY", arguments->words,
          "Words, \"phrases\", prefix*, AND, OR, NOT, ( ); lemma:, entity:, said:, time:, money: ...")
      ->type_name("")
      ->required();
  SearchRequest& request = arguments->request;
  command->add_option("--speaker", request.speaker, "Said by; a name or words of it")->type_name("NAME");
  command->add_option("--role", arguments->role, "Said by one in this role")
      ->type_name("ROLE")
      ->check([](const std::string& role) {
        return role_of(role) ? std::string() : fmt::format("there is no role {}", role);
      });
  command->add_option("--from", request.from, "Talks of this day (month, year) and later")->type_name("DATE");
  command->add_option("--to", request.to, "Talks of this day (month, year) and before")->type_name("DATE");
  command->add_option("--limit", request.limit, "How many turns at most [50]")->type_name("N");
  command->callback([&context, arguments] { run_search(context, *arguments); });
}

}  // namespace quoth
