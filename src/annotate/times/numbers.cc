// Numbers, years, days and clock times in figures and words: the builtins of the patterns.
#include <algorithm>
#include <array>
#include <cmath>

#include "annotate/times/calendar.h"
#include "annotate/times/grammar.h"

namespace quoth::times {
namespace {

constexpr std::array<std::string_view, kBuiltins> kBuiltinNames = {
    "N",      "YEAR",       "SHORTYEAR", "DECADEYEARS", "DAY",        "ORD",     "HOUR",
    "MINUTE", "FIGUREDATE", "FIGUREDAY", "FIGURETIME",  "SPOKENTIME", "MILITARY"};

/// The words that the builtins know by themselves.
struct Known {
  WordId hyphen, comma, stop, slash, colon, quote, possessive, plus, to, either, a, p, of, oh, s, st, nd, rd,
      th;
  explicit Known(const Lexicon& lexicon) {
    const auto id = [&](std::string_view word) { return lexicon.find(word); };
    hyphen = id("-"), comma = id(","), stop = id("."), slash = id("/"), colon = id(":"), quote = id("'");
    possessive = id("'s"), plus = id("and"), to = id("to"), either = id("or"), a = id("a"), of = id("of");
    p = id("p");
    oh = id("oh"), s = id("s"), st = id("st"), nd = id("nd"), rd = id("rd"), th = id("th");
  }
};
const Known& known(const Lexicon& lexicon) {
  static const Known words(lexicon);  // there is one lexicon
  return words;
}

class Reader {
 public:
  Reader(const Lexicon& lexicon, std::span<const Word> words)
      : lexicon_(lexicon), known_(known(lexicon)), words_(words) {}

  WordId id(std::size_t at) const { return at < words_.size() ? words_[at].id : kBreak; }
  bool is(std::size_t at, Class of) const { return at < words_.size() && lexicon_.is(words_[at].id, of); }
  std::int32_t value(std::size_t at, Class of) const { return lexicon_.value(words_[at].id, of); }
  bool touches(std::size_t at) const { return at < words_.size() && !words_[at].space_before; }
  bool digits(std::size_t at, int least, int most) const {
    return id(at) == kDigits && words_[at].n_digits >= least && words_[at].n_digits <= most;
  }
  std::int64_t number(std::size_t at) const { return static_cast<std::int64_t>(words_[at].number); }
  const Known& known_words() const { return known_; }

  /// "1,200.5", "2 1/2", "1/2"
  std::size_t figures(std::size_t at, double& out) const {
    if (id(at) != kDigits) return at;
    std::size_t end = at + 1;
    double value =
        digits(at, 1, 18) ? static_cast<double>(words_[at].number) : std::pow(10.0, words_[at].n_digits);
    while (id(end) == known_.comma && touches(end) && touches(end + 1) && digits(end + 1, 3, 3)) {
      value = value * 1000 + static_cast<double>(words_[end + 1].number);
      end += 2;
    }
    if (id(end) == known_.stop && touches(end) && touches(end + 1) && digits(end + 1, 1, 15) &&
        !(id(end + 2) == known_.stop && touches(end + 2) && touches(end + 3) && id(end + 3) == kDigits)) {
      value += static_cast<double>(words_[end + 1].number) / std::pow(10.0, words_[end + 1].n_digits);
      end += 2;
    } else if (is_fraction(end)) {
      value += static_cast<double>(words_[end].number) / static_cast<double>(words_[end + 2].number);
      end += 3;
    } else if (end == at + 1 && is_fraction(at)) {
      value = static_cast<double>(words_[at].number) / static_cast<double>(words_[at + 2].number);
      end += 2;
    }
    out = value;
    return end;
  }

  bool is_fraction(std::size_t at) const {
    return digits(at, 1, 1) && id(at + 1) == known_.slash && touches(at + 1) && touches(at + 2) &&
           digits(at + 2, 1, 1) && words_[at + 2].number > words_[at].number;
  }

  /// A number below a hundred in words.
  std::size_t below_hundred(std::size_t at, double& out) const {
    if (is(at, Class::number)) {
      out = value(at, Class::number);
      return at + 1;
    }
    if (!is(at, Class::tens)) return at;
    out = value(at, Class::tens);
    std::size_t next = at + 1;
    if (id(next) == known_.hyphen) ++next;
    if (is(next, Class::number) && value(next, Class::number) >= 1 && value(next, Class::number) <= 9) {
      out += value(next, Class::number);
      return next + 1;
    }
    return at + 1;
  }

