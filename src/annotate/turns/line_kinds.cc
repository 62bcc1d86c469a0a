#include "annotate/turns/line_kinds.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_map>

#include "annotate/turns/dates.h"
#include "annotate/turns/lexicon.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestStageDirection = 400;

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [&](std::string_view head) { return text.starts_with(head); });
}
bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.find(part) != text.npos; });
}

/// FNV-1a over the line with every run of digits as one; never 0.
std::uint64_t shape_hash(std::string_view line) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  char last = 0;
  for (char c : line) {
    if (c >= '0' && c <= '9') c = '0';
    if (c != '0' || last != '0') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    last = c;
  }
  return hash | 1;
}

/// What running heads and feet have: an address, a notice of rights, a page number, a date.
bool is_marked_furniture(std::string_view line) {
  const std::string lower = to_lower(line);
  return contains_any(lower,
                      {"www.", "http", "\u00a9", "copyright", "all rights reserved", " | ", "page "}) ||
         !find_dates(line, make_span(0, line.size())).empty();
}

/// "Note: all times are local."
bool is_notice(std::string_view line) {
  const std::string lower = to_lower(line.substr(0, 24));
  return starts_with_any(lower, {"note:", "notice:", "editor's note", "advertisement", "disclaimer:"});
}

/// The line without emphasis marks that a format without emphasis leaves.
std::string_view bare(std::string_view line) {
  line = trim(line);
  while (line.size() > 2 && (line.front() == '*' || line.front() == '_') && line.back() == line.front()) {
    line = trim(line.substr(1, line.size() - 2));
  }
  return line;
}

}  // namespace

bool is_stage_direction(std::string_view line) {
  line = bare(line);
  if (line.size() < 3 || line.size() > kLongestStageDirection) return false;
  // One or several brackets, nothing between them but white space and final punctuation.
  std::size_t at = 0;
  bool any = false;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '.' || line[at] == ',') {
      ++at;
      continue;
    }
    if (line[at] != '(' && line[at] != '[' && line[at] != '<') return false;
    const char close = line[at] == '(' ? ')' : line[at] == '[' ? ']' : '>';
    const std::size_t end = line.find(close, at);
    if (end == line.npos) return false;
    at = end + 1;
    any = true;
  }
  return any;
}

bool is_time_stamp(std::string_view line) {
  line = bare(line);
  bool colon = false;
  bool digit = false;
  std::string letters;
  for (char c : line) {
    if (c >= '0' && c <= '9')
      digit = true;
    else if (c == ':' || c == '.')
      colon = true;
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
      letters += static_cast<char>(c | 0x20);
    else if (std::string_view("()[]{}#<> ->,").find(c) == std::string_view::npos)
      return false;
  }
  if (letters == "time") return true;
  return digit && colon && (letters.empty() || letters == "am" || letters == "pm") && line.size() <= 40;
}

bool is_footnote(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && line[i] >= '0' && line[i] <= '9') ++i;
  if (i > 0 && i <= 3 && i + 1 < line.size()) {
    if (line[i] == ' ') ++i;
    // "1 George", "1John", but not "1. First", "5 million" or "3 p.m."
    const CodePoint next = code_point_at(line, i);
    return is_upper(next.value) || is_opening_quote(next.value);
  }
  return (line.starts_with("* ") || line.starts_with("\u2020") || line.starts_with("\u2021")) &&
         line.size() > 8;
}

