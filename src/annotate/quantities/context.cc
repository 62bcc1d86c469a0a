#include "annotate/quantities/context.h"

#include <algorithm>

#include "annotate/quantities/units.h"
#include "base/among.h"
#include "text/unicode.h"

namespace quoth::quantities {
namespace {

/// Nouns whose number says which one is meant.
constexpr std::string_view kLabels[] = {
    "page",     "pages",       "paragraph", "paragraphs", "section",   "sections",   "article",
    "articles", "chapter",     "chapters",  "clause",     "rule",      "rules",      "question",
    "exhibit",  "figure",      "table",     "annex",      "appendix",  "line",       "lines",
    "slide",    "item",        "items",     "tab",        "volume",    "part",       "parts",
    "phase",    "stage",       "step",      "level",      "tier",      "type",       "category",
    "class",    "grade",       "group",     "module",     "version",   "model",      "room",
    "floor",    "gate",        "channel",   "flight",     "highway",   "route",      "interstate",
    "bill",     "title",       "schedule",  "resolution", "amendment", "act",        "scene",
    "episode",  "season",      "series",    "round",      "game",      "day",        "week",
    "year",     "month",       "quarter",   "district",   "precinct",  "ward",       "unit",
    "block",    "bulletin",    "footnote",  "note",       "paras",     "para",       "pp",
    "p",        "sec",         "art",       "ch",         "vol",       "fig",        "§",
    "¶",        "#",           "option",    "scenario",   "plan",      "case",       "docket",
    "order",    "count",       "juror",     "witness",    "boeing",    "division",   "zone",
    "area",     "sector",      "site",      "reactor",    "platform",  "track",      "chart",
    "form",     "proposition", "measure",   "protocol",   "directive", "regulation", "pillar",
    "chapter",  "verse",       "psalm",     "size",       "extension"};

constexpr std::string_view kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december",
                                        "jan",     "feb",      "mar",       "apr",     "jun",      "jul",
                                        "aug",     "sep",      "sept",      "oct",     "nov",      "dec"};

/// What an ordinal alone goes with into a name or a fixed phrase, not into an order.
constexpr std::string_view kAfterFirst[] = {"lady",       "minister", "name",      "names",
                                            "class",      "hand",     "aid",       "responder",
                                            "responders", "love",     "gentleman", "ladies"};
constexpr std::string_view kAfterSecond[] = {"thoughts", "thought", "hand", "nature",
                                             "guess",    "fiddle",  "wind"};
constexpr std::string_view kAfterThird[] = {"party", "parties", "world", "way"};

/// Words after which "one" stands for a noun.
constexpr std::string_view kBeforePronounOne[] = {
    "this", "that",  "which", "another", "each", "every", "any",    "no",  "some",
    "the",  "good",  "big",   "last",    "next", "other", "only",   "new", "old",
    "bad",  "great", "my",    "an",      "a",    "first", "second", "same"};
/// Words before which "one" counts nothing.
constexpr std::string_view kAfterPronounOne[] = {
    "of",    "that",  "who",    "whom", "which", "another", "can",  "could", "would", "should", "must",
    "may",   "might", "has",    "had",  "have",  "is",      "was",  "will",  "does",  "did",    "by",
    "or",    "where", "thinks", "says", "to",    "with",    "for",  "on",    "at",    "here",   "there",
    "being", "in",    "and",    "but",  "if",    "as",      "when", "way"};

bool is_sentence_end(std::string_view symbol) {
  return symbol == "." || symbol == "," || symbol == ";" || symbol == ":" || symbol == "?" || symbol == "!" ||
         symbol == ")" || symbol == "-" || symbol == "—" || symbol == "–" || symbol == "\"" || symbol == "”";
}

}  // namespace

Surroundings::Surroundings(std::string_view text, const Tokens& tokens, const std::vector<Entity>& entities,
                           const std::vector<Span>& times)
    : text_(text),
      tokens_(tokens),
      times_(times),
      counts_in_pounds_(text.find("£") != std::string_view::npos) {
  for (const Entity& entity : entities) {
    for (const Mention& mention : entity.mentions) {
      if (mention.kind == MentionKind::name) names_.push_back(mention.span);
    }
  }
  std::sort(names_.begin(), names_.end());
}

std::optional<std::size_t> Surroundings::token_at(std::uint32_t at) const {
  const auto after = std::partition_point(tokens_.span.begin(), tokens_.span.end(),
                                          [&](Span span) { return span.begin <= at; });
  if (after == tokens_.span.begin() || (after - 1)->end <= at) return std::nullopt;
  return static_cast<std::size_t>(after - tokens_.span.begin()) - 1;
}

bool Surroundings::is_time(Span span) const {
  const auto first =
      std::partition_point(times_.begin(), times_.end(), [&](Span time) { return time.end <= span.begin; });
  return first != times_.end() && first->overlaps(span);
}

