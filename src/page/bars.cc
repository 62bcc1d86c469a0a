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

Html year_bars(const std::vector<YearBar>& years, std::string_view caption, const std::string& timeline) {
  Html out;
  if (years.empty()) return out;
  const int first = number_of(years.front().year), last = number_of(years.back().year);
  const int n_years = last - first + 1;
  const int per_bar = (n_years + kMostBars - 1) / kMostBars, n_bars = (n_years + per_bar - 1) / per_bar;
  std::vector<double> bars(static_cast<std::size_t>(n_bars), 0);
  std::vector<std::string> said(bars.size());
  std::string in_words;
  for (const YearBar& year : years) {
    const auto bar = static_cast<std::size_t>((number_of(year.year) - first) / per_bar);
    const std::string words = fmt::format("{}: {}", year.year, year.said);
    bars[bar] += year.height;
    said[bar] += (said[bar].empty() ? "" : "; ") + words;
    in_words += (in_words.empty() ? "" : "; ") + words;
  }
  const double most = std::max(*std::max_element(bars.begin(), bars.end()), 1e-9);
  out.add(
      "<figure class=\"bars\"><p class=\"hide\">{}. {}</p><svg viewBox=\"0 0 {} {}\" "
      "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
      caption, in_words, n_bars * kWide, kHeight);
  for (int i = 0; i < n_bars; ++i) {
    const auto bar = static_cast<std::size_t>(i);
    if (said[bar].empty()) continue;
    const int height = std::max(2, static_cast<int>(bars[bar] * kHeight / most));
    const int year = first + i * per_bar;
    if (!timeline.empty()) {
      // The words of the form above do the same for who cannot click on a bar.
      out.add("<a href=\"{}\" tabindex=\"-1\">",
              Link::local(fmt::format("{}{}from={}&to={}", timeline,
                                      timeline.find('?') == std::string::npos ? '?' : '&', year,
                                      year + per_bar - 1)));
    }
    out.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>", i * kWide + 1,
            kHeight - height, kWide - 2, height, said[bar]);
    if (!timeline.empty()) out.add("</a>");
  }
  out.add("</svg><figcaption><span>{}</span><span>{}</span><span>{}</span></figcaption></figure>", first,
          caption, n_years > 1 ? std::to_string(last) : std::string());
  return out;
}

Html year_bars(const std::vector<std::pair<std::string, std::size_t>>& years, std::string_view caption,
               const std::string& timeline) {
  std::vector<YearBar> bars;
  bars.reserve(years.size());
  for (const auto& [year, n] : years) bars.push_back({year, static_cast<double>(n), std::to_string(n)});
  return year_bars(bars, caption, timeline);
}

}  // namespace quoth
