#include "annotate/sentence_splitter.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "annotate/abbreviations.h"
#include "annotate/sentence_lines.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// A word is read back no further than this; longer ones are addresses or noise and have no rule.
constexpr std::size_t kLongestWord = 64;
/// A bracket longer than this holds sentences of its own.
constexpr std::size_t kLongestParenthesis = 600;
/// A remark in brackets after a sentence, such as a sound, that belongs to it.
constexpr std::size_t kLongestRemark = 80;
/// How far the words between a quotation and its "asked" are looked for.
constexpr std::size_t kLongestReporter = 60;

constexpr std::string_view kEllipsis = "\u2026";

enum class ByteKind : std::uint8_t { other, terminator, bullet_or_ellipsis, space };

constexpr std::array<ByteKind, 256> byte_kinds() {
  std::array<ByteKind, 256> kinds{};
  for (const char c : {'.', '!', '?'}) kinds[static_cast<unsigned char>(c)] = ByteKind::terminator;
  for (const char c : {' ', '\t', '\n'}) kinds[static_cast<unsigned char>(c)] = ByteKind::space;
  kinds[0xE2] = ByteKind::bullet_or_ellipsis;
  return kinds;
}
constexpr std::array<ByteKind, 256> kByteKinds = byte_kinds();

bool is_terminator(char c) { return c == '.' || c == '!' || c == '?'; }

/// What stands where the next sentence would begin.
enum class Follower : std::uint8_t { nothing, upper, lower, digit, sign };

/// What ends here: a full stop, a mark that ends whatever stands before it, or an omission.
enum class Mark : std::uint8_t { period, strong, ellipsis };

struct Run {
  std::size_t begin = 0, end = 0;
  Mark mark = Mark::period;
  bool spaced = false;  ///< ". . ."
  bool glued = false;   ///< the first mark stands right after a word
  std::size_t count = 0;
};

struct Closers {
  std::size_t end = 0;
  bool quote = false;    ///< a quotation may close here
  bool bracket = false;  ///< a bracket closes here
};

/// Splits one stretch of text without hard breaks. Scans once; every question asked at a mark looks at a
/// bounded stretch around it.
class Splitter {
 public:
  Splitter(std::string_view text, std::uint32_t offset, std::vector<Span>& out)
      : text_(text), offset_(offset), out_(out) {}

  void run() {
    find_parentheses();
    begin_sentence(0);
    for (std::size_t at = begin_; at < text_.size();) {
      switch (kByteKinds[static_cast<unsigned char>(text_[at])]) {
        case ByteKind::other: ++at; break;
        case ByteKind::terminator: at = after_run(read_run(at)); break;
        case ByteKind::bullet_or_ellipsis: at = after_sign(at); break;
        case ByteKind::space: at = after_space(at); break;
      }
    }
    end_sentence(text_.size());
  }

 private:
  // The sentence that is being read.

  void begin_sentence(std::size_t at) {
    begin_ = skip_space(at);
    const std::optional<ListMarker> marker = list_marker_at(text_.substr(begin_));
    if (marker && !marker->number.empty()) next_markers_ = next_markers(*marker);
  }
  void end_sentence(std::size_t at) {
    const Span span = trim(text_, make_span(begin_, at));
    if (!span.empty()) out_.push_back({span.begin + offset_, span.end + offset_});
  }
  std::size_t split(std::size_t at) {
    end_sentence(at);
    begin_sentence(at);
    return std::max(begin_, at);
  }

  // Looking around.

  bool at_end(std::size_t at) const { return at >= text_.size(); }
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  CodePoint code_point(std::size_t at) const { return at_end(at) ? CodePoint{} : code_point_at(text_, at); }
  bool starts(std::size_t at, std::string_view with) const {
    return at <= text_.size() && text_.substr(at).starts_with(with);
  }
  std::size_t skip_space(std::size_t at) const {
    while (!at_end(at)) {
      const CodePoint c = code_point(at);
      if (!is_space(c.value)) break;
      at += c.length;
    }
    return at;
  }
  bool space_at(std::size_t at) const { return !at_end(at) && is_space(code_point(at).value); }
  std::string_view word_before(std::size_t end) const;
  std::string_view word_from(std::size_t begin) const;
  std::size_t skip_openers(std::size_t at) const;
  Follower follower_at(std::size_t at) const;
  bool lacks_capitals();

