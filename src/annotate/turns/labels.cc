#include "annotate/turns/labels.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace quoth {
namespace {

// A label with a long affiliation ("founder of X and member of Y's founding team") still fits.
constexpr std::uint32_t kLongestLabel = 160;

bool is_abbreviation(std::string_view word) {
  // "J.", "J.R.", "St.", "Jr.", "Mr.": the stop belongs to the name.
  if (word.size() <= 2) return true;
  const std::string lower = to_lower(word.substr(0, word.size() - 1));
  if (word.find('.') + 1 < word.size()) return true;
  if (lower.size() <= 4 && lexicon::is_title(lower)) return true;
  return lexicon::is_name_suffix(lower) || lower == "st" || lower == "mt" || lower == "no";
}

/// Words of running speech that neither names nor offices nor affiliations have.
bool is_speech_word(std::string_view word) {
  static constexpr std::array<std::string_view, 52> kWords = {
      "are",  "be",   "been", "but",   "can",  "did",  "do",    "does", "had",  "has",   "have",
      "he",   "her",  "here", "his",   "how",  "i",    "if",    "im",   "is",   "it",    "its",
      "just", "let",  "may",  "me",    "my",   "no",   "not",   "our",  "said", "say",   "she",
      "so",   "than", "that", "their", "them", "then", "there", "they", "this", "thank", "to",
      "us",   "was",  "we",   "were",  "what", "will", "would", "you"};
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

int count_speech_words(std::string_view label) {
  int count = 0;
  std::size_t begin = 0;
  const std::string lower = to_lower(label);
  for (std::size_t i = 0; i <= lower.size(); ++i) {
    if (i < lower.size() &&
        ((lower[i] >= 'a' && lower[i] <= 'z') || static_cast<unsigned char>(lower[i]) >= 0x80))
      continue;
    // A single capital is an initial, unless it is the pronoun.
    const std::string_view word = std::string_view(lower).substr(begin, i - begin);
    const bool initial = word.size() == 1 && i < lower.size() && lower[i] == '.';
    if (!word.empty() && !initial && is_speech_word(word)) ++count;
    begin = i + 1;
  }
  return count;
}

int count_lower_words(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts = i == 0 || text[i - 1] == ' ';
    if (!starts || text[i] < 'a' || text[i] > 'z') continue;
    const std::size_t end = std::min(text.find(' ', i), text.size());
    if (!lexicon::is_name_particle(text.substr(i, end - i))) ++count;
  }
  return count;
}

/// "By Mr. Hale:", "Dear Mr. Hale:"
bool begins_with_preposition(std::string_view lower) {
  const std::string_view first = lower.substr(0, lower.find(' '));
  for (std::string_view word :
       {"by", "from", "to", "dear", "cc", "re", "via", "with", "at", "in", "on", "for"}) {
    if (first == word) return true;
  }
  return false;
}

/// "J. Hale", "J.Hale"
bool begins_with_initial(std::string_view name) {
  if (name.size() < 4) return false;
  const CodePoint first = code_point_at(name, 0);
  return is_upper(first.value) && name[first.length] == '.';
}

float look_of(const LabelCandidate& candidate, std::string_view label, std::string_view rest) {
  const LabelParts& parts = candidate.parts;
  float look = 0;
  switch (candidate.delimiter) {
    case Delimiter::colon: look = -0.5F; break;
    case Delimiter::full_stop: look = -2.0F; break;
    case Delimiter::dash: look = -2.0F; break;
    case Delimiter::own_line: look = -3.0F; break;
    case Delimiter::bold_only: look = -1.5F; break;
  }
  const std::string lower = fold_space(to_lower(label));
  if (candidate.bold) look += 2.0F;
  if (parts.capitals) look += 1.5F;
  if (parts.role) {
    look += 3.0F;
  } else {
    look -= 3.0F * static_cast<float>(std::min(count_speech_words(label), 3));
    look -= 1.0F * static_cast<float>(std::min(count_lower_words(parts.affiliation), 4));
    if (lexicon::is_metadata_key(lower)) look -= 6.0F;
    // A row of names is no label: "Ms. HALE, Mr. REED, and Messrs. ..."
    const std::string first_of_affiliation =
        to_lower(parts.affiliation.substr(0, parts.affiliation.find_first_of(". ")));
    if (lexicon::is_courtesy_title(first_of_affiliation)) look -= 5.0F;
    // "Mr. President" is how somebody is spoken to; a label says "The President".
    const std::string addressed = to_lower(parts.name);
    if (!parts.title.empty() && lexicon::is_title(addressed)) look -= 4.0F;
    if (candidate.delimiter == Delimiter::full_stop && parts.title.empty() && parts.asker.empty())
      look -= 1.5F;
    if (lexicon::is_discourse_opener(lower) || begins_with_preposition(lower)) look -= 5.0F;
    if (candidate.delimiter == Delimiter::colon && parts.capitals && is_all_capitals(parts.affiliation))
      look += 1.0F;
    if (!parts.title.empty() && !parts.name.empty()) look += 2.5F;
    if (!parts.asker.empty()) look += 3.0F;
    if (parts.name.empty()) look -= 1.0F;
    if (begins_with_initial(parts.name)) look += 1.0F;
    const bool own_line = candidate.delimiter == Delimiter::own_line;
    if (own_line && (lexicon::has_job_word(parts.name) || lexicon::has_heading_word(parts.name)))
      look -= 3.0F;
    // "Ann Reed, Harbour Board - Chair" on a line of its own: what follows the dash is no talk.
    if (candidate.delimiter == Delimiter::dash && !has_final_punctuation(rest) && lexicon::has_job_word(rest))
      look -= 4.0F;
    look -= 3.0F * static_cast<float>(parts.n_other);
    if (parts.n_other == 0) look += parts.n_capitalised >= 2 && parts.n_capitalised <= 5 ? 1.0F : -0.5F;
    if (parts.n_capitalised > 6) look -= 2.0F;
    const bool digits =
        std::any_of(parts.name.begin(), parts.name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) look -= 2.5F;
  }
  return look;
}

std::string without_dash(std::string_view affiliation) {
  affiliation = trim(affiliation);
  while (!affiliation.empty() &&
         (is_dash(code_point_at(affiliation, 0).value) || affiliation[0] == ',' || affiliation[0] == ' ')) {
    affiliation.remove_prefix(code_point_at(affiliation, 0).length);
  }
  return std::string(affiliation);
}

struct Scan {
  const Document& document;
  const std::vector<Line>& lines;
  std::uint32_t index;
  std::vector<LabelCandidate>& out;
  bool numbered_question = false;  ///< "Q12" stands before the label