std::optional<Span> Surroundings::name_at(Span span) const {
  const auto first =
      std::partition_point(names_.begin(), names_.end(), [&](Span name) { return name.end <= span.begin; });
  if (first == names_.end() || !first->overlaps(span)) return std::nullopt;
  return *first;
}

std::string_view Context::word(std::size_t i) const {
  return i < atoms_.size() ? slice(surroundings_.text(), atoms_[i].span) : std::string_view();
}

std::string Context::lower(std::size_t i) const { return to_lower(word(i)); }

bool Context::is_capital(std::size_t i) const {
  return i < atoms_.size() && atoms_[i].kind == AtomKind::word &&
         is_upper(code_point_at(surroundings_.text(), atoms_[i].span.begin).value);
}

bool Context::is_label_word(std::size_t i) const { return is_among(kLabels, lower(i)); }

bool Context::is_name_or_label(const Number& number) const {
  const std::size_t begin = number.begin, end = number.end;
  if (begin > 0) {
    const std::string_view before = word(begin - 1);
    const AtomKind kind = atoms_[begin - 1].kind;
    if (touches(begin) &&
        (kind == AtomKind::word || before == "#" || before == "/" || before == "_" || before == "@"))
      return true;
    // "COVID-19", "B-52", "F-16"
    if (begin > 1 && before == "-" && touches(begin) && touches(begin - 1) &&
        atoms_[begin - 2].kind == AtomKind::word && atoms_[begin - 2].number == nullptr && number.figures) {
      return true;
    }
    const bool names_one = number.figures || number.kind == NumberKind::cardinal;
    if (names_one && !number.scaled && is_label_word(begin - 1)) return true;
    const bool later = begin > 1 && !is_sentence_end(word(begin - 2)) && word(begin - 2) != "“";
    if (number.figures && number.end == begin + 1 && is_capital(begin - 1) && later &&
        !is_all_capitals_word(begin - 1)) {
      return true;
    }
    // "Number 10", "number 37": which one, unless it is a place near the top
    const std::string w = lower(before == "." && begin > 1 ? begin - 2 : begin - 1);
    if ((w == "number" || w == "no") && number.value > 3 && number.kind == NumberKind::cardinal) return true;
  }
  if (end < atoms_.size() && touches(end) && number.figures && number.kind == NumberKind::cardinal &&
      atoms_[end].kind == AtomKind::word) {
    return true;  // "4x4", "3D", "9mm" is read before
  }
  if (is_label_by_tree(number)) return true;
  // The number of an item of a list
  if (begin == 0 && number.figures && (word(end) == "." || word(end) == ")") && touches(end) &&
      end + 1 < atoms_.size() && !touches(end + 1)) {
    return true;
  }
  if (begin == 1 && (word(0) == "(" || word(0) == "[") && (word(end) == ")" || word(end) == "]")) return true;
  const Span span{atoms_[begin].span.begin, atoms_[end - 1].span.end};
  if (const auto name = surroundings_.name_at(span)) {
    if (name->begin < span.begin || (name->end > span.end && is_capital(begin))) return true;
  }
  const bool capital_inside = begin > 0 && is_capital(begin) && !is_sentence_end(word(begin - 1)) &&
                              word(begin - 1) != "“" && word(begin - 1) != "\"";
  return capital_inside && (is_capital(end) || is_capital(begin - 1) || lower(begin - 1) == "of");
}

/// "Pier 7": the number hangs from the noun before it.
bool Context::is_label_by_tree(const Number& number) const {
  if (number.begin == 0 || number.scaled || number.kind != NumberKind::cardinal) return false;
  const auto token = surroundings_.token_at(atoms_[number.begin].span.begin);
  const auto before = surroundings_.token_at(atoms_[number.begin - 1].span.begin);
  if (!token || !before || surroundings_.tokens().head[*token] != static_cast<std::int32_t>(*before))
    return false;
  const std::string& upos = surroundings_.tokens().upos[*before];
  return upos == "PROPN" || (upos == "NOUN" && surroundings_.tokens().deprel[*token] == "nummod");
}

bool Context::is_all_capitals_word(std::size_t i) const {
  return is_all_capitals(word(i)) && word(i).size() == 1;
}

bool Context::is_time(const Number& number, bool has_unit) const {
  const std::size_t begin = number.begin, end = number.end;
  if (has_unit) return false;
  for (std::size_t i = begin; i < end; ++i) {
    if (atoms_[i].odd) return true;
  }
  const std::string before = begin > 0 ? lower(begin - 1) : std::string();
  const std::string after = lower(end);
  if (is_among(kMonths, before) && number.value <= 31 && (before != "may" || is_capital(begin - 1)))
    return true;
  if (is_among(kMonths, after) && number.value <= 31 && is_capital(end)) return true;
  if (after == "of" && is_among(kMonths, lower(end + 1)) && is_capital(end + 1)) return true;
  if ((before == "'" || before == "’" || before == "‘") && number.figures && number.value < 100 &&
      touches(begin))
    return true;
  if (touches(end) && after == "s" && number.figures) return true;
  const bool four_digits =
      number.figures && end == begin + 1 && atoms_[begin].span.size() == 4 && !atoms_[begin].decimal;
  if (four_digits && number.value >= 1100 && number.value <= 2100) {
    const auto token = surroundings_.token_at(atoms_[begin].span.begin);
    return !token || surroundings_.tokens().deprel[*token] != "nummod" || number.value >= 1900;
  }
  if (number.kind == NumberKind::ordinal) {
    static constexpr std::string_view kAfter[] = {"year",  "month",   "week",        "day",
                                                  "hour",  "minute",  "century",     "quarter",
                                                  "night", "weekend", "anniversary", "decade"};
    return is_among(kAfter, after) && after != "anniversary";
  }
  return before == "past" || (before == "at" && after == "today");
}

