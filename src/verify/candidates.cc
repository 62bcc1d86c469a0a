#include "verify/candidates.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "store/passages.h"
#include "verify/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kCommon = 400;  // passages: a token of more says nothing
constexpr std::size_t kMostTokens =
    96;  // asked for one by one; of a long quotation, the best of each stretch
constexpr std::size_t kMostAtOnce = 48;  // asked for together
constexpr std::size_t kWordsToo = 40;    // words: of a longer quotation single words are not asked for
constexpr std::size_t kMostVoted = 16;
constexpr std::size_t kMostCovering = 12;
constexpr std::size_t kFewTokens = 10;
constexpr double kWorthOfWord = 0.3;

}  // namespace

CandidateFinder::CandidateFinder(Database& database, const WordList& quote) : database_(database) {
  add_tokens(quote);
  thin_out();
}

void CandidateFinder::add_tokens(const WordList& quote) {
  std::optional<std::size_t> before;
  bool bracket = false, omission = false;
  for (std::size_t i = 0; i < quote.size(); ++i) {
    const Word& word = quote.words[i];
    omission = omission || word.after_omission;
    if (word.bracketed) {
      bracket = true;
      continue;
    }
    const bool content = !is_function_word(quote.key(i));
    std::string token = passage_token(quote.key(i));
    if (all_.size() < kMostAtOnce) all_.push_back(token);
    if ((content && quote.size() <= kWordsToo) || quote.size() == 1)
      tokens_.push_back({std::move(token), i, kWorthOfWord});
    if (before && !omission) {
      token = passage_token(quote.key(*before), quote.key(i));
      if (!bracket && all_.size() < kMostAtOnce) all_.push_back(token);
      const bool both = content && !is_function_word(quote.key(*before));
      tokens_.push_back({std::move(token), *before, both ? 1.2 : 1.0});
    }
    before = i;
    bracket = omission = false;
  }
}

void CandidateFinder::thin_out() {
  if (tokens_.size() <= kMostTokens) return;
  std::vector<Token> kept;
  for (std::size_t part = 0; part < kMostTokens; ++part) {
    const auto begin = tokens_.begin() + static_cast<std::ptrdiff_t>(part * tokens_.size() / kMostTokens);
    const auto end = tokens_.begin() + static_cast<std::ptrdiff_t>((part + 1) * tokens_.size() / kMostTokens);
    kept.push_back(std::move(
        *std::max_element(begin, end, [](const Token& a, const Token& b) { return a.worth < b.worth; })));
  }
  tokens_ = std::move(kept);
}

Result<std::vector<std::int64_t>> CandidateFinder::ask(const std::string& match, std::size_t limit,
                                                       const std::string& of_people) {
  std::string sql = "SELECT rowid FROM passage_index WHERE passage_index MATCH ?1 ";
  if (!of_people.empty()) {
    sql += fmt::format(
        "AND EXISTS (SELECT 1 FROM turns AS t JOIN speakers AS s ON s.record = t.record AND s.number = "
        "t.speaker "
        "WHERE t.id = passage_index.rowid AND s.person IN ({})) ",
        of_people);
  }
  QUOTH_TRY(Statement row, database_.prepare(sql + "LIMIT ?2"));
  std::vector<std::int64_t> found;
  QUOTH_TRY(bool more, row.first(match, limit));
  while (more) {
    found.push_back(row.integer(0));
    QUOTH_TRY(more, row.next());
  }
  return found;
}

Result<std::vector<std::int64_t>> CandidateFinder::with_all(std::size_t limit, const std::string& of_people) {
  if (all_.empty()) return std::vector<std::int64_t>();
  return ask(fmt::format("{}", fmt::join(all_, " AND ")), limit, of_people);
}

Result<void> CandidateFinder::count(std::size_t token, std::vector<Vote>& votes) {
  QUOTH_TRY(const std::vector<std::int64_t> passages, ask(tokens_[token].text, kCommon + 1, {}));
  if (passages.size() > kCommon) {
    has_common_ = true;
    return {};
  }
  // A token of few passages says more than one of many.
  tokens_[token].worth /= 1 + std::log2(1 + static_cast<double>(passages.size()));
  for (const std::int64_t passage : passages) votes.push_back({passage, token});
  return {};
}

/// For a quotation of a few common words: passages that have all of them but one, with its neighbours.
Result<void> CandidateFinder::without_each(std::vector<Vote>& votes) {
  if (tokens_.size() > kFewTokens) return {};
  for (std::size_t left_out = 0; left_out < tokens_.size(); ++left_out) {
    std::vector<std::string> others;
    for (const Token& token : tokens_) {
      const std::size_t at = tokens_[left_out].word;
      if (token.word != at && token.word + 1 != at) others.push_back(token.text);
    }
    if (others.empty()) continue;
    QUOTH_TRY(const std::vector<std::int64_t> found,
              ask(fmt::format("{}", fmt::join(others, " AND ")), 4, {}));
    for (const std::int64_t passage : found) votes.push_back({passage, left_out});
  }
  return {};
}

std::vector<std::int64_t> CandidateFinder::choose(std::vector<Vote> votes) const {
  std::sort(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) {
    return a.passage != b.passage ? a.passage < b.passage : a.token < b.token;
  });
  struct Candidate {
    std::size_t begin, end;  // in votes
    double worth = 0;
  };
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (i == 0 || votes[i].passage != votes[i - 1].passage) candidates.push_back({i, i, 0});
    candidates.back().end = i + 1;
    candidates.back().worth += tokens_[votes[i].token].worth;
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
  std::vector<std::int64_t> chosen;
  std::vector<bool> covered(tokens_.size(), false);
  const auto take = [&](const Candidate& candidate) {
    const std::int64_t passage = votes[candidate.begin].passage;
    if (std::find(chosen.begin(), chosen.end(), passage) == chosen.end()) chosen.push_back(passage);
  };
  for (std::size_t i = 0; i < std::min(kMostVoted, candidates.size()); ++i) take(candidates[i]);
  // Then, again and again, what has most of that which none so far has: the parts of a splice.
  for (std::size_t n = 0; n < kMostCovering; ++n) {
    const Candidate* best = nullptr;
    double most = 0;
    for (const Candidate& candidate : candidates) {
      if (candidate.worth <= most) break;
      double worth = 0;
      for (std::size_t i = candidate.begin; i < candidate.end; ++i)
        worth += covered[votes[i].token] ? 0 : tokens_[votes[i].token].worth;
      if (worth > most) {
        most = worth;
        best = &candidate;
      }
    }
    if (best == nullptr) break;
    take(*best);
    for (std::size_t i = best->begin; i < best->end; ++i) covered[votes[i].token] = true;
  }
  return chosen;
}

Result<std::vector<std::int64_t>> CandidateFinder::likely() {
  std::vector<Vote> votes;
  for (std::size_t token = 0; token < tokens_.size(); ++token) QUOTH_CHECK(count(token, votes));
  std::vector<std::int64_t> chosen;
  if (has_common_) {
    QUOTH_TRY(chosen, with_all(kMostVoted));
    if (chosen.empty() && votes.empty()) QUOTH_CHECK(without_each(votes));
  }
  for (const std::int64_t passage : choose(std::move(votes))) {
    if (std::find(chosen.begin(), chosen.end(), passage) == chosen.end()) chosen.push_back(passage);
  }
  return chosen;
}

}  // namespace quoth