  // Parentheses.

  void find_parentheses();
  const Span* parenthesis_around(std::size_t at);
  const Span* parenthesis_at(std::size_t at) const;

  // What the scan meets. Each returns where the scan goes on.

  Run read_run(std::size_t at) const;
  Closers read_closers(std::size_t at) const;
  std::size_t after_reference(std::size_t at) const;
  std::size_t after_run(Run run);
  std::size_t after_sign(std::size_t at);
  std::size_t after_space(std::size_t at);
  std::size_t boundary_after(std::size_t end, std::size_t next);

  // The rules.

  bool ends_here(const Run& run, const Closers& closers, std::size_t next);
  bool glued_end(const Run& run, const Closers& closers) const;
  bool strong_ends(const Run& run, const Closers& closers, Follower follower, std::string_view next_word);
  bool period_ends(const Run& run, const Closers& closers, Follower follower, std::string_view next_word);
  bool before_upper(std::string_view word, std::string_view before, Abbreviations kinds,
                    std::string_view next_word);
  bool before_lower(std::string_view word, const Closers& closers, Abbreviations kinds,
                    std::string_view next_word);
  bool before_digit(std::string_view word, Abbreviations kinds) const;
  bool initial_ends(std::string_view word, std::string_view before, std::string_view next_word) const;
  bool clock_ends(std::string_view word, std::string_view next_word) const;
  bool opens(std::string_view word) const;
  bool is_prefix(std::string_view word) const;
  bool quotes_inside(std::size_t end) const;
  bool is_reported_by(std::size_t at) const;
  Abbreviations kinds_in_context(std::string_view word, std::string_view before);

  std::string_view text_;
  std::uint32_t offset_;
  std::vector<Span>& out_;
  std::size_t begin_ = 0;
  std::vector<std::string> next_markers_;
  std::vector<Span> parentheses_;  // outermost, matched, not too long
  std::size_t parenthesis_ = 0;    // the first that does not end before the scan
  std::optional<bool> lacks_capitals_;
};

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }
bool is_upper_byte(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_byte(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter_byte(char c) { return is_upper_byte(c) || is_lower_byte(c); }
bool is_single_letter(std::string_view word) { return word.size() == 1 && is_letter_byte(word.front()); }

bool is_all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit_byte);
}

bool is_number(std::string_view word) {
  return !word.empty() && is_digit_byte(word.back()) &&
         std::none_of(word.begin(), word.end(), is_letter_byte);
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.size() <= 6 && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

bool is_capitalised(std::string_view word) { return !word.empty() && is_upper(code_point_at(word, 0).value); }

/// "U.S", "p.m", "H.R", "Ph.D": letters between full stops, none of them long.
bool is_dotted(std::string_view word) {
  std::size_t dots = 0, letters = 0;
  for (const char c : word) {
    if (c == '.') {
      ++dots;
      letters = 0;
    } else if (!is_letter_byte(c) || ++letters > 3) {
      return false;
    }
  }
  return dots > 0;
}

/// "3.a", "6.1", "2.g": the number of a part.
bool is_part_number(std::string_view word) {
  return word.find('.') != std::string_view::npos && is_digit_byte(word.front()) && word.size() <= 8 &&
         is_letter_byte(word.back());
}

/// A word as people write it out, so that a full stop after it is one: lower case, with a vowel, more than
/// two letters.
bool is_plain_word(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), is_lower_byte) &&
         word.find_first_of("aeiouy") != std::string_view::npos;
}

