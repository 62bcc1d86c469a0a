#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "annotate/quantities/atoms.h"
#include "annotate/quantities/numbers.h"
#include "record/record.h"

namespace quoth::quantities {

/// The other layers of a record, as the grammar asks them.
class Surroundings {
 public:
  Surroundings(std::string_view text, const Tokens& tokens, const std::vector<Entity>& entities,
               const std::vector<Span>& times);

  std::string_view text() const { return text_; }
  const Tokens& tokens() const { return tokens_; }
  /// The token that covers byte `at`, if one does. O(log n).
  std::optional<std::size_t> token_at(std::uint32_t at) const;
  bool is_time(Span span) const;
  /// The name that overlaps with `span`, if one does.
  std::optional<Span> name_at(Span span) const;
  /// Money is counted in pounds here: the pound sign stands in the text.
  bool counts_in_pounds() const { return counts_in_pounds_; }

 private:
  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<Span>& times_;
  std::vector<Span> names_;
  bool counts_in_pounds_ = false;
};

/// What tells whether a number in a stretch is a quantity.
class Context {
 public:
  Context(const Surroundings& surroundings, const std::vector<Atom>& atoms)
      : surroundings_(surroundings), atoms_(atoms) {}

  /// Part of a name ("Apollo 11", "G7", "Fifth Avenue"), a reference ("page 12", "section 5") or the number of an item.
  bool is_name_or_label(const Number& number) const;
  /// A year, the day of a date, a clock time: by its form and neighbours.
  bool is_time(const Number& number, bool has_unit) const;
  bool overlaps_time(Span span) const { return surroundings_.is_time(span); }
  /// A word of a number that counts nothing: the pronoun ("that one"), a fixed phrase ("at first", "one another").
  bool is_no_count(const Number& number) const;
  /// "times" at `span` multiplies ("three times more than"), it does not count occasions.
  bool is_multiple(Span times) const;
  bool counts_in_pounds() const { return surroundings_.counts_in_pounds(); }

 private:
  std::string_view word(std::size_t i) const;
  std::string lower(std::size_t i) const;
  bool is_capital(std::size_t i) const;
  bool touches(std::size_t i) const { return i < atoms_.size() && atoms_[i].touches; }
  bool is_label_word(std::size_t i) const;
  bool is_label_by_tree(const Number& number) const;
  bool is_all_capitals_word(std::size_t i) const;
  bool is_pronoun_one(const Number& number) const;
  bool is_idiom(const Number& number) const;

  const Surroundings& surroundings_;
  const std::vector<Atom>& atoms_;
};

}  // namespace quoth::quantities
