#include "read/pdf/poppler_output.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "record/document.h"
#include "text/mojibake.h"
#include "text/unicode.h"

namespace quoth::pdf {
namespace {

/// A tag and the characters after it, up to the next tag.
struct Token {
  std::string_view name;  ///< "word", "/word"
  std::string_view attributes;
  std::string_view characters;  ///< entities not yet undone
};

/// Cuts what poppler's programs write into tags. No XML parser would do: they let through control characters
/// that XML does not allow, and of a file that is cut short all that is there is wanted.
class TokenScanner {
 public:
  explicit TokenScanner(std::string_view markup) : rest_(markup) {}

  bool next(Token& token) {
    const std::size_t open = rest_.find('<');
    if (open == std::string_view::npos) return false;
    const std::size_t close = rest_.find('>', open);
    if (close == std::string_view::npos) return false;
    const std::string_view tag = rest_.substr(open + 1, close - open - 1);
    const std::size_t name_end = std::min(tag.find_first_of(" \t\r\n", 1), tag.size());
    const std::size_t end = std::min(rest_.find('<', close), rest_.size());
    token = {tag.substr(0, name_end), tag.substr(name_end), rest_.substr(close + 1, end - close - 1)};
    rest_.remove_prefix(end);
    return true;
  }

 private:
  std::string_view rest_;
};

std::string_view attribute(std::string_view attributes, std::string_view name) {
  for (std::size_t at = attributes.find(name); at != std::string_view::npos;
       at = attributes.find(name, at + 1)) {
    const std::string_view rest = attributes.substr(at + name.size());
    if (!rest.starts_with("=\"") || (at > 0 && attributes[at - 1] != ' ')) continue;
    return rest.substr(2, rest.find('"', 2) - 2);
  }
  return {};
}

float number(std::string_view attributes, std::string_view name) {
  const std::string_view digits = attribute(attributes, name);
  float value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return std::isfinite(value) ? std::clamp(value, -1e5f, 1e5f) : 0;
}

Box box_of(std::string_view attributes) {
  Box box{number(attributes, "xMin"), number(attributes, "yMin"), number(attributes, "xMax"),
          number(attributes, "yMax")};
  if (box.x1 < box.x0) std::swap(box.x0, box.x1);
  if (box.y1 < box.y0) std::swap(box.y0, box.y1);
  return box;
}

/// The character of an entity without its & and ;.
std::optional<char32_t> entity(std::string_view name) {
  if (name == "amp") return U'&';
  if (name == "lt") return U'<';
  if (name == "gt") return U'>';
  if (name == "quot") return U'"';
  if (name == "apos") return U'\'';
  if (!name.starts_with('#')) return std::nullopt;
  const bool hexadecimal = name.starts_with("#x");
  std::uint32_t value = 0;
  name.remove_prefix(hexadecimal ? 2 : 1);
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size() || value > 0x10FFFF) return std::nullopt;
  if (value >= 0xD800 && value < 0xE000) return U'\uFFFD';
  return static_cast<char32_t>(value);
}

void append_character(std::string& out, char32_t c) {
  static constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (c >= 0xFB00 && c <= 0xFB06) {
    out += kLigatures[c - 0xFB00];
  } else if (!is_control(c) && !is_space(c) && c != 0x200B && c != 0x2060) {
    append_utf8(out, c);
  }
}

/// Leaves of the soft hyphens only one at the end, where the word is cut; the hyphen that shows it goes too.
std::string without_soft_hyphens(const std::string& word) {
  static constexpr std::string_view kSoft = "\u00AD", kHyphen = "\u2010";
  if (word.find(kSoft) == std::string::npos) return word;
  std::string_view rest = word;
  if (rest.ends_with("\u00AD\u2010")) rest.remove_suffix(kHyphen.size());
  if (rest.ends_with("\u00AD-")) rest.remove_suffix(1);
  const bool cut = rest.ends_with(kSoft);
  std::string out;
  while (!rest.empty()) {
    const std::size_t soft = std::min(rest.find(kSoft), rest.size());
    out += rest.substr(0, soft);
    rest.remove_prefix(std::min(soft + kSoft.size(), rest.size()));
  }
  if (cut && !out.empty()) out += kSoft;
  return out;
}

/// Entities undone, ligatures taken apart, control characters and white space left out, valid UTF-8.
std::string clean(std::string_view characters) {
  std::string out;
  out.reserve(characters.size());
  for (std::size_t at = 0; at < characters.size();) {
    if (characters[at] == '&') {
      const std::size_t end = characters.find(';', at);
      const auto c =
          end == std::string_view::npos ? std::nullopt : entity(characters.substr(at + 1, end - at - 1));
      if (c) {
        append_character(out, *c);
        at = end + 1;
        continue;
      }
    }
    const CodePoint c = code_point_at(characters, at);
    append_character(out, c.value);
    at += c.length;
  }
  return out;
}

/// The same with white space kept as single spaces: for the file's own title.
std::string clean_phrase(std::string_view characters) {
  std::string out;
  const std::string folded = fold_space(characters);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    const std::string word = clean(std::string_view(folded).substr(at, end - at));
    if (!out.empty() && !word.empty()) out += ' ';
    out += word;
    at = end + 1;
  }
  return out;
}

}  // namespace

