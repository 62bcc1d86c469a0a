#include "annotate/quantities/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth::quantities {
namespace {

using enum NumberRole;

/// "a few", "several": so many times what follows.
constexpr double kFew = 3;
constexpr double kBelowMany = 10;

struct Sign {
  std::string_view text;
  double value;
};
constexpr Sign kFractionSigns[] = {{"½", 0.5},     {"¼", 0.25},  {"¾", 0.75},  {"⅓", 1.0 / 3}, {"⅔", 2.0 / 3},
                                   {"⅕", 0.2},     {"⅖", 0.4},   {"⅗", 0.6},   {"⅘", 0.8},     {"⅙", 1.0 / 6},
                                   {"⅚", 5.0 / 6}, {"⅛", 0.125}, {"⅜", 0.375}, {"⅝", 0.625},   {"⅞", 0.875}};

struct Suffix {
  std::string_view text;
  int power;
};
/// Scales written at the figure. "m" is a metre without a currency, so the caller of the grammar decides on it.
constexpr Suffix kSuffixes[] = {{"k", 3},  {"K", 3},  {"M", 6},   {"mn", 6},   {"mln", 6}, {"mil", 6},
                                {"mm", 6}, {"MM", 6}, {"bn", 9},  {"Bn", 9},   {"bln", 9}, {"b", 9},
                                {"B", 9},  {"G", 9},  {"tn", 12}, {"trn", 12}, {"T", 12}};

/// Digits of a figure and the power of ten that scales them, so that the value is rounded once.
struct Figure {
  std::string digits;
  int power = 0;

  double value() const {
    const std::string all = power == 0 ? digits : fmt::format("{}e{}", digits, power);
    double out = 0;
    const auto [rest, error] = std::from_chars(all.data(), all.data() + all.size(), out);
    return error == std::errc() ? out : HUGE_VAL;
  }

  /// The value written out, where it is a whole number that a double does not hold.
  std::string decimal() const {
    if (digits.find_first_not_of("0123456789") != std::string::npos) return {};
    std::string all = digits + std::string(static_cast<std::size_t>(power), '0');
    all.erase(0, std::min(all.find_first_not_of('0'), all.size()));
    if (all.size() <= 15) return {};
    const double rounded = value();
    if (std::isfinite(rounded) && fmt::format("{:.0f}", rounded) == all) return {};
    return all;
  }
};

class Reader {
 public:
  Reader(std::string_view text, const std::vector<Atom>& atoms) : text_(text), atoms_(atoms) {}

  std::optional<Number> read(std::size_t at) {
    begin_ = at;
    if (auto number = vague(at)) return number;
    if (auto number = fraction(at)) return number;
    const std::size_t first = negative(at) ? at + 1 : at;
    auto number = cardinal(first);
    if (!number) return std::nullopt;
    if (first != at) negate(*number);
    divide_over(*number);
    return number;
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < atoms_.size() ? slice(text_, atoms_[i].span) : std::string_view();
  }
  bool is(std::size_t i, std::string_view lower) const {
    const std::string_view w = word(i);
    return w.size() == lower.size() && std::equal(w.begin(), w.end(), lower.begin(), [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
           });
  }
  bool article(std::size_t i) const { return is(i, "a") || is(i, "an"); }
  const NumberWord* entry(std::size_t i) const { return i < atoms_.size() ? atoms_[i].number : nullptr; }
  bool has_role(std::size_t i, NumberRole role) const {
    return entry(i) != nullptr && entry(i)->role == role;
  }
  bool figure(std::size_t i) const {
    return i < atoms_.size() && atoms_[i].kind == AtomKind::figure && !atoms_[i].odd;
  }
  bool touches(std::size_t i) const { return i < atoms_.size() && atoms_[i].touches; }
  /// The atom after a hyphen at `i` that joins two words, else `i`.
  std::size_t past_hyphen(std::size_t i) const {
    const bool hyphen = i < atoms_.size() && (word(i) == "-" || word(i) == "‐" || word(i) == "‑");
    return hyphen && (touches(i) == touches(i + 1)) ? i + 1 : i;
  }

