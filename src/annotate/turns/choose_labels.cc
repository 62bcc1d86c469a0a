#include "annotate/turns/choose_labels.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr float kAccept = 2.5F;
constexpr float kPossible = 0.0F;
/// Enough to speak for its style.
constexpr float kPlausible = 1.5F;

/// A candidate while it is weighed: strings as hashes, since a long transcript has a candidate on every line.
struct Weighed {
  Label label;
  float score = 0;
  std::uint8_t style = 0;       ///< what labels of one document have in common by their look
  bool plain = false;           ///< neither a role nor a title nor an asker's mark
  bool name_like = false;       ///< two to four words of a name and no other
  bool initial_answer = false;  ///< "A." alone
  std::size_t key = 0;
  std::size_t surname = 0;  ///< for "E. Quist" and "Keeper Quist"; the key where there is none to speak of
  std::size_t last_name = 0;
  std::size_t affiliation = 0;  ///< 0: none
};

constexpr unsigned kStyles = 5 * 2 * 2 * 3;

std::uint8_t style_of(const LabelCandidate& c) {
  const unsigned kind = c.parts.role ? 2 : (!c.parts.title.empty() || !c.parts.asker.empty()) ? 1 : 0;
  return static_cast<std::uint8_t>(
      ((static_cast<unsigned>(c.delimiter) * 2 + c.bold) * 2 + c.parts.capitals) * 3 + kind);
}

std::size_t hash_of(std::string_view letters) { return std::hash<std::string_view>{}(letters); }

float count_bonus(int count) {
  if (count >= 5) return 3.5F;
  if (count >= 3) return 2.5F;
  return count == 2 ? 1.5F : 0.0F;
}

/// Words of the header in which names of participants stand: those that begin with a capital.
std::unordered_set<std::size_t> head_words(const Document& document, std::uint32_t end) {
  std::unordered_set<std::size_t> words;
  const std::string_view text = document.text().substr(0, end);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size();) {
    const CodePoint c = i < text.size() ? code_point_at(text, i) : CodePoint{U' ', 1};
    if (!is_letter(c.value) && c.value != '\'' && c.value != '-' && c.value != 0x2019) {
      if (i > begin && is_upper(code_point_at(text, begin).value))
        words.insert(hash_of(letters_of(text.substr(begin, i - begin))));
      begin = i + c.length;
    }
    i += c.length;
  }
  return words;
}

Weighed weigh(const LabelCandidate& c, bool listed) {
  Weighed weighed;
  weighed.label = {
      c.line,          c.printed, c.said, c.delimiter, c.parts.role.has_value(), !c.parts.title.empty(),
      c.parts.capitals};
  weighed.score = c.look;
  weighed.style = style_of(c);
  weighed.plain = !c.parts.role && c.parts.title.empty() && c.parts.asker.empty() && !listed;
  weighed.name_like = c.parts.n_other == 0 && c.parts.n_capitalised >= 2 && c.parts.n_capitalised <= 4;
  weighed.initial_answer = c.key == "a";
  weighed.key = hash_of(c.key);
  weighed.surname = weighed.key;
  if (!c.parts.role && !c.parts.name.empty()) {
    const std::size_t space = c.parts.name.find_last_of(" .");
    const std::string last =
        letters_of(std::string_view(c.parts.name).substr(space == std::string::npos ? 0 : space + 1));
    weighed.last_name = hash_of(last);
    if (last.size() >= 3 && c.delimiter != Delimiter::own_line) weighed.surname = weighed.last_name;
  }
  if (!c.parts.affiliation.empty()) weighed.affiliation = hash_of(letters_of(c.parts.affiliation));
  return weighed;
}

class Styles {
 public:
  explicit Styles(std::size_t n_lines) : n_lines_(n_lines) {}

  /// A candidate that only might be a label: where nearly every line has one of its style, they are.
  void add_possible(const Weighed& c) {
    ++possible_[c.style];
    if (possible_keys_[c.style].size() < 2) possible_keys_[c.style].insert(c.key);
  }

  void add(const Weighed& c) {
    ++lines_[c.style];
    ++families_[c.style / 3];
    ++looks_[c.style / 6];
    ++total_;
    if (c.affiliation != 0) affiliations_.insert(c.affiliation);
    if (keys_[c.style].size() < 4) keys_[c.style].insert(c.key);
  }

