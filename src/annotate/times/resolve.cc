#include "annotate/times/resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "annotate/times/holidays.h"

namespace quoth::times {
namespace {

/// Papers that speak of a date in the past, with no year, less than two months ahead mean the one ahead (in days, a month
/// having forty).
constexpr int kSoon = 80;

constexpr std::array<std::string_view, 8> kParts = {"TMO", "TMI", "TAF",    "TEV",
                                                    "TNI", "TDT", "T12:00", "T24:00"};

Grain grain_of(Unit unit) {
  switch (unit) {
    case Unit::day:
    case Unit::night: return Grain::day;
    case Unit::week: return Grain::week;
    case Unit::fortnight: return Grain::week;
    case Unit::month: return Grain::month;
    case Unit::quarter: return Grain::quarter;
    case Unit::year: return Grain::year;
    case Unit::decade: return Grain::decade;
    case Unit::century: return Grain::century;
    case Unit::weekend: return Grain::weekend;
    case Unit::half: return Grain::half;
    case Unit::season: return Grain::season;
    default: return Grain::none;
  }
}

class Resolver {
 public:
  Resolver(const Meaning& meaning, const std::vector<Meaning>& arena, Tense tense, const Situation& situation)
      : m_(meaning), arena_(arena), tense_(tense), s_(situation) {}

  Resolved resolve() {
    out_.mod = m_.mod;
    switch (m_.kind) {
      case Kind::past: return fixed("PAST_REF");
      case Kind::present: return fixed("PRESENT_REF");
      case Kind::future: return fixed("FUTURE_REF");
      case Kind::duration: return duration();
      case Kind::set: out_.type = TimeType::set; return with_value(duration_value(m_, arena_));
      case Kind::shift: return shift();
      default: return calendar();
    }
  }

 private:
  Resolved fixed(std::string_view value) {
    out_.value = value;
    return std::move(out_);
  }

  Resolved with_value(std::string value) {
    if (value.empty()) out_.problem = Problem::too_large;
    out_.value = std::move(value);
    return std::move(out_);
  }

  // ---- Durations --------------------------------------------------------------------------------------------------

  Resolved duration() {
    out_.type = TimeType::duration;
    if (s_.talk && s_.talk_has_day && m_.low > 0 && m_.low == m_.high && !m_.vague && m_.before < 0) {
      const std::int64_t sign = m_.toward == Toward::past ? -1 : m_.toward == Toward::future ? 1 : 0;
      if (sign != 0) {
        if (const auto other = day_at(*s_.talk, sign)) {
          const std::string here = to_value(place_of_day(*s_.talk)), there = to_value(place_of_day(*other));
          out_.from = sign < 0 ? there : here;
          out_.to = sign < 0 ? here : there;
        }
      }
    }
    return with_value(duration_value(m_, arena_));
  }

  /// The day that lies the amount away from `day`; none below a day.
  std::optional<Day> day_at(const Day& day, std::int64_t sign) const {
    const double n = m_.low + m_.quarters / 4.0;
    if (!(n <= 100000)) return std::nullopt;
    const auto whole = [&](double times) { return sign * static_cast<std::int64_t>(std::lround(n * times)); };
    switch (static_cast<Unit>(m_.get(Slot::unit))) {
      case Unit::day:
      case Unit::night: return add_days(day, whole(1));
      case Unit::weekend:
      case Unit::week: return add_days(day, whole(7));
      case Unit::fortnight: return add_days(day, whole(14));
      case Unit::month: return add_months(day, whole(1));
      case Unit::quarter: return add_months(day, whole(3));
      case Unit::half: return add_months(day, whole(6));
      case Unit::year: return add_months(day, whole(12));
      case Unit::decade: return add_months(day, whole(120));
      case Unit::century: return add_months(day, whole(1200));
      case Unit::millennium: return add_months(day, whole(12000));
      default: return std::nullopt;
    }
  }

  // ---- So long ago --------------------------------------------------------------------------------------------------

