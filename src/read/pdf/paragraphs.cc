#include "read/pdf/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "read/pdf/typography.h"
#include "record/document.h"
#include "text/unicode.h"

namespace quoth::pdf {
namespace {

constexpr float kSmall = 0.93f;     ///< of the text's size: set smaller
constexpr float kWideStep = 1.22f;  ///< of the leading: a paragraph's space
constexpr float kOffset = 6;        ///< points: set further in

bool is_bold(const Word& word) { return (word.bits & Style::bold) != 0; }
bool all_bold(const Line& line) { return std::all_of(line.words.begin(), line.words.end(), is_bold); }

float indent_of(const Line& line) { return line.box.x0 - line.frame.left; }

bool is_centered(const Line& line) {
  const float middle = (line.box.x0 + line.box.x1) / 2 - (line.frame.left + line.frame.right) / 2;
  return std::abs(middle) < 3 && indent_of(line) > 0.08f * line.frame.width();
}

/// "Q.", "A:", "MR. REED:", "Ann Reed:": the words before a colon, or a letter before a full stop.
bool begins_like_label(const Line& line) {
  constexpr std::size_t kMaxLabelWords = 6;
  for (std::size_t w = 0; w < std::min(line.words.size(), kMaxLabelWords); ++w) {
    const std::string_view word = line.words[w].text;
    if (w == 0 && word.size() == 2 && (word[0] == 'Q' || word[0] == 'A') &&
        (word[1] == '.' || word[1] == ':')) {
      return true;
    }
    if (!is_upper(code_point_at(word, 0).value) && word[0] != '(' && word[0] != '[') return false;
    if (word.ends_with(':')) return true;
  }
  return false;
}

/// Whether `line` begins a paragraph; `n_before` lines of the one so far end with `before`.
bool begins_paragraph(const Line& before, const Line& line, std::size_t n_before, const Typography& type) {
  if (!same_size(before, line)) return true;
  const bool same_region = before.region == line.region;
  if (same_region && line.box.y1 - before.box.y1 > kWideStep * type.leading(line.size)) return true;
  if (ends_in_hyphen(before)) return false;
  const bool ended = ends_sentence(before);
  const bool mid_sentence = begins_small(line) && !ended;
  const bool heading = type.heading_level(line.size) > 0;
  if (same_region && heading) return false;
  if (is_bold(line.words.front()) && !is_bold(before.words.back()) && ended) return true;
  if (all_bold(before) && !is_bold(line.words.front()) && !mid_sentence) return true;
  if (mid_sentence && !type.begins_paragraphs(line)) return false;
  if (type.begins_paragraphs(line) && !(mid_sentence && !type.was_ended(before, line))) return true;
  if (same_region && is_centered(before) && is_centered(line) && all_bold(before) == all_bold(line))
    return false;
  if (type.was_ended(before, line)) return true;
  if (ended && begins_like_label(line)) return true;
  const float shift = indent_of(line) - indent_of(before);
  if (n_before >= 2 && std::abs(shift) > kOffset) return true;
  return n_before == 1 && shift > kOffset && !type.goes_on(line);
}

// ---- Footnotes
// ------------------------------------------------------------------------------------------------

bool begins_like_note(const Line& line) {
  const Word& word = line.words.front();
  if ((word.bits & Style::superscript) != 0) return true;
  const CodePoint first = code_point_at(word.text, 0);
  if (first.value == '*' || first.value == 0x2020 || first.value == 0x2021 || first.value == 0xA7)
    return true;
  std::string_view text = word.text;
  if (text.starts_with('[') || text.starts_with('(')) text.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return digits > 0 && digits <= 3 && text.size() <= digits + 1;
}

/// Marks the small lines that end a region in the lower half of its page, from a mark on.
std::vector<bool> find_notes(const std::vector<Line>& lines, const Typography& type) {
  std::vector<bool> notes(lines.size(), false);
  std::set<std::uint32_t> pages_with_notes;
  for (std::size_t end = 0, begin = 0; begin < lines.size(); begin = end) {
    while (end < lines.size() && lines[end].region == lines[begin].region) ++end;
    std::size_t first = end;
    while (first > begin && lines[first - 1].size < kSmall * type.body_size()) --first;
    if (first == end || (first == begin && begin == 0)) continue;
    const bool goes_on = begins_small(lines[first]) && pages_with_notes.count(lines[first].page - 1) != 0;
    if (!begins_like_note(lines[first]) && !goes_on) continue;
    pages_with_notes.insert(lines[first].page);
    std::fill(notes.begin() + static_cast<std::ptrdiff_t>(first),
              notes.begin() + static_cast<std::ptrdiff_t>(end), true);
  }
  return notes;
}

// ---- What kind of paragraph
// -----------------------------------------------------------------------------------

void describe(Block& block, const Typography& type) {
  const std::vector<Line>& lines = block.lines;
  const auto all = [&](auto&& test) { return std::all_of(lines.begin(), lines.end(), test); };
  block.small = all([&](const Line& line) { return line.size < kSmall * type.body_size(); });
  block.centered = all(is_centered) && !type.begins_paragraphs(lines.front());
  if (block.note) return;
  block.heading = type.heading_level(lines.front().size);
  const bool set_off =
      all(all_bold) || all([](const Line& line) { return is_all_capitals(text_of(line.words)); });
  if (block.heading == 0 && block.centered && set_off && lines.size() <= 3) {
    block.heading = type.heading_level(1e6f) + 1;
  }
  block.quotation = block.heading == 0 && !block.centered && lines.size() > 1 &&
                    all([&](const Line& line) { return indent_of(line) > 2 * kOffset; });
}

std::vector<Block> group(std::vector<Line> lines, bool notes, const Typography& type) {
  std::vector<Block> blocks;
  for (Line& line : lines) {
    const bool begins = blocks.empty() || (notes && begins_like_note(line)) ||
                        begins_paragraph(blocks.back().lines.back(), line, blocks.back().lines.size(), type);
    if (begins) blocks.emplace_back().note = notes;
    blocks.back().lines.push_back(std::move(line));
  }
  for (Block& block : blocks) describe(block, type);
  return blocks;
}

}  // namespace

std::vector<Block> paragraphs_of(std::vector<Line> lines) {
  const Typography type(lines);
  const std::vector<bool> is_note = find_notes(lines, type);
  std::vector<Line> text, notes;
  for (std::size_t i = 0; i < lines.size(); ++i) (is_note[i] ? notes : text).push_back(std::move(lines[i]));
  std::vector<Block> blocks;
  std::vector<Block> footnotes = group(std::move(notes), true, type);
  auto note = footnotes.begin();
  for (Block& block : group(std::move(text), false, type)) {
    const std::uint32_t first_page = block.lines.front().page;
    while (note != footnotes.end() && note->lines.front().page < first_page)
      blocks.push_back(std::move(*note++));
    blocks.push_back(std::move(block));
  }
  std::move(note, footnotes.end(), std::back_inserter(blocks));
  return blocks;
}

}  // namespace quoth::pdf
