#include "annotate/turns/participant_lists.h"

#include <algorithm>
#include <optional>
#include <string>

#include "annotate/turns/labels.h"
#include "annotate/turns/line_kinds.h"
#include "text/unicode.h"

namespace quoth {
namespace {

bool is_list_key(std::string_view key) {
  std::string lower = to_lower(trim(key));
  while (!lower.empty() && (lower.back() == ':' || lower.back() == ' ')) lower.pop_back();
  if (lower == "witness") return true;
  for (std::string_view word :
       {"participants", "panelists", "panellists", "panel", "guests", "witnesses", "members present",
        "candidates", "speakers", "present", "in attendance", "attendees", "appearances"}) {
    if (lower == word || lower.ends_with(" " + std::string(word))) return true;
  }
  return false;
}

/// The role of everybody in a list under such a heading.
std::optional<Role> role_of_list(std::string_view key) {
  const std::string lower = to_lower(key);
  if (lower.find("witness") != lower.npos) return Role::witness;
  if (lower.find("candidates") != lower.npos) return Role::candidate;
  return std::nullopt;
}

bool opens_list(std::string_view line) { return line.size() <= 60 && is_list_key(line); }

/// What stands behind "Members present:" and the like on one line; empty where the line is none of that kind.
std::string_view inline_list(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == line.npos || colon > 60 || !is_list_key(line.substr(0, colon))) return {};
  return line.substr(colon + 2);
}

/// The entries of a list on one line: parted by semicolons, else by commas and "and".
std::vector<std::string_view> entries_of(std::string_view list) {
  std::vector<std::string_view> entries;
  const bool semicolons = list.find(';') != list.npos;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    const std::string_view rest = list.substr(std::min(at, list.size()));
    std::size_t separator = 0;
    if (rest.empty())
      separator = 1;
    else if (semicolons)
      separator = rest.starts_with(';') ? 1 : 0;
    else if (rest.starts_with(", and "))
      separator = 6;
    else if (rest.starts_with(" and "))
      separator = 5;
    else if (rest.starts_with(", "))
      separator = 2;
    if (separator == 0) continue;
    const std::string_view entry = trim(list.substr(begin, at - begin));
    if (!entry.empty()) entries.push_back(entry);
    begin = at + separator;
    at = begin - 1;
  }
  return entries;
}

/// "I: ", "2. ": the number of an entry.
std::string_view without_number(std::string_view entry) {
  std::size_t i = 0;
  while (i < entry.size() && (std::string_view("IVX").find(entry[i]) != std::string_view::npos ||
                              (entry[i] >= '0' && entry[i] <= '9')))
    ++i;
  if (i == 0 || i + 1 >= entry.size() || (entry[i] != ':' && entry[i] != '.' && entry[i] != ')') ||
      entry[i + 1] != ' ')
    return entry;
  return trim(entry.substr(i + 1));
}

class ParticipantFinder {
 public:
  ParticipantFinder(const Document& document, const std::vector<Line>& lines)
      : document_(document), lines_(lines) {
    out_.is_listed.resize(lines.size());
  }

  ParticipantLists find() {
    // A header's list; what a heading inside the talk calls "participants" is none.
    const std::size_t end = std::min<std::size_t>(lines_.size(), 400);
    for (std::size_t i = 0; i < end; ++i) {
      if (const std::string_view list = inline_list(line(i)); !list.empty()) {
        list_role_ = role_of_list(line(i).substr(0, line(i).find(':')));
        if (read_inline(list, lines_[i].span)) out_.is_listed[i] = true;
        continue;
      }
      if (!opens_list(line(i))) continue;
      list_role_ = role_of_list(line(i));
      const std::size_t before = out_.participants.size();
      const std::size_t last = read_list(i + 1, end);
      if (out_.participants.size() > before) out_.is_listed[i] = true;
      i = last - 1;
    }
    return std::move(out_);
  }

 private:
  std::string_view line(std::size_t i) const { return document_.slice(lines_[i].span); }

  std::size_t read_list(std::size_t i, std::size_t end) {
    for (; i < end; ++i) {
      const std::string_view words = line(i);
      if (opens_list(words)) {
        list_role_ = role_of_list(words);
        out_.is_listed[i] = true;
        continue;
      }
      if (const std::string_view list = inline_list(words); !list.empty()) {
        list_role_ = role_of_list(words.substr(0, words.find(':')));
        out_.is_listed[i] = read_inline(list, lines_[i].span);
        continue;
      }
      if (is_divider(words)) continue;
      const bool heading = is_all_capitals(words) && looks_like_heading(words) &&
                           words.find(',') == words.npos && !is_listed_shape(i);
      if (words.find("; ") != words.npos && read_inline(without_number(words), lines_[i].span)) {
        out_.is_listed[i] = true;
        continue;
      }
      const LabelParts parts = parse_label(words);
      if (heading || parts.role || words.size() > 200 || has_final_punctuation_of_speech(words)) break;
      const std::size_t last = read_entry(i);
      if (last == end) break;
      i = last;
    }
    return i;
  }

