#include "annotate/quantities/quantities.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "annotate/quantities/atoms.h"
#include "annotate/quantities/context.h"
#include "annotate/quantities/modifiers.h"
#include "annotate/quantities/numbers.h"
#include "annotate/quantities/relations.h"
#include "annotate/quantities/units.h"
#include "text/unicode.h"

namespace quoth {
namespace quantities {
namespace {

/// A number with what belongs to it, on the way to a quantity.
struct Draft {
  Number number;
  std::size_t begin = 0;  ///< atoms, half-open
  std::size_t end = 0;
  const Unit* unit = nullptr;
  bool times = false;  ///< "20 times", "tenfold"
  bool age = false;    ///< "60 years old"
};

class Grammar {
 public:
  Grammar(std::string_view text, const std::vector<Atom>& atoms, Context context)
      : text_(text), atoms_(atoms), context_(std::move(context)) {}

  /// Adds the quantities of one stretch.
  void read(std::vector<Quantity>& out) {
    for (std::size_t i = 0; i < atoms_.size();) {
      auto number = may_begin(i) ? number_at(text_, atoms_, i) : std::nullopt;
      if (!number) {
        ++i;
        continue;
      }
      std::size_t end = number->end;
      if (auto quantity = quantity_of(*number, end)) out.push_back(std::move(*quantity));
      i = std::max(end, i + 1);
    }
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < atoms_.size() ? slice(text_, atoms_[i].span) : std::string_view();
  }
  std::string lower(std::size_t i) const { return to_lower(word(i)); }
  bool touches(std::size_t i) const { return i < atoms_.size() && atoms_[i].touches; }

  bool may_begin(std::size_t i) const {
    const Atom& atom = atoms_[i];
    if (atom.kind == AtomKind::figure || atom.number != nullptr) return true;
    if (atom.kind == AtomKind::symbol) {
      const char c = text_[atom.span.begin];
      return c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    }
    switch (atom.span.size()) {
      case 1:
      case 2:
      case 3:
      case 4:
      case 5:
      case 6:
      case 7:
      case 8: break;
      default: return false;
    }
    const std::string w = lower(i);
    return w == "a" || w == "an" || w == "few" || w == "several" || w == "many" || w == "couple" ||
           w == "minus" || w == "negative";
  }

  std::optional<Quantity> quantity_of(const Number& number, std::size_t& end) {
    Draft draft = draft_of(number);
    end = draft.end;
    if (draft.unit == nullptr && !draft.times && context_.is_name_or_label(number)) return std::nullopt;
    if (draft.unit != nullptr && draft.unit->sort == UnitSort::time && !draft.age) return std::nullopt;
    if (!std::isfinite(number.value) && number.decimal.empty()) return std::nullopt;
    std::optional<Draft> upper = range_from(draft);
    if (upper && upper->unit != nullptr && upper->unit->sort == UnitSort::time && !upper->age) {
      end = upper->end;
      return std::nullopt;
    }
    if (upper) end = upper->end;
    if (!upper && !draft.age && context_.is_time(number, draft.unit != nullptr || draft.times))
      return std::nullopt;
    if (!upper && draft.unit == nullptr && !draft.times && context_.is_no_count(number)) return std::nullopt;
    Quantity out;
    out.unit = unit_name(upper ? *upper : draft);
    if (upper && out.unit.empty()) out.unit = unit_name(draft);
    std::size_t begin = draft.begin;
    if (upper) {
      set_range(draft, *upper, out);
      if (begin > 0 && lower(begin - 1) == "between") --begin;
    } else {
      set_value(draft, out);
    }
    add_modifiers(begin, end, number, out);
    out.span = {atoms_[begin].span.begin, atoms_[end - 1].span.end};
    if (!draft.age && context_.overlaps_time(out.span)) return std::nullopt;
    return out;
  }

  // ---- units ----

  Draft draft_of(const Number& number) const {
    Draft draft;
    draft.number = number;
    draft.begin = number.begin;
    draft.end = number.end;
    if (number.kind == NumberKind::ordinal) return draft;
    take_currency_before(draft);
    if (draft.unit != nullptr) {
      take_million_letter(draft);
      take_small_money(draft);
      return draft;
    }
    take_unit_after(draft);
    return draft;
  }