  /// A number in words or figures, with its scales ("two hundred and fifty", "1.5 million", "a dozen").
  std::size_t cardinal(std::size_t at, double& out) const {
    double part = 0;
    std::size_t end = at;
    if (id(at) == kDigits) {
      end = figures(at, part);
    } else if (id(at) == known_.a && is(at + 1, Class::scale)) {
      part = 1;
      end = at + 1;
    } else {
      end = below_hundred(at, part);
    }
    if (end == at) return at;
    double total = 0;
    while (is(end, Class::scale)) {
      const double scale = value(end, Class::scale);
      if (scale > 100 || scale == 12) {
        total = (total + part) * scale;
        part = 0;
      } else {
        part *= scale;
      }
      ++end;
      std::size_t next = end;
      if (id(next) == known_.plus) ++next;
      double more = 0;
      const std::size_t after = below_hundred(next, more);
      if (after == next) break;
      part += more;
      end = after;
    }
    out = total + part;
    return end;
  }

  std::size_t amount(std::size_t at, Meaning& meaning) const {
    double low = 0, high = 0;
    const std::size_t end = cardinal(at, low);
    if (end == at) return at;
    meaning.low = meaning.high = low;
    if (id(end) == known_.hyphen || id(end) == known_.to || id(end) == known_.either) {
      const std::size_t after = cardinal(end + 1, high);
      if (after > end + 1 && high > low) {
        meaning.high = high;
        return after;
      }
    }
    return end;
  }

  std::size_t year(std::size_t at, Meaning& meaning) const {
    if (digits(at, 4, 4)) {
      const bool grouped =
          id(at + 1) == known_.comma && touches(at + 1) && touches(at + 2) && digits(at + 2, 3, 3);
      const bool decimal =
          id(at + 1) == known_.stop && touches(at + 1) && touches(at + 2) && id(at + 2) == kDigits;
      if (grouped || decimal || number(at) < 1000 || number(at) > 2999) return at;
      meaning.set(Slot::year, static_cast<std::int32_t>(number(at)));
      return at + 1;
    }
    return year_in_words(at, meaning);
  }

  /// "nineteen ninety-four", "nineteen oh five", "two thousand and eight", "twenty ten"
  std::size_t year_in_words(std::size_t at, Meaning& meaning) const {
    double first = 0, rest = 0;
    if (is(at, Class::number) && value(at, Class::number) == 2 && is(at + 1, Class::scale) &&
        value(at + 1, Class::scale) == 1000) {
      std::size_t end = at + 2;
      if (id(end) == known_.plus) ++end;
      const std::size_t after = below_hundred(end, rest);
      if (is(after > end ? after : at + 2, Class::scale)) return at;  // "two thousand and two hundred"
      meaning.set(Slot::year, 2000 + static_cast<std::int32_t>(after > end ? rest : 0));
      return after > end ? after : at + 2;
    }
    const bool teens =
        is(at, Class::number) && value(at, Class::number) >= 11 && value(at, Class::number) <= 19;
    const bool twenty = is(at, Class::tens) && value(at, Class::tens) == 20;
    if (!teens && !twenty) return at;
    first = teens ? value(at, Class::number) : 20;
    std::size_t next = at + 1;
    if (id(next) == known_.hyphen) ++next;
    std::size_t end = next;
    if (id(next) == known_.oh && is(next + 1, Class::number)) {
      rest = value(next + 1, Class::number);
      end = next + 2;
      if (rest > 9) return at;
    } else {
      end = below_hundred(next, rest);
      if (end == next || rest < 10) return at;
    }
    meaning.set(Slot::year, static_cast<std::int32_t>(first * 100 + rest));
    return end;
  }

  std::size_t short_year(std::size_t at, Meaning& meaning) const {
    if (id(at) != known_.quote || !touches(at + 1) || !digits(at + 1, 2, 2)) return at;
    meaning.set(Slot::two_digit, static_cast<std::int32_t>(number(at + 1)));
    return at + 2;
  }

