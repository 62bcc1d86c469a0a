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
/// Enough to speak for its style.
constexpr float kPlausible = 1.5F;

/// What labels of one document have in common by their look.
struct StyleId {
  unsigned value;
  static constexpr unsigned kCount = 5 * 2 * 2 * 3;
  explicit StyleId(const LabelCandidate& c) {
    const unsigned kind = c.parts.role ? 2 : (!c.parts.title.empty() || !c.parts.asker.empty()) ? 1 : 0;
    value = ((static_cast<unsigned>(c.delimiter) * 2 + c.bold) * 2 + c.parts.capitals) * 3 + kind;
  }
};

float count_bonus(int count) {
  if (count >= 5) return 3.5F;
  if (count >= 3) return 2.5F;
  return count == 2 ? 1.5F : 0.0F;
}

/// Words of the first paragraphs in which names of participants stand: those that begin with a capital.
std::unordered_set<std::string> head_words(const Document& document, std::uint32_t end) {
  std::unordered_set<std::string> words;
  const std::string_view text = document.text().substr(0, end);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size();) {
    const CodePoint c = i < text.size() ? code_point_at(text, i) : CodePoint{U' ', 1};
    if (!is_letter(c.value) && c.value != '\'' && c.value != '-' && c.value != 0x2019) {
      if (i > begin && is_upper(code_point_at(text, begin).value))
        words.insert(letters_of(text.substr(begin, i - begin)));
      begin = i + c.length;
    }
    i += c.length;
  }
  return words;
}

std::string last_word(std::string_view name) {
  const std::size_t space = name.find_last_of(" .");
  return letters_of(space == name.npos ? name : name.substr(space + 1));
}

/// What a label is by its surname alone, for "E. Quist" and "Keeper Quist"; the key where there is none to speak of.
std::string surname_of(const LabelCandidate& c) {
  if (c.parts.role || c.delimiter == Delimiter::own_line) return c.key;
  std::string surname = last_word(c.parts.name);
  return surname.size() >= 3 ? surname : c.key;
}

int returns(const std::unordered_map<std::string, int>& counts, const LabelCandidate& c) {
  const auto count = [&](const std::string& key) {
    const auto at = counts.find(key);
    return at == counts.end() ? 0 : at->second;
  };
  return std::max(count(c.key), count(surname_of(c)));
}

struct Styles {
  std::array<int, StyleId::kCount> lines{};
  std::array<int, StyleId::kCount / 3> family{};  ///< the same look, whatever stands there
  std::unordered_set<std::string> affiliations;
  std::array<std::unordered_set<std::string>, StyleId::kCount> keys;
  int total = 0;

  void add(const LabelCandidate& c) {
    const unsigned style = StyleId(c).value;
    ++lines[style];
    ++family[style / 3];
    ++total;
    if (!c.parts.affiliation.empty()) affiliations.insert(letters_of(c.parts.affiliation));
    if (keys[style].size() < 4) keys[style].insert(c.key);
  }

  float bonus(const LabelCandidate& c) const {
    // "Ann Reed, Harbour News:" where others come from Harbour News too.
    const bool shared =
        !c.parts.affiliation.empty() && affiliations.contains(letters_of(c.parts.affiliation));
    return style_bonus(c) + (shared ? 2.0F : 0.0F);
  }

 private:
  float style_bonus(const LabelCandidate& c) const {
    const unsigned style = StyleId(c).value;
    if (lines[style] >= 3 && keys[style].size() >= 2 && lines[style] * 8 >= total) return 2.0F;
    if (lines[style] >= 2 && lines[style] * 8 >= total) return 1.0F;
    if (c.parts.role || c.listed) return 0;
    const bool plain = c.parts.title.empty() && c.parts.asker.empty();
    if (total >= 6 && family[style / 3] * 20 < total) return plain ? -2.0F : -0.5F;
    return 0;
  }
};

}  // namespace