  bool negative(std::size_t i) const {
    if (is(i, "minus") || is(i, "negative")) return figure(i + 1) || entry(i + 1) != nullptr;
    return (word(i) == "-" || word(i) == "−" || word(i) == "–") && !touches(i) && figure(i + 1) &&
           touches(i + 1);
  }
  static void negate(Number& number) {
    number.value = -number.value;
    if (!number.decimal.empty()) number.decimal.insert(0, "-");
  }

  Number make(std::size_t end, NumberKind kind, double value) const {
    Number number;
    number.begin = begin_;
    number.end = end;
    number.kind = kind;
    number.value = value;
    return number;
  }

  /// "one over three", with nothing counted behind it.
  void divide_over(Number& number) {
    if (number.kind != NumberKind::cardinal || !is(number.end, "over") || !number.decimal.empty()) return;
    const std::size_t begin = begin_, next = number.end + 1;
    begin_ = next;
    const auto by = figure(next) || entry(next) != nullptr ? cardinal(next) : std::nullopt;
    begin_ = begin;
    if (!by || by->kind != NumberKind::cardinal || !(by->value > 0)) return;
    if (by->end < atoms_.size() && (atoms_[by->end].kind != AtomKind::symbol || word(by->end) == "%")) return;
    if (begin > 0 && atoms_[begin - 1].kind == AtomKind::symbol && atoms_[begin].touches)
      return;  // "$2000 over 3"
    number.value /= by->value;
    number.kind = NumberKind::fraction;
    number.end = by->end;
  }

  // ---- vague: "dozens", "hundreds of thousands", "a few hundred", "several dozen" ----

  std::optional<Number> vague(std::size_t at) const {
    std::size_t i = at;
    double low = 0, high = 0;
    if (article(i) && is(i + 1, "few")) {
      i += 2;
      low = kFew;
    } else if (is(i, "few") || is(i, "several") || is(i, "many")) {
      ++i;
      low = kFew;
    } else if (article(i) && is(i + 1, "couple")) {
      return couple(i + 2);
    } else if (is(i, "couple") && (is(i + 1, "of") || has_role(i + 1, hundred) || has_role(i + 1, scale))) {
      return couple(i + 1);
    }
    if (low > 0) {
      if (is(i, "of")) ++i;
      if (!multiplier(i)) return std::nullopt;
      const double times = entry(i)->value;
      high = kBelowMany * times;
      low *= times;
      return finish_vague(i + 1, low, high);
    }
    if (!has_role(i, NumberRole::vague)) return std::nullopt;
    const double times = entry(i)->value;
    if (times == 10 && !(is(i + 1, "of") && multiplier(i + 2))) return std::nullopt;
    return finish_vague(i + 1, 2 * times, times < 100 ? 100 : times < 1e3 ? 1e3 : 1e3 * times);
  }

  bool multiplier(std::size_t i) const {
    return has_role(i, hundred) || has_role(i, scale) || has_role(i, dozen) || has_role(i, NumberRole::vague);
  }

  Number finish_vague(std::size_t end, double low, double high) const {
    while (end + 1 < atoms_.size() && is(end, "of") && multiplier(end + 1) && entry(end + 1)->value > 10) {
      low *= entry(end + 1)->value;
      high *= entry(end + 1)->value;
      end += 2;
    }
    while (end < atoms_.size() && (has_role(end, scale) || has_role(end, hundred))) {
      low *= entry(end)->value;
      high *= entry(end)->value;
      ++end;
    }
    Number number = make(end, NumberKind::vague, low);
    number.high = high;
    number.scaled = true;
    return number;
  }

  std::optional<Number> couple(std::size_t end) const {
    double value = 2;
    std::size_t i = end;
    if (is(i, "of") && (has_role(i + 1, hundred) || has_role(i + 1, scale) || has_role(i + 1, dozen))) ++i;
    bool scaled = false;
    while (has_role(i, hundred) || has_role(i, scale) || has_role(i, dozen)) {
      value *= entry(i++)->value;
      scaled = true;
      end = i;
    }
    Number number = make(end, NumberKind::cardinal, value);
    number.rough = true;
    number.scaled = scaled;
    return number;
  }

  // ---- fractions: "half", "two-thirds", "a quarter", "3/4" ----