  /// "1980s", "1980's", "'80s", "the eighties", "nineteen eighties"
  std::size_t decade(std::size_t at, Meaning& meaning) const {
    std::size_t start = at;
    if (id(start) == known_.quote && touches(start + 1)) ++start;
    const bool four = digits(start, 4, 4) && number(start) >= 1000 && start == at;
    if ((four || digits(start, 2, 2)) && number(start) % 10 == 0 && touches(start + 1) &&
        (id(start + 1) == known_.s || id(start + 1) == known_.possessive)) {
      if (four) {
        meaning.set(Slot::decade, static_cast<std::int32_t>(number(start) / 10));
      } else {
        meaning.set(Slot::two_digit, static_cast<std::int32_t>(number(start)));
        meaning.plural = true;
      }
      return start + 2;
    }
    std::int32_t century = 0;
    if (is(at, Class::number) && value(at, Class::number) >= 15 && value(at, Class::number) <= 19) {
      century = value(at, Class::number);
      start = at + 1;
      if (id(start) == known_.hyphen) ++start;
    }
    if (!is(start, Class::decade)) return at;
    if (century != 0) {
      meaning.set(Slot::decade, century * 10 + value(start, Class::decade));
    } else {
      meaning.set(Slot::two_digit, value(start, Class::decade) * 10);
      meaning.plural = true;
    }
    return start + 1;
  }

  /// "1st", "twenty-first"
  std::size_t ordinal(std::size_t at, std::int32_t& out) const {
    if (digits(at, 1, 4) && touches(at + 1)) {
      const WordId next = id(at + 1);
      if (next != known_.st && next != known_.nd && next != known_.rd && next != known_.th) return at;
      out = static_cast<std::int32_t>(number(at));
      return at + 2;
    }
    if (is(at, Class::tens)) {
      std::size_t next = at + 1;
      if (id(next) == known_.hyphen) ++next;
      if (!is(next, Class::ordinal) || value(next, Class::ordinal) > 9) return at;
      out = value(at, Class::tens) + value(next, Class::ordinal);
      return next + 1;
    }
    if (!is(at, Class::ordinal)) return at;
    out = value(at, Class::ordinal);
    return at + 1;
  }

  std::size_t day(std::size_t at, Meaning& meaning) const {
    std::int32_t value = 0;
    std::size_t end = ordinal(at, value);
    if (end == at && digits(at, 1, 2)) {
      const bool split = (id(at + 1) == known_.colon || id(at + 1) == known_.comma) && touches(at + 1) &&
                         touches(at + 2) && (digits(at + 2, 2, 2) || digits(at + 2, 3, 3));
      if (split) return at;
      value = static_cast<std::int32_t>(number(at));
      end = at + 1;
    }
    double in_words = 0;
    if (end == at) {
      end = below_hundred(at, in_words);
      value = static_cast<std::int32_t>(in_words);
    }
    if (end == at || value < 1 || value > 31) return at;
    meaning.set(Slot::day, value);
    return end;
  }

  std::size_t hour(std::size_t at, Meaning& meaning) const {
    std::int32_t value = -1;
    if (in_larger_figure(at)) return at;
    if (digits(at, 1, 2)) value = static_cast<std::int32_t>(number(at));
    if (is(at, Class::number)) value = this->value(at, Class::number);
    if (value < 0 || value > 24 || (id(at) != kDigits && (value < 1 || value > 12))) return at;
    meaning.set(Slot::hour, value);
    return at + 1;
  }

  std::size_t minute(std::size_t at, Meaning& meaning) const {
    double value = 0;
    std::size_t end = at + 1;
    if (digits(at, 1, 2)) {
      value = static_cast<double>(number(at));
    } else {
      end = below_hundred(at, value);
    }
    if (end == at || value > 59) return at;
    meaning.set(Slot::minute, static_cast<std::int32_t>(value));
    return end;
  }

  /// "1,015", "1.5": no hour, no day of a month.
  bool in_larger_figure(std::size_t at) const {
    return (id(at + 1) == known_.comma || id(at + 1) == known_.stop) && touches(at + 1) && touches(at + 2) &&
           id(at + 2) == kDigits;
  }