bool is_proceedings(std::string_view line) {
  line = bare(line);
  if (line.size() > 1500 || line.empty()) return false;
  // All that such lines begin with; most lines of talk end here.
  if (std::string_view("TtASsBbMmPp(").find(line[0]) == std::string_view::npos) return false;
  const std::string lower = to_lower(line);
  const std::string_view text = lower;
  if (starts_with_any(text,
                      {"there being no objection", "there was no objection", "thereupon,", "accordingly, the",
                       "stated for:", "stated against:", "by unanimous consent, "})) {
    return true;
  }
  if (starts_with_any(text, {"mr", "ms", "messrs", "miss", "a motion", "the ", "("}) &&
      contains_any(text,
                   {"changed his vote", "changed her vote", "changed their vote", "was laid on the table",
                    "were laid on the table", "was taken by electronic device", "in the chair.)",
                    "called the roll", "call the roll.", "addressed the chair", "resumed the chair"})) {
    return true;
  }
  const bool subject = starts_with_any(text, {"so the ",
                                              "so (",
                                              "the question was ",
                                              "the question on ",
                                              "the motion ",
                                              "a motion to reconsider",
                                              "the amendment",
                                              "the bill",
                                              "the resolution",
                                              "the joint resolution",
                                              "the concurrent resolution",
                                              "the conference report",
                                              "the yeas and nays",
                                              "the vote was ",
                                              "the result of ",
                                              "a recorded vote",
                                              "the clerk ",
                                              "the chief clerk ",
                                              "the senior assistant ",
                                              "the assistant ",
                                              "the legislative clerk ",
                                              "the house ",
                                              "the senate ",
                                              "the committee ",
                                              "the text of ",
                                              "the previous question",
                                              "the material ",
                                              "the article ",
                                              "the letter ",
                                              "the statement ",
                                              "the order of ",
                                              "the nomination",
                                              "the preamble",
                                              "the nays ",
                                              "the yeas ",
                                              "members voted",
                                              "at ",
                                              "(",
                                              "pursuant to the order",
                                              "the joint standing",
                                              "the assembly ",
                                              "the sitting ",
                                              "the session ",
                                              "the meeting ",
                                              "the hearing "});
  if (!subject) return false;
  if (text.starts_with("(") && !text.ends_with(")") && !text.ends_with(").")) return false;
  const bool passive = contains_any(text, {" was agreed to",
                                           " were agreed to",
                                           " was rejected",
                                           " was taken",
                                           " were ordered",
                                           " was ordered",
                                           " was announced",
                                           " was passed",
                                           " was withdrawn",
                                           " was not agreed to",
                                           " proceeded to ",
                                           " read the ",
                                           " read as follows",
                                           " reported the ",
                                           " designated the ",
                                           " redesignated the ",
                                           " will report",
                                           " as follows",
                                           " resolved itself",
                                           " rose;",
                                           " was read ",
                                           " were read ",
                                           " was considered",
                                           " is as follows",
                                           " was adopted",
                                           " was adopted.",
                                           " was tabled",
                                           " was defeated",
                                           " was concurred",
                                           " was printed",
                                           " was called to order",
                                           " adjourned",
                                           " was suspended",
                                           " resumed at",
                                           " was recorded",
                                           " was received",
                                           " was confirmed",
                                           " stood in recess",
                                           " recessed",
                                           " began at",
                                           " asked ",
                                           " was engrossed",
                                           " was divided",
                                           " being in doubt"});
  if (!passive) return false;
  // "At 10 a.m. ..." and a remark in parentheses must tell of the sitting itself.
  if (text.starts_with("at "))
    return contains_any(text, {" adjourned", " recess", " resumed", " met", " called to order"});
  return !contains_any(text, {" i ", " my ", " we ", " our "});
}

bool introduces_document(std::string_view line) {
  const std::string lower = to_lower(line);
  if (lower.ends_with(':') && contains_any(lower, {"as follows", "follows:", "reads:", "text of "}))
    return true;
  // "I ask that the letter be printed in the Record at this point."
  const std::string_view tail =
      std::string_view(lower).substr(lower.size() - std::min<std::size_t>(lower.size(), 200));
  return contains_any(tail, {"in the record", "into the record", "for the record"}) &&
         contains_any(tail, {"print", "insert", "enter", "includ", "submit", "plac"});
}