  Resolved shift() {
    const bool back = m_.toward == Toward::past || m_.toward == Toward::before;
    if (m_.low < 0 || m_.vague) return fixed(back ? "PAST_REF" : "FUTURE_REF");
    const bool from_now = m_.toward == Toward::past || m_.toward == Toward::future;
    const auto unit = static_cast<Unit>(m_.get(Slot::unit));
    std::optional<Day> base = s_.talk;
    Grain grain = grain_of(unit);
    // Papers write "a year earlier" of the year before their own.
    const bool own_time =
        from_now || (!s_.talk_register && !s_.narrative && unit == Unit::year && m_.toward == Toward::before);
    if (!own_time && s_.spoken && s_.spoken->year_known) {
      base = first_day(*s_.spoken);
      // A year after a month is a month.
      if (s_.spoken->grain < Grain::day && s_.spoken->grain > grain) grain = s_.spoken->grain;
    } else if (unit == Unit::year && m_.low == 1 && back && s_.spoken && s_.spoken->grain == Grain::quarter &&
               base && !s_.narrative) {
      return place(moved(latest_quarter(*base), -4));
    }
    if (!base) {
      out_.problem = Problem::no_date;
      return with_value(grain == Grain::none ? "XXXX-XX-XX" : unknown_value(grain));
    }
    std::optional<Day> day = day_at(*base, back ? -1 : 1);
    if (!day && grain == Grain::none) return below_day(*base, back ? -1 : 1, unit);
    if (!day) {
      out_.problem = Problem::too_large;
      return std::move(out_);
    }
    if (m_.before >= 0 && m_.sum) {  // "three months and two weeks ago"
      const Meaning& first = arena_[static_cast<std::size_t>(m_.before)];
      Resolver other(first, arena_, tense_, s_);
      if (const auto more = other.day_at(*day, back ? -1 : 1)) return place(place_of_day(*more));
    }
    if (unit == Unit::decade || unit == Unit::century || unit == Unit::millennium) grain = Grain::year;
    if (m_.quarters > 0 && unit == Unit::year) grain = Grain::month;
    return place(place_around(*day, grain));
  }

  /// "two hours ago", in whole hours and minutes from the beginning of the day.
  Resolved below_day(const Day& base, std::int64_t sign, Unit unit) {
    out_.type = TimeType::time;
    (void)unit;
    return with_value(to_value(place_of_day(base)) + (sign < 0 ? "TXX" : "TXX"));
  }

  static std::string unknown_value(Grain grain) {
    Place place;
    place.grain = grain == Grain::decade || grain == Grain::century ? Grain::year : grain;
    if (grain == Grain::half || grain == Grain::season) place.grain = Grain::year;
    return to_value(place);
  }

  Resolved place(const Place& place) {
    out_.place = place;
    return finish(place);
  }

  // ---- The calendar -------------------------------------------------------------------------------------------------

  Resolved calendar() {
    if (m_.before >= 0 && !m_.sum) return range();
    if (m_.rel == Rel::each || (m_.plural && (m_.has(Slot::weekday) || m_.has(Slot::part)))) return habit();
    const Place found = find_place();
    if (found.grain != Grain::none) out_.place = found;
    return finish(found);
  }

  Resolved finish(const Place& found) {
    if (!exists(found)) {
      out_.problem = Problem::impossible;
      out_.place.reset();
      if (has_time()) out_.type = TimeType::time;
      return std::move(out_);
    }
    if (!found.year_known && found.grain != Grain::none && !s_.talk) out_.problem = Problem::no_date;
    if (out_.problem == Problem::too_large) return std::move(out_);
    std::string value = to_value(found);
    if (has_time()) {
      out_.type = TimeType::time;
      if (found.grain != Grain::day && found.grain != Grain::none) value = to_value(found);
      value += time_value();
    }
    return with_value(std::move(value));
  }

  bool has_time() const { return m_.has(Slot::hour) || m_.has(Slot::part); }