  /// "seven thirty", "five-fifteen", "ten oh five"
  std::size_t time_in_words(std::size_t at, Meaning& meaning) const {
    if (!is(at, Class::number) || value(at, Class::number) < 1 || value(at, Class::number) > 12) return at;
    std::size_t next = at + 1;
    if (id(next) == known_.hyphen) ++next;
    double minute = 0;
    std::size_t end = next;
    if (id(next) == known_.oh && is(next + 1, Class::number)) {
      minute = value(next + 1, Class::number);
      end = next + 2;
      if (minute > 9) return at;
    } else {
      end = below_hundred(next, minute);
      if (end == next || minute < 10 || minute > 59) return at;
    }
    meaning.set(Slot::hour, value(at, Class::number));
    meaning.set(Slot::minute, static_cast<std::int32_t>(minute));
    return end;
  }

  /// "7:30", "07:30:15", "7.30" (with two digits after the point)
  std::size_t time_in_figures(std::size_t at, Meaning& meaning) const {
    if (!digits(at, 1, 2) || number(at) > 24 || !touches(at + 1) || !touches(at + 2) || !digits(at + 2, 2, 2))
      return at;
    const bool colon = id(at + 1) == known_.colon;
    if ((!colon && id(at + 1) != known_.stop) || number(at + 2) > 59) return at;
    meaning.set(Slot::hour, static_cast<std::int32_t>(number(at)));
    meaning.set(Slot::minute, static_cast<std::int32_t>(number(at + 2)));
    if (colon && id(at + 3) == known_.colon && touches(at + 3) && touches(at + 4) && digits(at + 4, 2, 2) &&
        number(at + 4) < 60) {
      meaning.set(Slot::second, static_cast<std::int32_t>(number(at + 4)));
      return half_of_day(at + 5, meaning);
    }
    return half_of_day(at + 3, meaning);
  }

  /// The a or p of "8:45a".
  std::size_t half_of_day(std::size_t at, Meaning& meaning) const {
    if (!touches(at) || (id(at) != known_.a && id(at) != known_.p)) return at;
    meaning.set(Slot::meridiem, id(at) == known_.p ? 1 : 0);
    return at + 1;
  }

  /// "0330", "1700"
  std::size_t military(std::size_t at, Meaning& meaning) const {
    if (!digits(at, 4, 4) || number(at) > 2400 || number(at) % 100 > 59) return at;
    meaning.set(Slot::hour, static_cast<std::int32_t>(number(at) / 100));
    meaning.set(Slot::minute, static_cast<std::int32_t>(number(at) % 100));
    return at + 1;
  }

  /// "2018-07-14", "7/14/2018", "14.7.2018", "20180714", "2018-07"
  std::size_t date_in_figures(std::size_t at, Meaning& meaning) const {
    if (digits(at, 8, 8))
      return set_date(number(at) / 10000, number(at) / 100 % 100, number(at) % 100, meaning) ? at + 1 : at;
    const WordId mark = id(at + 1);
    if (digits(at, 4, 4) && digits(at + 1, 2, 2) && digits(at + 2, 2, 2)) {  // "2016 10 16"
      return set_date(number(at), number(at + 1), number(at + 2), meaning) ? at + 3 : at;
    }
    if (id(at) != kDigits || !touches(at + 1) || !touches(at + 2) || id(at + 2) != kDigits) return at;
    if (mark != known_.hyphen && mark != known_.slash && mark != known_.stop) return at;
    const bool three = id(at + 3) == mark && touches(at + 3) && touches(at + 4) && id(at + 4) == kDigits;
    if (!three) {
      if (mark == known_.stop || !digits(at, 4, 4) || !digits(at + 2, mark == known_.hyphen ? 1 : 2, 2) ||
          number(at) < 1000 || number(at + 2) < 1 || number(at + 2) > 12 || number(at) > 2999) {
        return at;
      }
      meaning.set(Slot::year, static_cast<std::int32_t>(number(at)));
      meaning.set(Slot::month, static_cast<std::int32_t>(number(at + 2)));
      return at + 3;
    }
    if (digits(at, 4, 4)) {
      return digits(at + 2, 1, 2) && digits(at + 4, 1, 2) &&
                     set_date(number(at), number(at + 2), number(at + 4), meaning)
                 ? at + 5
                 : at;
    }
    if (!digits(at, 1, 2) || !digits(at + 2, 1, 2) || !(digits(at + 4, 2, 2) || digits(at + 4, 4, 4)))
      return at;
    if (!set_month_and_day(number(at), number(at + 2), meaning)) return at;
    const auto year = static_cast<std::int32_t>(number(at + 4));
    meaning.set(words_[at + 4].n_digits == 2 ? Slot::two_digit : Slot::year, year);
    return at + 5;
  }

