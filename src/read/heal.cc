#include "read/heal.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "base/among.h"
#include "read/label.h"
#include "read/lines.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// So long a text does not stop inside a sentence unless something cut it.
constexpr std::size_t kLongParagraphBytes = 240;
constexpr std::size_t kProseWords = 4;
constexpr std::size_t kTalkWords = 8;
/// Furniture that stands between two halves of a paragraph is a head, a number and a marker at most.
constexpr std::size_t kMostFurniture = 6;
/// A line of a running head or foot has so many bytes, all of it so many, and it returns so often.
constexpr std::size_t kLeastRunningBytes = 4;
constexpr std::size_t kMostRunningBytes = 1000;
constexpr std::size_t kLeastHeadBytes = 20;
constexpr std::uint32_t kLeastRuns = 3;
constexpr std::uint32_t kManyRuns = 5;
/// Where one paragraph in five ends inside a sentence, that is how this text is written.
constexpr std::size_t kUnfinishedShare = 5;

bool may_be_cut(const Paragraph& paragraph) {
  return (paragraph.kind == ParagraphKind::text || paragraph.kind == ParagraphKind::quotation) &&
         !paragraph.centered;
}

/// The last bytes, from the start of a character.
std::string_view tail(std::string_view text, std::size_t n) {
  if (text.size() <= n) return text;
  std::size_t at = text.size() - n;
  while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  return text.substr(at);
}

bool has_lower_case_word(std::string_view text) {
  for (std::size_t at = text.find(' '); at != std::string_view::npos && at + 1 < text.size();
       at = text.find(' ', at + 1)) {
    if (is_lower(code_point_at(text, at + 1).value)) return true;
  }
  return false;
}

/// Enough words, and not all of them capitalised: no heading, label or line of an address.
bool is_prose(std::string_view text) {
  const std::string_view head = text.substr(0, 400);
  return count_words(head) >= kProseWords && has_lower_case_word(head) && !is_all_capitals(head);
}

/// Words that no sentence and no heading ends with: after one of them the sentence goes on.
constexpr std::string_view kOpenWords[] = {
    "a",      "about",   "after", "an",    "and",  "any",   "are",   "as",    "at",    "because", "been",
    "before", "between", "but",   "by",    "can",  "could", "every", "for",   "from",  "had",     "has",
    "have",   "her",     "his",   "how",   "if",   "in",    "into",  "is",    "its",   "may",     "might",
    "must",   "my",      "no",    "not",   "of",   "on",    "or",    "our",   "over",  "shall",   "should",
    "so",     "some",    "such",  "than",  "that", "the",   "their", "these", "this",  "those",   "to",
    "under",  "very",    "was",   "we",    "were", "what",  "when",  "where", "which", "while",   "who",
    "whose",  "will",    "with",  "would", "your"};

/// Words that begin sentences: in capitals one of them begins a new one.
constexpr std::string_view kStarters[] = {
    "a",       "after",   "all",     "also",  "although", "an",      "and",   "any",   "are",   "as",
    "at",      "because", "before",  "but",   "by",       "can",     "could", "did",   "do",    "does",
    "during",  "even",    "every",   "first", "for",      "from",    "had",   "has",   "have",  "he",
    "her",     "here",    "his",     "how",   "however",  "i",       "if",    "in",    "is",    "it",
    "its",     "last",    "let",     "many",  "may",      "more",    "most",  "my",    "no",    "nobody",
    "none",    "not",     "nothing", "now",   "of",       "on",      "once",  "one",   "or",    "our",
    "perhaps", "she",     "should",  "since", "so",       "some",    "that",  "the",   "their", "then",
    "there",   "these",   "they",    "this",  "those",    "to",      "today", "two",   "was",   "we",
    "well",    "were",    "what",    "when",  "where",    "whether", "which", "while", "who",   "why",
    "will",    "with",    "would",   "yes",   "you",      "your"};

std::string last_word(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_alphanumeric(code_point_before(text, end).value))
    end -= code_point_before(text, end).length;
  std::size_t begin = end;
  while (begin > 0 && is_alphanumeric(code_point_before(text, begin).value)) {
    begin -= code_point_before(text, begin).length;
  }
  return std::string(text.substr(begin, end - begin));
}

std::string first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_alphanumeric(code_point_at(text, end).value))
    end += code_point_at(text, end).length;
  return to_lower(text.substr(0, end));
}

/// Running text, as against a heading that capitalises its words.
bool mostly_lower(std::string_view text) {
  std::size_t n_lower = 0;
  for (std::size_t at = text.find(' '); at != std::string_view::npos && at + 1 < text.size();
       at = text.find(' ', at + 1)) {
    n_lower += is_lower(code_point_at(text, at + 1).value);
  }
  return n_lower * 10 >= count_words(text) * 6;
}