  std::string time_value() const {
    if (!m_.has(Slot::hour)) return std::string(kParts[static_cast<std::size_t>(m_.get(Slot::part))]);
    int hour = m_.get(Slot::hour), minute = m_.has(Slot::minute) ? m_.get(Slot::minute) : 0;
    if (m_.toward == Toward::before) minute = -minute;
    if (minute < 0) {
      minute += 60;
      hour = (hour + 23) % 24;
    }
    hour = by_half_of_day(hour);
    std::string value = fmt::format("T{:02}:{:02}", hour, minute);
    if (m_.has(Slot::second)) value += fmt::format(":{:02}", m_.get(Slot::second));
    return value;
  }

  /// The hour of 24 that "a.m.", "p.m." and the part of the day make of one of twelve.
  int by_half_of_day(int hour) const {
    if (hour > 12) return hour;
    if (m_.has(Slot::meridiem)) return hour % 12 + 12 * m_.get(Slot::meridiem);
    if (!m_.has(Slot::part)) return hour;
    switch (static_cast<Part>(m_.get(Slot::part))) {
      case Part::afternoon:
      case Part::evening: return hour % 12 + 12;
      case Part::night: return hour >= 6 && hour < 12 ? hour + 12 : hour % 12;
      default: return hour;
    }
  }

  /// "every Monday", "Tuesday nights", "each July"
  Resolved habit() {
    out_.type = TimeType::set;
    Place place;
    if (m_.has(Slot::weekday)) {
      place.grain = Grain::day;
      place.weekday = m_.get(Slot::weekday);
    } else if (m_.has(Slot::month)) {
      place.grain = Grain::month;
      place.month = m_.get(Slot::month);
    } else if (m_.has(Slot::season)) {
      place.grain = Grain::season;
      place.index = m_.get(Slot::season);
    } else if (m_.is(Unit::weekend)) {
      place.grain = Grain::weekend;
    }
    std::string value = to_value(place);
    if (has_time()) value += time_value();
    return with_value(std::move(value));
  }

  /// Two ends; what one does not say, the other does.
  Resolved range() {
    Meaning first = arena_[static_cast<std::size_t>(m_.before)], second = m_;
    second.before = -1;
    share(Slot::year, first, second);
    share(Slot::era, first, second);
    if (!first.has(Slot::year) && second.has(Slot::minute) && second.has(Slot::year)) return std::move(out_);
    const bool short_end = first.has(Slot::year) && second.has(Slot::minute) && !second.has(Slot::hour);
    if (short_end) {  // 1915-17
      second = first;
      second.set(Slot::year, first.get(Slot::year) / 100 * 100 + m_.get(Slot::minute));
      if (second.get(Slot::year) <= first.get(Slot::year)) {
        out_.problem = Problem::impossible;
        return std::move(out_);
      }
    }
    if (first.has(Slot::day) && !first.has(Slot::hour)) share(Slot::month, first, second);
    if (second.has(Slot::day) && !second.has(Slot::month)) share(Slot::month, first, second);
    if (second.has(Slot::hour)) {
      for (const Slot slot : {Slot::month, Slot::day, Slot::weekday, Slot::offset, Slot::unit, Slot::holiday})
        share(slot, first, second);
      if (!first.has(Slot::meridiem)) share(Slot::meridiem, first, second);
      share(Slot::part, first, second);
      if (first.rel == Rel::none) first.rel = second.rel;
      if (second.rel == Rel::none) second.rel = first.rel;
      const bool noon_between =
          first.has(Slot::meridiem) && !arena_[static_cast<std::size_t>(m_.before)].has(Slot::meridiem) &&
          first.get(Slot::meridiem) == 1 && first.get(Slot::hour) % 12 > second.get(Slot::hour) % 12;
      if (noon_between) first.set(Slot::meridiem, 0);
    }
    first.kind = second.kind = Kind::calendar;
    Resolved to = Resolver(second, arena_, tense_, s_).resolve();
    Situation with_end = s_;
    Resolved from = Resolver(first, arena_, tense_, with_end).resolve();
    out_ = to;
    out_.from = from.value;
    out_.to = to.value;
    out_.value = from.value.empty() || to.value.empty() ? std::string() : from.value + "/" + to.value;
    if (out_.value.empty()) out_.problem = Problem::impossible;
    return std::move(out_);
  }

