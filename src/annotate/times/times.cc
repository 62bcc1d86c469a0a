#include "annotate/times/times.h"

#include <algorithm>
#include <utility>

#include "annotate/times/calendar.h"
#include "annotate/times/clause.h"
#include "annotate/times/grammar.h"
#include "annotate/times/resolve.h"

namespace quoth {
namespace {

using namespace times;

/// How far back a year or day that was named still holds for what does not name one, in words.
constexpr std::size_t kMomentAgo = 40;
/// How many years a story goes on at once.
constexpr std::int64_t kLeap = 12;

class TimeFinder {
 public:
  TimeFinder(std::string_view text, std::string_view date, const Tokens& tokens, bool talk)
      : text_(text), grammar_(Grammar::get()), tokens_(tokens), is_talk_(talk) {
    if (const auto iso = parse_iso(date)) {
      situation_.talk = iso->day;
      situation_.talk_has_day = iso->has_day;
    }
  }

  TimeLayer find(const std::vector<Stretch>& stretches) && {
    for (const Stretch& stretch : stretches) {
      if (!words_.empty()) words_.push_back({{stretch.span.begin, stretch.span.begin}, kBreak});
      scan(text_, stretch.span, grammar_.lexicon(), words_);
    }
    Matcher matcher(grammar_, words_);
    const Surroundings around(text_, grammar_.lexicon(), words_, tokens_);
    look_over();
    for (std::size_t at = 0; at < words_.size();) {
      if (words_[at].id == kUnknown) {
        ++at;
        continue;
      }
      Match match = matcher.at(at);
      around.trim(match, matcher.arena());
      if (match.rule < 0 || !(of_story(match) ? situation_.narrative : around.speaks_of_time(match))) {
        ++at;
        continue;
      }
      add(match, matcher.arena(), around);
      at = match.end;
    }
    return std::move(layer_);
  }

 private:
  /// Years named in figures tell whether the text speaks of its own time, and so do words that count from it (weekdays,
  /// "yesterday", "ago"); a day above twelve in front tells the order of days and months in figures.
  void look_over() {
    std::size_t years = 0, others = 0, own = 0;
    std::int64_t first_other = 0;
    const Lexicon& lexicon = grammar_.lexicon();
    const WordId ago = lexicon.find("ago");
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Word& word = words_[i];
      const bool with_date =
          i + 2 < words_.size() && (words_[i + 1].id == kDigits || words_[i + 2].id == kDigits ||
                                    lexicon.is(words_[i + 2].id, Class::month));
      const bool weekday = lexicon.is(word.id, Class::weekday) && !lexicon.ambiguous(word.id) && !with_date;
      if (weekday || word.id == ago || lexicon.is(word.id, Class::offset)) ++own;
      if (word.id == kDigits && i + 1 < words_.size() && lexicon.is(words_[i + 1].id, Class::era)) ++others;
      if (word.id != kDigits) continue;
      if (word.n_digits == 4 && word.number >= 1000 && word.number <= 2100) {
        ++years;
        const auto now = situation_.talk ? situation_.talk->year : 2000;
        if (std::abs(static_cast<std::int64_t>(word.number) - now) > 1) {
          if (first_other == 0) first_other = static_cast<std::int64_t>(word.number);
          ++others;
        }
      }
      if (word.n_digits <= 2 && word.number > 12 && word.number <= 31 && i + 4 < words_.size() &&
          words_[i + 2].id == kDigits && words_[i + 4].id == kDigits && words_[i + 2].number <= 12 &&
          words_[i + 4].n_digits == 4 && text_[words_[i + 1].span.begin] == '/') {
        situation_.day_first = true;
      }
    }
    situation_.talk_register = is_talk_;
    situation_.narrative =
        !is_talk_ && others >= 3 && others * 2 > years && others * 800 > words_.size() && own * 8 <= others;
    if (situation_.narrative && first_other != 0) situation_.spoken = place_of_year(first_other);
  }

  /// Words that WikiWars marks in a story, and nobody else.
  bool of_story(const Match& match) const {
    if (match.end - match.begin != 1) return false;
    const std::string_view word = grammar_.lexicon().text(words_[match.begin].id);
    return word == "former" || (word == "future" && situation_.narrative);
  }

  void add(const Match& match, const std::vector<Meaning>& arena, const Surroundings& around) {
    Meaning meaning = match.meaning;
    if (meaning.kind == Kind::duration && around.is_rate(match)) meaning.kind = Kind::set;
    situation_.near_year.reset();
    if (is_talk_ && year_said_ && match.begin - year_said_at_ < kMomentAgo && situation_.talk &&
        *year_said_ != situation_.talk->year) {
      situation_.near_year = year_said_;
    }
    situation_.following_year = following_year(match);
    situation_.near_day =
        situation_.spoken && situation_.spoken->is_day() && match.begin - spoken_at_ < kMomentAgo;
    const bool two = meaning.before >= 0 && !meaning.sum;
    if (two && !is_talk_ && splits(match, arena)) {
      add_halves(match, arena, around);
      return;
    }
    const Tense tense = around.tense(match.begin, match.end);
    attribute_ = situation_.narrative && around.is_attribute(match);
    own_time_ = meaning.has(Slot::offset) || meaning.rel == Rel::current || meaning.toward == Toward::past;
    put(match.begin, match.end, resolve(meaning, arena, tense, situation_));
    remember(match, meaning);
  }