/// "mr", "gov" in a text without capitals.
bool is_title_in_lower_case(std::string_view word) {
  if (word.empty() || word.size() > 8 || !is_lower_byte(word.front())) return false;
  std::string capitalised(word);
  capitalised.front() = static_cast<char>(capitalised.front() - 'a' + 'A');
  return abbreviations_of(capitalised).has(Abbreviation::title);
}

bool is_closing_sign(char32_t c) { return c == ')' || c == ']' || c == '}'; }
bool is_emphasis(char32_t c) { return c == '*' || c == '_'; }
bool is_opening_sign(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == 0xBF || c == 0xA1 || is_emphasis(c) ||
         is_opening_quote(c) || c == 0x201D;  // printed where an opening mark belongs, as old scans do
}

/// The word that ends before byte `end`, without signs before it and without what a hyphen joins to it.
std::string_view Splitter::word_before(std::size_t end) const {
  std::size_t begin = end;
  const std::size_t limit = std::max(begin_, end > kLongestWord ? end - kLongestWord : 0);
  while (begin > limit && !is_space(static_cast<unsigned char>(text_[begin - 1]))) {
    const char c = text_[begin - 1];
    if (c == '(' || c == '[' || c == '"' || c == '/' || c == '-' || c == ',' || c == '*' || c == '_') break;
    if (c == '\'' && (begin - 1 == limit || !is_letter_byte(text_[begin - 2]))) break;
    if (begin >= 3 &&
        (starts(begin - 3, "\u201C") || starts(begin - 3, "\u2014") || starts(begin - 3, "\u2018")))
      break;
    --begin;
  }
  begin += bullet_at(text_.substr(begin, end - begin));
  return text_.substr(begin, end - begin);
}

/// The letters, digits and apostrophes from byte `begin`.
std::string_view Splitter::word_from(std::size_t begin) const {
  std::size_t end = begin;
  while (end < text_.size() && end - begin < kLongestWord) {
    const CodePoint c = code_point(end);
    const bool apostrophe = c.value == '\'' || c.value == 0x2019;
    if (!is_alphanumeric(c.value) && !(apostrophe && is_letter(code_point(end + c.length).value))) break;
    end += c.length;
  }
  return text_.substr(begin, end - begin);
}

/// Past the quotation marks, brackets, dashes and dots that may stand before the first word of a sentence.
std::size_t Splitter::skip_openers(std::size_t at) const {
  for (std::size_t n = 0; n < 12 && !at_end(at); ++n) {
    const CodePoint c = code_point(at);
    const bool dots = starts(at, "...") || c.value == 0x2026;
    const bool dash = is_dash(c.value) && !is_digit(code_point(at + 1).value);
    if (!is_opening_sign(c.value) && !dash && !dots && !(n > 0 && c.value == ' ')) break;
    at += starts(at, "...") ? 3 : c.length;
  }
  return at;
}

Follower Splitter::follower_at(std::size_t at) const {
  if (bullet_at(text_.substr(std::min(at, text_.size()))) > 0) return Follower::sign;
  at = skip_openers(at);
  const CodePoint c = code_point(at);
  if (c.value == 0) return Follower::nothing;
  if (is_digit(c.value)) return Follower::digit;
  if (is_lower(c.value)) {
    // iPhone, eBay
    const CodePoint second = code_point(at + c.length);
    return is_upper(second.value) ? Follower::upper : Follower::lower;
  }
  if (is_letter(c.value)) return Follower::upper;
  if (is_terminator(byte(at)) || is_closing_sign(c.value) || is_closing_quote(c.value))
    return Follower::nothing;
  if (c.value == ',' || c.value == ';' || c.value == ':') return Follower::nothing;
  return Follower::sign;
}

bool Splitter::lacks_capitals() {
  if (!lacks_capitals_) {
    lacks_capitals_ = std::none_of(text_.begin(), text_.end(), is_upper_byte);
  }
  return *lacks_capitals_;
}