  float bonus(const Weighed& c) const {
    // "Ann Reed, Harbour News:" where others come from Harbour News too.
    const bool shared = c.affiliation != 0 && affiliations_.contains(c.affiliation);
    return style_bonus(c) + (shared ? 2.0F : 0.0F);
  }

 private:
  float style_bonus(const Weighed& c) const {
    const bool everywhere = possible_[c.style] * 5 >= n_lines_ * 3 && possible_keys_[c.style].size() >= 2;
    if (everywhere && c.label.delimiter == Delimiter::colon) return 2.5F;
    const int lines = lines_[c.style];
    if (lines >= 3 && keys_[c.style].size() >= 2 && lines * 8 >= total_) return 2.0F;
    if (lines >= 2 && lines * 8 >= total_) return 1.0F;
    // Names over what they say, set all in one way: a person who speaks once has no other evidence.
    const bool own_line = c.label.delimiter == Delimiter::own_line;
    const int same_look = looks_[c.style / 6];
    if (own_line && c.plain && c.name_like && !c.label.capitals && same_look >= 5 &&
        same_look * 5 >= total_ * 2)
      return 2.5F;
    const bool minor = total_ >= 6 && families_[c.style / 3] * 20 < total_;
    if (!minor || c.label.role) return 0;
    return c.plain ? -2.0F : -0.5F;
  }

  std::size_t n_lines_;
  std::array<std::size_t, kStyles> possible_{};
  std::array<std::unordered_set<std::size_t>, kStyles> possible_keys_;
  std::array<int, kStyles> lines_{};
  std::array<int, kStyles / 3> families_{};  ///< the same look, whatever stands there
  std::array<int, kStyles / 6> looks_{};     ///< the same again, in capitals or not
  std::array<std::unordered_set<std::size_t>, kStyles> keys_;
  std::unordered_set<std::size_t> affiliations_;
  int total_ = 0;
};

/// All candidates that further evidence could still make labels, with their counts by key and surname.
struct Pool {
  std::vector<Weighed> candidates;
  std::unordered_map<std::size_t, int> counts;

  int returns(const Weighed& c) const {
    const auto count = [&](std::size_t key) {
      const auto at = counts.find(key);
      return at == counts.end() ? 0 : at->second;
    };
    return std::max(count(c.key), count(c.surname));
  }
};

Pool gather(const Document& document, const std::vector<Line>& lines, const std::vector<Participant>& listed,
            const std::vector<bool>& skip) {
  std::unordered_set<std::string> names;
  for (const Participant& participant : listed) names.insert(label_key(parse_label(participant.name)));
  Pool pool;
  std::vector<LabelCandidate> found;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (skip[i]) continue;
    found.clear();
    find_label_candidates(document, lines, i, found);
    const Paragraph& paragraph = document.paragraphs()[lines[i].paragraph];
    for (LabelCandidate& candidate : found) {
      const bool own_line = candidate.delimiter == Delimiter::own_line;
      const bool is_listed = names.contains(candidate.key);
      if (is_listed) candidate.look += 3.0F;
      // A heading, and a line within a paragraph whose text runs on into it, hardly bear a label.
      if (paragraph.kind == ParagraphKind::heading) candidate.look -= own_line ? 2.0F : 0.5F;
      if (paragraph.centered && own_line) candidate.look -= 1.0F;
      if (!lines[i].first && !has_final_punctuation(document.slice(lines[i - 1].span)))
        candidate.look -= 1.5F;
      if (candidate.look < kAccept - 5.5F) continue;
      pool.candidates.push_back(weigh(candidate, is_listed));
      const Weighed& weighed = pool.candidates.back();
      ++pool.counts[weighed.key];
      if (weighed.surname != weighed.key) ++pool.counts[weighed.surname];
    }
  }
  return pool;
}

}  // namespace

