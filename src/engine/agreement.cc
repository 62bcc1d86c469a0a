#include "engine/agreement.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "record/answer.h"
#include "record/names_of_values.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 5> kWhat = {"verdict", "state", "technique", "clarity", "speaker"};

ReviewField field_of(AgreementOn on) {
  switch (on) {
    case AgreementOn::verdict: return ReviewField::verdict;
    case AgreementOn::state: return ReviewField::state;
    case AgreementOn::technique:
    case AgreementOn::clarity: return ReviewField::reading;
    case AgreementOn::speaker: break;
  }
  return ReviewField::speaker;
}

std::string value_of(const ReviewEntry& entry, AgreementOn on) {
  const auto technique = on == AgreementOn::clarity ? technique_of(entry.value) : std::nullopt;
  if (technique) return std::string(to_string(kClarityOf[static_cast<std::size_t>(*technique)]));
  return to_lower(entry.value);
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// person -> value, of each item.
using Table = std::map<std::int64_t, std::map<std::string, std::string>>;

std::vector<PairAgreement> pairs_of(const std::vector<std::string>& people, const Table& table) {
  std::vector<PairAgreement> out;
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      std::vector<std::pair<std::string, std::string>> both;
      for (const auto& [item, values] : table) {
        const auto one = values.find(people[i]), other = values.find(people[j]);
        if (one != values.end() && other != values.end()) both.emplace_back(one->second, other->second);
      }
      if (!both.empty()) out.push_back({people[i], people[j], cohens_kappa(both)});
    }
  }
  return out;
}

}  // namespace

Kappa cohens_kappa(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Kappa out;
  out.items = pairs.size();
  if (pairs.empty()) return out;
  std::map<std::string, std::pair<double, double>> used;
  double alike = 0;
  for (const auto& [one, other] : pairs) {
    used[one].first += 1;
    used[other].second += 1;
    if (one == other) alike += 1;
  }
  const auto n = static_cast<double>(pairs.size());
  out.observed = alike / n;
  double products = 0;
  for (const auto& [value, n_used] : used) products += n_used.first * n_used.second;
  out.expected = products / (n * n);
  // Counts, and so their products, are whole numbers: this is exact.
  if (products < n * n) out.kappa = (out.observed - out.expected) / (1 - out.expected);
  return out;
}

Alpha krippendorffs_alpha(const std::vector<std::vector<std::string>>& items) {
  Alpha out;
  std::map<std::string, double> used;
  double pairs_alike = 0;  // in each item weighed by how many others a value is paired with
  for (const std::vector<std::string>& values : items) {
    if (values.size() < 2) continue;
    ++out.items;
    out.values += values.size();
    std::map<std::string, double> here;
    for (const std::string& value : values) here[value] += 1;
    for (const auto& [value, n] : here) {
      used[value] += n;
      pairs_alike += n * (n - 1) / static_cast<double>(values.size() - 1);
    }
  }
  const auto n = static_cast<double>(out.values);
  double chance_alike = 0;
  for (const auto& [value, n_used] : used) chance_alike += n_used * (n_used - 1);
  out.observed = out.values > 0 ? 1 - share(pairs_alike, n) : 0;
  out.expected = out.values > 0 ? 1 - share(chance_alike, n * (n - 1)) : 0;
  if (used.size() > 1) out.alpha = 1 - out.observed / out.expected;
  return out;
}

std::string_view to_string(AgreementOn on) { return kWhat[static_cast<std::size_t>(on)]; }
std::optional<AgreementOn> agreement_on(std::string_view word) {
  return value_named<AgreementOn>(kWhat, word);
}

std::vector<Judgement> judgements_of(const std::vector<Review>& reviews, AgreementOn on) {
  std::map<std::string, std::string> names;
  std::vector<Judgement> out;
  for (const Review& review : reviews) {
    const std::vector<bool> holds = entries_that_hold(review.history);
    std::map<std::string, std::string> last;
    for (std::size_t i = 0; i < review.history.size(); ++i) {
      const ReviewEntry& entry = review.history[i];
      if (!holds[i] || entry.field != field_of(on)) continue;
      const std::string& person = names.try_emplace(to_lower(entry.author), entry.author).first->second;
      last[person] = value_of(entry, on);
    }
    for (auto& [person, value] : last) out.push_back({review.number, person, std::move(value)});
  }
  return out;
}

Result<Agreement> agreement_of(std::vector<Judgement> judgements, const std::vector<std::string>& people) {
  const auto is_named = [](const std::vector<std::string>& names, const std::string& name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& n) { return is_same_value(n, name); });
  };
  Agreement out;
  for (const Judgement& judgement : judgements) out.people.push_back(judgement.person);
  std::sort(out.people.begin(), out.people.end());
  out.people.erase(std::unique(out.people.begin(), out.people.end()), out.people.end());
  for (const std::string& name : people) {
    if (!is_named(out.people, name))
      return fail(ErrorCode::review_not_found,
                  fmt::format("nobody called {} has judged anything of this", name));
  }
  if (!people.empty()) {
    std::erase_if(out.people, [&](const std::string& name) { return !is_named(people, name); });
    std::erase_if(judgements,
                  [&](const Judgement& judgement) { return !is_named(people, judgement.person); });
  }
  Table table;
  for (Judgement& judgement : judgements)
    table[judgement.review][judgement.person] = std::move(judgement.value);
  std::vector<std::vector<std::string>> items;
  for (const auto& [item, values] : table) {
    std::vector<std::string>& of_item = items.emplace_back();
    for (const auto& [person, value] : values) of_item.push_back(value);
  }
  out.items = items.size();
  out.alpha = krippendorffs_alpha(items);
  out.pairs = pairs_of(out.people, table);
  return out;
}

}  // namespace quoth