  const Line& line() const { return lines[index]; }

  void add(Span printed, std::uint32_t said, Delimiter delimiter) const {
    const std::string_view text = document.text();
    printed = trim(text, printed);
    while (!printed.empty() && (text[printed.end - 1] == ':' ||
                                (text[printed.end - 1] == '.' && delimiter != Delimiter::own_line)))
      --printed.end;
    printed = trim(text, printed);
    if (printed.empty()) return;
    LabelCandidate candidate;
    candidate.line = index;
    candidate.printed = printed;
    candidate.said = trim(text, {said, line().span.end}).begin;
    candidate.delimiter = delimiter;
    // What is bold at the head of a line is the label, whatever comes after it.
    const bool beyond_bold = line().bold_end > printed.begin + 2 && line().bold_end + 1 < printed.end &&
                             delimiter != Delimiter::own_line;
    candidate.bold = line().bold_end >= printed.end || line().bold_end > printed.begin + printed.size() / 2;
    const std::string_view label = document.slice(printed);
    candidate.parts = parse_label(label);
    // A line's own label may go on in another style with who it is: "**Ann Reed** Harbour Board - Chair".
    const std::uint32_t style_end = line().style_end;
    if (delimiter == Delimiter::own_line && style_end > printed.begin + 3 && style_end + 3 < printed.end) {
      candidate.parts = parse_label(document.slice({printed.begin, style_end}));
      candidate.parts.affiliation = without_dash(document.slice({style_end, printed.end}));
    }
    if (numbered_question && candidate.parts.asker.empty()) candidate.parts.asker = "Q";
    candidate.key = candidate.parts.role ? letters_of(label) : label_key(candidate.parts);
    if (candidate.parts.role && !candidate.parts.bracket.empty())
      candidate.key = letters_of(label.substr(0, label.find_first_of("([")));
    if (candidate.key.empty()) return;
    candidate.look = look_of(candidate, label, document.slice({candidate.said, line().span.end}));
    if (beyond_bold) candidate.look -= 3.0F;
    out.push_back(std::move(candidate));
  }
};

/// Candidates that end at a colon, a full stop or a dash within the line.
void scan_delimiters(const Scan& scan, std::uint32_t begin) {
  const std::string_view text = scan.document.text();
  const std::uint32_t line_end = scan.line().span.end;
  const std::uint32_t limit = std::min(line_end, begin + kLongestLabel);
  std::uint32_t word = begin;
  int depth = 0;
  int stops = 0;
  for (std::uint32_t i = begin; i < limit;) {
    const CodePoint c = code_point_at(text.substr(0, line_end), i);
    const std::uint32_t next = i + c.length;
    const bool at_end = next >= line_end;
    const bool before_space = at_end || is_space(code_point_at(text, next).value);
    if (c.value == '(' || c.value == '[') ++depth;
    if ((c.value == ')' || c.value == ']') && depth > 0) --depth;
    if (depth == 0 && i > begin) {
      if (c.value == ':' && (before_space || !is_digit(code_point_at(text, next).value))) {
        if (!text.substr(next).starts_with("//")) scan.add({begin, i}, next, Delimiter::colon);
        return;
      }
      if (c.value == '.' && before_space && stops < 2) {
        const std::string_view last = text.substr(word, next - word);
        // A full stop and a dash mark a label as surely as a colon: "A. Reed. \u2014 We were late."
        const std::uint32_t dash = trim(text, {next, line_end}).begin;
        if (dash < line_end && is_dash(code_point_at(text, dash).value) && last.size() > 2) {
          scan.add({begin, i}, dash + code_point_at(text, dash).length, Delimiter::colon);
          return;
        }
        if (at_end) {
          // "Mr. REED." may stand alone over what he says.
          const LabelParts parts = parse_label(text.substr(begin, i - begin));
          if (!parts.title.empty() && parts.capitals && !is_abbreviation(last))
            scan.add({begin, i}, next, Delimiter::full_stop);
          return;
        }
        const bool single = word == begin && (last == "Q." || last == "A.");
        if (is_lower(code_point_at(text, dash).value)) return;  // "Mr. Hale. we will" is no label
        if (single || !is_abbreviation(last)) {
          scan.add({begin, i}, next, Delimiter::full_stop);
          ++stops;
          // A stop that slipped into a label in capitals: "THE. PRESIDENT. Well, ..."
          if (!single && !is_all_capitals(text.substr(begin, i - begin))) return;
        }
      }
      if (is_dash(c.value) && i > begin + 1) {
        const bool spaced = before_space && is_space(code_point_before(text, i).value);
        const bool doubled = c.value == '-' && text.substr(next).starts_with("-");
        if (spaced || c.value >= 0x2014 || doubled) {
          scan.add({begin, i}, doubled ? next + 1 : next, Delimiter::dash);
        }
      }
      if (c.value == '?' || c.value == '!' || c.value == ';') return;
    }
    if (is_space(c.value)) word = next;
    i = next;
  }
}

/// "Q12 ", "Q12. ": how committees number their questions. 0: none.
std::size_t question_number_size(std::string_view text) {
  std::size_t i = 1;
  if (!text.starts_with('Q')) return 0;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
  if (i == 1 || i > 5) return 0;
  if (i < text.size() && (text[i] == '.' || text[i] == ':')) ++i;
  return i < text.size() && text[i] == ' ' ? i : 0;
}
bool is_question_number(std::string_view prefix) { return question_number_size(prefix) > 0; }

}  // namespace

