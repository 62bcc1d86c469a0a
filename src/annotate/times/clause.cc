#include "annotate/times/clause.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth::times {
namespace {

constexpr std::size_t kReach = 14;  // words of a clause that tense is looked for in
constexpr std::size_t kNone = ~std::size_t{0};

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
  if (xpos == "MD") {
    const std::string_view lemma = tokens_.lemma[token];
    return lemma == "will" || lemma == "shall" || lemma == "'ll" || lemma == "may" || lemma == "must" ||
                   lemma == "can"
               ? Tense::future
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

Tense Surroundings::tense(std::size_t begin, std::size_t end) const {
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

void Surroundings::trim(Match& match) const {
  if (match.rule < 0 || match.end - match.begin < 2) return;
  if (text_[words_[match.end - 1].span.begin] == '.') {
    const Span before = words_[match.end - 2].span;
    const bool abbreviation =
        before.size() <= 5 && !any_of(match.end - 2, {"may", "june", "july", "march", "april"});
    if (!abbreviation) --match.end;
    return;
  }
  // "nine months before an election" is a length; "nine months before" is a time.
  if (match.meaning.kind != Kind::shift || !any_of(match.end - 1, {"before", "earlier"})) return;
  const bool goes_on = any_of(match.end - 1, {"before"}) && match.end < words_.size() &&
                       words_[match.end].id != kBreak &&
                       is_letter(static_cast<unsigned char>(text_[words_[match.end].span.begin])) &&
                       !any_of(match.end, {"and", "but", "or"});
  if (!goes_on) return;
  --match.end;
  match.meaning.kind = Kind::duration;
  match.meaning.toward = Toward::none;
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

/// What a pattern by itself cannot say of its surroundings.
bool Surroundings::pattern_allows(const Match& match) const {
  const std::size_t n = match.end - match.begin, before = match.begin - 1;
  const bool has_before = match.begin > 0;
  if (n == 1) {
    if (any_of(match.begin, {"soon"})) {
      return !(has_before && any_of(before, {"as", "too", "how"})) &&
             !any_of(match.end, {"as", "after", "enough", "before"});
    }
    if (any_of(match.begin, {"shortly"})) return !any_of(match.end, {"after", "before", "thereafter"});
    if (any_of(match.begin, {"future", "recent", "current"}) && has_before &&
        any_of(before, {"his", "her", "their", "our", "its"}))
      return true;
    if (any_of(match.begin, {"future"})) return has_before && any_of(before, {"in", "near", "for"});
    if (any_of(match.begin, {"present"})) return adjective_of_time(match);
    if (any_of(match.begin, {"now"})) return !opens_remark(match);
  }
  if (n == 2 && any_of(match.begin, {"one"}) && any_of(match.begin + 1, {"day"}))
    return tense(match.begin, match.end) == Tense::future;
  if (n == 2 && any_of(match.begin, {"the"})) {
    if (any_of(match.begin + 1, {"time"}))
      return has_before && any_of(before, {"at", "by"}) &&
             !any_of(match.end, {"of", "the", "he", "she", "they", "it", "we", "i", "you", "that", "when",
                                 "his", "her", "their", "a"}) &&
             !(match.end < words_.size() && words_[match.end].capital);
    if (any_of(match.begin + 1, {"present"})) {
      return match.end >= words_.size() || words_[match.end].id != kUnknown ||
             !is_letter(static_cast<unsigned char>(text_[words_[match.end].span.begin]));
    }
    if (any_of(match.begin + 1,
               {"years", "days", "months", "weeks", "hours", "minutes", "decades", "centuries"})) {
      return !any_of(match.end, {"of", "when", "that"});
    }
    if (any_of(match.begin + 1, {"moment"})) return has_before && any_of(before, {"at", "for"});
  }
  if (n == 2 && any_of(match.begin, {"this"}) && any_of(match.begin + 1, {"time"})) {
    return has_before && any_of(before, {"at", "by", "during", "from", "until"});
  }
  if (n == 3 && any_of(match.begin + 1, {"same"}) && any_of(match.begin + 2, {"time"})) return false;
  if (any_of(match.begin, {"that"}) && match.meaning.kind == Kind::past) {
    return has_before && any_of(before, {"at", "by", "until", "till", "after", "before", "since", "from",
                                         "during", "around", "up"});
  }
  const Meaning& m = match.meaning;
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
  if (n_content == 1 && words_[content].id == kDigits && m.has(Slot::year)) return year_alone(match);
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
    if (has_point(match))
      return led && !any_of(match.begin, {"about", "around"}) &&
             !any_of(match.end, {"percent", "%", "million", "billion", "per"});
    if (match.end - match.begin == 3 && any_of(match.begin + 1, {"to", "of", "past", "after", "before"}) &&
        !m.has(Slot::part))
      return led;
  }
  return !is_name_of_something(match) && pattern_allows(match);
}

}  // namespace quoth::times
