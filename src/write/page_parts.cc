#include "write/page_parts.h"

#include <array>

#include <fmt/format.h>

#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::uint8_t, 10> kSpeakerColours = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};

}  // namespace

Ink ink_of(SpeakerId speaker) {
  return {.colour = kSpeakerColours[speaker.index() % kSpeakerColours.size()], .bold = true};
}

std::string readable_date(std::string_view iso) {
  constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  const auto digits = [&](std::size_t at) {
    return is_digit(static_cast<unsigned char>(iso[at])) && is_digit(static_cast<unsigned char>(iso[at + 1]));
  };
  if (iso.size() < 7 || !digits(5) || (iso.size() != 7 && (iso.size() != 10 || !digits(8))))
    return std::string(iso);
  const int month = (iso[5] - '0') * 10 + iso[6] - '0';
  if (month < 1 || month > 12) return std::string(iso);
  const std::string month_year =
      fmt::format("{} {}", kMonths[static_cast<std::size_t>(month - 1)], iso.substr(0, 4));
  if (iso.size() == 7) return month_year;
  return fmt::format("{} {}", (iso[8] - '0') * 10 + iso[9] - '0', month_year);
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return fmt::format("{} {}", digits, n == 1 ? one : many);
}

void add_line(StyledLines& lines, std::string_view text, Ink ink) {
  StyledText styled;
  styled.add(text, ink);
  if (!styled.empty()) lines.add(styled);
}

void add_heading(StyledLines& lines, const Record& record) {
  const Meta& meta = record.meta;
  add_line(lines, meta.title.empty() ? record.id : meta.title, kBold);
  std::string when = readable_date(meta.date);
  if (!meta.place.empty()) when += (when.empty() ? "" : " · ") + meta.place;
  add_line(lines, when);
}

std::string why_empty(const Record& record, Layer layer) {
  const bool is_there = layer == Layer::entities ? !record.entities.empty()
                        : layer == Layer::quotes ? !record.quotes.empty()
                                                 : record.tokens.size() != 0;
  if (is_there) return {};
  if (!record.layers.has(layer)) return fmt::format("The layer {} was not asked for.", to_string(layer));
  if (record.weights.empty())
    return "It was read without weights, which this layer needs; quoth doctor says where they belong.";
  return "There are none in it.";
}

}  // namespace quoth