class CutFinder {
 public:
  CutFinder(std::string_view text, const std::vector<Paragraph>& paragraphs)
      : text_(text), paragraphs_(paragraphs) {
    std::size_t n_long = 0;
    std::size_t n_unfinished = 0;
    for (const Paragraph& paragraph : paragraphs) {
      const std::string_view content = slice(text, paragraph.span);
      if (!may_be_cut(paragraph) || content.size() < 40 || !mostly_lower(content.substr(0, 400))) continue;
      ++n_long;
      n_unfinished += !ends_sentence(tail(content, 40));
    }
    unfinished_is_usual_ = n_unfinished > 2 && n_unfinished * kUnfinishedShare > n_long;
  }

  bool goes_on(const Paragraph& first, const Paragraph& second, bool furniture) const {
    const std::string_view before = slice(text_, first.span);
    const std::string_view after = slice(text_, second.span);
    if (!may_be_cut(second) || second.kind != first.kind) return false;
    const char32_t start = code_point_at(after, 0).value;
    const bool lower = is_lower(start);
    if (!lower && !is_upper(start) && !is_digit(start)) return false;
    if (!is_prose(before) || !label_of(after).empty()) return false;
    // Where first lines are indented, what begins at the margin of the running lines goes on.
    const bool runs_on = furniture && first.indent != first.hanging && second.indent == first.hanging;
    if (ends_sentence(tail(before, 40))) return runs_on && is_prose(after);
    if (lower) return furniture || !unfinished_is_usual_;
    if (unfinished_is_usual_ && !furniture) return false;
    if (furniture) return before.size() >= kLongParagraphBytes / 4 && is_prose(after);
    return continues_in_capitals(before, after);
  }

 private:
  /// A sentence was under way, and a capital letter goes on with it: in the middle of a name, or after a word that
  /// ends nothing.
  static bool continues_in_capitals(std::string_view before, std::string_view after) {
    if (count_words(before.substr(0, 400)) < kTalkWords || count_words(after.substr(0, 400)) < kTalkWords)
      return false;
    const std::string_view end = tail(before, kLongParagraphBytes);
    const std::size_t line = end.rfind('\n');
    if (line != std::string_view::npos && !is_prose(end.substr(line + 1))) return false;
    const std::string last = last_word(end);
    if (last.empty() || !is_prose(after)) return false;
    if (is_among(kOpenWords, last)) return true;
    const bool in_name = is_upper(code_point_at(last, 0).value) || ends_in_title(end);
    return in_name && mostly_lower(end) && !is_among(kStarters, first_word(after));
  }

  static bool ends_in_title(std::string_view text) { return text.ends_with('.'); }

  std::string_view text_;
  const std::vector<Paragraph>& paragraphs_;
  bool unfinished_is_usual_ = false;
};

/// Finds the heads and feet of pages that were pasted between the paragraphs.
void mark_running_paragraphs(std::string_view text, std::vector<Paragraph>& paragraphs) {
  const auto key_of = [&](const Paragraph& paragraph) {
    const bool candidate =
        paragraph.span.size() >= kLeastRunningBytes && paragraph.span.size() <= kMostRunningBytes &&
        paragraph.kind != ParagraphKind::metadata && paragraph.kind != ParagraphKind::boilerplate;
    if (!candidate) return std::string_view();
    // What stands in brackets is a stage direction.
    const char first = text[paragraph.span.begin];
    return first == '(' || first == '[' || first == '<' ? std::string_view() : slice(text, paragraph.span);
  };
  std::unordered_map<std::string_view, std::uint32_t> n_seen;
  std::vector<std::string_view> keys(paragraphs.size());
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    keys[i] = key_of(paragraphs[i]);
    if (!keys[i].empty()) ++n_seen[keys[i]];
  }
  const auto repeated = [&](std::size_t i) {
    return i < keys.size() && !keys[i].empty() && n_seen[keys[i]] >= kLeastRuns;
  };
  // Repetition alone is the mark of labels and formulas too; only heads and feet stand inside sentences.
  std::unordered_map<std::string_view, std::uint32_t> n_cuts;
  for (std::size_t i = 1; i < paragraphs.size(); ++i) {
    if (!repeated(i) || repeated(i - 1)) continue;
    std::size_t end = i + 1;
    while (repeated(end)) ++end;
    std::size_t n_bytes = 0;
    for (std::size_t k = i; k < end; ++k) n_bytes += keys[k].size();
    if (n_bytes < kLeastHeadBytes) continue;
    if (end == paragraphs.size() || end - i > kMostFurniture) continue;
    const std::string_view before = slice(text, paragraphs[i - 1].span);
    const std::string_view after = slice(text, paragraphs[end].span);
    const bool cut =
        is_prose(before) && !ends_sentence(tail(before, 40)) && is_lower(code_point_at(after, 0).value);
    // A label has a line or two; of three lines that return one cut is enough.
    const bool long_run = end - i >= 3 && n_seen[keys[i]] >= kManyRuns;
    for (std::size_t k = i; cut && k < end; ++k) n_cuts[keys[k]] += long_run ? 2 : 1;
  }
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const auto found = n_cuts.find(keys[i]);
    if (found == n_cuts.end() || found->second < 2) continue;
    paragraphs[i].kind = ParagraphKind::boilerplate;
    paragraphs[i].level = 0;
  }
}

