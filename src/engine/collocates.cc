#include "engine/collocates.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "text/unicode.h"
#include "text/words.h"

namespace quoth {
namespace {

/// The key of a word as the index of turns has it; empty for one that it takes apart.
std::string indexed(std::string_view key) {
  std::string word = without_marks(key);
  for (std::size_t i = 0; i < word.size();) {
    const CodePoint c = code_point_at(word, i);
    if (!is_alphanumeric(c.value)) return {};
    i += c.length;
  }
  return word;
}

/// How many words it looked at.
std::size_t count(std::map<std::string, Collocate>& words, std::string_view text, bool from_end,
                  std::size_t Collocate::*side) {
  const WordList list = words_of(text);
  const std::size_t n = std::min(kCollocateWords, list.size());
  for (std::size_t i = 0; i < n; ++i) {
    std::string word = indexed(list.key(from_end ? list.size() - 1 - i : i));
    if (!word.empty()) ++(words[std::move(word)].*side);
  }
  return n;
}

/// G² of a word that stands `together` times among `near` words, and `in_all` times among `all`. Less than 0: more rarely than
/// chance would have it.
double log_likelihood(double together, double near, double in_all, double all) {
  const double rows[2] = {near, all - near}, columns[2] = {in_all, all - in_all};
  const double cells[2][2] = {{together, near - together},
                              {in_all - together, all - near - in_all + together}};
  double sum = 0;
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 2; ++column) {
      const double observed = cells[row][column], expected = rows[row] * columns[column] / all;
      if (observed > 0 && expected > 0) sum += observed * std::log(observed / expected);
    }
  }
  return together * all < near * in_all ? -2 * sum : 2 * sum;
}

}  // namespace

Result<std::vector<Collocate>> collocates_of(Database& database, const std::vector<Surroundings>& places) {
  std::map<std::string, Collocate> words;
  std::size_t near = 0;
  for (const Surroundings& place : places) {
    near += count(words, place.left, true, &Collocate::before);
    near += count(words, place.right, false, &Collocate::after);
  }
  QUOTH_TRY(const std::int64_t all, database.integer("SELECT coalesce(sum(words), 0) FROM records"));
  QUOTH_CHECK(database.run(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.spoken_words USING fts5vocab('main', 'turn_index', 'col')"));
  QUOTH_TRY(Statement said,
            database.prepare("SELECT cnt FROM temp.spoken_words WHERE term = ?1 AND col = 'text'"));
  std::vector<Collocate> found;
  for (auto& [word, collocate] : words) {
    const std::size_t together = collocate.before + collocate.after;
    if (together < kLeastTogether) continue;
    QUOTH_TRY(const bool known, said.first(word));
    collocate.word = word;
    collocate.in_all =
        std::max<std::int64_t>(known ? said.integer(0) : 0, static_cast<std::int64_t>(together));
    const auto n_together = static_cast<double>(together), in_all = static_cast<double>(collocate.in_all);
    collocate.log_dice = 14 + std::log2(2 * n_together / (static_cast<double>(places.size()) + in_all));
    collocate.log_likelihood =
        log_likelihood(n_together, static_cast<double>(near), in_all,
                       std::max(static_cast<double>(all), static_cast<double>(near) + in_all));
    if (collocate.log_likelihood < kLeastLikelihood) continue;
    found.push_back(std::move(collocate));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Collocate& a, const Collocate& b) { return a.log_dice > b.log_dice; });
  if (found.size() > kMostCollocates) found.resize(kMostCollocates);
  return found;
}

}  // namespace quoth