Span label_prefix(std::string_view text, Span line) {
  std::uint32_t at = line.begin;
  for (;;) {
    const std::uint32_t before = at;
    const std::string_view rest = text.substr(at, line.end - at);
    if (rest.starts_with(">>") || rest.starts_with("- ") || rest.starts_with("* ") ||
        rest.starts_with("\u2022")) {
      at += rest.starts_with("\u2022") ? 3 : 2;
      if (rest.starts_with(">>>")) ++at;
    } else if (const std::size_t number = question_number_size(rest); number > 0) {
      at += static_cast<std::uint32_t>(number);
    } else if (rest.starts_with('[') || rest.starts_with('(')) {
      const std::size_t close = rest.find(rest[0] == '[' ? ']' : ')');
      if (close == rest.npos || close > 16) break;
      // Only numbers and clock times stand there: "[12.]", "[I.]", "[00:01:33]".
      const std::string_view inside = rest.substr(1, close - 1);
      const bool numeric = !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == ':' || c == '.' || c == 'I' || c == 'V' || c == 'X' || c == ' ';
      });
      if (!numeric) break;
      at += static_cast<std::uint32_t>(close) + 1;
    } else {
      // A clock time with two parts at least.
      std::size_t i = 0;
      int colons = 0;
      if (rest.starts_with('#')) ++i;
      while (i < rest.size() && ((rest[i] >= '0' && rest[i] <= '9') || rest[i] == ':' || rest[i] == '.')) {
        colons += rest[i] == ':';
        ++i;
      }
      if (colons == 0 || i < 4 || rest[i - 1] == ':') break;
      if (i < rest.size() && rest[i] == '#') ++i;
      if (i < rest.size() && rest[i] != ' ' && rest[i] != '\t') break;
      at += static_cast<std::uint32_t>(i);
    }
    at = trim(text, {at, line.end}).begin;
    if (at == before || at >= line.end) break;
  }
  return {line.begin, at};
}