  void take_currency_before(Draft& draft) const {
    if (draft.begin == 0) return;
    std::size_t i = draft.begin - 1;
    if (word(i) == "." && i > 0 && word(i - 1) == "Rs") --i;
    const Unit* unit = currency_before(word(i));
    if (unit == nullptr) return;
    if (i > 0 && atoms_[i - 1].kind == AtomKind::word && word(i) == "$") {
      const std::string_view letters = word(i - 1);
      const bool capital_c = !touches(i) && (letters == "C" || letters == "c");
      const bool apart = !touches(i) && !touches(draft.begin) && letters.size() == 2;  // "hk $ 10"
      if (touches(i) || capital_c || apart) {
        std::string whole(letters);
        if (!touches(i)) std::transform(whole.begin(), whole.end(), whole.begin(), to_upper);
        whole += "$";
        if (const Unit* longer = currency_before(whole)) {
          unit = longer;
          --i;
        }
      }
    }
    draft.unit = unit;
    draft.begin = i;
  }

  static char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

  /// "$5m", "$5b": a letter that scales only beside a currency.
  void take_million_letter(Draft& draft) const {
    if (draft.number.scaled || !touches(draft.end)) return;
    const std::string w = lower(draft.end);
    const double times = w == "m" ? 1e6 : w == "b" ? 1e9 : 0;
    if (times == 0) return;
    draft.number.value *= times;
    draft.number.scaled = true;
    ++draft.end;
  }

  /// "3 dollars 50 cents", "$3 and 50 cents".
  void take_small_money(Draft& draft) const {
    const std::size_t at = lower(draft.end) == "and" ? draft.end + 1 : draft.end;
    if (at >= atoms_.size() || draft.number.scaled || draft.number.kind != NumberKind::cardinal) return;
    const auto small = number_at(text_, atoms_, at);
    if (!small || small->kind != NumberKind::cardinal || small->scaled || small->value >= 100) return;
    std::size_t end = small->end;
    const std::string w = lower(end);
    const bool named =
        w == "cent" || w == "cents" || w == "pence" || w == "p" || w == "kopeks" || w == "kopecks";
    if (named) {
      ++end;
    } else if (small->figures || at != draft.end || end != atoms_.size() || draft.end == draft.number.end) {
      return;
    }
    draft.number.value += small->value / 100;
    draft.end = end;
  }

  /// The longest name of a unit from atom `at` on, and its end.
  std::pair<const Unit*, std::size_t> unit_words(std::size_t at) const {
    std::string words;
    std::pair<const Unit*, std::size_t> best{nullptr, at};
    std::size_t i = at;
    for (int n = 0; n < kLongestUnit && i < atoms_.size(); ++n) {
      if (n > 0 && word(i) == "-" && touches(i)) ++i;
      if (i >= atoms_.size() || atoms_[i].kind != AtomKind::word) break;
      if (n > 0) words += ' ';
      words += lower(i++);
      if (const Unit* unit = unit_of_words(words)) best = {unit, i};
    }
    return best;
  }

  bool is_hyphen(std::size_t i) const { return word(i) == "-" || word(i) == "‑" || word(i) == "‐"; }

  void take_unit_after(Draft& draft) const {
    std::size_t at = draft.end;
    if (is_hyphen(at) && touches(at) && touches(at + 1)) ++at;
    if (take_times(draft, at) || take_symbol(draft, at)) return;
    std::size_t skipped = at;
    if (lower(at) == "of" && is_article(at + 1)) skipped = at + 2;
    if (is_article(at)) skipped = at + 1;
    const bool vague = draft.number.rough || draft.number.kind == NumberKind::vague;
    if (vague && lower(at) == "of" && is_time_word(at + 1)) {
      draft.unit = unit_words(at + 1).first;
      return;
    }
    auto [unit, end] = unit_words(at);
    if (unit == nullptr && skipped != at && draft.number.kind == NumberKind::fraction) {
      std::tie(unit, end) = unit_words(skipped);
    }
    if (unit == nullptr) unit = time_after_adjective(at);
    if (unit == nullptr) return;
    if (unit->sort == UnitSort::container && !(draft.number.kind == NumberKind::fraction && skipped != at))
      return;
    if (unit->name == "pound" && is_money_pound(draft)) unit = unit_of_words("quid");
    if (unit->name == "bit" && !draft.number.figures) return;
    draft.unit = unit;
    if (unit->sort == UnitSort::time) return take_age(draft, end);
    draft.end = end;
    if (unit->sort == UnitSort::currency) take_small_money(draft);
  }

  bool is_article(std::size_t i) const { return lower(i) == "a" || lower(i) == "an"; }

