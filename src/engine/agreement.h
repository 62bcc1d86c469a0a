#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/review.h"

namespace quoth {

/// How far people judge alike, beyond what chance does: nominal values, docs/review.md has the formulas.

/// Two people. Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement
/// 20(1), 37-46.
struct Kappa {
  std::size_t items = 0;  ///< that both judged
  double observed = 0;    ///< share of the items on which they agree
  double expected = 0;    ///< share that chance gives, with the values as often as each uses them
  std::optional<double>
      kappa;  ///< none where nothing was judged, and where chance alone gives full agreement
};
/// One pair an item: what the one says, what the other.
Kappa cohens_kappa(const std::vector<std::pair<std::string, std::string>>& pairs);

/// Any number of people, not all of whom judged every item. Krippendorff, K. (2011): Computing Krippendorff's
/// alpha-reliability; nominal difference.
struct Alpha {
  std::size_t items = 0;        ///< with two values at least; the others say nothing about agreement
  std::size_t values = 0;       ///< of those items
  double observed = 0;          ///< disagreement
  double expected = 0;          ///< disagreement by chance
  std::optional<double> alpha;  ///< none where there is nothing to compare, and where all values are the same
};
/// The values of each item, in any order.
Alpha krippendorffs_alpha(const std::vector<std::vector<std::string>>& items);

/// What is compared.
enum class AgreementOn : std::uint8_t { verdict, state, technique, clarity, speaker };
std::string_view to_string(AgreementOn on);
std::optional<AgreementOn> agreement_on(std::string_view word);

/// A person's last word on an item.
struct Judgement {
  std::int64_t review = 0;
  std::string person;
  std::string value;  ///< in small letters
};
/// What each person says last of each review and has not been taken back; a person is a name, whatever its letter case
/// (called as it stands first).
std::vector<Judgement> judgements_of(const std::vector<Review>& reviews, AgreementOn on);

struct PairAgreement {
  std::string one, other;
  Kappa kappa;
};
struct Agreement {
  std::vector<std::string> people;  ///< by name
  std::size_t items = 0;            ///< that anybody judged
  Alpha alpha;
  std::vector<PairAgreement> pairs;  ///< who share an item at least
};
/// Of all people, or only of those who are named. Errors: review.not_found, for one who has judged nothing.
Result<Agreement> agreement_of(std::vector<Judgement> judgements, const std::vector<std::string>& people);

}  // namespace quoth