bool opens_boilerplate(std::string_view line) {
  const std::string lower = to_lower(bare(line));
  const std::string_view text = lower;
  if (text == "end" || text == "# # #" || text == "###" || text == "-30-" || text == "disclaimer" ||
      text == "ends" || text == "-end-" || text == "share this" || text == "share" || text == "comments" ||
      text == "related") {
    return true;
  }
  if (text.find("\u00a9") != text.npos && text.size() < 200) return true;
  // "This interview has been edited for length."
  if (text.starts_with("this ")) {
    const std::string_view rest = text.substr(5);
    const bool about = starts_with_any(rest, {"interview ", "transcript ", "conversation ", "article ",
                                              "story ", "text ", "post ", "page "});
    if (about && contains_any(rest.substr(0, 60), {" has been ", " was ", " is ", " may "})) return true;
  }
  return starts_with_any(text, {"copyright",
                                "(c) ",
                                "disclaimer:",
                                "disclaimer ",
                                "all rights reserved",
                                "transcript provided by",
                                "transcription provided by",
                                "transcribed by",
                                "transcript by",
                                "the original source",
                                "original source",
                                "originally published",
                                "source:",
                                "this article was originally",
                                "this interview was originally",
                                "this transcript was",
                                "this transcript is",
                                "for media inquiries",
                                "media contact",
                                "press contact",
                                "for more information",
                                "contact:",
                                "subscribe to",
                                "sign up for",
                                "follow us",
                                "follow him on",
                                "comment on",
                                "become a member",
                                "read more",
                                "see also:",
                                "related articles",
                                "related links",
                                "about the author",
                                "articles by:",
                                "republication or",
                                "reproduction of",
                                "reprinted with",
                                "reprinted from",
                                "first published",
                                "editor's note: this",
                                "published by",
                                "to order a copy",
                                "note:",
                                "print this",
                                "tweet",
                                "www.",
                                "http://",
                                "https://",
                                "privacy policy",
                                "terms of use",
                                "support our",
                                "donate",
                                "the views expressed",
                                "the opinions expressed",
                                "photo credit",
                                "image credit",
                                "cookie"});
}

bool looks_like_heading(std::string_view line) {
  line = bare(line);
  if (line.empty() || line.size() > 120 || has_final_punctuation(line)) return false;
  if (is_all_capitals(line)) return true;
  // Title case: every word of four letters and more begins with a capital.
  int capitals = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] != ' ') continue;
    const std::string_view word = line.substr(begin, i - begin);
    begin = i + 1;
    if (word.empty()) continue;
    const bool capital = is_upper(code_point_at(word, 0).value);
    if (!capital && word.size() >= 4 && is_letter(code_point_at(word, 0).value)) return false;
    capitals += capital;
  }
  return capitals >= 1 && line.size() < 80;
}

std::vector<bool> find_furniture(const Document& document, const std::vector<Line>& lines) {
  // Lines that are the same but for their numbers have the same shape: a hash stands for it, since a copy of every line
  // would double the text.
  constexpr std::size_t kLongest = 400;
  std::vector<std::uint64_t> shapes(lines.size());
  std::unordered_map<std::uint64_t, int> counts;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = document.slice(lines[i].span);
    if (line.size() > kLongest) continue;
    shapes[i] = shape_hash(line);
    ++counts[shapes[i]];
  }
  const auto count = [&](std::size_t i) { return shapes[i] == 0 ? 0 : counts[shapes[i]]; };
  const auto returns = [&](std::size_t i) { return count(i) >= 3; };
  std::unordered_map<std::uint64_t, bool> marked;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (count(i) < 2 || marked[shapes[i]]) continue;
    const std::string_view line = document.slice(lines[i].span);
    // Small print that returns is a notice; anything else must return more often.
    const bool notice = ((lines[i].all & Style::small) != 0 && line.size() > 30) || is_notice(line);
    marked[shapes[i]] = notice || (returns(i) && is_marked_furniture(line));
  }
  std::vector<bool> furniture(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) furniture[i] = count(i) >= 2 && marked[shapes[i]];
  // What stands between furniture each time is furniture too.
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (!furniture[i] && returns(i) && furniture[i - 1] && furniture[i + 1]) furniture[i] = true;
  }
  return furniture;
}

}  // namespace quoth