bool Context::is_pronoun_one(const Number& number) const {
  if (number.end != number.begin + 1 || lower(number.begin) != "one") return false;
  const std::size_t begin = number.begin, end = number.end;
  const std::string after = lower(end), before = begin > 0 ? lower(begin - 1) : std::string();
  if (before == "number") return false;
  if (after == "another" || after == "day" || before == "no" || (after == "-" && touches(end))) return true;
  if (end >= atoms_.size()) return true;
  if (atoms_[end].kind != AtomKind::word) return true;
  if (after == "in" && (atoms_[std::min(end + 1, atoms_.size() - 1)].number != nullptr ||
                        atoms_[std::min(end + 1, atoms_.size() - 1)].kind == AtomKind::figure)) {
    return false;  // "one in five"
  }
  if (after == "out" && lower(end + 1) == "of") return false;
  if (after == "way" && (lower(end + 1) == "or" || before == "in")) return true;  // "one way or another"
  const auto token = surroundings_.token_at(atoms_[begin].span.begin);
  if (token) {
    const Tokens& tokens = surroundings_.tokens();
    const auto head = tokens.head[*token];
    return tokens.deprel[*token] != "nummod" || head <= static_cast<std::int32_t>(*token);
  }
  return is_among(kBeforePronounOne, before) || is_among(kAfterPronounOne, after);
}

bool Context::is_idiom(const Number& number) const {
  const std::size_t begin = number.begin, end = number.end;
  const std::string first = lower(begin), after = lower(end),
                    before = begin > 0 ? lower(begin - 1) : std::string();
  if (number.kind == NumberKind::ordinal && end == begin + 1) {
    if (before == "at" && first == "first") return true;
    if (first == "first" && is_among(kAfterFirst, after)) return true;
    if (first == "second" && is_among(kAfterSecond, after)) return true;
    if (first == "third" && is_among(kAfterThird, after)) return true;
    // "wait a second", "the last few seconds"
    const bool noun =
        first == "second" && (before == "a" || before == "per" || before == "split" || before == "every");
    return noun &&
           (end >= atoms_.size() || atoms_[end].kind == AtomKind::symbol || after == "and" || after == "to" ||
            after == "because" || after == "here" || after == "ago" || after == "i" || after == "for");
  }
  if (number.kind == NumberKind::fraction) {
    const Unit* unit = begin > 1 && before == "and" ? unit_of_words(lower(begin - 2)) : nullptr;
    if (unit != nullptr && unit->sort == UnitSort::time) return true;  // "a year and a half"
    if (after == "past" || after == "to" || after == "way")
      return number.value == 0.5 || number.value == 0.25;
    static constexpr std::string_view kWhichHalf[] = {"first", "second", "last", "latter", "other", "next"};
    return first == "half" && (before == "in" || is_among(kWhichHalf, before));
  }
  if (number.kind == NumberKind::cardinal && first == "a" && before == "such") return true;
  if (first == "one" && before == "the" && after == "hand") return true;
  return first == "nil" && end == begin + 1;
}

bool Context::is_no_count(const Number& number) const { return is_pronoun_one(number) || is_idiom(number); }

bool Context::is_multiple(Span times) const {
  // What follows compares: "more", "the size of", "as much as", "that of", "higher", "what".
  const auto at = std::partition_point(atoms_.begin(), atoms_.end(),
                                       [&](const Atom& atom) { return atom.span.begin < times.end; });
  if (at == atoms_.end()) return false;
  const auto i = static_cast<std::size_t>(at - atoms_.begin());
  static constexpr std::string_view kCompares[] = {
      "more", "less",  "fewer",   "as",     "the",   "that",   "what", "its", "their", "our",
      "over", "above", "greater", "better", "worse", "faster", "your", "his", "her",   "my"};
  const std::string w = lower(i);
  if (is_among(kCompares, w)) return true;
  const auto token = surroundings_.token_at(at->span.begin);
  if (token && surroundings_.tokens().feats[*token].find("Degree=Cmp") != std::string::npos) return true;
  return w.size() > 4 && w.substr(w.size() - 2) == "er" && lower(i + 1) == "than";
}

}  // namespace quoth::quantities
