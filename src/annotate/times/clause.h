#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "annotate/times/grammar.h"
#include "annotate/times/resolve.h"
#include "record/record.h"

namespace quoth::times {

/// What stands around an expression: its neighbours, and their tags where there are any. Lifetime: all of it is the
/// caller's.
class Surroundings {
 public:
  Surroundings(std::string_view text, const Lexicon& lexicon, std::span<const Word> words,
               const Tokens& tokens);

  /// Leaves out what the longest pattern took though it belongs to what follows: a full stop that no abbreviation has, the
  /// second end of "July 3 and July 5" without "between" before it.
  void trim(Match& match, const std::vector<Meaning>& arena) const;
  /// Whether the words of `match` speak of time here: "may" is a verb more often than a month.
  bool speaks_of_time(const Match& match) const;
  /// Whether "a year" is a rate here ("two billion a year").
  bool is_rate(const Match& match) const;
  /// Whether the expression only says of which year or month something is ("the 1976 budget").
  bool is_attribute(const Match& match) const;
  /// The tense of the clause around the words.
  Tense tense(std::size_t begin, std::size_t end) const;

 private:
  bool any_of(std::size_t at, std::initializer_list<std::string_view> words) const;
  std::string_view lower(std::size_t at) const;
  bool name_beside(const Match& match) const;
  bool ambiguous_word(std::size_t at, const Match& match) const;
  bool is_name_of_something(const Match& match) const;
  bool has_point(const Match& match) const;
  bool has_figure(const Match& match) const;
  bool in_small_letters(const Match& match) const;
  bool adjective_of_time(const Match& match) const;
  bool opens_remark(const Match& match) const;
  bool year_alone(const Match& match) const;
  bool pattern_allows(const Match& match) const;
  bool means_otherwise(const Match& match) const;
  std::optional<bool> word_alone_allows(const Match& match) const;
  std::optional<bool> the_time_allows(const Match& match) const;
  bool unit_allows(const Match& match) const;
  bool figures_allow(const Match& match) const;
  bool cuts_word(const Match& match) const;
  bool short_weekday(const Match& match) const;
  bool beside_past(const Match& match) const;
  bool is_some_day(const Match& match) const;
  bool goes_on_in_words(std::size_t at) const;
  void cut_after_first(Match& match) const;
  void cut_at_divide(Match& match, const std::vector<Meaning>& arena) const;
  std::size_t token_at(std::uint32_t begin) const;
  std::string_view xpos_at(std::size_t word) const;
  Tense tense_of_word(std::size_t word) const;
  Tense tense_of_token(std::size_t token) const;
  bool ends_clause(std::size_t word) const;
  bool is_set_for(std::size_t begin, std::size_t end) const;
  bool is_planned(std::size_t token) const;

  const std::string_view text_;
  const Lexicon& lexicon_;
  const std::span<const Word> words_;
  const Tokens& tokens_;
  mutable std::string lower_;
};

}  // namespace quoth::times
