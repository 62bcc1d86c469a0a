#include "search/reported.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/lexicon.h"

namespace quoth {
namespace {

bool has_said(const Query& query) {
  if (query.kind == Query::Kind::said) return true;
  return std::any_of(query.parts.begin(), query.parts.end(), has_said) ||
         std::any_of(query.without.begin(), query.without.end(), has_said);
}

bool has_words(const std::string& text, const std::string& words) {
  return fmt::format(" {} ", text).find(fmt::format(" {} ", words)) != std::string::npos;
}

}  // namespace

Result<void> Reported::take(const Query& query) {
  const auto take_one = [&](const Query& part) -> Result<void> {
    if (part.kind == Query::Kind::said) {
      said_.push_back(folded(part.words));
    } else if (part.kind == Query::Kind::holder) {
      QUOTH_TRY(auto names, find_holders(database_, HolderOf::quotes, part.words));
      holders_.push_back(std::move(names));
    } else if (has_said(part)) {
      return fail(ErrorCode::query_syntax, "said: stands under OR or NOT", "write it beside the other parts");
    }
    return {};
  };
  if (query.kind != Query::Kind::all_of) return take_one(query);
  for (const Query& part : query.parts) QUOTH_CHECK(take_one(part));
  if (std::any_of(query.without.begin(), query.without.end(), has_said)) {
    return fail(ErrorCode::query_syntax, "said: stands under OR or NOT", "write it beside the other parts");
  }
  return {};
}

Result<bool> Reported::holds(std::int64_t record, std::int64_t turn) {
  if (said_.empty()) return true;
  QUOTH_TRY(Statement row, database_.prepare("SELECT q.text, q.name, q.entity FROM quotes AS q "
                                             "WHERE q.record = ?1 AND q.turn = ?2 AND q.kind <> 'scare'"));
  QUOTH_TRY(Statement alias, database_.prepare("SELECT name FROM aliases WHERE record = ?1 AND entity = ?2"));
  QUOTH_TRY(bool more, row.first(record, turn));
  while (more) {
    const std::string text = folded(row.text(0));
    bool all = std::all_of(said_.begin(), said_.end(),
                           [&](const std::string& words) { return has_words(text, words); });
    if (all && !holders_.empty()) {
      std::vector<std::int64_t> names;
      if (const auto name = row.maybe_integer(1)) names.push_back(*name);
      if (const auto entity = row.maybe_integer(2)) {
        QUOTH_TRY(bool next, alias.first(record, *entity));
        while (next) {
          names.push_back(alias.integer(0));
          QUOTH_TRY(next, alias.next());
        }
      }
      all = std::all_of(holders_.begin(), holders_.end(), [&](const std::vector<std::int64_t>& any) {
        return std::find_first_of(any.begin(), any.end(), names.begin(), names.end()) != any.end();
      });
    }
    if (all) return true;
    QUOTH_TRY(more, row.next());
  }
  return false;
}

}  // namespace quoth
