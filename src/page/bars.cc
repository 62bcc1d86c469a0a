#include "page/bars.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace quoth {
namespace {

constexpr int kHeight = 40, kWide = 14, kMostBars = 120;

int number_of(const std::string& year) {
  int number = 0;
  std::from_chars(year.data(), year.data() + year.size(), number);
  return number;
}

}  // namespace

Html year_bars(const std::vector<std::pair<std::string, std::size_t>>& years, std::string_view caption,
               const std::string& timeline) {
  Html out;
  if (years.empty()) return out;
  const int first = number_of(years.front().first), last = number_of(years.back().first);
  const int n_years = last - first + 1;
  const int per_bar = (n_years + kMostBars - 1) / kMostBars, n_bars = (n_years + per_bar - 1) / per_bar;
  std::vector<std::size_t> bars(static_cast<std::size_t>(n_bars), 0);
  std::string in_words;
  for (const auto& [year, n] : years) {
    bars[static_cast<std::size_t>((number_of(year) - first) / per_bar)] += n;
    in_words += fmt::format("{}{}: {}", in_words.empty() ? "" : ", ", year, n);
  }
  const std::size_t most = *std::max_element(bars.begin(), bars.end());
  out.add(
      "<figure class=\"bars\"><p class=\"hide\">{}. {}</p><svg viewBox=\"0 0 {} {}\" "
      "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
      caption, in_words, n_bars * kWide, kHeight);
  for (int i = 0; i < n_bars; ++i) {
    const std::size_t n = bars[static_cast<std::size_t>(i)];
    if (n == 0) continue;
    const int height = std::max(2, static_cast<int>(n * kHeight / most));
    const int year = first + i * per_bar;
    if (!timeline.empty()) {
      // The words of the form above do the same for who cannot click on a bar.
      out.add("<a href=\"{}\" tabindex=\"-1\">",
              Link::local(fmt::format("{}?from={}&to={}", timeline, year, year + per_bar - 1)));
    }
    out.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}: {}</title></rect>", i * kWide + 1,
            kHeight - height, kWide - 2, height, year, n);
    if (!timeline.empty()) out.add("</a>");
  }
  out.add("</svg><figcaption><span>{}</span><span>{}</span><span>{}</span></figcaption></figure>", first,
          caption, n_years > 1 ? std::to_string(last) : std::string());
  return out;
}

}  // namespace quoth