  /// "7/14", "14.7"
  std::size_t day_in_figures(std::size_t at, Meaning& meaning) const {
    const WordId mark = id(at + 1);
    if (!digits(at, 1, 2) || !touches(at + 1) || !touches(at + 2) || !digits(at + 2, 1, 2)) return at;
    if (mark != known_.slash && mark != known_.hyphen && mark != known_.stop) return at;
    return set_month_and_day(number(at), number(at + 2), meaning) ? at + 3 : at;
  }

 private:
  static bool set_date(std::int64_t year, std::int64_t month, std::int64_t day, Meaning& meaning) {
    if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    meaning.set(Slot::year, static_cast<std::int32_t>(year));
    meaning.set(Slot::month, static_cast<std::int32_t>(month));
    meaning.set(Slot::day, static_cast<std::int32_t>(day));
    return true;
  }

  /// The month first, as in the United States, unless only the other order can be.
  static bool set_month_and_day(std::int64_t first, std::int64_t second, Meaning& meaning) {
    meaning.in_figures = first <= 12 && second <= 12;
    if (first > 12) std::swap(first, second);
    if (first < 1 || first > 12 || second < 1 || second > 31) return false;
    meaning.set(Slot::month, static_cast<std::int32_t>(first));
    meaning.set(Slot::day, static_cast<std::int32_t>(second));
    return true;
  }

  const Lexicon& lexicon_;
  const Known& known_;
  std::span<const Word> words_;
};

}  // namespace

std::string_view to_string(Builtin builtin) { return kBuiltinNames[static_cast<std::size_t>(builtin)]; }

void add_builtin_words(Lexicon& lexicon) {
  for (const char* word : {"-",  ",", ".", "/",  ":",  "'", "'s", "@",  "and", "to",
                           "or", "a", "p", "of", "oh", "s", "st", "nd", "rd",  "th"}) {
    lexicon.add(word);
  }
}

bool may_begin(Builtin builtin, const Lexicon& lexicon, WordId word) {
  const bool number = lexicon.is(word, Class::number) || lexicon.is(word, Class::tens);
  const bool digits = word == kDigits;
  const Known& words = known(lexicon);
  switch (builtin) {
    case Builtin::amount: return digits || number || word == words.a;
    case Builtin::year: return digits || number;
    case Builtin::short_year: return word == words.quote;
    case Builtin::decade:
      return digits || word == words.quote || lexicon.is(word, Class::decade) ||
             lexicon.is(word, Class::number);
    case Builtin::day: return digits || number || lexicon.is(word, Class::ordinal);
    case Builtin::ordinal: return digits || lexicon.is(word, Class::tens) || lexicon.is(word, Class::ordinal);
    case Builtin::hour:
    case Builtin::minute: return digits || number;
    case Builtin::time_in_words: return lexicon.is(word, Class::number);
    default: return digits;
  }
}

std::size_t read_builtin(Builtin builtin, const Lexicon& lexicon, std::span<const Word> words, std::size_t at,
                         Meaning& meaning) {
  const Reader reader(lexicon, words);
  switch (builtin) {
    case Builtin::amount: return reader.amount(at, meaning);
    case Builtin::year: return reader.year(at, meaning);
    case Builtin::short_year: return reader.short_year(at, meaning);
    case Builtin::decade: return reader.decade(at, meaning);
    case Builtin::day: return reader.day(at, meaning);
    case Builtin::ordinal: {
      std::int32_t value = 0;
      const std::size_t end = reader.ordinal(at, value);
      if (end > at) meaning.set(Slot::ordinal, value);
      return end;
    }
    case Builtin::hour: return reader.hour(at, meaning);
    case Builtin::minute: return reader.minute(at, meaning);
    case Builtin::date_in_figures: return reader.date_in_figures(at, meaning);
    case Builtin::day_in_figures: return reader.day_in_figures(at, meaning);
    case Builtin::time_in_figures: return reader.time_in_figures(at, meaning);
    case Builtin::time_in_words: return reader.time_in_words(at, meaning);
    case Builtin::military: return reader.military(at, meaning);
  }
  return at;
}

}  // namespace quoth::times