  /// What the word at `i` divides by, 0 where it does not; `plural` where only a plural does.
  double divisor(std::size_t i, bool plural) const {
    const NumberWord* e = entry(i);
    if (e == nullptr) return 0;
    if (e->role == NumberRole::fraction) {
      const bool is_plural = e->word.back() == 's' || e->word == "half";
      return !plural || is_plural || e->word == "quarter" ? e->value : 0;
    }
    return !plural && e->role == ordinal && e->value >= 3 && e->word.substr(e->word.size() - 2) != "ly"
               ? e->value
               : 0;
  }

  /// Whether an ordinal after "a" or "one" is a part here, not a place in an order ("a third of them", "a third term").
  bool is_part(std::size_t after) const {
    if (after >= atoms_.size()) return true;
    const Atom& next = atoms_[after];
    if (next.kind == AtomKind::symbol) return past_hyphen(after) == after || !next.touches;
    for (const std::string_view w :
         {"of",   "the",  "in",  "to",   "more", "less", "fewer", "as",   "or",  "and",
          "that", "said", "say", "were", "are",  "is",   "was",   "have", "had", "reported"}) {
      if (is(after, w)) return true;
    }
    return false;
  }

  std::optional<Number> fraction(std::size_t at) {
    if (at >= atoms_.size()) return std::nullopt;
    std::size_t i = at;
    const bool a = article(i);
    if (a) ++i;
    if (is(i, "half")) return half(i, a);
    if (is(i, "one") && !a) {  // "one twenty-fifth"
      const std::size_t below = past_hyphen(i + 1), last = past_hyphen(below + 1);
      if (has_role(below, tens) && has_role(last, ordinal) && entry(last)->value < 10 && is_part(last + 1))
        return with_scale(last + 1, 1 / (entry(below)->value + entry(last)->value));
    }
    if (a || is(i, "one")) {
      const std::size_t part = is(i, "one") ? past_hyphen(i + 1) : i;
      const double by = divisor(part, false);
      if (by > 2 && by <= 1e9 &&
          (entry(part)->role == NumberRole::fraction || (is(i, "one") && !a) || is_part(part + 1))) {
        return with_scale(part + 1, 1 / by);
      }
    }
    if (has_role(at, NumberRole::fraction) && divisor(at, false) == 4 && is(at + 1, "of")) {
      return with_scale(at + 1, 0.25);
    }
    return std::nullopt;
  }

  Number half(std::size_t i, bool a) const {
    std::size_t next = i + 1;
    if (is(next, "of")) {
      if (article(next + 1) && multiplier(next + 2)) next += 1;
    }
    if (article(next) &&
        (has_role(next + 1, hundred) || has_role(next + 1, scale) || has_role(next + 1, dozen))) {
      ++next;
    }
    if (!a && past_hyphen(next) != next && (has_role(next + 1, scale) || has_role(next + 1, dozen))) ++next;
    Number number = with_scale_at(next, 0.5);
    if (number.scaled) return number;
    return make(i + 1, NumberKind::fraction, 0.5);
  }

  Number with_scale(std::size_t end, double value) const {
    if (is(end, "of") && article(end + 1) && has_role(end + 2, scale)) return with_scale_at(end + 2, value);
    return make(end, NumberKind::fraction, value);
  }
  Number with_scale_at(std::size_t i, double value) const {
    Number number = make(i, NumberKind::fraction, value);
    while (has_role(i, hundred) || has_role(i, scale) || has_role(i, dozen)) {
      number.value *= entry(i++)->value;
      number.end = i;
      number.kind = NumberKind::cardinal;
      number.scaled = true;
    }
    return number;
  }

  // ---- cardinals and what they end in ----

  std::optional<Number> cardinal(std::size_t at) {
    std::size_t i = at;
    if (article(i)) {
      if (!has_role(i + 1, hundred) && !has_role(i + 1, scale) && !has_role(i + 1, dozen))
        return std::nullopt;
      if (entry(i + 1)->word == "gross" || entry(i + 1)->word == "mil") return std::nullopt;
      ++i;
    }
    if (const auto sign = fraction_sign(i)) return make(i + 1, NumberKind::fraction, *sign);
    if (figure(i)) return figures(i);
    if (entry(i) == nullptr) return std::nullopt;
    if (has_role(i, ordinal)) return make(i + 1, NumberKind::ordinal, entry(i)->value);
    if (has_role(i, NumberRole::fraction) || has_role(i, NumberRole::vague)) return std::nullopt;
    if (i == at && !has_role(i, unit) && !has_role(i, teen) && !has_role(i, tens)) {
      const bool word_alone = entry(i)->word.size() > 4 && entry(i)->word != "gross";
      if (!word_alone) return std::nullopt;
    }
    return words(i);
  }

