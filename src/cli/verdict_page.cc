#include "cli/verdict_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "write/page_parts.h"
#include "write/styled_lines.h"

namespace quoth {
namespace {

constexpr Ink kGood{.colour = 32, .bold = true};
constexpr Ink kDoubtful{.colour = 33, .bold = true};
constexpr Ink kBad{.colour = 31, .bold = true};
constexpr std::string_view kMargin = "          ";  // as wide as "  differs "

Ink ink_of(VerifyStatus status) {
  switch (status) {
    case VerifyStatus::verbatim: return kGood;
    case VerifyStatus::altered:
    case VerifyStatus::spliced: return kDoubtful;
    default: return kBad;
  }
}

std::string in_marks(std::string_view text) { return fmt::format("“{}”", text); }

/// Difference in words: `“58” became “56”`.
std::string in_words(const Difference& difference) {
  switch (difference.kind) {
    case WordDifference::missing: return fmt::format("left out {}", in_marks(difference.source_text));
    case WordDifference::added: return fmt::format("put in {}", in_marks(difference.quote_text));
    default:
      return fmt::format("{} became {}", in_marks(difference.source_text), in_marks(difference.quote_text));
  }
}

std::string dangers_of(const Difference& difference) {
  std::string dangers;
  const auto add = [&](bool is, std::string_view what) {
    if (is) dangers += fmt::format("{}{}", dangers.empty() ? "" : ", ", what);
  };
  add(difference.negation, "NEGATION");
  add(difference.number, "NUMBER");
  add(difference.name, "NAME");
  return dangers;
}

class VerdictPage {
 public:
  explicit VerdictPage(const VerdictPageOptions& options)
      : lines_(std::min(options.width, kWidest), options.colour) {}

  void write(const Quotation& quotation, const Verdict& verdict, std::string_view number = {}) {
    StyledText first;
    std::string status(to_string(verdict.status));
    std::transform(status.begin(), status.end(), status.begin(),
                   [](char c) { return c == ' ' ? c : c & ~0x20; });
    first.add(status, ink_of(verdict.status));
    if (!quotation.speaker.empty()) first.add(" · given as said by " + quotation.speaker, kDim);
    if (verdict.speaker_differs) first.add(" · SAID BY ANOTHER", kBad);
    if (is_only_reported(quotation, verdict)) first.add(" · ONLY REPORTED", kBad);
    lines_.add(first, number);
    StyledText words;
    words.add(in_marks(quotation.text));
    lines_.add(words, kMargin.substr(0, 2));
    write_remarks(quotation, verdict);
    const bool parts = verdict.status == VerifyStatus::spliced;
    for (std::size_t i = 0; i < verdict.matches.size(); ++i) {
      lines_.blank();
      write_match(verdict.matches[i],
                  parts ? fmt::format("part {} of {} · ", i + 1, verdict.matches.size()) : "");
    }
  }

  StyledLines& lines() { return lines_; }
  std::string take() && { return std::move(lines_).take(); }

 private:
  void item(std::string_view name, std::string_view text, Ink ink = {}) {
    StyledText styled;
    styled.add(text, ink);
    lines_.add(styled, fmt::format("  {:<8}", name), kMargin, kDim);
  }

  void write_remarks(const Quotation& quotation, const Verdict& verdict) {
    if (verdict.status != VerifyStatus::verbatim) return;
    const bool one_word = quotation.text.find_first_of(" \t\n") == std::string::npos;
    if (verdict.occurrences < 2 && !one_word) return;
    const std::string times =
        fmt::format("{}{}", verdict.more ? "more than " : "", counted(verdict.occurrences, "time", "times"));
    StyledText text;
    text.add(one_word ? fmt::format("One word: it occurs {}. That it was said proves little.", times)
                      : fmt::format("The same words occur {}.", times),
             kDim);
    lines_.add(text, kMargin.substr(0, 2));
  }

  void write_match(const VerifyMatch& match, std::string_view which) {
    StyledText head;
    head.add(std::string(which), kDim);
    head.add(match.speaker.empty() ? "nobody’s turn" : match.speaker, kBold);
    if (match.reported)
      head.add(", quoting " + (match.holder.empty() ? std::string("others") : match.holder), kDoubtful);
    std::string place = fmt::format(" · {}", match.title.empty() ? match.path : match.title);
    if (!match.date.empty()) place += " · " + readable_date(match.date);
    place += fmt::format(" · record {}", match.record);
    if (match.turn) place += fmt::format(", turn {}", *match.turn);
    if (match.page) place += fmt::format(", page {}", *match.page);
    head.add(place, kDim);
    lines_.add(head, kMargin.substr(0, 2));
    if (match.answers) {
      const std::string who = match.answers->speaker.empty() ? "" : match.answers->speaker + ": ";
      item("asked", who + match.answers->text, kDim);
    }
    item("said", match.text);
    for (const Difference& difference : match.differences) write_difference(difference);
    for (const Omission& omission : match.omissions) {
      item("omits", in_marks(omission.text) + (omission.negation ? " with a NEGATION" : ""), kDim);
    }
  }

  void write_difference(const Difference& difference) {
    StyledText text;
    text.add(in_words(difference));
    const std::string dangers = dangers_of(difference);
    if (!dangers.empty()) text.add("  " + dangers, kBad);
    if (difference.spelling) text.add("  the same, written otherwise", kDim);
    lines_.add(text, "  differs ", kMargin, kDim);
  }

  StyledLines lines_;
};

}  // namespace

std::string render_verdict(const Quotation& quotation, const Verdict& verdict,
                           const VerdictPageOptions& options) {
  VerdictPage page(options);
  page.write(quotation, verdict);
  return std::move(page).take();
}

std::string render_article(const std::vector<CheckedQuotation>& quotations,
                           const VerdictPageOptions& options) {
  VerdictPage page(options);
  std::array<std::size_t, 4> n_of{};
  for (std::size_t i = 0; i < quotations.size(); ++i) {
    const CheckedQuotation& checked = quotations[i];
    page.write(checked.quotation, checked.verdict, fmt::format("{}  ", i + 1));
    page.lines().blank();
    ++n_of[static_cast<std::size_t>(checked.verdict.status)];
  }
  std::string sum = counted(quotations.size(), "quotation", "quotations");
  for (std::size_t status = 0; status < n_of.size(); ++status) {
    if (n_of[status] != 0)
      sum += fmt::format(" · {} {}", n_of[status], to_string(static_cast<VerifyStatus>(status)));
  }
  page.lines().rule();
  add_line(page.lines(), sum);
  return std::move(page).take();
}

}  // namespace quoth
