#include "engine/concordance.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "engine/quotations.h"
#include "record/names_of_values.h"
#include "text/unicode.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 4> kOrders = {"date", "left", "right", "speaker"};
constexpr std::size_t kContextBytes = 160;

/// The end of what stands before, from the beginning of a word.
std::string left_of(std::string_view text, std::size_t at) {
  std::size_t from = at > kContextBytes ? at - kContextBytes : 0;
  if (from > 0) {
    const std::size_t space = text.find(' ', from);
    from = space < at ? space + 1 : at;
  }
  return fold_space(text.substr(from, at - from));
}

std::string right_of(std::string_view text, std::size_t at) {
  std::size_t to = std::min(text.size(), at + kContextBytes);
  if (to < text.size()) {
    const std::size_t space = text.rfind(' ', to);
    to = space != std::string_view::npos && space > at ? space : at;
  }
  return fold_space(text.substr(at, to - at));
}

/// A line and what it is ordered by.
struct Keyed {
  ConcordanceLine line;
  std::string key;
};

/// The words before, the nearest first.
std::string left_key(std::string_view left) {
  std::vector<std::string_view> words;
  while (!left.empty()) {
    const std::size_t space = left.rfind(' ');
    words.push_back(left.substr(space == std::string_view::npos ? 0 : space + 1));
    left = left.substr(0, space == std::string_view::npos ? 0 : space);
  }
  std::string key;
  for (const std::string_view word : words) key += letters_of(word) + " ";
  return key;
}

std::string key_of(const ConcordanceLine& line, ConcordanceOrder order) {
  switch (order) {
    case ConcordanceOrder::left: return left_key(line.left);
    case ConcordanceOrder::right: return to_lower(line.right);
    case ConcordanceOrder::speaker: return to_lower(line.speaker);
    default: return {};
  }
}

Result<SearchRequest> search_request(const ConcordanceRequest& request) {
  SearchRequest search{
      .speaker = request.speaker, .from = request.from, .to = request.to, .limit = kMostTurns};
  QUOTH_TRY(search.query, parse_query(request.query));
  if (!request.role.empty()) {
    search.role = role_of(request.role);
    if (!search.role) return fail(ErrorCode::usage_invalid, "there is no role " + request.role);
  }
  return search;
}

std::vector<Keyed> lines_of(const SearchResult& found, ConcordanceOrder order) {
  std::vector<Keyed> lines;
  for (const Hit& hit : found.hits) {
    for (std::size_t i = 0; i < hit.matches.size(); ++i) {
      ConcordanceLine line{.record = hit.record,
                           .sha256 = hit.sha256,
                           .title = hit.title.empty() ? hit.path : hit.title,
                           .date = hit.date,
                           .speaker = hit.speaker,
                           .turn = hit.turn,
                           .page = hit.page,
                           .place = hit.places[i],
                           .left = left_of(hit.text, hit.matches[i].begin),
                           .match = fold_space(slice(hit.text, hit.matches[i])),
                           .right = right_of(hit.text, hit.matches[i].end)};
      std::string key = key_of(line, order);
      lines.push_back({std::move(line), std::move(key)});
    }
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Keyed& a, const Keyed& b) {
    return std::tie(a.key, b.line.date) < std::tie(b.key, a.line.date);  // the newest talk first
  });
  return lines;
}

}  // namespace

std::string_view to_string(ConcordanceOrder order) { return kOrders[static_cast<std::size_t>(order)]; }

std::optional<ConcordanceOrder> concordance_order_of(std::string_view word) {
  return value_named<ConcordanceOrder>(kOrders, word);
}

Result<Concordance> concordance(Store& store, const ConcordanceRequest& request) {
  QUOTH_TRY(const std::size_t from, read_cursor(request.after));
  QUOTH_TRY(const SearchRequest search_for, search_request(request));
  QUOTH_TRY(const SearchResult found, search(store, search_for));
  std::vector<Keyed> lines = lines_of(found, request.order);
  Concordance out{.total = lines.size(), .turns = found.hits.size(), .cut = found.more};
  std::map<std::string, std::size_t> years;
  for (const Keyed& keyed : lines) {
    if (keyed.line.date.size() >= 4) ++years[keyed.line.date.substr(0, 4)];
  }
  QUOTH_TRY(Statement words,
            store.database().prepare("SELECT sum(words) FROM records WHERE substr(date, 1, 4) = ?1"));
  for (const auto& [year, places] : years) {
    QUOTH_CHECK(words.first(year));
    out.years.push_back({year, places, words.integer(0)});
  }
  std::vector<Surroundings> surroundings;
  surroundings.reserve(lines.size());
  for (const Keyed& keyed : lines) surroundings.push_back({keyed.line.left, keyed.line.right});
  QUOTH_TRY(out.collocates, collocates_of(store.database(), surroundings));
  const std::size_t to = std::min(lines.size(), from + request.limit);
  for (std::size_t i = std::min(from, to); i < to; ++i) out.lines.push_back(std::move(lines[i].line));
  if (to < lines.size()) out.next = std::to_string(to);
  return out;
}

}  // namespace quoth