  static void share(Slot slot, Meaning& first, Meaning& second) {
    if (!first.has(slot) && second.has(slot)) first.set(slot, second.get(slot));
    if (!second.has(slot) && first.has(slot)) second.set(slot, first.get(slot));
  }

  Place find_place() {
    if (m_.has(Slot::offset)) return by_offset();
    if (m_.has(Slot::decade) || (m_.has(Slot::two_digit) && m_.plural)) return decade();
    if (m_.is(Unit::century) && m_.has(Slot::ordinal)) return century();
    if (m_.has(Slot::holiday)) return holiday();
    if (m_.has(Slot::month)) return by_month();
    if (m_.has(Slot::weekday)) return by_weekday();
    if (m_.has(Slot::season)) return in_year(Grain::season, m_.get(Slot::season));
    if (m_.has(Slot::quarter)) return in_year(Grain::quarter, m_.get(Slot::quarter));
    if (m_.is(Unit::quarter) && m_.has(Slot::ordinal) && m_.get(Slot::ordinal) <= 4) {
      return in_year(Grain::quarter, m_.get(Slot::ordinal));
    }
    if (m_.has(Slot::half)) return in_year(Grain::half, m_.get(Slot::half));
    if (m_.is(Unit::week) && (m_.low >= 1 || m_.has(Slot::ordinal) || explicit_year())) return week_of_year();
    if (const auto year = explicit_year()) return place_of_year(*year);
    if (m_.low >= 1 && !m_.has(Slot::unit) && !has_time()) return numbered_year();
    if (m_.has(Slot::ordinal) && m_.rel != Rel::none) return day_of_month();
    if (m_.has(Slot::unit)) return by_unit(grain_of(static_cast<Unit>(m_.get(Slot::unit))));
    if (has_time()) return day_of_clock();
    return {};
  }

  /// The year that the expression names, astronomical.
  std::optional<std::int64_t> explicit_year() const {
    std::optional<std::int64_t> year;
    if (m_.has(Slot::year)) year = m_.get(Slot::year);
    if (!year && m_.has(Slot::era) && m_.low >= 1 && m_.low < 1e6) year = static_cast<std::int64_t>(m_.low);
    if (!year && m_.fiscal && m_.low >= 0 && m_.low < 100)
      year = full_year(static_cast<std::int64_t>(m_.low));
    if (!year && m_.has(Slot::two_digit) && !m_.plural) year = full_year(m_.get(Slot::two_digit));
    if (year && m_.has(Slot::era) && m_.get(Slot::era) == 1) return 1 - *year;
    return year;
  }

  std::int64_t full_year(std::int64_t two_digits) const {
    const std::int64_t now = s_.talk ? s_.talk->year : 2000;
    const std::int64_t around =
        s_.narrative && s_.spoken && s_.spoken->grain >= Grain::year ? s_.spoken->year : now;
    std::int64_t year = around / 100 * 100 + two_digits;
    if (s_.narrative) return year;
    if (year > now + 15) year -= 100;
    return year;
  }

  /// "the year 480"
  Place numbered_year() {
    if (m_.low < 10000) return place_of_year(static_cast<std::int64_t>(m_.low));
    out_.problem = Problem::too_large;
    return {};
  }

  Place by_offset() {
    if (!s_.talk) {
      out_.problem = Problem::no_date;
      Place unknown;
      unknown.grain = Grain::day;
      return unknown;
    }
    return place_of_day(add_days(*s_.talk, m_.get(Slot::offset)));
  }