  /// Names in capitals stand in lists too: something must follow that says who it is.
  bool is_listed_shape(std::size_t i) const {
    return i + 1 < lines_.size() && lines_[i].paragraph == lines_[i + 1].paragraph;
  }

  static bool has_final_punctuation_of_speech(std::string_view words) {
    return words.ends_with('?') || words.ends_with('!') || words.ends_with(':') ||
           (words.ends_with('.') && words.size() > 90);
  }

  /// Reads the entry that begins at line i; gives its last line, or the number of lines where there is none.
  std::size_t read_entry(std::size_t i) {
    Span span = lines_[i].span;
    span.begin = label_prefix(document_.text(), span).end;
    const std::uint32_t bold_end = lines_[i].bold_end;
    Participant entry;
    if (bold_end > span.begin && bold_end < span.end) {
      entry.name = fold_space(document_.slice({span.begin, bold_end}));
      entry.affiliation = fold_space(document_.slice({bold_end, span.end}));
    } else {
      const LabelParts parts = parse_label(document_.slice(span));
      entry.name = parts.title.empty() ? parts.name : parts.title + " " + parts.name;
      entry.affiliation = parts.affiliation;
    }
    strip(entry.name);
    strip(entry.affiliation);
    const LabelParts parts = parse_label(entry.name);
    if (parts.n_other > 0 || parts.n_capitalised < 2 || parts.n_capitalised > 6)
      return i == 0 ? lines_.size() : skip_listed(i);
    out_.is_listed[i] = true;
    std::size_t last = i;
    // Who it is may stand on the next line: it has a comma, a word of office, or is set otherwise than the name.
    if (entry.affiliation.empty() && i + 1 < lines_.size() && says_who(i, i + 1)) {
      entry.affiliation = fold_space(line(i + 1));
      out_.is_listed[i + 1] = true;
      last = i + 1;
    }
    add(std::move(entry), span);
    return last;
  }

  void add(Participant entry, Span span) {
    if (!entry.role) entry.role = list_role_;
    // The same again, or "Dr Hale" after "Dr Tom Hale".
    const std::string name = parse_label(entry.name).name;
    const auto same = [&](const Participant& p) {
      const std::string known = parse_label(p.name).name;
      return letters_of(known) == letters_of(name) || known.ends_with(" " + name);
    };
    if (std::any_of(out_.participants.begin(), out_.participants.end(), same)) return;
    out_.participants.push_back(std::move(entry));
    out_.spans.push_back(span);
  }

  /// "Dame Ann Reed (Chair); Tom Hale, Harbour Master". Whether there was a name among them.
  bool read_inline(std::string_view list, Span span) {
    bool any = false;
    while (list.ends_with('.')) list.remove_suffix(1);
    for (std::string_view text : entries_of(list)) {
      const LabelParts parts = parse_label(text);
      if (parts.name.empty() || parts.n_other > 0 || parts.n_capitalised < 2 || parts.n_capitalised > 6)
        continue;
      Participant entry;
      entry.name = parts.title.empty() ? parts.name : parts.title + " " + parts.name;
      entry.affiliation = parts.affiliation;
      if (const auto role = lexicon::role_word(to_lower(parts.bracket))) entry.role = role->role;
      add(std::move(entry), span);
      any = true;
    }
    return any;
  }

  std::size_t skip_listed(std::size_t i) {
    out_.is_listed[i] = true;
    return i;
  }

  bool says_who(std::size_t name, std::size_t next) const {
    const std::string_view words = line(next);
    if (words.size() > 160 || is_divider(words) || opens_list(words)) return false;
    const bool set_otherwise = (lines_[name].all & Style::bold) != (lines_[next].all & Style::bold);
    const LabelParts parts = parse_label(words);
    return set_otherwise || !parts.affiliation.empty() || parts.n_other > 0 || lexicon::has_job_word(words);
  }

  static void strip(std::string& text) {
    const auto is_edge = [](char32_t c) { return is_dash(c) || c == ',' || c == ':' || is_space(c); };
    while (!text.empty() && is_edge(code_point_at(text, 0).value))
      text.erase(0, code_point_at(text, 0).length);
    while (!text.empty() && is_edge(code_point_before(text, text.size()).value))
      text.resize(text.size() - code_point_before(text, text.size()).length);
  }

  const Document& document_;
  const std::vector<Line>& lines_;
  std::optional<Role> list_role_;  ///< of the list that is being read
  ParticipantLists out_;
};

}  // namespace

ParticipantLists find_participant_lists(const Document& document, const std::vector<Line>& lines) {
  return ParticipantFinder(document, lines).find();
}

}  // namespace quoth