void Splitter::find_parentheses() {
  std::vector<std::size_t> open;
  for (std::size_t at = text_.find_first_of("([)]"); at != std::string_view::npos;
       at = text_.find_first_of("([)]", at + 1)) {
    if (text_[at] == '(' || text_[at] == '[') {
      open.push_back(at);
      continue;
    }
    const char opener = text_[at] == ')' ? '(' : '[';
    if (open.empty() || text_[open.back()] != opener) continue;
    const Span span = make_span(open.back(), at + 1);
    open.pop_back();
    if (span.size() > kLongestParenthesis) continue;
    while (!parentheses_.empty() && span.contains(parentheses_.back())) parentheses_.pop_back();
    parentheses_.push_back(span);
  }
}

/// The parenthesis around byte `at`, if the sentence did not begin with it. Requires: `at` never goes back.
const Span* Splitter::parenthesis_around(std::size_t at) {
  while (parenthesis_ < parentheses_.size() && parentheses_[parenthesis_].end <= at) ++parenthesis_;
  if (parenthesis_ == parentheses_.size()) return nullptr;
  const Span& span = parentheses_[parenthesis_];
  return span.begin < at && span.begin > begin_ && begin_ < span.begin ? &span : nullptr;
}

const Span* Splitter::parenthesis_at(std::size_t at) const {
  const auto found =
      std::lower_bound(parentheses_.begin() + static_cast<std::ptrdiff_t>(parenthesis_), parentheses_.end(),
                       at, [](Span span, std::size_t x) { return span.begin < x; });
  return found != parentheses_.end() && found->begin == at ? &*found : nullptr;
}

Run Splitter::read_run(std::size_t at) const {
  Run run{.begin = at, .end = at};
  run.glued = at > begin_ && !is_space(code_point_before(text_, at).value);
  bool dots_only = true;
  for (;;) {
    if (is_terminator(byte(run.end))) {
      dots_only = dots_only && byte(run.end) == '.';
      ++run.end;
      ++run.count;
    } else if (starts(run.end, kEllipsis)) {
      run.end += kEllipsis.size();
      run.count += 3;
    } else if (byte(run.end) == ' ' && byte(run.end + 1) == '.' && dots_only &&
               !is_alphanumeric(code_point(run.end + 2).value) && (run.spaced || run.count == 1)) {
      run.spaced = true;
      run.end += 2;
      ++run.count;
    } else {
      break;
    }
  }
  run.mark = !dots_only ? Mark::strong : run.count > 1 ? Mark::ellipsis : Mark::period;
  return run;
}

/// The quotation marks and brackets that close after a mark, with marks after them, and the numbers of notes.
Closers Splitter::read_closers(std::size_t at) const {
  Closers closers{.end = at};
  for (;;) {
    const CodePoint c = code_point(closers.end);
    const bool quote = is_closing_quote(c.value);
    // A straight mark with a word right after it opens.
    const bool straight_opener =
        (c.value == '"' || c.value == '\'') && is_alphanumeric(code_point(closers.end + 1).value);
    if ((quote && !straight_opener) || is_closing_sign(c.value) || is_emphasis(c.value)) {
      closers.quote = closers.quote || quote;
      closers.bracket = closers.bracket || is_closing_sign(c.value);
      closers.end += c.length;
    } else if (closers.end > at && is_terminator(byte(closers.end))) {
      ++closers.end;
    } else if (const std::size_t end = after_reference(closers.end); end > closers.end) {
      closers.end = end;
    } else {
      return closers;
    }
  }
}

/// Past the number of a note, "[12]", with or without a space before it; `at` where there is none.
std::size_t Splitter::after_reference(std::size_t at) const {
  std::size_t end = byte(at) == ' ' ? at + 1 : at;
  if (byte(end) != '[' || !is_digit_byte(byte(end + 1))) return at;
  const std::size_t digits = ++end;
  while (is_digit_byte(byte(end)) && end - digits < 3) ++end;
  if (byte(end) != ']' || (end + 1 < text_.size() && byte(end + 1) != '[' && !space_at(end + 1))) return at;
  return end + 1;
}