  Place decade() {
    std::int64_t tens = 0;
    if (m_.has(Slot::decade)) {
      tens = m_.get(Slot::decade);
    } else {
      const std::int64_t now = s_.talk ? s_.talk->year : 2000;
      tens = now / 100 * 10 + m_.get(Slot::two_digit) / 10;
      if (tens * 10 > now) tens -= 10;
    }
    if (m_.has(Slot::era) && m_.get(Slot::era) == 1) tens = -tens - 1;
    return {Grain::decade, true, tens, 0, 0, 0, 0};
  }

  Place century() const {
    std::int64_t number = m_.get(Slot::ordinal) - 1;
    if (m_.has(Slot::era) && m_.get(Slot::era) == 1) number = -number - 1;
    return {Grain::century, true, number, 0, 0, 0, 0};
  }

  Place holiday() {
    const Holiday& day = holidays()[static_cast<std::size_t>(m_.get(Slot::holiday))];
    const std::int64_t now = s_.talk ? s_.talk->year : 2000;
    const auto key = [&](std::int64_t year) { return day_of(day, year); };
    auto year = year_of(key(now).month, key(now).day);
    if (!year) {
      Place unknown;
      unknown.grain = Grain::day;
      if (day.month > 0 && day.weekday == 0) {
        unknown.month = day.month;
        unknown.day = day.day;
      }
      return unknown;
    }
    const Day there = key(*year);
    if (m_.is(Unit::week)) return place_of_week(there, Grain::week);
    return m_.is(Unit::weekend) ? place_of_week(there, Grain::weekend) : place_of_day(there);
  }

  Place by_month() {
    Place place;
    place.month = m_.get(Slot::month);
    place.grain = m_.has(Slot::day) || m_.has(Slot::ordinal) ? Grain::day : Grain::month;
    if (place.grain == Grain::day) place.day = m_.has(Slot::day) ? m_.get(Slot::day) : m_.get(Slot::ordinal);
    if (m_.in_figures && s_.day_first) std::swap(place.month, place.day);
    if (const auto year = year_of(place.month, place.day)) {
      place.year = *year;
      place.year_known = true;
    }
    if (m_.is(Unit::week) && place.is_day() && is_valid({place.year, place.month, place.day})) {
      return place_of_week(first_day(place), Grain::week);
    }
    return place;
  }

  /// The year named a moment ago holds on, unless the clause speaks of the other side of now.
  bool near_year_fits() const {
    if (!s_.near_year || !s_.talk) return s_.near_year.has_value();
    return *s_.near_year > s_.talk->year ? tense_ != Tense::past : tense_ != Tense::future;
  }

  /// The year of a month, or of a day in it, that may not say its own.
  std::optional<std::int64_t> year_of(int month, int day) const {
    if (const auto year = explicit_year()) return year;
    if (m_.is(Unit::year)) return year_by_rel();
    if (m_.has(Slot::weekday) && day > 0) {
      if (const auto year = year_by_weekday(month, day)) return year;
    }
    if (s_.following_year && m_.rel == Rel::none) return s_.following_year;
    const bool by_speech = m_.rel == Rel::same || m_.rel == Rel::following || m_.rel == Rel::prior;
    if (by_speech && s_.spoken && s_.spoken->year_known && s_.spoken->grain >= Grain::year) {
      if (m_.rel == Rel::same || s_.spoken->month == 0) return s_.spoken->year;
      if (m_.rel == Rel::following) return s_.spoken->year + (month <= s_.spoken->month ? 1 : 0);
      return s_.spoken->year - (month >= s_.spoken->month ? 1 : 0);
    }
    if (m_.rel == Rel::none) {
      if (s_.narrative && s_.spoken && s_.spoken->year_known && s_.spoken->grain >= Grain::year) {
        // A story goes forward: after December comes January.
        const bool turned = s_.spoken->month > 0 && month - s_.spoken->month < -7;
        return s_.spoken->year + (turned ? 1 : 0);
      }
      if (near_year_fits()) return s_.near_year;
    }
    if (!s_.talk) return std::nullopt;
    const Day& now = *s_.talk;
    const int here = now.month * 40 + (day > 0 ? now.day : 0), there = month * 40 + day;
    switch (m_.rel) {
      case Rel::last: return there < here ? now.year : now.year - 1;
      case Rel::next: return there > here ? now.year : now.year + 1;
      case Rel::current: return now.year;
      default: break;
    }
    if (tense_ == Tense::future) return there >= here ? now.year : now.year + 1;
    const bool soon = !s_.talk_register && there > here && there - here < kSoon;
    if (tense_ == Tense::past) return there <= here || soon ? now.year : now.year - 1;
    // Nobody says: the nearer one, but the past reaches further.
    const int ahead = month - now.month;
    if (ahead > 5) return now.year - 1;
    return ahead < -7 ? now.year + 1 : now.year;
  }

