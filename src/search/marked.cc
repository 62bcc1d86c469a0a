#include "search/marked.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "store/figure_marks.h"
#include "store/lexicon.h"

namespace quoth {
namespace {

/// So many words of the index may be looked up for a name at most.
constexpr std::size_t kMaxNames = 2000;

void append_to_list(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

void append_condition(std::string& conditions, std::string_view condition) {
  if (!conditions.empty()) conditions += " OR ";
  conditions += fmt::format("({})", condition);
}

tl::unexpected<Error> too_many(std::size_t n, std::string_view words) {
  return fail(ErrorCode::query_too_deep, fmt::format("{} names have {} in them", n, words),
              "write more of the name");
}

}  // namespace

Result<std::vector<std::string>> Marked::marks_of(const Query& part, bool left_out) {
  if (part.kind == Query::Kind::upos) {
    // A tag has nothing in it that SQL would read.
    if (!left_out) append_to_list(upos_, "'" + part.words + "'");
    return std::vector{fmt::format("{}{}", kUposMark, part.words)};
  }
  if (part.kind == Query::Kind::figure) return figure_marks(part, left_out);
  if (part.kind == Query::Kind::stance) return stance_marks(part, left_out);
  if (part.kind == Query::Kind::time) return time_marks(part, left_out);
  if (part.kind == Query::Kind::claim) return claim_marks(part, left_out);
  if (part.kind == Query::Kind::answer) return answer_marks(part, left_out);
  if (part.kind == Query::Kind::holder) {
    QUOTH_TRY(const std::vector<std::int64_t> holders, find_holders(database_, HolderOf::quotes, part.words));
    if (holders.size() > kMaxNames) return too_many(holders.size(), part.words);
    std::vector<std::string> marks;
    for (const std::int64_t id : holders) {
      marks.push_back(fmt::format("{}{}", kHolderMark, id));
      if (!left_out) append_to_list(holders_, std::to_string(id));
    }
    return marks;
  }
  const bool lemma = part.kind == Query::Kind::lemma;
  QUOTH_TRY(const std::vector<std::int64_t> ids,
            lemma ? find_lemmas(database_, part.words) : find_names(database_, part.words));
  if (ids.size() > kMaxNames) return too_many(ids.size(), part.words);
  std::vector<std::string> marks;
  for (const std::int64_t id : ids) {
    marks.push_back(fmt::format("{}{}", lemma ? kLemmaMark : kNameMark, id));
    if (!left_out) append_to_list(lemma ? lemmas_ : names_, std::to_string(id));
  }
  return marks;
}

/// Every time that shares a day with the one asked for.
Result<std::vector<std::string>> Marked::time_marks(const Query& part, bool left_out) {
  const DayRange days = days_of_query(part.words).value_or(DayRange{1, 0});
  const std::string overlaps = fmt::format("(first_day <= {} AND last_day >= {})", days.last, days.first);
  QUOTH_TRY(Statement row,
            database_.prepare("SELECT DISTINCT first_day, last_day FROM times WHERE " + overlaps));
  std::vector<std::string> marks;
  QUOTH_TRY(bool more, row.first());
  while (more) {
    marks.push_back(fmt::format("{}{}t{}", kTimeMark, day_mark(row.integer(0)), day_mark(row.integer(1))));
    QUOTH_TRY(more, row.next());
  }
  if (marks.size() > kMaxNames) {
    return fail(ErrorCode::query_too_deep,
                fmt::format("the store has {} times in {}", marks.size(), part.words),
                "search for a shorter time");
  }
  if (!left_out) days_ += (days_.empty() ? "" : " OR ") + overlaps;
  return marks;
}

Result<std::vector<Span>> Marked::places(std::int64_t record, std::int64_t turn) {
  // From the turn to its words (CROSS JOIN, +): SQLite would go through all words of the record that have the lemma.
  std::vector<Span> places;
  QUOTH_CHECK(
      add_places("SELECT k.begin, k.end FROM sentences AS n "
                 "CROSS JOIN tokens AS k ON k.record = n.record AND k.sentence = n.number "
                 "WHERE n.record = ?1 AND n.turn = ?2 AND +k.lemma IN ({})",
                 lemmas_, record, turn, places));
  QUOTH_CHECK(add_places(
      "SELECT k.begin, k.end FROM sentences AS n "
      "CROSS JOIN tokens AS k ON k.record = n.record AND k.sentence = n.number "
      "CROSS JOIN tags AS g ON g.id = k.tag WHERE n.record = ?1 AND n.turn = ?2 AND g.upos IN ({})",
      upos_, record, turn, places));
  QUOTH_CHECK(
      add_places("SELECT m.begin, m.end FROM aliases AS a "
                 "CROSS JOIN mentions AS m ON m.record = a.record AND m.entity = a.entity "
                 "WHERE a.record = ?1 AND m.turn = ?2 AND +a.name IN ({})",
                 names_, record, turn, places));
  QUOTH_CHECK(add_places("SELECT begin, end FROM quantities WHERE record = ?1 AND turn = ?2 AND ({})",
                         figures_, record, turn, places));
  QUOTH_CHECK(add_places("SELECT begin, end FROM stances WHERE record = ?1 AND turn = ?2 AND ({})", stances_,
                         record, turn, places));
  QUOTH_CHECK(add_places("SELECT begin, end FROM claims WHERE record = ?1 AND turn = ?2 AND ({})", claims_,
                         record, turn, places));
  QUOTH_CHECK(add_places(
      "SELECT e.begin, e.end FROM turns AS t CROSS JOIN answer_evidence AS e ON e.record = t.record "
      "AND e.begin >= t.begin AND e.end <= t.end CROSS JOIN answers AS a ON a.record = e.record AND "
      "a.number = e.answer WHERE t.record = ?1 AND t.number = ?2 AND ({})",
      answers_, record, turn, places));
  QUOTH_CHECK(add_places("SELECT begin, end FROM times WHERE record = ?1 AND turn = ?2 AND ({})", days_,
                         record, turn, places));
  QUOTH_CHECK(add_places(
      "SELECT s.begin, s.end FROM quotes AS q "
      "CROSS JOIN quote_spans AS s ON s.record = q.record AND s.quote = q.number AND s.part = 'content' "
      "WHERE q.record = ?1 AND q.turn = ?2 AND NOT q.self AND (+q.name IN ({0}) OR EXISTS "
      "(SELECT 1 FROM aliases AS a WHERE a.record = q.record AND a.entity = q.entity AND a.name IN ({0})))",
      holders_, record, turn, places));
  return places;
}

Result<std::vector<std::string>> Marked::figure_marks(const Query& part, bool left_out) {
  std::vector<std::string> marks;
  for (const std::string& beginning : beginnings_between(part.low, part.high)) {
    marks.push_back(fmt::format("{}{}{}*", kFigureMark, part.words, beginning));
  }
  if (left_out) return marks;
  const auto between = [&](std::string_view column) {
    return fmt::format("{} BETWEEN {:.17g} AND {:.17g}", column, part.low, part.high);
  };
  const std::string kind = part.words == "any" ? "" : fmt::format(" AND figure_kind = '{}'", part.words);
  append_condition(
      figures_, fmt::format("({} OR {} OR {}){}", between("value"), between("low"), between("high"), kind));
  return marks;
}

Result<std::vector<std::string>> Marked::stance_marks(const Query& part, bool left_out) {
  if (part.by.empty()) {
    if (!left_out) append_condition(stances_, fmt::format("kind = '{}'", part.words));
    return std::vector{fmt::format("{}{}", kStanceMark, part.words)};
  }
  QUOTH_TRY(const std::vector<std::int64_t> ids, find_holders(database_, HolderOf::stances, part.by));
  if (ids.size() > kMaxNames) return too_many(ids.size(), part.by);
  std::vector<std::string> marks;
  marks.reserve(ids.size());
  for (const std::int64_t id : ids) marks.push_back(fmt::format("{}{}by{}", kStanceMark, part.words, id));
  if (!left_out) {
    append_condition(stances_,
                     fmt::format("kind = '{}' AND holder IN ({})", part.words, fmt::join(ids, ", ")));
  }
  return marks;
}

/// The claims of scores in hundredths from low to high, and of the one at either end that is cut, by tens where it can be.
Result<std::vector<std::string>> Marked::claim_marks(const Query& part, bool left_out) {
  if (part.words != "any") return claim_state_marks(part, left_out);
  const auto hundredths = [](double score) {
    return std::clamp(std::floor(score * 100 + 1e-6), -1.0, 100.0);
  };
  const int low = std::max(0, static_cast<int>(hundredths(part.low))),
            high = std::min(99, static_cast<int>(hundredths(part.high)));
  std::vector<std::string> scores;
  for (int at = low; at <= high;) {
    if (at % 10 == 0 && at + 9 <= high) {
      scores.push_back(fmt::format("s{}*", at / 10));
      at += 10;
    } else {
      scores.push_back(fmt::format("s{:02}", at));
      ++at;
    }
  }
  std::string condition = fmt::format("score BETWEEN {:.17g} AND {:.17g}", part.low, part.high);
  std::vector<std::string> marks;
  if (part.by.empty()) {
    for (const std::string& score : scores) marks.push_back(fmt::format("{}{}", kClaimMark, score));
  } else {
    QUOTH_TRY(const std::vector<std::int64_t> ids, find_holders(database_, HolderOf::claims, part.by));
    if (ids.size() > kMaxNames) return too_many(ids.size(), part.by);
    for (const std::int64_t id : ids) {
      for (const std::string& score : scores) marks.push_back(fmt::format("{}by{}{}", kClaimMark, id, score));
    }
    condition += fmt::format(" AND holder IN ({})", fmt::join(ids, ", "));
  }
  if (!left_out) append_condition(claims_, condition);
  return marks;
}

Result<std::vector<std::string>> Marked::claim_state_marks(const Query& part, bool left_out) {
  // As claim_states of the store has them; the words have nothing in them that SQL would read.
  std::string condition = fmt::format(
      "EXISTS (SELECT 1 FROM reviewed AS v WHERE v.record = claims.record AND v.kind = 'claim' AND "
      "v.number = claims.number AND {})",
      part.words == "disputed" ? "v.disputed" : fmt::format("replace(v.state, ' ', '') = '{}'", part.words));
  std::vector<std::string> marks;
  if (part.by.empty()) {
    marks.push_back(fmt::format("{}is{}", kClaimMark, part.words));
  } else {
    QUOTH_TRY(const std::vector<std::int64_t> ids, find_holders(database_, HolderOf::claims, part.by));
    if (ids.size() > kMaxNames) return too_many(ids.size(), part.by);
    for (const std::int64_t id : ids) marks.push_back(fmt::format("{}is{}by{}", kClaimMark, part.words, id));
    condition += fmt::format(" AND holder IN ({})", fmt::join(ids, ", "));
  }
  if (!left_out) append_condition(claims_, condition);
  return marks;
}

Result<std::vector<std::string>> Marked::answer_marks(const Query& part, bool left_out) {
  // As answer_marks of the store has them; the words have nothing in them that SQL would read.
  std::string condition = fmt::format(
      "'{0}' IN (CASE a.clarity WHEN 'clear reply' THEN 'reply' WHEN 'ambivalent' THEN 'ambivalent' ELSE "
      "'nonreply' "
      "END, replace(a.technique, ' ', ''), CASE WHEN a.unsure THEN 'unsure' END, "
      "CASE WHEN a.again IS NOT NULL THEN 'again' END)",
      part.words);
  std::vector<std::string> marks;
  if (part.by.empty()) {
    marks.push_back(fmt::format("{}{}", kAnswerMark, part.words));
  } else {
    QUOTH_TRY(const std::vector<std::int64_t> ids, find_holders(database_, HolderOf::answers, part.by));
    if (ids.size() > kMaxNames) return too_many(ids.size(), part.by);
    for (const std::int64_t id : ids) marks.push_back(fmt::format("{}{}by{}", kAnswerMark, part.words, id));
    condition += fmt::format(" AND a.holder IN ({})", fmt::join(ids, ", "));
  }
  if (!left_out) append_condition(answers_, condition);
  return marks;
}

Result<void> Marked::add_places(std::string_view sql, std::string_view what, std::int64_t record,
                                std::int64_t turn, std::vector<Span>& places) {
  if (what.empty()) return {};
  QUOTH_TRY(Statement row, database_.prepare(fmt::format(fmt::runtime(sql), what)));
  QUOTH_TRY(bool more, row.first(record, turn));
  while (more) {
    places.push_back(
        {static_cast<std::uint32_t>(row.integer(0)), static_cast<std::uint32_t>(row.integer(1))});
    QUOTH_TRY(more, row.next());
  }
  return {};
}

}  // namespace quoth