std::vector<Label> choose_labels(const Document& document, const std::vector<Line>& lines,
                                 const std::vector<Participant>& listed, const std::vector<bool>& skip) {
  Pool pool = gather(document, lines, listed, skip);
  // "A." alone begins an answer only where "Q." begins questions; else it is the first of a list.
  const bool asked = pool.counts.contains(hash_of("q")) || pool.counts.contains(hash_of("question"));
  std::uint32_t head_end = 0;
  for (Weighed& c : pool.candidates) {
    if (c.initial_answer && !asked) c.score -= 6.0F;
    c.score += count_bonus(pool.returns(c));
    // The header reaches to the first label that needs no more evidence.
    if (head_end == 0 && c.score >= kAccept) head_end = c.label.printed.begin;
  }
  const auto head = head_words(document, std::min<std::uint32_t>(head_end, 20'000));
  // The share of lines counts from the first that might bear a label: a title and a date come before it.
  const auto first = std::find_if(pool.candidates.begin(), pool.candidates.end(),
                                  [](const Weighed& c) { return c.score >= kPossible; });
  const std::size_t from = first == pool.candidates.end() ? skip.size() : first->label.line;
  Styles styles(static_cast<std::size_t>(
      std::count(skip.begin() + static_cast<std::ptrdiff_t>(from), skip.end(), false)));
  for (Weighed& c : pool.candidates) {
    if (c.score >= kPossible) styles.add_possible(c);
    if (c.last_name != 0 && head.contains(c.last_name)) c.score += 1.0F;
    if (c.score >= kPlausible) styles.add(c);
  }

  std::vector<Label> chosen;
  for (const Weighed& c : pool.candidates) {
    if (c.score + styles.bonus(c) < kAccept) continue;
    if (chosen.empty() || chosen.back().line != c.label.line) {
      chosen.push_back(c.label);
    } else if (c.label.printed.end > chosen.back().printed.end) {
      // Of two that hold, the longer says more: "Q. Ann Reed, Harbour News:" rather than "Q."
      chosen.back() = c.label;
    }
  }
  return chosen;
}

LabelCandidate read_label(const Document& document, const std::vector<Line>& lines, const Label& label) {
  std::vector<LabelCandidate> found;
  find_label_candidates(document, lines, label.line, found);
  const auto same = std::find_if(found.begin(), found.end(), [&](const LabelCandidate& c) {
    return c.printed == label.printed && c.delimiter == label.delimiter;
  });
  return std::move(*same);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> find_glued_labels(const Document& document,
                                                                       const std::vector<Line>& lines,
                                                                       const std::vector<Label>& labels,
                                                                       const std::vector<bool>& skip) {
  std::unordered_map<std::string, int> counts;
  for (const Label& label : labels) {
    const bool stands_out = label.capitals && (label.role || label.printed.size() >= 6);
    if (!stands_out || (label.delimiter != Delimiter::full_stop && label.delimiter != Delimiter::colon))
      continue;
    ++counts[std::string(document.slice(label.printed)) +
             (label.delimiter == Delimiter::colon ? ": " : ". ")];
  }
  std::erase_if(counts, [](const auto& entry) { return entry.second < 3; });
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  if (counts.empty()) return found;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (skip[i]) continue;
    const std::string_view words = document.slice(lines[i].span);
    // The delimiter comes first: it is rare.
    for (std::size_t at = words.find_first_of(".:", 1); at != words.npos;
         at = words.find_first_of(".:", at + 1)) {
      if (at + 2 >= words.size() || words[at + 1] != ' ' || !is_upper(code_point_before(words, at).value))
        continue;
      const CodePoint next = code_point_at(words, at + 2);
      if (!is_upper(next.value) && !is_opening_quote(next.value) && !is_dash(next.value)) continue;
      for (const auto& [label, _] : counts) {
        const std::size_t length = label.size() - 2;
        if (at < length + 1 || words.substr(at - length, label.size()) != label) continue;
        std::size_t end = at - length;
        if (words[end - 1] == ' ' && end >= 2 && words[end - 2] == ']') --end;  // "[9.] Q. ..."
        const CodePoint before = code_point_before(words, end);
        const bool ends = before.value == ',' || before.value == '.' || before.value == '?' ||
                          before.value == '!' || is_dash(before.value) || before.value == ']' ||
                          is_closing_quote(before.value);
        if (ends) found.emplace_back(i, lines[i].span.begin + static_cast<std::uint32_t>(at - length));
      }
    }
  }
  return found;
}

}  // namespace quoth