  /// "Saturday, April 25": the nearest year in which the day is a Saturday.
  std::optional<std::int64_t> year_by_weekday(int month, int day) const {
    std::optional<std::int64_t> near = s_.talk ? std::optional(s_.talk->year) : std::nullopt;
    if (s_.narrative && s_.spoken && s_.spoken->grain >= Grain::year) near = s_.spoken->year;
    if (!near) return std::nullopt;
    for (const int away : {0, -1, 1, -2, 2}) {
      const Day there{*near + away, month, day};
      if (is_valid(there) && weekday_of(there) == m_.get(Slot::weekday)) return there.year;
    }
    return std::nullopt;
  }

  std::optional<std::int64_t> year_by_rel() const {
    const bool of_speech = m_.rel == Rel::same || m_.rel == Rel::following || m_.rel == Rel::prior;
    std::optional<std::int64_t> base;
    if ((of_speech || s_.narrative) && s_.spoken && s_.spoken->year_known && s_.spoken->grain >= Grain::year)
      base = s_.spoken->year;
    if (!base && s_.talk) base = s_.talk->year;
    if (!base) return std::nullopt;
    switch (m_.rel) {
      case Rel::last:
      case Rel::prior: return *base - 1;
      case Rel::next:
      case Rel::following: return *base + 1;
      default: return *base;
    }
  }

  Place by_weekday() {
    const int weekday = m_.get(Slot::weekday);
    if (m_.has(Slot::day) || m_.has(Slot::ordinal)) return weekday_with_day(weekday);
    Place unknown;
    unknown.grain = Grain::day;
    unknown.weekday = weekday;
    const bool of_speech = m_.rel == Rel::same || m_.rel == Rel::following || m_.rel == Rel::prior ||
                           (s_.narrative && m_.rel == Rel::none);
    std::optional<Day> base = s_.talk;
    if (of_speech && s_.spoken && s_.spoken->is_day()) base = first_day(*s_.spoken);
    if (m_.vague) return unknown;  // "on a Saturday"
    if (!base || (!s_.talk_has_day && !of_speech)) {
      if (!s_.talk) out_.problem = Problem::no_date;
      return unknown;
    }
    const int ahead = (weekday - weekday_of(*base) + 7) % 7;  // days to the next one, today too
    const int behind = (7 - ahead) % 7;
    const Day monday = add_days(*base, 1 - weekday_of(*base));
    if (m_.is(Unit::week)) {
      const int weeks = m_.rel == Rel::last ? -1 : m_.rel == Rel::next ? 1 : 0;
      return place_of_day(add_days(monday, weekday - 1 + 7 * weeks));
    }
    switch (m_.rel) {
      case Rel::last:
      // Said on a Wednesday, last Tuesday is not yesterday.
      case Rel::prior: return place_of_day(add_days(*base, behind <= 1 ? -7 - behind : -behind));
      case Rel::next:
      case Rel::following: return place_of_day(add_days(*base, ahead == 0 ? 7 : ahead));
      case Rel::current: return place_of_day(add_days(monday, weekday - 1));
      default: break;
    }
    if (tense_ == Tense::future) return place_of_day(add_days(*base, ahead));
    return place_of_day(add_days(*base, -behind));
  }

