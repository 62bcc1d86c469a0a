#include "record/review.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "record/answer.h"
#include "record/names_of_values.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"claim", "answer", "turn"};
constexpr std::array<std::string_view, 5> kStates = {"new", "shortlisted", "being checked", "checked",
                                                     "dropped"};
constexpr std::array<std::string_view, 6> kFields = {"state", "assignee", "verdict",
                                                     "span",  "reading",  "speaker"};

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestText = 20'000;
constexpr std::size_t kLongestUrl = 2'000;
constexpr std::size_t kMostEvidence = 50;

tl::unexpected<Error> invalid(std::string message, std::string hint = {}) {
  return fail(ErrorCode::review_invalid, std::move(message), std::move(hint));
}

/// Controls, and what turns the direction of the text after it.
bool is_hidden(char32_t c) {
  return is_control(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

Result<void> check_text(std::string_view what, std::string_view text, std::size_t longest) {
  if (text.size() > longest) return invalid(fmt::format("{} has more than {} bytes", what, longest));
  if (!is_valid_utf8(text)) return invalid(fmt::format("{} is not UTF-8", what));
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_hidden(c.value) && c.value != '\n' && c.value != '\t')
      return invalid(
          fmt::format("{} has a hidden character, U+{:04X}", what, static_cast<unsigned>(c.value)));
    i += c.length;
  }
  return {};
}

/// A name or a word: one line.
Result<std::string> checked_name(std::string_view what, std::string_view text, bool may_be_empty = false) {
  QUOTH_CHECK(check_text(what, text, kLongestName));
  std::string name = fold_space(text);
  if (name.empty() && !may_be_empty) return invalid(fmt::format("{} is empty", what));
  return name;
}

Result<void> check_url(std::string_view url) {
  QUOTH_CHECK(check_text("the address of the evidence", url, kLongestUrl));
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  const bool has_host = url.size() > url.find("//") + 2 && url.find("///") == std::string_view::npos;
  if (!is_web || !has_host || url.find_first_of(" \t\n\"<>\\^`{|}") != std::string_view::npos)
    return invalid(fmt::format("{} is no address of the web", url), "it begins with https:// or http://");
  return {};
}

Result<void> check_evidence(ReviewEntry& entry) {
  if (entry.evidence.empty())
    return invalid("a verdict needs evidence", "give an address, or the words that it rests on");
  if (entry.evidence.size() > kMostEvidence) return invalid("this is more evidence than anybody reads");
  for (VerdictEvidence& item : entry.evidence) {
    item.quotation = std::string(trim(item.quotation));
    QUOTH_CHECK(check_text("a quotation of the evidence", item.quotation, kLongestText));
    if (!item.url.empty()) QUOTH_CHECK(check_url(item.url));
    if (item.url.empty() && item.quotation.empty()) return invalid("a piece of evidence is empty");
  }
  return {};
}

Result<void> check_value(ReviewKind kind, ReviewEntry& entry) {
  const ReviewField field = *entry.field;
  const bool fits = field == ReviewField::verdict || field == ReviewField::span ? kind == ReviewKind::claim
                    : field == ReviewField::reading                             ? kind == ReviewKind::answer
                                                                                : true;
  if (!fits) {
    return invalid(fmt::format("{} {} has no {}", kind == ReviewKind::answer ? "an" : "a", to_string(kind),
                               to_string(field)));
  }
  if (field == ReviewField::span) {
    if (!entry.span || entry.span->words.empty()) return invalid("the words of the claim are missing");
    entry.value.clear();
    return {};
  }
  QUOTH_TRY(entry.value, checked_name(to_string(field), entry.value, field == ReviewField::assignee));
  if (field == ReviewField::state && !review_state_of(entry.value)) {
    return invalid(fmt::format("there is no state {}", entry.value),
                   "new, shortlisted, being checked, checked, dropped");
  }
  if (field == ReviewField::reading && !technique_of(entry.value)) {
    return invalid(fmt::format("there is no reading {}", entry.value),
                   "explicit, implicit, general, partial, dodging, deflection, declining, claims ignorance, "
                   "clarification");
  }
  return {};
}

}  // namespace

std::string_view to_string(ReviewKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::optional<ReviewKind> review_kind_of(std::string_view word) {
  return value_named<ReviewKind>(kKinds, word);
}
std::string_view to_string(ReviewState state) { return kStates[static_cast<std::size_t>(state)]; }
std::optional<ReviewState> review_state_of(std::string_view word) {
  return value_named<ReviewState>(kStates, word);
}
std::string_view to_string(ReviewField field) { return kFields[static_cast<std::size_t>(field)]; }
std::optional<ReviewField> review_field_of(std::string_view word) {
  return value_named<ReviewField>(kFields, word);
}

bool is_same_value(std::string_view a, std::string_view b) { return to_lower(a) == to_lower(b); }

bool ReviewStanding::is_disputed() const {
  return std::any_of(verdicts.begin(), verdicts.end(), [&](const ReviewEntry& verdict) {
    return !is_same_value(verdict.value, verdicts.front().value);
  });
}

std::vector<bool> entries_that_hold(const std::vector<ReviewEntry>& history) {
  std::vector<bool> holds(history.size(), true);
  for (std::size_t i = history.size(); i-- > 0;) {
    if (holds[i] && history[i].undoes) holds[static_cast<std::size_t>(*history[i].undoes - 1)] = false;
  }
  return holds;
}

const ReviewedRow* reviewed_row(const std::vector<ReviewedRow>& rows, ReviewKind kind, std::size_t row) {
  const auto at = std::find_if(rows.begin(), rows.end(),
                               [&](const ReviewedRow& r) { return r.kind == kind && r.row == row; });
  return at == rows.end() ? nullptr : &*at;
}

ReviewStanding standing_of(const Review& review) {
  ReviewStanding standing;
  const std::vector<bool> holds = entries_that_hold(review.history);
  for (std::size_t i = 0; i < review.history.size(); ++i) {
    const ReviewEntry& entry = review.history[i];
    if (!holds[i] || !entry.field) continue;
    switch (*entry.field) {
      case ReviewField::state:
        standing.state = review_state_of(entry.value).value_or(ReviewState::new_);
        break;
      case ReviewField::assignee: standing.assignee = entry.value; break;
      case ReviewField::verdict:
        std::erase_if(standing.verdicts,
                      [&](const ReviewEntry& other) { return is_same_value(other.author, entry.author); });
        standing.verdicts.push_back(entry);
        break;
      case ReviewField::span: standing.span = entry; break;
      case ReviewField::reading: standing.reading = entry; break;
      case ReviewField::speaker: standing.speaker = entry; break;
    }
  }
  return standing;
}

Result<ReviewEntry> checked(ReviewKind kind, ReviewEntry entry) {
  QUOTH_TRY(entry.author, checked_name("the author", entry.author));
  entry.why = std::string(trim(entry.why));
  QUOTH_CHECK(check_text("the reason", entry.why, kLongestText));
  const bool needs_why =
      entry.field && entry.field != ReviewField::state && entry.field != ReviewField::assignee;
  if (needs_why && entry.why.empty()) return invalid("the reason is missing", "say why; others will read it");
  if (!entry.field) return entry;
  QUOTH_CHECK(check_value(kind, entry));
  if (entry.field == ReviewField::verdict) {
    QUOTH_CHECK(check_evidence(entry));
  } else if (!entry.evidence.empty()) {
    return invalid("only a verdict has evidence");
  }
  return entry;
}

}  // namespace quoth