std::vector<LabelCandidate> choose_labels(const Document& document, const std::vector<Line>& lines,
                                          const std::vector<Participant>& listed,
                                          const std::vector<bool>& skip) {
  std::vector<LabelCandidate> candidates;
  std::unordered_map<std::string, int> counts;
  std::unordered_set<std::string> names;
  for (const Participant& participant : listed) names.insert(label_key(parse_label(participant.name)));
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    if (skip[i]) continue;
    const std::size_t before = candidates.size();
    find_label_candidates(document, lines, i, candidates);
    for (std::size_t c = before; c < candidates.size();) {
      candidates[c].listed = names.contains(candidates[c].key);
      if (candidates[c].listed) candidates[c].look += 3.0F;
      // A heading, and a line within a paragraph whose text runs on into it, hardly bear a label.
      const Paragraph& paragraph = document.paragraphs()[lines[i].paragraph];
      if (paragraph.kind == ParagraphKind::heading)
        candidates[c].look -= candidates[c].delimiter == Delimiter::own_line ? 2.0F : 0.5F;
      if (paragraph.centered && candidates[c].delimiter == Delimiter::own_line) candidates[c].look -= 1.0F;
      if (!lines[i].first && !has_final_punctuation(document.slice(lines[i - 1].span)))
        candidates[c].look -= 1.5F;
      if (candidates[c].look < kAccept - 5.5F) {
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(c));
        continue;
      }
      ++counts[candidates[c].key];
      if (const std::string surname = surname_of(candidates[c]); surname != candidates[c].key)
        ++counts[surname];
      ++c;
    }
  }

  // "A." alone begins an answer only where "Q." begins questions; else it is the first of a list.
  if (!counts.contains("q") && !counts.contains("question")) {
    for (LabelCandidate& candidate : candidates) {
      if (candidate.key == "a") candidate.look -= 6.0F;
    }
  }

  // The head of the document reaches to the first label that needs no more evidence.
  std::uint32_t head_end = 0;
  for (const LabelCandidate& c : candidates) {
    if (c.look + count_bonus(returns(counts, c)) >= kAccept) {
      head_end = c.printed.begin;
      break;
    }
  }
  const auto head = head_words(document, std::min<std::uint32_t>(head_end, 20'000));

  std::vector<float> scores(candidates.size());
  Styles styles;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const LabelCandidate& candidate = candidates[c];
    scores[c] = candidate.look + count_bonus(returns(counts, candidate));
    if (!candidate.parts.name.empty() && head.contains(last_word(candidate.parts.name))) scores[c] += 1.0F;
    if (scores[c] >= kPlausible) styles.add(candidate);
  }

  std::vector<LabelCandidate> chosen;
  for (std::size_t c = 0; c < candidates.size();) {
    const std::uint32_t line = candidates[c].line;
    const std::size_t none = candidates.size();
    std::size_t best = none;
    for (; c < candidates.size() && candidates[c].line == line; ++c) {
      const float score = scores[c] + styles.bonus(candidates[c]);
      if (score < kAccept) continue;
      // Of two that hold, the longer says more: "Q. Ann Reed, Harbour News:" rather than "Q."
      if (best == none || candidates[c].printed.end > candidates[best].printed.end) best = c;
    }
    if (best != none) chosen.push_back(std::move(candidates[best]));
  }
  return chosen;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> find_glued_labels(
    const Document& document, const std::vector<Line>& lines, const std::vector<LabelCandidate>& labels,
    const std::vector<bool>& skip) {
  std::unordered_map<std::string, int> counts;
  for (const LabelCandidate& label : labels) {
    const bool stands_out =
        label.parts.capitals && (label.parts.role || document.slice(label.printed).size() >= 6);
    if (!stands_out || (label.delimiter != Delimiter::full_stop && label.delimiter != Delimiter::colon))
      continue;
    ++counts[std::string(document.slice(label.printed)) +
             (label.delimiter == Delimiter::colon ? ": " : ". ")];
  }
  std::erase_if(counts, [](const auto& entry) { return entry.second < 4; });
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
