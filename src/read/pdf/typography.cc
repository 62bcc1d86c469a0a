#include "read/pdf/typography.h"

#include <algorithm>
#include <cmath>

#include "record/document.h"
#include "text/unicode.h"

namespace quoth::pdf {
namespace {

int size_key(float size) { return static_cast<int>(std::lround(size * 2)); }

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool alike(float a, float b) { return std::abs(a - b) <= 0.06f * std::max(a, b); }

std::size_t n_bytes(const Line& line) {
  std::size_t n = 0;
  for (const Word& word : line.words) n += word.text.size();
  return n;
}

}  // namespace

bool begins_small(const Line& line) { return is_lower(code_point_at(line.words.front().text, 0).value); }

bool ends_in_hyphen(const Line& line) {
  std::string_view text = line.words.back().text;
  const CodePoint last = code_point_before(text, text.size());
  if (last.value != '-' && last.value != 0x2010 && last.value != 0xAD) return false;
  text.remove_suffix(last.length);
  return !text.empty() && is_letter(code_point_before(text, text.size()).value);
}

bool ends_sentence(const Line& line) {
  std::string_view text = line.words.back().text;
  for (std::size_t w = line.words.size(); w-- > 0;) {
    text = line.words[w].text;
    if ((line.words[w].bits & Style::superscript) == 0) break;
  }
  while (!text.empty()) {
    const CodePoint c = code_point_before(text, text.size());
    if (c.value == '.' || c.value == '?' || c.value == '!' || c.value == ':' || c.value == 0x2026)
      return true;
    if (c.value == ')' || c.value == ']') {
      text.remove_suffix(c.length);
      if (text.empty() || is_letter(code_point_before(text, text.size()).value)) return true;
      continue;
    }
    if (is_dash(c.value)) return !ends_in_hyphen(line);  // broken off
    if (!is_closing_quote(c.value)) return false;
    text.remove_suffix(c.length);
  }
  return true;
}

bool same_size(const Line& a, const Line& b) {
  if (alike(a.size, b.size)) return true;
  const auto holds = [](const Line& line, float size) {
    return std::any_of(line.words.begin(), line.words.end(), [&](const Word& word) {
      return alike(word.box.height(), size) && (word.bits & Style::superscript) == 0;
    });
  };
  return holds(a, b.size) || holds(b, a.size);
}

int Typography::indent_key(const Line& line) {
  return static_cast<int>(std::lround((line.box.x0 - line.frame.left) / 4));
}

Typography::Typography(const std::vector<Line>& lines) {
  learn_sizes(lines);
  learn_indents_and_leadings(lines);
  learn_room(lines);
}

void Typography::learn_sizes(const std::vector<Line>& lines) {
  std::map<int, std::size_t> sizes;
  for (const Line& line : lines) sizes[size_key(line.size)] += n_bytes(line);
  std::size_t most = 0;
  for (const auto& [key, n] : sizes) {
    if (n <= most) continue;
    most = n;
    body_size_ = static_cast<float>(key) / 2;
  }
  for (const auto& [key, n] : sizes) {
    const float size = static_cast<float>(key) / 2;
    if (size > 1.12f * body_size_) larger_.push_back(size);
  }
}

void Typography::learn_indents_and_leadings(const std::vector<Line>& lines) {
  std::map<int, std::vector<float>> going_on, any;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (alike(line.size, body_size_)) {
      Indent& indent = indents_[indent_key(line)];
      ++indent.n;
      indent.n_small_letters += begins_small(line) ? 1 : 0;
      indent.right_inset = std::min(indent.right_inset, line.frame.right - line.box.x1);
    }
    if (i == 0 || lines[i - 1].region != line.region || !alike(lines[i - 1].size, line.size)) continue;
    const float step = line.box.y1 - lines[i - 1].box.y1;
    if (step < 0.5f * line.size || step > 4 * line.size) continue;
    any[size_key(line.size)].push_back(step);
    if (begins_small(line)) going_on[size_key(line.size)].push_back(step);
  }
  for (auto& [key, steps] : any) {
    const auto at = going_on.find(key);
    if (at != going_on.end() && at->second.size() >= 3) {
      leadings_[key] = median(at->second);
    } else {
      leadings_[key] = *std::min_element(steps.begin(), steps.end());
    }
  }
}

void Typography::learn_room(const std::vector<Line>& lines) {
  std::vector<float> rooms;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const bool goes_on =
        lines[i - 1].region == lines[i].region && begins_small(lines[i]) && !ends_sentence(lines[i - 1]);
    if (goes_on && alike(lines[i].size, body_size_)) rooms.push_back(room(lines[i - 1], lines[i]));
  }
  if (rooms.size() >= 10) {
    const auto high = rooms.begin() + static_cast<std::ptrdiff_t>(rooms.size() * 19 / 20);
    std::nth_element(rooms.begin(), high, rooms.end());
    usual_room_ = std::max(0.f, *high);
  }
}

float Typography::leading(float size) const {
  const auto at = leadings_.find(size_key(size));
  return at != leadings_.end() ? at->second : 1.4f * size;
}

const Typography::Indent* Typography::indent_of(const Line& line) const {
  const auto at = indents_.find(indent_key(line));
  return at == indents_.end() ? nullptr : &at->second;
}

bool Typography::begins_paragraphs(const Line& line) const {
  const Indent* indent = indent_of(line);
  return indent != nullptr && indent->n >= 4 && indent_key(line) > 0 &&
         indent->n_small_letters * 12 < indent->n;
}

bool Typography::goes_on(const Line& line) const {
  const Indent* indent = indent_of(line);
  return indent != nullptr && indent->n >= 4 && indent->n_small_letters * 4 >= indent->n;
}

bool Typography::is_usual(const Line& line) const {
  const Indent* indent = indent_of(line);
  std::size_t n = 0;
  for (const auto& [key, other] : indents_) n += other.n;
  return indent != nullptr && indent->n * 4 > n;
}

float Typography::right_edge(const Line& line) const {
  const Indent* indent = indent_of(line);
  const bool indented = indent != nullptr && indent_key(line) > 0 && indent->n >= 3;
  return indented ? line.frame.right - indent->right_inset : line.frame.right;
}

float Typography::room(const Line& before, const Line& line) const {
  std::size_t w = 0;
  while (w + 1 < line.words.size() && line.words[w + 1].glued) ++w;
  const float word = line.words[w].box.x1 - line.words.front().box.x0;
  float space = 0.25f * before.size;  // the widest that stands in the line, if there is one
  for (std::size_t i = 1; i < before.words.size(); ++i) {
    space = std::max(space, before.words[i].box.x0 - before.words[i - 1].box.x1);
  }
  return right_edge(before) - before.box.x1 - space - word;
}

int Typography::heading_level(float size) const {
  if (size <= 1.12f * body_size_) return 0;
  const auto larger = std::count_if(larger_.begin(), larger_.end(), [&](float s) { return s > size + 0.6f; });
  return static_cast<int>(larger) + 1;
}

}  // namespace quoth::pdf
