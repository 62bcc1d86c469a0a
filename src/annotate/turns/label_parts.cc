#include <algorithm>

#include "annotate/turns/labels.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::string_view kLabelPunctuation = " \t\n.:;,-_*>";

std::string_view strip_end(std::string_view label) {
  label = trim(label);
  while (!label.empty()) {
    const CodePoint c = code_point_before(label, label.size());
    const bool punctuation =
        (c.value < 0x80 && kLabelPunctuation.find(static_cast<char>(c.value)) != std::string_view::npos) ||
        is_dash(c.value) || is_space(c.value);
    if (!punctuation) break;
    label.remove_suffix(c.length);
  }
  return label;
}

std::string plain(std::string_view word) {
  std::string lower = to_lower(word);
  std::erase(lower, '.');
  while (!lower.empty() && lower.back() == ',') lower.pop_back();
  return lower;
}

/// The role words of a label are compared without full stops and with single spaces.
std::string plain_label(std::string_view label) {
  std::string lower = fold_space(to_lower(label));
  std::erase(lower, '.');
  std::replace(lower.begin(), lower.end(), '-', ' ');
  return lower;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '\t' && text[i] != '\n') continue;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return words;
}

/// Cuts "Q.", "A:", "Q -" off the head of a longer label.
std::string take_asker(std::string_view& label) {
  if (label.size() < 3 || (label[0] != 'Q' && label[0] != 'A')) return {};
  if (label[1] != '.' && label[1] != ':' && label[1] != ')') return {};
  std::string_view rest = trim(label.substr(2));
  // "A. Reed" has an initial, not an answer's mark.
  if (label[0] == 'A' || rest.empty()) return {};
  std::string asker(1, label[0]);
  label = rest;
  return asker;
}

/// Where the affiliation begins: behind the first ", ", " - ", " – " that a suffix of the name does not follow.
std::size_t affiliation_at(std::string_view label, std::size_t& skip) {
  for (std::size_t i = 1; i + 1 < label.size(); ++i) {
    if (label[i] == ',' && label[i + 1] == ' ') {
      const auto next = words_of(label.substr(i + 1));
      if (!next.empty() && lexicon::is_name_suffix(plain(next[0]))) continue;
      skip = 1;
      return i;
    }
    const CodePoint c = code_point_at(label, i);
    if (is_dash(c.value) && label[i - 1] == ' ' && i + c.length < label.size() &&
        label[i + c.length] == ' ') {
      skip = c.length;
      return i;
    }
  }
  return std::string_view::npos;
}

bool in_capitals(std::string_view name) {
  if (name == "Q" || name == "A") return true;
  std::size_t upper = 0;
  for (std::string_view word : words_of(name)) {
    if (lexicon::is_name_particle(plain(word)) && !is_all_capitals(word)) continue;
    if (plain(word).size() <= 1) continue;  // an initial is a capital in any style
    std::string_view core = word;
    for (std::string_view small : {"Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'"}) {
      if (core.size() > small.size() + 1 && core.starts_with(small)) {
        core.remove_prefix(small.size());
        break;
      }
    }
    if (!is_all_capitals(core)) return false;
    ++upper;
  }
  return upper > 0;
}

void count_words(std::string_view name, LabelParts& parts) {
  for (std::string_view word : words_of(name)) {
    const CodePoint first = code_point_at(word, 0);
    const bool capital = is_upper(first.value) || is_digit(first.value) || is_opening_quote(first.value) ||
                         first.value == '&' || first.value == '(' || is_dash(first.value);
    if (capital || lexicon::is_name_particle(plain(word)) || plain(word) == "al-") {
      ++parts.n_capitalised;
    } else {
      ++parts.n_other;
    }
  }
}

void take_title(std::string_view& label, LabelParts& parts) {
  std::size_t taken = 0;
  const auto words = words_of(label);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool article = i == 0 && plain(words[i]) == "the";
    if (!article && !lexicon::is_title(plain(words[i]))) break;
    // "Mr. KING of Iowa" is a King; "Mr. Manager REED" a manager.
    const bool courtesy = i > 0 && lexicon::is_courtesy_title(plain(words[i - 1]));
    if (courtesy && !lexicon::is_office_title(plain(words[i]))) break;
    taken = static_cast<std::size_t>(words[i].data() - label.data()) + words[i].size();
  }
  // An article alone is part of a name: "The Gazette".
  if (taken == 3 && plain(label.substr(0, 3)) == "the") taken = 0;
  parts.title = std::string(label.substr(0, taken));
  label = trim(label.substr(taken));
}

}  // namespace

LabelParts parse_label(std::string_view label) {
  LabelParts parts;
  label = strip_end(label);
  parts.role = lexicon::role_word(plain_label(label));
  if (parts.role) {
    parts.capitals = in_capitals(label);
    count_words(label, parts);
    parts.n_other = 0;
    if (parts.role->role == Role::interviewer && label.size() == 1) parts.asker = "Q";
    if (parts.role->role == Role::interviewee && label.size() == 1) parts.asker = "A";
    return parts;
  }
  parts.asker = take_asker(label);
  // "Ann Reed Q": the mark may stand behind the name.
  if (parts.asker.empty() && label.size() > 8 && (label.ends_with(" Q") || label.ends_with(" A"))) {
    parts.asker = label.back();
    label = trim(label.substr(0, label.size() - 2));
  }
  while (label.ends_with(')') || label.ends_with(']')) {
    const std::size_t open = label.find_last_of("([");
    if (open == label.npos || open == 0) break;
    // Of "(Mr. Hale) (during the vote)" the name counts.
    const std::string_view inside = label.substr(open + 1, label.size() - open - 2);
    const bool names = !inside.empty() && is_upper(code_point_at(inside, 0).value);
    if (parts.bracket.empty() || names) parts.bracket = std::string(inside);
    label = strip_end(label.substr(0, open));
    parts.role = lexicon::role_word(plain_label(label));
    if (parts.role) {
      parts.capitals = in_capitals(label);
      count_words(label, parts);
      parts.n_other = 0;
      return parts;
    }
  }
  std::size_t skip = 0;
  if (const std::size_t at = affiliation_at(label, skip); at != label.npos) {
    parts.affiliation = std::string(trim(label.substr(at + skip)));
    label = strip_end(label.substr(0, at));
    parts.role = lexicon::role_word(plain_label(label));
  }
  take_title(label, parts);
  count_words(parts.title, parts);
  parts.n_other = 0;
  // "SMITH of New Jersey": where members share a name, the seat tells them apart.
  if (const std::size_t of = label.find(" of ");
      of != label.npos && parts.affiliation.empty() && !parts.title.empty()) {
    parts.affiliation = std::string(label.substr(of + 1));
    label = trim(label.substr(0, of));
  }
  parts.name = std::string(label);
  parts.capitals =
      in_capitals(parts.name.empty() ? std::string_view(parts.title) : std::string_view(parts.name));
  count_words(parts.name, parts);
  return parts;
}

std::string label_key(const LabelParts& parts) {
  std::string key = letters_of(parts.name);
  if (key.empty()) key = letters_of(parts.title);
  if (parts.affiliation.starts_with("of ")) key += letters_of(parts.affiliation);
  return key;
}

}  // namespace quoth