  std::optional<double> fraction_sign(std::size_t i) const {
    const std::string_view w = word(i);
    if (w.size() < 2 || w.size() > 3) return std::nullopt;
    for (const Sign& sign : kFractionSigns) {
      if (sign.text == w) return sign.value;
    }
    return std::nullopt;
  }

  std::optional<Number> figures(std::size_t i) {
    const Atom& atom = atoms_[i];
    Figure figure;
    figure.digits = digits_of(i);
    if (i > 0 && word(i - 1) == "." && atom.touches && !atoms_[i - 1].touches) {
      figure.digits.insert(0, "0.");
      begin_ = i - 1;
    }
    std::size_t end = i + 1;
    double extra = 0;
    if (word(end) == "/" && this->figure(end + 1) && touches(end) == touches(end + 1)) {
      return slash(figure.value(), end + 1);
    }
    const std::size_t mixed = past_hyphen(end);
    if (const auto sign = fraction_sign(end)) {
      extra = *sign;
      ++end;
    } else if (this->figure(mixed) && word(mixed + 1) == "/" && this->figure(mixed + 2) && !atom.decimal) {
      const auto part = slash(value_of(mixed), mixed + 2);
      if (part && part->value < 1) {
        extra = part->value;
        end = part->end;
      }
    } else if (is(end, "and") && !atom.decimal) {
      if (const auto part = part_after_and(end + 1)) {
        extra = part->first;
        end = part->second;
      }
    }
    if (const auto ordinal_end = ordinal_suffix(end))
      return make(*ordinal_end, NumberKind::ordinal, figure.value());
    if (auto number = power(end, figure.value())) return number;
    Number number = make(end, NumberKind::cardinal, 0);
    number.figures = true;
    scale_figure(number, figure, extra);
    return number;
  }

  /// "1.1^23", "2.5^-1"
  std::optional<Number> power(std::size_t i, double base) const {
    if (word(i) != "^" || !touches(i)) return std::nullopt;
    const bool sign = word(i + 1) == "-" || word(i + 1) == "+";
    const std::size_t at = sign ? i + 2 : i + 1;
    if (!figure(at) || !touches(at)) return std::nullopt;
    Number number =
        make(at + 1, NumberKind::cardinal, std::pow(base, word(i + 1) == "-" ? -value_of(at) : value_of(at)));
    number.figures = true;
    return number;
  }

  double value_of(std::size_t i) const {
    Figure figure;
    figure.digits = digits_of(i);
    return figure.value();
  }

  /// The figure without what separates its groups.
  std::string digits_of(std::size_t i) const {
    std::string digits;
    for (const char c : word(i)) {
      if (c != ',' && c != ' ' && static_cast<unsigned char>(c) < 0x80) digits += c;
    }
    return digits;
  }

  std::optional<Number> slash(double above, std::size_t below) const {
    const double by = value_of(below);
    if (by <= 0) return std::nullopt;
    Number number = make(below + 1, NumberKind::fraction, above / by);
    number.figures = true;
    return number;
  }

  std::optional<std::size_t> ordinal_suffix(std::size_t i) const {
    if (!touches(i) || !(is(i, "st") || is(i, "nd") || is(i, "rd") || is(i, "th"))) return std::nullopt;
    return i + 1;
  }

  /// The words or letters that scale a figure.
  void scale_figure(Number& number, Figure& figure, double extra) {
    double times = 1;
    std::size_t i = number.end;
    if (touches(i)) {
      for (const Suffix& suffix : kSuffixes) {
        if (word(i) != suffix.text) continue;
        figure.power += suffix.power;
        number.scaled = true;
        ++i;
        break;
      }
    } else if (word(i) == "M" || word(i) == "k" || word(i) == "G") {
      figure.power += word(i) == "M" ? 6 : word(i) == "k" ? 3 : 9;
      number.scaled = true;
      ++i;
    }
    while (true) {
      const std::size_t next = past_hyphen(i);
      if (has_role(next, hundred)) {
        figure.power += 2;
      } else if (has_role(next, scale)) {
        figure.power += static_cast<int>(std::lround(std::log10(entry(next)->value)));
      } else if (has_role(next, dozen) || (dozens(next) && figure.value() < 1000)) {
        times *= entry(next)->value;
      } else {
        break;
      }
      number.scaled = true;
      i = next + 1;
    }
    number.end = i;
    number.value = (figure.value() + extra * std::pow(10, figure.power)) * times;
    if (extra == 0 && times == 1) number.decimal = figure.decimal();
    const bool beyond = !std::isfinite(number.value) && number.decimal.empty();
    if (beyond)
      number.decimal = figure.power == 0 ? figure.digits : fmt::format("{}e{}", figure.digits, figure.power);
    if (number.scaled) add_rest(number);
  }

