#include "text/mojibake.h"

#include <array>
#include <optional>
#include <utility>

#include "text/unicode.h"

namespace quoth {
namespace {

/// What windows-1252 has at 0x80 to 0x9F; the other bytes are their own code points.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::optional<unsigned char> byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
    if (kWindows1252[i] == c) return static_cast<unsigned char>(0x80 + i);
  }
  return std::nullopt;
}

struct Repair {
  std::string character;   ///< UTF-8
  std::uint32_t size = 0;  ///< bytes of the sequence that it replaces
};

/// The character that the sequence at `at` once was. Requires: text[at] is no ASCII.
std::optional<Repair> repair_at(std::string_view text, std::size_t at) {
  const CodePoint lead = code_point_at(text, at);
  if (lead.value < 0xC2 || lead.value > 0xF4) return std::nullopt;
  const std::size_t n_more = lead.value >= 0xF0 ? 3 : lead.value >= 0xE0 ? 2 : 1;
  Repair repair;
  repair.character += static_cast<char>(lead.value);
  repair.size = lead.length;
  for (std::size_t i = 0; i < n_more; ++i) {
    const CodePoint next =
        at + repair.size < text.size() ? code_point_at(text, at + repair.size) : CodePoint{};
    const auto byte = byte_of(next.value);
    if (!byte || *byte < 0x80 || *byte > 0xBF) {
      if (repair.character == "\xE2\x80") return Repair{"\u201D", repair.size};
      return std::nullopt;
    }
    repair.character += static_cast<char>(*byte);
    repair.size += next.length;
  }
  if (!is_valid_utf8(repair.character) || is_control(code_point_at(repair.character, 0).value))
    return std::nullopt;
  return repair;
}

/// Calls plain(begin, end) for what stays and repaired(begin, repair) for what does not, in order.
template <typename Plain, typename Repaired>
std::size_t walk(std::string_view text, Plain plain, Repaired repaired) {
  std::size_t count = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    // The leads U+00C2 to U+00F4 are C3 80 to C3 B4 and C2's own C3 82 in UTF-8: all begin with C3.
    if (static_cast<unsigned char>(text[i]) != 0xC3) {
      ++i;
      continue;
    }
    if (const auto repair = repair_at(text, i)) {
      plain(begin, i);
      repaired(i, *repair);
      i += repair->size;
      begin = i;
      ++count;
    } else {
      ++i;
    }
  }
  if (count > 0) plain(begin, text.size());
  return count;
}

}  // namespace

std::size_t repair_mojibake(std::string& text) {
  std::string out;
  const std::size_t count = walk(
      text,
      [&](std::size_t begin, std::size_t end) { out += std::string_view(text).substr(begin, end - begin); },
      [&](std::size_t, const Repair& repair) { out += repair.character; });
  if (count > 0) text = std::move(out);
  return count;
}

std::size_t repair_mojibake(AlignedText& text) {
  AlignedText out;
  const std::size_t count = walk(
      text.text(), [&](std::size_t begin, std::size_t end) { out.append_slice(text, make_span(begin, end)); },
      [&](std::size_t begin, const Repair& repair) {
        const Span source = text.map().source_of(make_span(begin, begin + repair.size));
        out.append_unit(repair.character, source.begin, source.size());
      });
  if (count > 0) text = std::move(out);
  return count;
}

}  // namespace quoth