  /// The year of "June 1955" for the April in "in April and June 1955".
  std::optional<std::int64_t> following_year(const Match& match) const {
    const Meaning& m = match.meaning;
    if (m.has(Slot::year) || m.rel != Rel::none || !(m.has(Slot::month) || m.has(Slot::season)))
      return std::nullopt;
    const Lexicon& lexicon = grammar_.lexicon();
    bool joined = false, month = false;
    for (std::size_t at = match.end; at < words_.size() && at < match.end + 8; ++at) {
      const Word& word = words_[at];
      if (lexicon.is(word.id, Class::month) || lexicon.is(word.id, Class::season)) {
        month = true;
      } else if (word.id == kDigits && word.n_digits == 4 && month && joined && word.number >= 1000 &&
                 word.number <= 2100) {
        return static_cast<std::int64_t>(word.number);
      } else if (is_joint(slice(text_, word.span))) {
        joined = true;
      } else if (word.id != kDigits || word.n_digits > 2) {
        break;
      }
    }
    return std::nullopt;
  }

  static bool is_joint(std::string_view word) {
    return word == "and" || word == "or" || word == "to" || word == "," || word == "-" || word == "\u2013" ||
           word == "of" || word == "the";
  }

  /// TempEval-3 marks the two ends of "1914-1918" apart, WikiWars those of all ranges.
  bool splits(const Match& match, const std::vector<Meaning>& arena) const {
    const Meaning &first = arena[static_cast<std::size_t>(match.meaning.before)], &second = match.meaning;
    if (second.kind != Kind::calendar) return false;
    if (situation_.narrative) return true;
    return text_[words_[second.divide].span.begin] != '/' && first.has(Slot::year) &&
           !first.has(Slot::month) && !second.has(Slot::month);
  }

  void add_halves(const Match& match, const std::vector<Meaning>& arena, const Surroundings& around) {
    const Tense tense = around.tense(match.begin, match.end);
    Resolved both = resolve(match.meaning, arena, tense, situation_);
    Resolved first;
    first.value = both.from;
    Place first_place;
    if (const auto iso = parse_iso(both.from)) {
      first_place = iso->has_day     ? place_of_day(iso->day)
                    : iso->has_month ? place_of_month(iso->day.year, iso->day.month)
                                     : place_of_year(iso->day.year);
    }
    both.value = both.to;
    both.from.clear();
    both.to.clear();
    std::size_t divide = match.meaning.divide;
    first.problem = both.problem;
    put(match.begin, divide, std::move(first));
    own_time_ = false;
    put(divide + 1, match.end, std::move(both));
    if (situation_.narrative && first_place.year_known) situation_.spoken = first_place;
    remember(match, match.meaning);
  }

  void put(std::size_t begin, std::size_t end, Resolved found) {
    const Span span{words_[begin].span.begin, words_[end - 1].span.end};
    if (found.problem == Problem::impossible) {
      layer_.diagnostics.push_back({"times.impossible", span, "there is no such date"});
    } else if (found.problem == Problem::too_large) {
      layer_.diagnostics.push_back({"times.too_large", span, "the number is too large for a value"});
    } else if (found.problem == Problem::no_date && !said_no_date_) {
      said_no_date_ = true;
      layer_.diagnostics.push_back(
          {"times.no_date", span, "the date of the talk is not known: some values are left open (X)"});
    }
    // A story's "today" is not its time, and a decade names no year.
    const bool counts = !situation_.narrative || (found.place && found.place->grain >= Grain::year &&
                                                  !own_time_ && !attribute_ && goes_with_story(*found.place));
    if (found.place && found.place->year_known && counts) {
      situation_.spoken = found.place;
      spoken_at_ = begin;
    }
    layer_.times.push_back(
        {span, found.type, std::move(found.value), found.mod, std::move(found.from), std::move(found.to)});
  }

  /// A story does not leap: a year far from its own is a glance aside, unless the next one lies there too.
  bool goes_with_story(const Place& place) {
    if (!situation_.spoken || !place.year_known) return true;
    const auto near = [](std::int64_t a, std::int64_t b) { return std::abs(a - b) <= kLeap; };
    const bool goes = near(place.year, situation_.spoken->year) || (aside_ && near(place.year, *aside_));
    aside_ = goes ? std::nullopt : std::optional(place.year);
    return goes;
  }

  void remember(const Match& match, const Meaning& meaning) {
    if (!situation_.spoken || spoken_at_ != match.begin || situation_.spoken->grain < Grain::year) return;
    if (meaning.has(Slot::year) || situation_.talk) {
      year_said_ = situation_.spoken->year;
      year_said_at_ = match.begin;
    }
  }

  const std::string_view text_;
  const Grammar& grammar_;
  const Tokens& tokens_;
  const bool is_talk_;
  std::vector<Word> words_;
  Situation situation_;
  std::size_t spoken_at_ = 0;
  std::optional<std::int64_t> year_said_;
  std::size_t year_said_at_ = 0;
  bool attribute_ = false;             ///< the expression only says of when something is
  std::optional<std::int64_t> aside_;  ///< the year of a glance aside
  bool own_time_ = false;              ///< the expression counts from the talk itself
  bool said_no_date_ = false;
  TimeLayer layer_;
};

}  // namespace

TimeLayer find_times(std::string_view text, const std::vector<Stretch>& stretches, std::string_view date,
                     const Tokens& tokens) {
  const bool talk =
      std::any_of(stretches.begin(), stretches.end(), [](const Stretch& s) { return s.turn.has_value(); });
  return TimeFinder(text, date, tokens, talk).find(stretches);
}

}  // namespace quoth