  /// "Friday the 26th": the nearest day that is both.
  Place weekday_with_day(int weekday) {
    const int day = m_.has(Slot::day) ? m_.get(Slot::day) : m_.get(Slot::ordinal);
    Place out;
    out.grain = Grain::day;
    out.day = day;
    if (!s_.talk || day < 1 || day > 31) return out;
    for (int months = 0; months <= 12; ++months) {
      for (const int sign : {tense_ == Tense::past ? -1 : 1, tense_ == Tense::past ? 1 : -1}) {
        const Day month = add_months({s_.talk->year, s_.talk->month, 1}, sign * months);
        const Day there{month.year, month.month, day};
        if (is_valid(there) && weekday_of(there) == weekday) return place_of_day(there);
      }
    }
    return out;
  }

  /// "the 15th of this month"
  Place day_of_month() {
    Place out;
    out.grain = Grain::day;
    out.day = m_.get(Slot::ordinal);
    if (out.day < 1 || out.day > 31) return {};
    if (m_.rel == Rel::same && s_.spoken && s_.spoken->year_known && s_.spoken->month > 0 &&
        (s_.narrative || !s_.talk)) {
      out.year = s_.spoken->year;
      out.month = s_.spoken->month;
      out.year_known = true;
      return out;
    }
    if (!s_.talk) return out;
    const int months = m_.rel == Rel::next ? 1 : m_.rel == Rel::last ? -1 : 0;
    const Day month = add_months({s_.talk->year, s_.talk->month, 1}, months);
    out.year = month.year;
    out.month = month.month;
    out.year_known = true;
    const int away = out.day - s_.talk->day;
    if (m_.rel == Rel::same && s_.talk_has_day &&
        ((tense_ == Tense::future && away < 0) || (tense_ == Tense::past && away > 0)))
      return moved_months(out, tense_ == Tense::future ? 1 : -1);
    return out;
  }

  static Place moved_months(Place place, int n) {
    const Day month = add_months({place.year, place.month, 1}, n);
    place.year = month.year;
    place.month = month.month;
    return place;
  }

  /// A season, quarter or half.
  Place in_year(Grain grain, int index) {
    Place place;
    place.grain = grain;
    place.index = index;
    const auto set_year = [&](std::int64_t year) {
      place.year = year;
      place.year_known = true;
      return place;
    };
    if (const auto year = explicit_year()) return set_year(*year);
    if (s_.following_year && m_.rel == Rel::none && !m_.is(Unit::year)) return set_year(*s_.following_year);
    if (m_.is(Unit::year)) {
      const auto year = year_by_rel();
      return year ? set_year(*year) : place;
    }
    const bool same = m_.rel == Rel::same || m_.rel == Rel::none;
    if (same && (s_.narrative || m_.rel == Rel::same) && s_.spoken && s_.spoken->year_known &&
        s_.spoken->grain >= Grain::year) {
      return set_year(s_.spoken->year);
    }
    if (same && near_year_fits()) return set_year(*s_.near_year);
    if (!s_.talk) return place;
    const Place now = place_around(*s_.talk, grain);
    const bool before = index<now.index, after = index> now.index;
    switch (m_.rel) {
      case Rel::last:
      case Rel::prior:
        if (grain == Grain::quarter || grain == Grain::half) return set_year(now.year - 1);
        return set_year(before ? now.year : now.year - 1);
      case Rel::next:
      case Rel::following: return set_year(after ? now.year : now.year + 1);
      case Rel::current: return set_year(grain == Grain::season ? s_.talk->year : now.year);
      default: break;
    }
    const int ahead = index - now.index;
    if (grain == Grain::season) {
      if (tense_ == Tense::past && after) return set_year(now.year - 1);
      if (tense_ == Tense::future && before) return set_year(now.year + 1);
    } else {
      if (ahead > 1 || (ahead > 0 && tense_ == Tense::past)) return set_year(now.year - 1);
      if (tense_ == Tense::future && ahead < -1) return set_year(now.year + 1);
    }
    return set_year(s_.talk->year);
  }

