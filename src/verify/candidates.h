#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "text/words.h"

namespace quoth {

/// Finds where a quotation may come from, by the words and pairs of neighbours that it shares with passages of the
/// store (store/passages.h). Lifetime: keeps references to both.
class CandidateFinder {
 public:
  CandidateFinder(Database& database, const WordList& quote);

  /// Numbers of passages, likely ones first: those that share most with the quotation, and those that have what the
  /// others do not. Time does not grow with the store, but for a quotation of nothing but common words.
  Result<std::vector<std::int64_t>> likely();

  /// Passages that have all of the quotation's words and neighbours, at most `limit`, in order. `of_people`, a list for
  /// SQL, narrows it to turns of these people where it is not empty.
  Result<std::vector<std::int64_t>> with_all(std::size_t limit, const std::string& of_people = {});

 private:
  struct Token {
    std::string text;
    std::size_t word;  // the quotation's, or the first of two
    double worth;
  };
  struct Vote {
    std::int64_t passage;
    std::size_t token;
  };
  void add_tokens(const WordList& quote);
  void thin_out();
  Result<void> count(std::size_t token, std::vector<Vote>& votes);
  Result<void> without_each(std::vector<Vote>& votes);
  std::vector<std::int64_t> choose(std::vector<Vote> votes) const;
  Result<std::vector<std::int64_t>> ask(const std::string& match, std::size_t limit,
                                        const std::string& of_people);

  Database& database_;
  std::vector<Token> tokens_;
  std::vector<std::string> all_;  // what with_all asks for
  bool has_common_ = false;
};

}  // namespace quoth
