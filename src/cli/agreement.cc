#include "engine/agreement.h"

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.h"
#include "engine/agreement_json.h"
#include "engine/open_store.h"
#include "store/reviews.h"
#include "text/columns.h"
#include "text/unicode.h"

namespace quoth {
namespace {

struct AgreementArguments {
  std::string on = "verdict";
  std::vector<std::string> people;
};

std::string measure(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : "undefined";
}

Result<void> run_agreement(Context& context, const AgreementArguments& arguments) {
  const auto on = agreement_on(arguments.on);
  if (!on)
    return fail(ErrorCode::usage_invalid, "nothing of that name is judged", "see quoth agreement --help");
  std::vector<std::string> people;
  for (const std::string& name : arguments.people) people.push_back(fold_space(to_valid_utf8(name)));
  QUOTH_TRY(Store store, open_store(context.store, OpenMode::existing));
  QUOTH_TRY(const std::vector<Review> reviews, load_reviews(store.database()));
  QUOTH_TRY(const Agreement agreement, agreement_of(judgements_of(reviews, *on), people));
  if (context.json) {
    context.out.line(agreement_json(agreement, *on));
    return {};
  }
  const Alpha& alpha = agreement.alpha;
  context.out.line(
      fmt::format("On {}: {} judged by {} people", to_string(*on), agreement.items, agreement.people.size()));
  context.out.line(fmt::format("{:>9}  Krippendorff's alpha: {} values on {} that two or more judged",
                               measure(alpha.alpha), alpha.values, alpha.items));
  for (const PairAgreement& pair : agreement.pairs) {
    const std::string line =
        fmt::format("{:>9}  Cohen's kappa: {}, {}; {} both judged, alike {:.0f}%, by chance {:.0f}%",
                    measure(pair.kappa.kappa), pair.one, pair.other, pair.kappa.items,
                    pair.kappa.observed * 100, pair.kappa.expected * 100);
    if (!context.out.line(cut_to_columns(line, context.out.width()))) break;
  }
  return {};
}

}  // namespace

void add_agreement_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AgreementArguments>();
  CLI::App* command =
      app.add_subcommand("agreement", "How far people judge alike: Cohen's kappa, Krippendorff's alpha");
  command->add_option("--on", arguments->on, "verdict, state, technique, clarity or speaker [verdict]")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"verdict", "state", "technique", "clarity", "speaker"}).description(""));
  command->add_option("NAME", arguments->people, "Whose judgements; without, everybody's")->type_name("");
  command->callback([&context, arguments] {
    if (const auto done = run_agreement(context, *arguments); !done) context.report(done.error());
  });
}

}  // namespace quoth