  bool dozens(std::size_t i) const { return is(i, "dozens") && entry(i) != nullptr; }

  /// "2 million 500 thousand", "5 thousand two hundred".
  void add_rest(Number& number) {
    const std::size_t next = is(number.end, "and") ? number.end + 1 : number.end;
    if (!figure(next) && !(has_role(next, unit) || has_role(next, teen) || has_role(next, tens))) return;
    if (touches(next)) return;
    const std::size_t begin = begin_;
    begin_ = next;
    auto rest = figure(next) ? figures(next) : words(next);
    begin_ = begin;
    if (!rest || rest->kind != NumberKind::cardinal || !rest->scaled || !rest->decimal.empty()) return;
    if (rest->value >= std::pow(10, std::floor(std::log10(number.value)))) return;
    if (is(number.end, "and") && rest->figures) return;
    number.value += rest->value;
    number.end = rest->end;
  }

  /// "a half", "three quarters", "two fifths" after "and": value and end.
  std::optional<std::pair<double, std::size_t>> part_after_and(std::size_t i) const {
    if (article(i) || is(i, "one")) {
      const double by = divisor(past_hyphen(i + 1), false);
      if (by >= 2) return std::pair(1 / by, past_hyphen(i + 1) + 1);
      return std::nullopt;
    }
    if (is(i, "half") && !article(i + 1)) return std::pair(0.5, i + 1);
    if (has_role(i, unit) || has_role(i, teen)) {
      const double by = divisor(past_hyphen(i + 1), true);
      if (by >= 2) return std::pair(entry(i)->value / by, past_hyphen(i + 1) + 1);
    }
    return std::nullopt;
  }

  /// A number below a thousand in words.
  struct Group {
    double value = 0;
    std::size_t end = 0;
    bool ordinal = false;
    bool scaled = false;
  };

  void add_tens(Group& group) const {
    const std::size_t i = group.end;
    if (has_role(i, tens)) {
      group.value += entry(i)->value;
      group.end = i + 1;
      const std::size_t next = past_hyphen(i + 1);
      if ((has_role(next, unit) && entry(next)->value > 0)) {
        group.value += entry(next)->value;
        group.end = next + 1;
      } else if (has_role(next, ordinal) && entry(next)->value < 10 && entry(next)->word.back() != 'y') {
        group.value += entry(next)->value;
        group.end = next + 1;
        group.ordinal = true;
      }
    } else if (has_role(i, teen) || has_role(i, unit)) {
      group.value += entry(i)->value;
      group.end = i + 1;
    } else if (has_role(i, ordinal) && i > begin_ && entry(i)->value < 100) {
      group.value += entry(i)->value;
      group.end = i + 1;
      group.ordinal = true;
    }
  }

  Group group_at(std::size_t i) const {
    Group group;
    group.end = i;
    add_tens(group);
    const std::size_t next = past_hyphen(group.end);
    if (!group.ordinal && has_role(next, hundred) && group.value < 100) {
      group.value = (group.end == i ? 1 : group.value) * 100;
      group.end = next + 1;
      group.scaled = true;
      Group rest;
      rest.end = is(group.end, "and") ? group.end + 1 : past_hyphen(group.end);
      const std::size_t from = rest.end;
      add_tens(rest);
      if (rest.end != from && !(has_role(past_hyphen(rest.end), hundred)) && !is_fraction_of_it(from)) {
        group.value += rest.value;
        group.end = rest.end;
        group.ordinal = rest.ordinal;
      }
    }
    return group;
  }

  /// "and three fifths": the words at `i` are a part, not a whole number.
  bool is_fraction_of_it(std::size_t i) const { return part_after_and(i).has_value(); }

