#include "read/label.h"

#include <algorithm>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::size_t kLongestLabel = 80;
constexpr std::size_t kMostWords = 8;

bool is_particle(std::string_view word) {
  static constexpr std::string_view kParticles[] = {"of",  "the", "and", "for", "de", "la",
                                                    "van", "von", "der", "den", "di", "da",
                                                    "du",  "al",  "bin", "to",  "le", "del"};
  return std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
}

bool is_title(std::string_view word) {
  static constexpr std::string_view kTitles[] = {"Mr.",  "Mrs.",  "Ms.",  "Dr.",  "Miss", "Sir",
                                                 "Lord", "Lady",  "Sen.", "Rep.", "Gov.", "Gen.",
                                                 "Adm.", "Prof.", "Hon.", "The"};
  return std::find(std::begin(kTitles), std::end(kTitles), word) != std::end(kTitles);
}

/// Every word that counts is capitalised.
bool is_name_like(std::string_view text) {
  std::size_t n_words = 0;
  std::size_t n_capitalised = 0;
  bool bracket = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (++n_words > kMostWords) return false;
    const char32_t first = code_point_at(word, 0).value;
    bracket = bracket || first == '(' || first == '[' || first == ',';
    if (is_upper(first) || is_digit(first)) {
      ++n_capitalised;
    } else if (is_lower(first) && !bracket && !is_particle(word)) {
      return false;
    }
    if (word.ends_with(',')) bracket = true;
  }
  return n_capitalised > 0;
}

/// Capitals, but for titles: "THE PRESIDENT", "Mr. REED", "Q".
bool is_capitals_with_titles(std::string_view text) {
  bool capitals = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (is_all_capitals(word)) {
      capitals = true;
    } else if (!word.empty() && !is_title(word)) {
      return false;
    }
  }
  return capitals;
}

}  // namespace

bool ends_sentence(std::string_view text) {
  text = trim(text);
  while (!text.empty()) {
    const CodePoint last = code_point_before(text, text.size());
    if (last.value == '.') return !is_title(text.substr(text.find_last_of(" \t\n") + 1));
    switch (last.value) {
      case '?':
      case '!':
      case ':':
      case ';':
      case 0x2026:
      case ')':
      case ']':
      case '>':
      case '}':
      case 0x3002: return true;
      default: break;
    }
    if (is_dash(last.value)) {
      // A hyphen after a letter divides a word.
      const std::string_view before = text.substr(0, text.size() - last.length);
      return last.value != '-' || before.empty() ||
             !is_alphanumeric(code_point_before(before, before.size()).value);
    }
    const bool mark =
        is_closing_quote(last.value) || last.value == '*' || last.value == '_' || is_digit(last.value);
    if (!mark || is_letter(last.value)) return false;
    // A digit may be a footnote mark that is set close after the sentence.
    text.remove_suffix(last.length);
    if (is_digit(last.value) && !text.empty() &&
        (is_space(code_point_before(text, text.size()).value) ||
         is_alphanumeric(code_point_before(text, text.size()).value))) {
      return false;
    }
  }
  return true;
}

std::string_view label_of(std::string_view text) {
  const std::string_view head = text.substr(0, kLongestLabel);
  if (head.empty() || !(is_upper(code_point_at(head, 0).value))) return {};
  for (std::size_t i = 1; i < head.size(); ++i) {
    const char c = head[i];
    if (c == '?' || c == '!' || c == ';' || c == '"') return {};
    if (c != ':' && c != '.') continue;
    const bool word_end =
        i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\t' || text[i + 1] == '\n';
    if (!word_end) continue;
    const std::string_view label = head.substr(0, i);
    if (c == ':') return is_name_like(label) ? label : std::string_view();
    const std::size_t word = label.rfind(' ') + 1;
    if (is_title(head.substr(word, i + 1 - word)) || (i - word == 1 && i > 1)) continue;
    return is_capitals_with_titles(label) ? label : std::string_view();
  }
  return {};
}

}  // namespace quoth