/// Whether a full stop or another mark after which no space comes ends a sentence all the same.
bool Splitter::glued_end(const Run& run, const Closers& closers) const {
  const std::string_view next = word_from(closers.end);
  const bool capitalised = next.size() > 1 && is_upper_byte(next[0]) && is_lower_byte(next[1]);
  if (next == "I" || capitalised) {
    if (closers.quote && !closers.bracket) return true;
    const std::string_view word = word_before(run.begin);
    if (run.mark == Mark::strong) return std::all_of(word.begin(), word.end(), is_letter_byte);
    const bool plain = is_plain_word(word) || word == "it";
    return plain && run.mark == Mark::period && opens(next) && byte(closers.end + next.size()) != '.';
  }
  return false;
}

std::size_t Splitter::after_run(Run run) {
  const Closers closers = read_closers(run.end);
  if (at_end(closers.end)) return closers.end;
  if (const Span* around = parenthesis_around(run.begin); around != nullptr && closers.end <= around->end) {
    if (closers.end < around->end) return run.end;
    // "[...]" is an omission, and mostly one within the sentence.
    const bool omission = run.mark == Mark::ellipsis && around->begin + 1 == run.begin;
    if (omission && !opens(word_from(skip_space(closers.end)))) return closers.end;
  }
  std::size_t end = closers.end;
  if (is_dash(code_point(end).value)) {
    while (is_dash(code_point(end).value)) end += code_point(end).length;
  } else if (!space_at(end)) {
    return glued_end(run, closers) ? split(end) : std::max(run.end, end);
  }
  const std::size_t next = skip_space(end);
  // "compounds. . . . The": a full stop, and an omission before the next sentence.
  if (run.spaced && run.glued && run.count > 3) {
    return follower_at(next) == Follower::upper ? split(run.begin + 1) : run.end;
  }
  if (!ends_here(run, closers, next)) return std::max(run.end, closers.end);
  return split(boundary_after(end, next));
}

/// Where the sentence that ends at `end` really ends: after the remark in brackets that follows it.
std::size_t Splitter::boundary_after(std::size_t end, std::size_t next) {
  const Span* remark = parenthesis_at(next);
  if (remark == nullptr || remark->size() > kLongestRemark) return end;
  if (!is_lower(code_point(next + 1).value)) return end;
  return is_terminator(byte(remark->end - 2)) ? end : remark->end;
}

bool Splitter::ends_here(const Run& run, const Closers& closers, std::size_t next) {
  Follower follower = follower_at(next);
  if (const Span* remark = parenthesis_at(next); remark != nullptr && remark->size() <= kLongestRemark) {
    // A reference that the sentence closes after: "... the port." (Reed 55).
    const bool closed_after = is_terminator(byte(remark->end)) && !is_terminator(byte(remark->end - 2));
    if (closers.quote && closed_after) return false;
    if (byte(next) == '[' && follower == Follower::lower) {
      const std::size_t after = skip_space(remark->end);
      if (!at_end(after)) follower = follower_at(after);
    }
  }
  if (follower == Follower::nothing) return false;
  const std::string_view next_word = word_from(skip_openers(next));
  if (closers.quote && follower == Follower::upper && !quotes_inside(run.begin) && is_reported_by(next))
    return false;
  if (run.mark == Mark::strong) return strong_ends(run, closers, follower, next_word);
  if (run.mark == Mark::ellipsis) {
    return follower == Follower::upper && (!run.spaced || run.count > 3);
  }
  return period_ends(run, closers, follower, next_word);
}

bool Splitter::strong_ends(const Run& run, const Closers& closers, Follower follower,
                           std::string_view next_word) {
  const bool exclaimed =
      run.count == 1 && byte(run.begin) == '!' && is_word(WordClass::exclaimed_name, word_before(run.begin));
  if (exclaimed) return follower == Follower::upper && opens(next_word);
  if (follower != Follower::lower) return true;
  if (closers.quote || closers.bracket) return false;
  return lacks_capitals() || is_word(WordClass::subject, next_word);
}

