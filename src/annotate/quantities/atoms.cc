#include "annotate/quantities/atoms.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace quoth::quantities {
namespace {

constexpr std::size_t kLongestNumberWord = 16;

bool digit_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return at < end && text[at] >= '0' && text[at] <= '9';
}

std::uint32_t digits_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (digit_at(text, at, end)) ++at;
  return at;
}

/// The size of the mark that may separate groups of digits at `at`: a comma, or a space that does not break. 0: none.
std::uint32_t separator_at(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (at >= end) return 0;
  const CodePoint c = code_point_at(text, at);
  return c.value == ',' || c.value == 0xA0 || c.value == 0x2009 || c.value == 0x202F ? c.length : 0;
}

/// Where the groups of digits from `at` on end: groups of three, or as in India of two and a last one of three.
std::uint32_t groups_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  std::uint32_t last = at;
  while (const std::uint32_t mark = separator_at(text, at, end)) {
    const std::uint32_t group = digits_end(text, at + mark, end);
    const std::uint32_t n_digits = group - at - mark;
    if (n_digits != 2 && n_digits != 3) break;
    at = group;
    if (n_digits == 3) last = at;
  }
  return last;
}

/// The end of "1 234 567": groups of three behind plain spaces, two of them at least.
std::uint32_t spaced_groups_end(std::string_view text, std::uint32_t begin, std::uint32_t at,
                                std::uint32_t end) {
  if (at - begin > 3 || text[begin] == '0') return at;
  std::uint32_t last = at;
  int n_groups = 0;
  while (last < end && text[last] == ' ' && digits_end(text, last + 1, end) == last + 4) {
    last += 4;
    ++n_groups;
  }
  return n_groups >= 2 ? last : at;
}

/// Reads "1,674,200.5" or "1.2e14" and flags what only looks like it.
void read_figure(std::string_view text, std::uint32_t end, Atom& atom) {
  atom.kind = AtomKind::figure;
  std::uint32_t at = digits_end(text, atom.span.begin, end);
  const std::uint32_t grouped = groups_end(text, at, end);
  at = grouped > at ? grouped : spaced_groups_end(text, atom.span.begin, at, end);
  if (at < end && text[at] == '.' && digit_at(text, at + 1, end)) {
    atom.decimal = true;
    at = digits_end(text, at + 1, end);
  }
  if (at + 1 < end && (text[at] == 'e' || text[at] == 'E')) {
    const std::uint32_t exponent = at + 1 + (text[at + 1] == '+' || text[at + 1] == '-' ? 1U : 0U);
    if (digit_at(text, exponent, end)) at = digits_end(text, exponent, end);
  }
  while (at + 1 < end && (text[at] == '.' || text[at] == ':') && digit_at(text, at + 1, end)) {
    atom.odd = true;
    at = digits_end(text, at + 1, end);
  }
  atom.span.end = at;
}

void read_word(std::string_view text, std::uint32_t end, Atom& atom) {
  atom.kind = AtomKind::word;
  std::uint32_t at = atom.span.begin;
  while (at < end) {
    const CodePoint c = code_point_at(text, at);
    const bool inner = (c.value == '\'' || c.value == 0x2019 || c.value == '.') && at + c.length < end &&
                       is_letter(code_point_at(text, at + c.length).value);
    if (!is_letter(c.value) && !inner) break;
    at += c.length;
  }
  atom.span.end = at;
  if (atom.span.size() > kLongestNumberWord) return;
  std::array<char, kLongestNumberWord> lower{};
  std::transform(text.begin() + atom.span.begin, text.begin() + atom.span.end, lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  atom.number = number_word({lower.data(), atom.span.size()});
}

}  // namespace

void append_atoms(std::string_view text, Span span, std::vector<Atom>& out) {
  bool touches = false;
  for (std::uint32_t at = span.begin; at < span.end;) {
    const CodePoint c = code_point_at(text, at);
    if (is_space(c.value)) {
      at += c.length;
      touches = false;
      continue;
    }
    Atom atom;
    atom.span = {at, at + c.length};
    atom.touches = touches;
    if (c.value >= '0' && c.value <= '9') {
      read_figure(text, span.end, atom);
    } else if (is_letter(c.value)) {
      read_word(text, span.end, atom);
    }
    at = atom.span.end;
    touches = true;
    out.push_back(atom);
  }
}

}  // namespace quoth::quantities