void find_label_candidates(const Document& document, const std::vector<Line>& lines, std::uint32_t line,
                           std::vector<LabelCandidate>& out) {
  const Span span = lines[line].span;
  const std::string_view text = document.text();
  const std::uint32_t begin = label_prefix(text, span).end;
  const Scan scan{document, lines, line, out, is_question_number(slice(text, {span.begin, begin}))};
  if (begin >= span.end) return;
  const CodePoint first = code_point_at(text, begin);
  if (!is_letter(first.value) && !is_opening_quote(first.value)) return;
  const std::size_t before = out.size();
  scan_delimiters(scan, begin);
  const std::uint32_t bold_end = lines[line].bold_end;
  if (bold_end > begin + 1 && bold_end < span.end && bold_end - begin < kLongestLabel) {
    const bool seen =
        std::any_of(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                    [&](const LabelCandidate& c) { return c.printed.end <= bold_end && c.said >= bold_end; });
    if (!seen) scan.add({begin, bold_end}, bold_end, Delimiter::bold_only);
  }
  const std::string_view whole = text.substr(begin, span.end - begin);
  if (whole.size() < kLongestLabel && !has_final_punctuation(whole) && whole.find(": ") == whole.npos) {
    scan.add({begin, span.end}, span.end, Delimiter::own_line);
  }
  std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                   [](const LabelCandidate& a, const LabelCandidate& b) { return a.look < b.look; });
}

}  // namespace quoth
