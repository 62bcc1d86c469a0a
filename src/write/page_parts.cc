#include "write/page_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "text/columns.h"
#include "text/display.h"
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

void add_in_context(StyledLines& lines, const Record& record, Span span, std::string_view margin, int width) {
  const auto after = std::partition_point(record.turns.begin(), record.turns.end(),
                                          [&](const Turn& turn) { return turn.span.begin <= span.begin; });
  std::string where(margin);
  Span around = {0, static_cast<std::uint32_t>(record.document.text().size())};
  if (after != record.turns.begin() && span.begin < (after - 1)->span.end) {
    const Turn& turn = *(after - 1);
    around = turn.span;
    where += fmt::format("turn {}", after - record.turns.begin() - 1);
    if (turn.speaker)
      where += fmt::format(", {}", cut_to_columns(record.speakers[turn.speaker->index()].name, 20));
  } else {
    where += "outside the turns";
  }
  where += ": ";
  const int rest = std::max(16, width - display_columns(where));
  const std::string middle = cut_to_columns(record.document.slice(span), rest);
  const int left_columns = (rest - display_columns(middle)) / 2;
  const std::string left =
      cut_to_last_columns(record.document.slice({around.begin, span.begin}), left_columns);
  const std::string right = cut_to_columns(record.document.slice({span.end, std::max(span.end, around.end)}),
                                           rest - display_columns(left) - display_columns(middle));
  StyledText words;
  words.add(left);
  words.add(middle, kBold);
  words.add(right);
  lines.add(words, where, {}, kDim);
}

std::string why_empty(const Record& record, Layer layer) {
  const bool has = layer == Layer::entities  ? !record.entities.empty()
                   : layer == Layer::quotes  ? !record.quotes.empty()
                   : layer == Layer::stances ? !record.stances.empty()
                                             : record.tokens.size() != 0;
  if (has) return {};
  if (!record.layers.has(layer)) return fmt::format("The layer {} was not asked for.", to_string(layer));
  if (record.weights.empty())
    return "It was read without weights, which this layer needs; quoth doctor says where they belong.";
  return "There are none in it.";
}

}  // namespace quoth