  bool is_time_word(std::size_t at) const {
    const Unit* unit = unit_words(at).first;
    return unit != nullptr && unit->sort == UnitSort::time;
  }

  /// "ten full years", "three very long days".
  const Unit* time_after_adjective(std::size_t at) const {
    static constexpr std::string_view kAdjectives[] = {
        "full",  "whole",    "long",       "more", "short",   "consecutive", "good",   "other", "extra",
        "solid", "straight", "additional", "or",   "further", "calendar",    "entire", "odd",   "separate"};
    if (std::find(std::begin(kAdjectives), std::end(kAdjectives), lower(at)) == std::end(kAdjectives))
      return nullptr;
    const Unit* unit = unit_words(at + (lower(at) == "or" ? 2 : 1)).first;
    return unit != nullptr && unit->sort == UnitSort::time ? unit : nullptr;
  }

  /// Pounds of money: beside a scale, or with pence; bare ones weigh.
  bool is_money_pound(const Draft& draft) const { return draft.number.scaled || context_.counts_in_pounds(); }

  void take_age(Draft& draft, std::size_t end) const {
    std::size_t i = end;
    if (is_hyphen(i) && touches(i)) ++i;
    if (lower(i) == "old") {
      draft.age = true;
      draft.end = i + 1;
    } else if (lower(i) == "of" && lower(i + 1) == "age") {
      draft.age = true;
      draft.end = i + 2;
    } else {
      draft.end = end;
    }
  }

  bool take_times(Draft& draft, std::size_t at) const {
    const std::string w = lower(at);
    if (w == "fold" || (w == "x" && touches(at) && draft.number.figures)) {
      draft.times = true;
      draft.end = at + 1;
      return true;
    }
    if (w != "times" || at != draft.end || !context_.is_multiple(atoms_[at].span)) return false;
    draft.times = true;
    draft.end = at + 1;
    return true;
  }

  bool take_symbol(Draft& draft, std::size_t at) const {
    if (at >= atoms_.size()) return false;
    std::string symbol(word(at));
    std::size_t end = at + 1;
    if (symbol == "°" && touches(end) && (word(end) == "C" || word(end) == "F")) symbol += word(end++);
    if (symbol.size() <= 2 && end < atoms_.size() && touches(end) && (word(end) == "²" || word(end) == "³")) {
      symbol += word(end++);
    }
    const bool squared = end < atoms_.size() && touches(end) && (word(end) == "2" || word(end) == "3");
    const Unit* unit = squared ? unit_of_symbol(symbol + std::string(word(end)), false) : nullptr;
    if (unit != nullptr) {
      ++end;
    } else {
      unit = unit_of_symbol(symbol, !touches(at));
    }
    if (end < atoms_.size() && touches(end) && atoms_[end].kind == AtomKind::figure)
      return false;  // a serial number
    if (unit == nullptr || (!draft.number.figures && unit->sort != UnitSort::percent)) return false;
    if (unit->sort == UnitSort::currency && word(at) == "$" && touches(end))
      return false;  // the next figure's
    if (unit->sort == UnitSort::small_money && symbol == "p" && !touches(at)) return false;
    draft.unit = unit;
    draft.end = end;
    return true;
  }

  // ---- ranges ----

  /// The upper end of the range that begins with `draft`: "17,000 to 20,000", "5-10 percent", "two or three".
  std::optional<Draft> range_from(const Draft& draft) const {
    if (draft.number.kind == NumberKind::ordinal || draft.number.kind == NumberKind::vague)
      return std::nullopt;
    const std::size_t at = draft.end;
    const std::string joint = lower(at);
    const bool before = draft.begin > 0;
    const bool between = before && lower(draft.begin - 1) == "between";
    const bool dash = joint == "-" || joint == "–" || joint == "—";
    const bool joins = joint == "to" || joint == "or" || (between && joint == "and") ||
                       (dash && touches(at) == touches(at + 1));
    if (!joins || (before && !between && lower(draft.begin - 1) == "from" && joint != "to"))
      return std::nullopt;
    if (before && lower(draft.begin - 1) == "from") return std::nullopt;  // a change, not a range
    std::size_t first = at + 1;
    while (first < atoms_.size() && currency_before(word(first)) != nullptr) ++first;
    if (first >= atoms_.size()) return std::nullopt;
    const auto number = number_at(text_, atoms_, first);
    if (!number || number->kind == NumberKind::ordinal || number->kind == NumberKind::vague)
      return std::nullopt;
    Draft upper = draft_of(*number);
    const double low = scaled_low(draft, upper);
    if (!(low < upper.number.value)) return std::nullopt;
    if (draft.unit == nullptr && context_.is_time(draft.number, false) &&
        context_.is_time(*number, upper.unit != nullptr)) {
      return std::nullopt;
    }
    if (joint == "or" && !(upper.number.value <= 2 * low + 2)) return std::nullopt;
    if (dash && draft.number.kind == NumberKind::fraction) return std::nullopt;
    const bool other = draft.unit != nullptr && upper.unit != nullptr && draft.unit != upper.unit;
    if (other) return std::nullopt;
    return upper;
  }