  Place week_of_year() {
    const auto named = explicit_year();
    if (!named && !s_.talk) return {Grain::week, false, 0, 0, 0, 0, 0};
    const std::int64_t year = named ? *named : week_of(*s_.talk).year;
    int week = m_.has(Slot::ordinal)         ? m_.get(Slot::ordinal)
               : m_.low >= 1 && m_.low <= 53 ? static_cast<int>(m_.low)
                                             : 0;
    if (week == 0 && m_.mod == TimeMod::end) week = week_of({year, 12, 28}).week;
    if (week < 1 || week > 53) return {};
    return {Grain::week, true, year, 0, 0, week, 0};
  }

  Place by_unit(Grain grain) {
    if (grain == Grain::none) return has_time() ? day_of_clock() : Place{};
    const bool of_speech = m_.rel == Rel::same || m_.rel == Rel::following || m_.rel == Rel::prior;
    std::optional<Day> base = s_.talk;
    const bool spoken_known = s_.spoken && s_.spoken->year_known;
    const bool fine_enough = spoken_known && (s_.spoken->grain >= grain || grain == Grain::day);
    if ((of_speech || s_.narrative) && fine_enough) {
      if (grain == Grain::day && !s_.spoken->is_day()) {
        if (s_.narrative) return unknown_day();
      } else if (grain != Grain::day || s_.narrative || s_.near_day || m_.rel != Rel::same) {
        base = first_day(*s_.spoken);
      }
    }
    if (!base) {
      out_.problem = Problem::no_date;
      Place unknown;
      unknown.grain = grain;
      return unknown;
    }
    if (m_.rel == Rel::same && grain == Grain::quarter) {
      return moved(latest_quarter(s_.talk ? *s_.talk : *base), m_.toward == Toward::before ? -4 : 0);
    }
    const Place here = place_around(*base, grain);
    switch (m_.rel) {
      case Rel::last:
      case Rel::prior: return moved(here, -1);
      case Rel::next:
      case Rel::following: return moved(here, 1);
      default: break;
    }
    // "over the weekend", said in the week after it
    const bool is_over =
        grain == Grain::weekend && m_.rel == Rel::none && tense_ != Tense::future && weekday_of(*base) <= 4;
    return is_over ? moved(here, -1) : here;
  }

  Place unknown_day() const {
    Place out;
    out.grain = Grain::day;
    if (s_.spoken && s_.spoken->grain == Grain::month) {
      out.year = s_.spoken->year;
      out.month = s_.spoken->month;
      out.year_known = s_.spoken->year_known;
    }
    return out;
  }

  /// The quarter spoken of, else the last that is over.
  Place latest_quarter(const Day& base) const {
    const Place now = place_of_quarter(base);
    if (s_.spoken && s_.spoken->grain == Grain::quarter && s_.spoken->year_known) {
      Place out = *s_.spoken;
      // The same one of another year is compared with it.
      if (s_.narrative || out.year >= now.year) return out;
      out.year = out.index - now.index > 1 ? now.year - 1 : now.year;
      return out;
    }
    return moved(place_of_quarter(base), -1);
  }

  /// The day of a clock time that does not say it.
  Place day_of_clock() {
    if ((s_.narrative || s_.near_day) && s_.spoken && s_.spoken->is_day()) return *s_.spoken;
    if (s_.narrative) return {};
    if (s_.talk && s_.talk_has_day) return place_of_day(*s_.talk);
    return {};
  }

  const Meaning& m_;
  const std::vector<Meaning>& arena_;
  const Tense tense_;
  const Situation& s_;
  Resolved out_;
};

}  // namespace

Resolved resolve(const Meaning& meaning, const std::vector<Meaning>& arena, Tense tense,
                 const Situation& situation) {
  return Resolver(meaning, arena, tense, situation).resolve();
}

}  // namespace quoth::times