Pages read_layout(std::string_view markup) {
  Pages result;
  TokenScanner scanner(markup);
  for (Token token; scanner.next(token);) {
    if (token.name == "title") {
      result.title = clean_phrase(token.characters);
    } else if (token.name == "meta") {
      const std::string_view name = attribute(token.attributes, "name");
      const std::string_view content = attribute(token.attributes, "content");
      if (name == "Author") result.author = clean_phrase(content);
      if (name == "CreationDate") result.created = clean_phrase(content);
    } else if (token.name == "page") {
      result.pages.push_back({number(token.attributes, "width"), number(token.attributes, "height"), {}});
    } else if (result.pages.empty()) {
      continue;
    } else if (token.name == "line") {
      result.pages.back().segments.push_back({{}, box_of(token.attributes)});
    } else if (token.name == "word" && !result.pages.back().segments.empty()) {
      std::string text = without_soft_hyphens(clean(token.characters));
      result.n_repaired += repair_mojibake(text);
      if (text.empty()) continue;
      result.pages.back().segments.back().words.push_back({std::move(text), box_of(token.attributes)});
    }
  }
  for (Page& page : result.pages) {
    std::erase_if(page.segments, [](const Segment& segment) { return segment.words.empty(); });
  }
  return result;
}

namespace {

/// A piece of a line as pdftohtml writes it.
struct Piece {
  Box box;
  std::vector<std::uint8_t> bits;  ///< one a character that is no white space
};

void append_bits(Piece& piece, std::string_view characters, std::uint8_t bits) {
  const std::string text = clean(characters);
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).length) piece.bits.push_back(bits);
}

std::size_t n_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Words of one page by the height at which they stand.
class WordsByHeight {
 public:
  explicit WordsByHeight(Page& page) {
    for (Segment& segment : page.segments) {
      for (Word& word : segment.words) words_.push_back(&word);
    }
    std::stable_sort(words_.begin(), words_.end(),
                     [](const Word* a, const Word* b) { return middle(*a) < middle(*b); });
  }

  /// The words whose middle lies in `box`, from left to right.
  std::vector<Word*> in(const Box& box) const {
    std::vector<Word*> found;
    auto at = std::lower_bound(words_.begin(), words_.end(), box.y0,
                               [](const Word* word, float y) { return middle(*word) < y; });
    for (; at != words_.end() && middle(**at) <= box.y1; ++at) {
      const float x = ((*at)->box.x0 + (*at)->box.x1) / 2;
      if (x >= box.x0 - 0.5f && x <= box.x1 + 0.5f) found.push_back(*at);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
    return found;
  }

 private:
  static float middle(const Word& word) { return (word.box.y0 + word.box.y1) / 2; }
  std::vector<Word*> words_;
};

/// Gives each word of the piece the font of its own characters. Where the two programs read other characters
/// (a ligature, small capitals), their shares of the piece are compared.
void set_fonts(const Piece& piece, const WordsByHeight& words) {
  if (std::all_of(piece.bits.begin(), piece.bits.end(), [](std::uint8_t b) { return b == 0; })) return;
  const std::vector<Word*> inside = words.in(piece.box);
  std::size_t total = 0, before = 0;
  for (const Word* word : inside) total += n_characters(word->text);
  if (total == 0) return;
  for (Word* word : inside) {
    const std::size_t n = n_characters(word->text);
    const std::size_t middle = (2 * before + n) * piece.bits.size() / (2 * total);
    word->bits |= piece.bits[std::min(middle, piece.bits.size() - 1)];
    before += n;
  }
}

}  // namespace

void read_fonts(std::string_view markup, Pages& pages) {
  TokenScanner scanner(markup);
  std::optional<WordsByHeight> words;
  Piece piece;
  bool in_text = false;
  int bold = 0, italic = 0;
  for (Token token; scanner.next(token);) {
    const auto bits = [&] {
      return static_cast<std::uint8_t>((bold > 0 ? Style::bold : 0) | (italic > 0 ? Style::italic : 0));
    };
    if (token.name == "page") {
      const auto n = number(token.attributes, "number");
      words.reset();
      // Compared before it is made whole: what a program writes may be no number of a page.
      if (n >= 1 && n <= static_cast<float>(pages.pages.size()))
        words.emplace(pages.pages[static_cast<std::size_t>(n) - 1]);
    } else if (token.name == "text") {
      const float left = number(token.attributes, "left"), top = number(token.attributes, "top");
      piece = {
          {left, top, left + number(token.attributes, "width"), top + number(token.attributes, "height")},
          {}};
      in_text = true;
      bold = italic = 0;
      append_bits(piece, token.characters, 0);
    } else if (token.name == "/text") {
      if (in_text && words) set_fonts(piece, *words);
      in_text = false;
    } else if (in_text) {
      if (token.name == "b") ++bold;
      if (token.name == "/b") --bold;
      if (token.name == "i") ++italic;
      if (token.name == "/i") --italic;
      append_bits(piece, token.characters, bits());
    }
  }
}

}  // namespace quoth::pdf