  /// The lower end in the scale of the upper one: "5 to 10 million".
  static double scaled_low(const Draft& low, const Draft& high) {
    if (low.number.scaled || !high.number.scaled || low.number.value >= 1000) return low.number.value;
    double scale = 1;
    while (high.number.value / (scale * 1000) >= 1) scale *= 1000;
    return low.number.value * scale;
  }

  static void set_range(const Draft& low, const Draft& high, Quantity& out) {
    out.kind = QuantityKind::range;
    out.low = scaled_low(low, high);
    out.high = high.number.value;
  }

  // ---- values ----

  std::string unit_name(const Draft& draft) const {
    if (draft.times) return "times";
    return draft.unit == nullptr ? std::string() : std::string(draft.unit->name);
  }

  static void set_value(const Draft& draft, Quantity& out) {
    const Number& number = draft.number;
    out.kind = kind_of(draft);
    if (number.kind == NumberKind::vague) {
      out.low = number.value;
      out.high = number.high;
    } else if (!number.decimal.empty()) {
      out.decimal = number.decimal;
    } else if (std::isfinite(number.value)) {
      out.value = number.kind == NumberKind::fraction ? std::round(number.value * 1e6) / 1e6 : number.value;
    } else {
      return;
    }
    if (number.rough) out.modifier = QuantityModifier::approx;
  }

  static QuantityKind kind_of(const Draft& draft) {
    if (draft.times) return QuantityKind::ratio;
    if (draft.number.kind == NumberKind::ordinal) return QuantityKind::ordinal;
    if (draft.unit != nullptr) {
      switch (draft.unit->sort) {
        case UnitSort::currency:
        case UnitSort::small_money: return QuantityKind::money;
        case UnitSort::percent: return QuantityKind::percent;
        default: return QuantityKind::measure;
      }
    }
    return draft.number.kind == NumberKind::fraction ? QuantityKind::ratio : QuantityKind::number;
  }

  void add_modifiers(std::size_t& begin, std::size_t& end, const Number& number, Quantity& out) const {
    if (number.kind == NumberKind::ordinal) return take_number_one(begin, out);
    if (const auto after = modifier_after(text_, atoms_, end)) {
      out.modifier = after->modifier;
      end += after->n_atoms;
    }
    if (const auto before = modifier_before(text_, atoms_, begin)) {
      out.modifier = before->modifier;
      if (!before->outside) begin -= before->n_atoms;
    }
    take_number_one(begin, out);
  }

  /// "number one", "No. 2": a place in an order.
  void take_number_one(std::size_t& begin, Quantity& out) const {
    if (out.kind != QuantityKind::number || !out.value || begin == 0) return;
    std::size_t i = begin - 1;
    if (word(i) == "." && i > 0) --i;
    const std::string w = lower(i);
    if (w != "number" && w != "no") return;
    out.kind = QuantityKind::ordinal;
    begin = i;
  }

  std::string_view text_;
  const std::vector<Atom>& atoms_;
  Context context_;
};

}  // namespace
}  // namespace quantities

std::vector<Quantity> find_quantities(std::string_view text, const std::vector<Span>& said,
                                      const Tokens& tokens, const std::vector<Entity>& entities,
                                      const std::vector<Span>& times) {
  std::vector<Quantity> out;
  quantities::Surroundings surroundings(text, tokens, entities, times);
  std::vector<quantities::Atom> atoms;
  for (const Span span : said) {
    atoms.clear();
    quantities::append_atoms(text, span, atoms);
    quantities::Grammar(text, atoms, quantities::Context(surroundings, atoms)).read(out);
  }
  quantities::add_relations(text, tokens, out);
  return out;
}

}  // namespace quoth