std::string_view joint(std::string_view before, std::string_view after) {
  const bool hyphen = before.size() > 1 && before.back() == '-' &&
                      is_letter(code_point_before(before, before.size() - 1).value) &&
                      is_lower(code_point_at(after, 0).value);
  return hyphen ? "" : " ";
}

}  // namespace

std::vector<std::uint32_t> find_cuts(std::string_view text, const std::vector<Paragraph>& paragraphs) {
  const CutFinder finder(text, paragraphs);
  std::vector<std::uint32_t> next(paragraphs.size());
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (!may_be_cut(paragraphs[i])) continue;
    std::size_t k = i + 1;
    while (k < paragraphs.size() && k <= i + kMostFurniture &&
           paragraphs[k].kind == ParagraphKind::boilerplate)
      ++k;
    if (k == paragraphs.size() || !finder.goes_on(paragraphs[i], paragraphs[k], k > i + 1)) continue;
    next[i] = static_cast<std::uint32_t>(k);
  }
  return next;
}

void join_cut_paragraphs(std::string_view text, std::vector<Paragraph>& paragraphs) {
  const std::vector<std::uint32_t> next = find_cuts(text, paragraphs);
  std::vector<Paragraph> joined;
  joined.reserve(paragraphs.size());
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    joined.push_back(paragraphs[i]);
    while (next[i] == i + 1) joined.back().span.end = paragraphs[++i].span.end;
  }
  paragraphs = std::move(joined);
}

void heal_page_cuts(DocumentBuilder& builder) {
  const std::string_view text = builder.text.text();
  for (Paragraph& paragraph : builder.paragraphs) {
    const bool alone = paragraph.kind == ParagraphKind::text && paragraph.span.size() < 24;
    if (alone && is_page_number(slice(text, paragraph.span))) paragraph.kind = ParagraphKind::boilerplate;
  }
  mark_running_paragraphs(text, builder.paragraphs);
  const std::vector<Paragraph> old = std::move(builder.paragraphs);
  const std::vector<std::uint32_t> next = find_cuts(text, old);
  if (std::ranges::all_of(next, [](std::uint32_t k) { return k == 0; })) {
    builder.paragraphs = old;
    return;
  }
  AlignedText healed;
  healed.reserve(text.size());
  struct Moved {
    Span from;
    std::uint32_t to;
  };
  std::vector<Moved> moved;
  std::vector<Paragraph> paragraphs;
  std::size_t n_removed = 0;
  const auto take = [&](Span span) {
    moved.push_back({span, healed.size()});
    healed.append_slice(builder.text, span);
  };
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    // What stands before the paragraph belongs to it: the blank line that sets it apart.
    take({end, old[i].span.begin});
    Paragraph paragraph = old[i];
    paragraph.span.begin = healed.size();
    take(old[i].span);
    while (next[i] != 0) {
      n_removed += next[i] - i - 1;
      const std::string_view space = joint(slice(text, old[i].span), slice(text, old[next[i]].span));
      if (!space.empty()) healed.append_inserted(space, healed.source_end());
      i = next[i];
      take(old[i].span);
    }
    paragraph.span.end = healed.size();
    paragraphs.push_back(paragraph);
    end = old[i].span.end;
  }
  take({end, builder.text.size()});

  // A span of what was left out becomes empty.
  const auto move_offset = [&](std::uint32_t at) {
    auto after = std::upper_bound(moved.begin(), moved.end(), at,
                                  [](std::uint32_t value, const Moved& m) { return value < m.from.begin; });
    if (after == moved.begin()) return std::uint32_t{0};
    const Moved& last = *(after - 1);
    return last.to + std::min(at, last.from.end) - last.from.begin;
  };
  for (Style& style : builder.styles)
    style.span = {move_offset(style.span.begin), move_offset(style.span.end)};
  std::erase_if(builder.styles, [](const Style& style) { return style.span.empty(); });
  for (Hint& hint : builder.hints) {
    if (hint.span) hint.span = Span{move_offset(hint.span->begin), move_offset(hint.span->end)};
    if (hint.span && hint.span->empty()) hint.span.reset();
  }
  builder.text = std::move(healed);
  builder.paragraphs = std::move(paragraphs);
  if (n_removed > 0) {
    builder.diagnostics.push_back(
        {"text.furniture_removed", std::nullopt,
         fmt::format("{} page numbers, markers or running heads that cut a paragraph are left out",
                     n_removed)});
  }
}

}  // namespace quoth
