#include "annotate/times/clause.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace quoth::times {
namespace {

constexpr std::size_t kReach = 14;  // words of a clause that tense is looked for in
/// Words whose infinitive tells what is still to come.
constexpr std::array<std::string_view, 22> kPlans = {
    "plan",     "expect",  "schedule", "intend", "hope",   "want",  "agree",  "prepare",
    "threaten", "promise", "due",      "set",    "likely", "ready", "decide", "urge",
    "ask",      "order",   "vow",      "pledge", "poise",  "wait"};
constexpr std::size_t kNone = ~std::size_t{0};

/// What adds up names the larger unit first: "two years and three months".
bool goes_down(const Meaning& first, const Meaning& second) {
  return first.get(Slot::unit) > second.get(Slot::unit);
}

}  // namespace

Surroundings::Surroundings(std::string_view text, const Lexicon& lexicon, std::span<const Word> words,
                           const Tokens& tokens)
    : text_(text), lexicon_(lexicon), words_(words), tokens_(tokens) {}

std::string_view Surroundings::lower(std::size_t at) const {
  if (at >= words_.size()) return {};
  lower_.assign(slice(text_, words_[at].span));
  for (char& c : lower_) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower_;
}

bool Surroundings::any_of(std::size_t at, std::initializer_list<std::string_view> words) const {
  if (at >= words_.size()) return false;
  const std::string_view word = lower(at);
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t Surroundings::token_at(std::uint32_t begin) const {
  const auto found = std::lower_bound(tokens_.span.begin(), tokens_.span.end(), begin,
                                      [](Span span, std::uint32_t at) { return span.end <= at; });
  if (found == tokens_.span.end() || !found->contains(begin)) return kNone;
  return static_cast<std::size_t>(found - tokens_.span.begin());
}

std::string_view Surroundings::xpos_at(std::size_t word) const {
  if (tokens_.size() == 0 || word >= words_.size()) return {};
  const std::size_t token = token_at(words_[word].span.begin);
  return token == kNone ? std::string_view() : std::string_view(tokens_.xpos[token]);
}

bool Surroundings::ends_clause(std::size_t word) const {
  const WordId id = words_[word].id;
  if (id == kBreak) return true;
  const char c = text_[words_[word].span.begin];
  if (c == '?' || c == '!' || c == ';') return true;
  return c == '.' &&
         (word + 1 >= words_.size() || (words_[word + 1].space_before && words_[word + 1].capital));
}

// ---- Tense ----------------------------------------------------------------------------------------------------------

Tense Surroundings::tense_of_token(std::size_t token) const {
  const std::string_view xpos = tokens_.xpos[token];
  if (xpos == "VBD") return Tense::past;
  if (is_planned(token)) return Tense::future;
  if (xpos == "MD") {
    const std::string_view lemma = tokens_.lemma[token];
    return lemma == "will" || lemma == "should" || lemma == "shall" || lemma == "'ll" || lemma == "may" ||
                   lemma == "must" || lemma == "can"
               ? Tense::future
           : lemma == "would" ? Tense::present
                              : Tense::past;
  }
  if (xpos != "VBZ" && xpos != "VBP") return Tense::unknown;
  if (token + 1 < tokens_.size()) {
    const std::string_view lemma = tokens_.lemma[token];
    const std::size_t next =
        tokens_.upos[token + 1] == "ADV" && token + 2 < tokens_.size() ? token + 2 : token + 1;
    if (lemma == "have" && (tokens_.xpos[next] == "VBN" || tokens_.xpos[next] == "VBD")) return Tense::past;
    if (lemma == "be" && tokens_.lemma[next] == "go") return Tense::future;
    if (lemma == "plan" || lemma == "expect" || lemma == "intend" || lemma == "hope") return Tense::future;
  }
  return Tense::present;
}

Tense Surroundings::tense_of_word(std::size_t word) const {
  if (tokens_.size() > 0) {
    const std::size_t token = token_at(words_[word].span.begin);
    if (token == kNone) return Tense::unknown;
    Tense tense = tense_of_token(token);
    // "we'll" is two tokens.
    if (tense == Tense::unknown && token + 1 < tokens_.size() &&
        tokens_.span[token + 1].begin == tokens_.span[token].end &&
        tokens_.span[token + 1].end <= words_[word].span.end) {
      tense = tense_of_token(token + 1);
    }
    return tense;
  }
  if (lexicon_.is(words_[word].id, Class::tense))
    return static_cast<Tense>(lexicon_.value(words_[word].id, Class::tense) + 1);
  const std::string_view form = slice(text_, words_[word].span);
  if (words_[word].id == kUnknown && form.size() > 4 && form.substr(form.size() - 2) == "ed" &&
      !words_[word].capital)
    return Tense::past;
  return Tense::unknown;
}

/// "as soon as Friday", "postponed until Friday": what is set for a day is ahead.
bool Surroundings::is_set_for(std::size_t begin, std::size_t end) const {
  if (begin == 0) return false;
  if (any_of(begin - 1, {"until", "till"})) {
    for (std::size_t i = begin; i < end; ++i) {
      if (lexicon_.is(words_[i].id, Class::weekday)) return true;
    }
    return false;
  }
  if (any_of(begin - 1, {"as"})) return begin > 1 && any_of(begin - 2, {"soon", "early", "late"});
  return any_of(begin - 1, {"for"}) && begin > 1 &&
         any_of(begin - 2, {"scheduled", "planned", "set", "slated", "due", "expected", "called"});
}

/// The infinitive at `token` depends on a plan or a wish: "planned to leave on Thursday".
bool Surroundings::is_planned(std::size_t token) const {
  if (tokens_.xpos[token] != "VB" || token == 0 || tokens_.xpos[token - 1] != "TO") return false;
  const std::int32_t head = tokens_.head[token];
  if (head < 0) return false;
  const std::string_view lemma = tokens_.lemma[static_cast<std::size_t>(head)];
  return kPlans.end() != std::find(kPlans.begin(), kPlans.end(), lemma);
}

Tense Surroundings::tense(std::size_t begin, std::size_t end) const {
  if (is_set_for(begin, end)) return Tense::future;
  for (std::size_t i = begin; i > 0 && begin - i < kReach;) {
    --i;
    if (ends_clause(i)) break;
    const Tense found = tense_of_word(i);
    if (found != Tense::unknown) return found;
  }
  for (std::size_t i = end; i < words_.size() && i - end < kReach && !ends_clause(i); ++i) {
    const Tense found = tense_of_word(i);
    if (found != Tense::unknown) return found;
  }
  return Tense::unknown;
}

/// Leaves the first half of what has two.
void Surroundings::cut_at_divide(Match& match, const std::vector<Meaning>& arena) const {
  const Meaning first = arena[static_cast<std::size_t>(match.meaning.before)];
  const bool sum = match.meaning.sum;
  match.end = match.meaning.divide;
  while (sum && match.end > match.begin + 1 && any_of(match.end - 1, {"and", ","})) --match.end;
  match.meaning = first;
  match.meaning.kind = sum ? Kind::duration : Kind::calendar;
  // An hour that nothing calls so is a number.
  if (first.has(Slot::hour) && !first.has(Slot::minute) && !first.has(Slot::meridiem)) match.rule = -1;
}

/// "in April. One of them", "on Friday, the fourth decline": only the month, only the weekday.
void Surroundings::cut_after_first(Match& match) const {
  Meaning& m = match.meaning;
  if (m.kind != Kind::calendar || m.before >= 0 || match.end - match.begin < 3) return;
  const WordId first = words_[match.begin].id;
  const std::string_view mark = slice(text_, words_[match.begin + 1].span);
  const bool in_words = words_[match.end - 1].id != kDigits && !has_figure(match);
  const bool month =
      lexicon_.is(first, Class::month) && mark == "." && words_[match.begin].span.size() > 4 && in_words;
  const bool weekday = lexicon_.is(first, Class::weekday) && mark == "," && m.has(Slot::ordinal) &&
                       !m.has(Slot::month) && in_words && goes_on_in_words(match.end);
  if (!month && !weekday) return;
  match.end = match.begin + 1;
  Meaning only;
  only.kind = Kind::calendar;
  const Slot slot = month ? Slot::month : Slot::weekday;
  only.set(slot, m.get(slot));
  m = only;
}

/// "one day they will meet", "one day we might become friends"
bool Surroundings::is_some_day(const Match& match) const {
  if (tense(match.begin, match.end) == Tense::future) return true;
  for (std::size_t i = match.end; i < words_.size() && i < match.end + 4 && !ends_clause(i); ++i) {
    if (any_of(i, {"will", "might", "may", "shall", "could", "would", "can"})) return true;
  }
  return false;
}

void Surroundings::trim(Match& match, const std::vector<Meaning>& arena) const {
  if (match.rule < 0 || match.end - match.begin < 2) return;
  if (match.meaning.before >= 0 && match.meaning.sum && match.meaning.kind == Kind::duration &&
      any_of(match.end, {"ago"})) {  // "for the last three months, and two days ago ..."
    cut_at_divide(match, arena);
  } else if (match.meaning.before >= 0 && match.meaning.sum && match.meaning.kind == Kind::duration &&
             !goes_down(arena[static_cast<std::size_t>(match.meaning.before)], match.meaning)) {
    cut_at_divide(match, arena);
  } else if (match.meaning.before >= 0 && !match.meaning.sum && any_of(match.meaning.divide, {"and"}) &&
             !match.meaning.has(Slot::season) &&
             !(match.begin > 0 && any_of(match.begin - 1, {"between", "from"}))) {
    const bool led_inside = any_of(match.begin, {"between"}) || match.meaning.has(Slot::part);
    if (!led_inside) cut_at_divide(match, arena);
  }
  cut_after_first(match);
  if (match.rule < 0 || match.end - match.begin < 2) return;
  if (text_[words_[match.end - 1].span.begin] == '.') {
    const Span before = words_[match.end - 2].span;
    const bool abbreviation =
        before.size() <= 5 && !any_of(match.end - 2, {"may", "june", "july", "march", "april"});
    if (!abbreviation) --match.end;
    return;
  }
  if (any_of(match.begin, {"one"}) && match.meaning.kind == Kind::future && !is_some_day(match)) {
    match.meaning.kind = Kind::duration;
    match.meaning.low = match.meaning.high = 1;
    match.meaning.set(Slot::unit, static_cast<std::int32_t>(Unit::day));
  }
  // "nine months before an election" is a length, "the year before independence" a year; "nine months before" is a time.
  if (!any_of(match.end - 1, {"before"}) || !goes_on_in_words(match.end)) return;
  if (match.meaning.kind == Kind::shift) {
    --match.end;
    match.meaning.kind = Kind::duration;
    match.meaning.toward = Toward::none;
  } else if (match.meaning.rel == Rel::prior) {
    --match.end;
    match.meaning.rel = Rel::same;
  }
}

/// The word at `at` goes on with the phrase before it.
bool Surroundings::goes_on_in_words(std::size_t at) const {
  return at < words_.size() && words_[at].id != kBreak &&
         is_letter(static_cast<unsigned char>(text_[words_[at].span.begin])) &&
         !any_of(at, {"and", "but", "or"});
}

bool Surroundings::is_attribute(const Match& match) const {
  if (tokens_.size() == 0) return false;
  const std::size_t token = token_at(words_[match.end - 1].span.begin);
  if (token == kNone) return false;
  const std::int32_t head = tokens_.head[token];
  const std::string_view relation = tokens_.deprel[token];
  const bool before_noun =
      relation == "nummod" || relation == "compound" || relation == "amod" || relation.substr(0, 4) == "nmod";
  return before_noun && head > static_cast<std::int32_t>(token) &&
         tokens_.span[static_cast<std::size_t>(head)].begin >= words_[match.end - 1].span.end;
}

// ---- What speaks of time --------------------------------------------------------------------------------------------

bool Surroundings::is_rate(const Match& match) const {
  if (match.end - match.begin != 2 || !any_of(match.begin, {"a", "an"})) return false;
  if (any_of(match.end,
             {"ago", "later", "earlier", "before", "after", "from", "or", "and", "of", "that", "in", "when"}))
    return false;
  for (std::size_t i = match.begin; i > 0 && match.begin - i < 5;) {
    --i;
    if (words_[i].id == kBreak || ends_clause(i)) return false;
    if (words_[i].id == kDigits || lexicon_.is(words_[i].id, Class::number) ||
        lexicon_.is(words_[i].id, Class::tens) || lexicon_.is(words_[i].id, Class::scale)) {
      return true;
    }
    if (any_of(i, {"times", "once", "twice", "percent", "hours", "days", "miles", "dollars", "pounds",
                   "dozens", "many", "much"}))
      return true;
    if (any_of(i, {"for", "in", "within", "after", "over", "about", "than", "lasted", "took", "spent"}))
      return false;
  }
  return false;
}

/// A word with a capital beside an ambiguous one makes a name of it ("Theresa May", "April Ryan").
bool Surroundings::name_beside(const Match& match) const {
  if (match.begin > 0) {
    const Word& before = words_[match.begin - 1];
    const bool opens = match.begin == 1 || ends_clause(match.begin - 2);
    if (before.capital && before.id == kUnknown && !opens) return true;
    if (any_of(match.begin - 1, {"mr", "mrs", "ms", "miss", "dr", "judge", "minister"})) return true;
    if (match.begin > 1 && any_of(match.begin - 2, {"mr", "mrs", "ms", "dr"})) return true;
  }
  return match.end < words_.size() && words_[match.end].capital && words_[match.end].space_before &&
         words_[match.end].id == kUnknown && slice(text_, words_[match.end - 1].span) != ".";
}

/// The word is the only one that speaks of time in its expression.
bool Surroundings::ambiguous_word(std::size_t at, const Match& match) const {
  const WordId id = words_[at].id;
  const std::string_view xpos = xpos_at(at);
  const bool noun = xpos.substr(0, 2) == "NN";
  if (lexicon_.is(id, Class::month)) {
    if (!words_[at].capital || name_beside(match)) return false;
    if (words_[at].span.size() <= 3 && !any_of(at, {"may"}) &&
        slice(text_, words_[match.end - 1].span) != ".")
      return false;
    if (!xpos.empty()) return noun;
    return at > 0 &&
           any_of(at - 1, {"in",     "of",     "since", "until",   "till",    "by",    "last", "this", "next",
                           "early",  "late",   "mid",   "for",     "from",    "to",    "and",  "on",   "or",
                           "during", "before", "after", "through", "between", "every", "each"});
  }
  if (lexicon_.is(id, Class::weekday))
    return words_[at].capital && match.end - match.begin > 1 &&
           slice(text_, words_[match.end - 1].span) == ".";
  if (lexicon_.is(id, Class::season)) {
    if (any_of(match.end, {"of"})) return false;  // "the fall of"
    if (!xpos.empty() && !noun) return false;
    if (words_[at].capital && name_beside(match)) return false;
    const bool led =
        at > 0 && any_of(at - 1, {"the",    "this", "last",  "next", "in", "early",     "late",
                                  "mid",    "each", "every", "that", "by", "since",     "during",
                                  "coming", "past", "until", "and",  "to", "following", "previous"});
    return led;
  }
  if (lexicon_.is(id, Class::part))
    return at > 0 && any_of(at - 1, {"at", "before", "until", "by", "since", "till"});
  return true;
}

bool Surroundings::year_alone(const Match& match) const {
  const Word& word = words_[match.begin];
  if (word.id != kDigits) {  // in words: "twenty twelve", but not "two thousand"
    return match.meaning.get(Slot::year) % 1000 != 0 && match.meaning.get(Slot::year) < 2100;
  }
  const auto year = static_cast<int>(word.number);
  const std::uint32_t begin = word.span.begin;
  if (begin > 0 && !word.space_before) {
    const char c = text_[begin - 1];
    if (c == '$' || c == '#' || c == '.' || c == '_' || c == '+' || c == '=' || c == '%') return false;
    if (c == ',' && begin > 1 && text_[begin - 2] >= '0' && text_[begin - 2] <= '9') return false;
    if (static_cast<unsigned char>(c) >= 0x80 && slice(text_, {begin - 2, begin}) == "\u00A3") return false;
    if (c == '-' && match.begin > 1 && !words_[match.begin - 1].space_before &&
        words_[match.begin - 2].id == kDigits)
      return false;
  }
  if (match.begin > 0 && any_of(match.begin - 1, {"$", "#", "no", "number", "page", "section", "room",
                                                  "flight", "route", "about", "than"}))
    return false;
  if (match.end < words_.size()) {
    const Word& next = words_[match.end];
    if (next.id == kBreak) return year >= 1500 && year <= 2100;
    const char c = text_[next.span.begin];
    if (!next.space_before && (c == '%' || c == '_' || is_letter(static_cast<unsigned char>(c))))
      return false;
    if (lexicon_.is(next.id, Class::scale) || any_of(match.end, {"percent", "per", "%", "of"})) return false;
    const bool led = match.begin > 0 &&
                     any_of(match.begin - 1,
                            {"in", "since", "by", "until", "till", "from", "during", "of", "after", "before",
                             "the", "between", "and", "to", "around", "circa", "late", "early"});
    const std::string_view xpos = xpos_at(match.end);
    if (!xpos.empty() && (xpos == "NNS") && !led) return false;
    if (xpos.empty() && !led && next.id == kUnknown && next.space_before && !next.capital &&
        text_[next.span.end - 1] == 's')
      return false;
  }
  return year >= 1500 && year <= 2100;
}

bool Surroundings::has_figure(const Match& match) const {
  for (std::size_t i = match.begin; i < match.end; ++i) {
    if (words_[i].id == kDigits) return true;
  }
  return false;
}

/// One of the words that are months with a capital only stands without it, in a text that has capitals.
bool Surroundings::in_small_letters(const Match& match) const {
  for (std::size_t i = match.begin; i < match.end; ++i) {
    if (lexicon_.is(words_[i].id, Class::month) && lexicon_.ambiguous(words_[i].id) && !words_[i].capital)
      return true;
  }
  return false;
}

/// "the present bill", "its present form"
bool Surroundings::adjective_of_time(const Match& match) const {
  const bool led = match.begin > 0 && any_of(match.begin - 1, {"the", "its", "their", "our", "his", "her",
                                                               "my", "your", "this"});
  const bool goes_on = match.end < words_.size() && words_[match.end].id == kUnknown &&
                       words_[match.end].space_before &&
                       is_letter(static_cast<unsigned char>(text_[words_[match.end].span.begin]));
  return led && goes_on;
}

/// "Now, as you know": no time is meant.
bool Surroundings::opens_remark(const Match& match) const {
  const bool opens = match.begin == 0 || ends_clause(match.begin - 1);
  return opens && any_of(match.end, {",", "this", "that", "let", "let's", "if", "what", "for", "look", "as",
                                     "with", "when", "how", "why", "who", "about"});
}

/// "This Week" is a programme, "the 2018 Year Book" a book.
bool Surroundings::is_name_of_something(const Match& match) const {
  const std::size_t last = match.end - 1;
  const bool names_unit =
      lexicon_.is(words_[last].id, Class::unit) || lexicon_.is(words_[last].id, Class::units);
  if (!names_unit || !words_[last].capital || match.begin == last) return false;
  const std::string_view form = slice(text_, words_[last].span);
  return form.size() > 1 && form[1] >= 'a' && words_[match.begin].capital && match.begin > 0;
}

bool Surroundings::has_point(const Match& match) const {
  for (std::size_t i = match.begin + 1; i + 1 < match.end; ++i) {
    if (text_[words_[i].span.begin] == '.' && words_[i - 1].id == kDigits && words_[i + 1].id == kDigits)
      return true;
  }
  return false;
}

/// A weekday's short form that is a word as well, without its full stop ("that Sun").
bool Surroundings::short_weekday(const Match& match) const {
  for (std::size_t i = match.begin; i < match.end; ++i) {
    if (lexicon_.is(words_[i].id, Class::weekday) && lexicon_.ambiguous(words_[i].id)) {
      return i + 1 == match.end || slice(text_, words_[i + 1].span) != ".";
    }
  }
  return false;
}

/// "3am" of "3ameX", "1687-4" of a serial number.
bool Surroundings::cuts_word(const Match& match) const {
  const auto letter_or_digit = [&](std::uint32_t at) {
    const char c = text_[at];
    return (c >= '0' && c <= '9') || is_letter(static_cast<unsigned char>(c));
  };
  const Span first = words_[match.begin].span, last = words_[match.end - 1].span;
  if (match.end < words_.size() && !words_[match.end].space_before && !words_[match.end].span.empty() &&
      letter_or_digit(last.end - 1) && letter_or_digit(words_[match.end].span.begin)) {
    return true;
  }
  return match.begin > 0 && !words_[match.begin].space_before && !words_[match.begin - 1].span.empty() &&
         letter_or_digit(first.begin) && letter_or_digit(words_[match.begin - 1].span.end - 1);
}

/// Figures that may be a date or a clock time, and may be none.
bool Surroundings::figures_allow(const Match& match) const {
  const Meaning& m = match.meaning;
  const std::size_t n = match.end - match.begin;
  const bool begins_with_figure = words_[match.begin].id == kDigits;
  const auto before = [&](std::initializer_list<std::string_view> words) {
    return match.begin > 0 && any_of(match.begin - 1, words);
  };
  // "$12 December 27"
  if (begins_with_figure && before({"$", "#", "\u00A3", "\u20AC", "\u00A5"})) return false;
  const bool month_and_day = m.has(Slot::month) && m.has(Slot::day) && !m.has(Slot::year) &&
                             !m.has(Slot::two_digit) && m.before < 0 && !m.has(Slot::hour);
  if (n == 3 && begins_with_figure && month_and_day &&
      words_[match.end - 1].id == kDigits) {  // "5.12", "7/6"
    return before({"on", "by", "until", "till", "since", "before", "after", "from"}) &&
           !goes_on_in_words(match.end) && !any_of(match.end, {"%"});
  }
  if (n == 2 && m.has(Slot::weekday) && m.has(Slot::day)) {  // "Monday 21"
    return words_[match.end - 1].id == kDigits && !goes_on_in_words(match.end) &&
           !any_of(match.end, {"-", "%", ":", "/"});
  }
  if (any_of(match.begin, {"the"}) && m.has(Slot::ordinal) && m.rel == Rel::same && n <= 3 &&
      !m.has(Slot::unit)) {  // "on the 18th"
    return words_[match.begin + 1].id == kDigits && n == 3 &&
           before({"on", "by", "until", "till", "since", "before", "after", "from"}) &&
           !goes_on_in_words(match.end);
  }
  // "on a Saturday"; but "a Saturday night", "a Monday paper"
  if (n == 2 && m.vague && m.has(Slot::weekday) && goes_on_in_words(match.end)) {
    const std::string_view xpos = xpos_at(match.end);
    return !lexicon_.is(words_[match.end].id, Class::part) && xpos.substr(0, 2) != "NN";
  }
  // "it opens at seven on Monday"
  if (m.has(Slot::hour) && !m.has(Slot::minute) && !m.has(Slot::meridiem) && n > 2 &&
      any_of(match.begin + 1, {"on"}))
    return before({"at", "by", "until", "till", "from", "since", "around", "about", "before", "after"});
  if (n == 2 && any_of(match.end - 1, {"h"}) && m.kind == Kind::duration)
    return begins_with_figure && !words_[match.end - 1].space_before;
  if (n >= 2 && any_of(match.end - 2, {"year"}) && !m.has(Slot::unit) && m.low >= 0 && n <= 3 &&
      !m.has(Slot::year) && !m.has(Slot::era) && m.kind == Kind::calendar) {  // "the year 480"
    return words_[match.end - 1].id == kDigits && words_[match.end - 1].n_digits >= 3;
  }
  return true;
}

/// "soon became", "was soon replaced": nothing of it is still to come.
bool Surroundings::beside_past(const Match& match) const {
  for (std::size_t i = match.end; i < words_.size() && i < match.end + 4 && !ends_clause(i); ++i) {
    const Tense found = tense_of_word(i);
    if (found != Tense::unknown) return found == Tense::past;
  }
  for (std::size_t i = match.begin; i > 0 && match.begin - i < 4 && !ends_clause(i - 1); --i) {
    const Tense found = tense_of_word(i - 1);
    if (found != Tense::unknown) return found == Tense::past;
  }
  return false;
}

/// A word at its head, or before it, that gives the expression another meaning.
bool Surroundings::means_otherwise(const Match& match) const {
  const Meaning& m = match.meaning;
  const std::size_t n = match.end - match.begin;
  const auto before = [&](std::initializer_list<std::string_view> words) {
    return match.begin > 0 && any_of(match.begin - 1, words);
  };
  // "it will last two hours", "how about 2019"
  if (any_of(match.begin, {"last"}) && n > 1) {
    const std::string_view xpos = xpos_at(match.begin);
    if (xpos.substr(0, 2) == "VB") return true;
    if (before({"will", "would", "should", "could", "may", "might", "must", "can", "not", "shouldn't",
                "won't", "didn't", "doesn't", "couldn't"}))
      return true;
  }
  if (any_of(match.begin, {"about"}) && before({"how", "what"})) return true;
  // Abbreviations that are words as well ("Sun") need their full stop or a figure beside them.
  if (m.has(Slot::weekday) && n <= 3 && !has_figure(match) && short_weekday(match)) return true;
  // Speeds have no time of their own.
  if ((m.kind == Kind::set || m.kind == Kind::duration) && any_of(match.begin, {"a", "an", "per"}) &&
      n == 2 &&
      before({"miles", "mile", "kilometres", "kilometers", "km", "metres", "meters", "feet", "knots", "bits",
              "megabits", "gigabits", "revolutions", "litres", "liters", "gallons", "instructions"}) &&
      (m.is(Unit::second) || m.is(Unit::minute) || m.is(Unit::hour))) {
    return true;
  }
  return false;
}

/// Words that are an expression alone, where their neighbours decide.
std::optional<bool> Surroundings::word_alone_allows(const Match& match) const {
  const auto before = [&](std::initializer_list<std::string_view> words) {
    return match.begin > 0 && any_of(match.begin - 1, words);
  };
  if (any_of(match.begin, {"soon"})) {
    return !beside_past(match) && !(before({"as", "too", "how"})) &&
           !any_of(match.end, {"as", "after", "enough", "before"});
  }
  if (any_of(match.begin, {"shortly"}))
    return !beside_past(match) && !any_of(match.end, {"after", "before", "thereafter"});
  if (any_of(match.begin, {"future", "recent", "current"}) && before({"his", "her", "their", "our", "its"}))
    return true;
  if (any_of(match.begin, {"future"})) return before({"in", "near", "for"});
  if (any_of(match.begin, {"present"})) return (before({"at"})) || adjective_of_time(match);
  // "the minutes" of a meeting
  if (any_of(match.begin, {"minutes"}))
    return !any_of(match.end, {"of"}) && !(before({"no", "see", "their", "our", "your"}));
  if (any_of(match.begin, {"now"})) return !opens_remark(match);
  return std::nullopt;
}

/// "the time", "this time", "that time": where their neighbours decide.
std::optional<bool> Surroundings::the_time_allows(const Match& match) const {
  const std::size_t n = match.end - match.begin;
  const auto before = [&](std::initializer_list<std::string_view> words) {
    return match.begin > 0 && any_of(match.begin - 1, words);
  };
  if (n == 2 && any_of(match.begin, {"the"})) {
    if (any_of(match.begin + 1, {"time"}))
      return before({"at", "by"}) &&
             !any_of(match.end, {"of", "the", "he", "she", "they", "it", "we", "i", "you", "that", "when",
                                 "his", "her", "their", "a"}) &&
             !(match.end < words_.size() && words_[match.end].capital);
    if (any_of(match.begin + 1, {"present"})) {
      return match.end >= words_.size() || words_[match.end].id != kUnknown ||
             !is_letter(static_cast<unsigned char>(text_[words_[match.end].span.begin]));
    }
    if (any_of(match.begin + 1,
               {"years", "days", "months", "weeks", "hours", "minutes", "decades", "centuries"})) {
      return !any_of(match.begin + 1, {"minutes"}) && !any_of(match.end, {"of", "when", "that"});
    }
    if (any_of(match.begin + 1, {"moment"})) return before({"at", "for"});
  }
  if (n == 2 && any_of(match.begin, {"this"}) && any_of(match.begin + 1, {"time"})) {
    return before({"at", "by", "during", "from", "until"});
  }
  if (n == 3 && any_of(match.begin + 1, {"same"}) && any_of(match.begin + 2, {"time"})) return false;
  if (any_of(match.begin, {"that"}) && match.meaning.kind == Kind::past) {
    return before(
        {"at", "by", "until", "till", "after", "before", "since", "from", "during", "around", "up"});
  }
  return std::nullopt;
}

bool Surroundings::unit_allows(const Match& match) const {
  const Meaning& m = match.meaning;
  const std::size_t n = match.end - match.begin;
  // "the year-ago quarter" begins at its second word, and a "year-long" one at none.
  if ((m.has(Slot::unit) && any_of(match.end, {"-"}) && !words_[match.end].space_before) &&
      any_of(match.end + 1, {"ago", "earlier", "old", "long", "round", "over", "on", "to", "end"})) {
    return false;
  }
  if (m.kind == Kind::calendar && n <= 3 && m.is(Unit::year) && m.rel == Rel::current &&
      any_of(match.begin, {"the"}) &&
      any_of(match.end, {"ended", "ending", "i", "ii", "iii", "iv", "v", "of", "when"})) {
    return any_of(match.end, {"ended", "ending"});
  }
  if (m.is(Unit::second) && !m.plural && m.low < 0 && m.kind != Kind::set) return false;
  if (m.is(Unit::second) && any_of(match.begin, {"any", "each", "every"}))
    return any_of(match.begin, {"every"});
  if (m.kind == Kind::duration) {
    // Ages are quantities, fractions none.
    if (any_of(match.end, {"old"}) ||
        (any_of(match.end, {"-", "of"}) && any_of(match.end + 1, {"old", "age"})))
      return false;
    const bool bare =
        lexicon_.is(words_[match.begin].id, Class::number) || words_[match.begin].id == kDigits ||
        any_of(match.begin, {"a", "about", "more", "nearly", "almost", "less", "over", "quarters"});
    if (m.is(Unit::quarter) && bare) return false;
    if (m.is(Unit::second) && !m.plural && any_of(match.begin, {"a"})) return false;
  }
  if (m.kind == Kind::set && n == 1 && m.is(Unit::quarter))
    return !any_of(match.end, {"dividend", "dividends", "earnings", "results", "profit", "loss", "net",
                               "sales", "revenue", "report"});
  return true;
}

/// What a pattern by itself cannot say of its surroundings.
bool Surroundings::pattern_allows(const Match& match) const {
  if (cuts_word(match) || !figures_allow(match) || means_otherwise(match)) return false;
  if (match.end - match.begin == 1) {
    if (const auto decided = word_alone_allows(match)) return *decided;
  }
  if (const auto decided = the_time_allows(match)) return *decided;
  return unit_allows(match);
}

bool Surroundings::speaks_of_time(const Match& match) const {
  const Meaning& m = match.meaning;
  std::size_t content = match.begin, n_content = 0;  // the words that are more than an article
  for (std::size_t i = match.begin; i < match.end; ++i) {
    const WordId id = words_[i].id;
    if (any_of(i, {"the", "a", ".", ","})) continue;
    content = i;
    ++n_content;
    if (id == kDigits) n_content += m.has(Slot::year) && match.end - match.begin == 1 ? 0 : 1;
  }
  if (n_content == 1 && words_[content].id == kDigits && m.has(Slot::year) && !m.has(Slot::month))
    return year_alone(match);
  if (match.end - match.begin <= 4 && m.kind == Kind::calendar && m.has(Slot::year) && !m.has(Slot::month) &&
      n_content > 1 && words_[match.begin].id != kDigits &&
      lexicon_.is(words_[match.begin].id, Class::number)) {
    return year_alone(match);
  }
  if (m.has(Slot::month) && !has_figure(match) && in_small_letters(match)) return false;
  if (n_content == 1 && words_[content].capital && lexicon_.is(words_[content].id, Class::frequency) &&
      name_beside(match))
    return false;
  if (n_content == 1 && lexicon_.ambiguous(words_[content].id) && !ambiguous_word(content, match))
    return false;
  if (n_content == 1 && lexicon_.is(words_[content].id, Class::part) && m.kind == Kind::calendar &&
      m.has(Slot::part)) {
    const bool led = match.begin > 0 && any_of(match.begin - 1, {"in", "at", "by", "during", "until", "till",
                                                                 "before", "through", "of"});
    if (!led || any_of(match.end, {"of"})) return false;
  }
  if (m.has(Slot::minute) && !m.has(Slot::meridiem)) {
    const bool led =
        match.begin > 0 && any_of(match.begin - 1, {"at", "by", "until", "till", "around", "about", "'s",
                                                    "is", "was", "from", "since"});
    // "6.45 percent", "rose 3 to 20"
    if (has_point(match) && words_[match.begin].id == kDigits)
      return led && !any_of(match.begin - 1, {"about", "around"}) &&
             !any_of(match.end, {"percent", "%", "million", "billion", "per"});
    if (match.end - match.begin == 3 && any_of(match.begin + 1, {"to", "of", "past", "after", "before"}) &&
        !m.has(Slot::part))
      return led;
  }
  return (m.has(Slot::holiday) || !is_name_of_something(match)) && pattern_allows(match);
}

}  // namespace quoth::times