bool Splitter::opens(std::string_view word) const { return is_word(WordClass::opener, word); }

/// Whether `word` is all that the sentence has so far, so that its full stop is part of a label: "Q.", "3.",
/// "iv.".
bool Splitter::is_prefix(std::string_view word) const {
  std::size_t at = begin_ + bullet_at(text_.substr(begin_));
  at = skip_openers(skip_space(at));
  if (static_cast<std::size_t>(word.data() - text_.data()) != at) return false;
  if (is_single_letter(word)) return true;
  if (is_all_digits(word)) return word.size() <= 2 || begin_ == 0;
  const std::optional<ListMarker> marker = list_marker_at(text_.substr(at));
  return marker && marker->number == word;
}

Abbreviations Splitter::kinds_in_context(std::string_view word, std::string_view before) {
  const Abbreviations found = abbreviations_of(word);
  Abbreviations kinds;
  if (lacks_capitals() && is_title_in_lower_case(word)) kinds.add(Abbreviation::title);

  const auto start = static_cast<std::size_t>(word.data() - text_.data());
  const std::size_t comma = start > 1 && text_[start - 1] == ' ' ? start - 2 : start - 1;
  const bool after_comma = start > 0 && (byte(comma) == ',' || byte(comma) == '-');
  using enum Abbreviation;
  for (const Abbreviation kind :
       {title, link, number, citation, measure, month, state, name, clock, closing}) {
    if (!found.has(kind)) continue;
    if (kind == measure && !is_number(before)) continue;
    if (kind == state && !after_comma) continue;
    kinds.add(kind);
  }
  return kinds;
}

bool Splitter::period_ends(const Run& run, const Closers& closers, Follower follower,
                           std::string_view next_word) {
  const std::string_view word = word_before(run.begin);
  if (word.empty()) return follower != Follower::lower;
  if (is_prefix(word)) return false;
  const auto start = static_cast<std::size_t>(word.data() - text_.data());
  std::size_t end = start;
  while (end > begin_ && text_[end - 1] == ' ') --end;
  const std::string_view before = word_before(end);
  const Abbreviations kinds = kinds_in_context(word, before);
  switch (follower) {
    case Follower::upper: return before_upper(word, before, kinds, next_word);
    case Follower::lower: return before_lower(word, closers, kinds, next_word);
    case Follower::digit: return before_digit(word, kinds);
    default: return !kinds.any() && !is_single_letter(word) && !is_dotted(word);
  }
}

bool Splitter::before_upper(std::string_view word, std::string_view before, Abbreviations kinds,
                            std::string_view next_word) {
  using enum Abbreviation;
  // "A" and "I" are words too: after "No." they open an answer, after "Fig." they are letters.
  const bool word_too = next_word == "A" || next_word == "I";
  const bool single_letter = is_single_letter(next_word) && !word_too;
  const bool designator = is_capitalised(word) && word != "No" && word != "NO";
  if (kinds.has(link)) return false;
  if (kinds.has(number) && (word_too ? designator : single_letter || is_roman(next_word))) return false;

  if (kinds.has(citation) && (single_letter || abbreviations_of(next_word).has(citation))) return false;
  if (kinds.has(name) || kinds.has(citation) || kinds.has(state) || kinds.has(measure))
    return opens(next_word);
  if (kinds.has(title)) return false;
  if (kinds.has(clock)) return clock_ends(word, next_word);
  if (is_single_letter(word)) return initial_ends(word, before, next_word);
  if (is_dotted(word) || is_part_number(word)) {
    return opens(next_word) || is_word(WordClass::form_of_address, next_word);
  }
  return true;
}

bool Splitter::before_lower(std::string_view word, const Closers& closers, Abbreviations kinds,
                            std::string_view next_word) {
  if (closers.quote || closers.bracket) return false;
  // Of numbers' companions only "no" is as common a word.
  const bool abbreviated = kinds.any() || is_dotted(word) || is_part_number(word);
  if (abbreviated || (word.size() == 1 && word != "i")) return false;
  return lacks_capitals() || is_plain_word(word) || is_word(WordClass::subject, next_word);
}