  std::optional<Number> words(std::size_t at) {
    double total = 0, last = HUGE_VAL;
    std::size_t i = at;
    bool scaled = false, is_ordinal = false;
    while (true) {
      Group group = group_at(i);
      const bool empty = group.end == i;
      std::size_t next = past_hyphen(group.end);
      if (empty && !(has_role(i, scale) && i == at) && !(has_role(i, dozen) && i == at)) break;
      if (empty) next = i;
      double value = empty ? 1 : group.value;
      double step = 1;
      while (!group.ordinal && !empty && dozens(next)) {
        step *= entry(next)->value;
        group.end = next + 1;
        next = past_hyphen(group.end);
      }
      while (!group.ordinal && (has_role(next, scale) || has_role(next, dozen))) {
        step *= entry(next)->value;
        group.end = next + 1;
        next = past_hyphen(group.end);
      }
      if (step >= last) break;
      if (last != HUGE_VAL && step == 1 && value >= last) break;
      total += value * step;
      scaled = scaled || group.scaled || step > 1;
      i = group.end;
      is_ordinal = group.ordinal;
      last = step;
      if (step == 1 || is_ordinal) break;
      const std::size_t rest = is(i, "and") ? i + 1 : past_hyphen(i);
      const bool goes_on = (has_role(rest, unit) || has_role(rest, teen) || has_role(rest, tens) ||
                            (has_role(rest, ordinal) && rest != i)) &&
                           !(is(i, "and") && is_fraction_of_it(rest));
      if (!goes_on) break;
      if (is(i, "and") && !small_follows(rest, last)) break;
      i = rest;
    }
    if (i == at) return std::nullopt;
    return finish_words(i, total, scaled, is_ordinal);
  }

  /// After "and": what follows is smaller than the scale before it ("a thousand and two hundred").
  bool small_follows(std::size_t i, double last) const {
    const Group group = group_at(i);
    if (has_role(past_hyphen(group.end), scale)) return entry(past_hyphen(group.end))->value < last;
    return group.value < last;
  }

  Number finish_words(std::size_t i, double value, bool scaled, bool is_ordinal) const {
    if (is_ordinal) return make(i, NumberKind::ordinal, value);
    const std::size_t part = past_hyphen(i);
    const bool one = value == 1 && is(i - 1, "one");
    if (const double by = divisor(part, !one);
        by >= 2 && !(entry(part)->value == 4 && !one && !is_plural_part(part))) {
      return with_scale(part + 1, value / by);
    }
    if (has_role(i, ordinal) && entry(i)->value >= 100 && scaled == false && value >= 1) {
      return make(i + 1, NumberKind::ordinal, value * entry(i)->value);
    }
    std::size_t end = i;
    if (is(i, "and") || (past_hyphen(i) != i && is(past_hyphen(i), "and"))) {
      const std::size_t conj = past_hyphen(i);
      if (const auto more = part_after_and(past_hyphen(conj + 1))) {
        value += more->first;
        end = more->second;
      }
    } else if (is(i, "point")) {
      end = decimals(i + 1, value);
      if (end == i + 1) end = i;
    }
    Number number = make(end, NumberKind::cardinal, value);
    number.scaled = scaled;
    if (end != i) scale_words(number);
    return number;
  }

  bool is_plural_part(std::size_t i) const { return entry(i)->word.back() == 's'; }

  /// "five point two five": adds the digits after the point and returns their end.
  std::size_t decimals(std::size_t i, double& value) const {
    if (has_role(i, teen) || has_role(i, tens)) {
      const Group group = group_at(i);
      value += group.value / 100;
      return group.end;
    }
    double step = 0.1;
    while (has_role(i, unit)) {
      value += entry(i++)->value * step;
      step /= 10;
    }
    value = std::round(value * 1e9) / 1e9;
    return i;
  }

  void scale_words(Number& number) const {
    while (has_role(number.end, hundred) || has_role(number.end, scale)) {
      number.value *= entry(number.end++)->value;
      number.scaled = true;
    }
  }

  std::string_view text_;
  const std::vector<Atom>& atoms_;
  std::size_t begin_ = 0;
};

}  // namespace

std::optional<Number> number_at(std::string_view text, const std::vector<Atom>& atoms, std::size_t at) {
  return Reader(text, atoms).read(at);
}

}  // namespace quoth::quantities