bool Splitter::before_digit(std::string_view word, Abbreviations kinds) const {
  using enum Abbreviation;
  for (const Abbreviation kind : {title, link, number, citation, measure, month, state}) {
    if (kinds.has(kind)) return false;
  }
  if (kinds.has(clock)) return true;
  return !is_single_letter(word) && !is_dotted(word);
}

/// Whether a sentence ends after a single letter with a full stop that stands before a capital.
bool Splitter::initial_ends(std::string_view word, std::string_view before,
                            std::string_view next_word) const {
  if (is_word(WordClass::takes_letter, before)) return true;
  if (word == "I" && !is_capitalised(before)) return true;
  return opens(next_word);
}

bool Splitter::clock_ends(std::string_view word, std::string_view next_word) const {
  if (is_word(WordClass::after_clock, next_word)) return false;
  // "At 5 p.m. Mr. Reed went": nothing was said yet but the time.
  const auto end = static_cast<std::size_t>(word.data() - text_.data());
  const std::string_view so_far = text_.substr(begin_, end - begin_);
  const bool few_words = std::count(so_far.begin(), so_far.end(), ' ') <= 3;
  return !(few_words && is_word(WordClass::before_clock, word_from(skip_openers(begin_))));
}

/// Whether a quotation opens within the sentence that began at `begin_`, after its first word.
bool Splitter::quotes_inside(std::size_t end) const {
  const std::size_t first = std::min(skip_openers(begin_), end);
  const std::string_view so_far = text_.substr(first, end - first);
  for (const std::string_view mark : {"\"", "\u201C", "``"}) {
    if (so_far.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

/// Whether what follows a quotation says who spoke: "Why?" Mr. Reed asked.
bool Splitter::is_reported_by(std::size_t at) const {
  if (opens(word_from(at)) && word_from(at) != "I") return false;

  for (std::size_t next = at; next < text_.size() && next - at < kLongestReporter;) {
    const std::string_view word = word_from(next);
    const std::size_t end = next + word.size();
    if (word.empty()) return false;
    if (!is_capitalised(word)) {
      const bool closed = byte(end) == '.' || byte(end) == ',' || byte(end) == ':' || byte(end) == ';';
      return closed && is_word(WordClass::reporting_verb, word);
    }
    next = skip_space(byte(end) == '.' ? end + 1 : end);
  }
  return false;
}

std::size_t Splitter::after_sign(std::size_t at) {
  if (starts(at, kEllipsis)) return after_run(read_run(at));
  const std::uint32_t bullet = bullet_at(text_.substr(at));
  if (bullet == 0) return at + 1;
  if (at > begin_ && is_space(code_point_before(text_, at).value)) split(at);
  return at + bullet;
}

/// A space: the next item of a list of which an earlier marker was seen may begin after it.
std::size_t Splitter::after_space(std::size_t at) {
  const std::size_t next = at + 1;
  if (next_markers_.empty() || next <= begin_) return next;
  const auto begins_item = [&](const std::string& marker) {
    const std::size_t end = next + marker.size();
    if (!starts(next, marker) || byte(end) != ' ') return false;
    const char32_t first = code_point(skip_space(end)).value;
    return marker.back() == ')' ? is_alphanumeric(first) : is_upper(first);
  };
  if (std::none_of(next_markers_.begin(), next_markers_.end(), begins_item)) return next;
  const bool refers = is_digit_byte(byte(next)) && is_word(WordClass::dependent, word_before(at));
  const bool goes_on = refers || parenthesis_around(next) != nullptr;

  return goes_on ? next : split(next);
}

}  // namespace

std::vector<Span> split_sentences(std::string_view paragraph) {
  std::vector<Span> sentences;
  for (const Span piece : cut_at_lines(paragraph)) {
    Splitter(slice(paragraph, piece), piece.begin, sentences).run();
  }
  return sentences;
}

}  // namespace quoth
