#include "store/claim_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <compare>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "record/claim_words.h"
#include "record/holder_name.h"
#include "store/lexicon.h"
#include "store/said.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using MaybeNumber = std::optional<std::int64_t>;

constexpr std::array<std::pair<std::string_view, std::set<std::string> ClaimWords::*>, 3> kWordKinds = {
    {{"figure", &ClaimWords::figures}, {"name", &ClaimWords::names}, {"word", &ClaimWords::words}}};

class ClaimWriter {
 public:
  ClaimWriter(Database& database, std::int64_t number, const Record& record, const OffsetIndex& offsets)
      : database_(database), number_(number), record_(record), offsets_(offsets) {}

  Result<void> write(const MarkAt& mark) {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO claims VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                                               "?9, ?10, ?11, ?12, ?13)"));
    for (std::size_t i = 0; i < record_.claims.size(); ++i) {
      const Claim& claim = record_.claims[i];
      MaybeNumber turn, speaker, entity, from, to, same_as;
      if (const auto in = turn_at(record_.turns, claim.span.begin)) turn = in->value;
      if (const auto* id = std::get_if<SpeakerId>(&claim.holder)) speaker = id->value;
      if (const auto* id = std::get_if<EntityId>(&claim.holder)) entity = id->value;
      if (const auto* nobody = std::get_if<Unnamed>(&claim.holder); nobody != nullptr && nobody->span) {
        from = at(nobody->span->begin);
        to = at(nobody->span->end);
      }
      if (claim.same_as) same_as = claim.same_as->value;
      QUOTH_TRY(const MaybeNumber holder, names_.of(name_of(record_, claim.holder)));
      const double score = std::round(static_cast<double>(claim.score) * 1000) / 1000;
      QUOTH_CHECK(row.run(number_, i, turn, at(claim.span.begin), at(claim.span.end), score, holder, speaker,
                          entity, from, to, same_as, fold_space(record_.document.slice(claim.span))));
      for (const std::string& what : claim_marks(score, holder)) mark(claim.span.begin, kClaimMark, what);
      QUOTH_CHECK(write_parts(i, claim));
    }
    return {};
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }

  Result<void> write_parts(std::size_t i, const Claim& claim) {
    QUOTH_TRY(Statement kind, database_.prepare("INSERT INTO claim_kinds VALUES (?1, ?2, ?3)"));
    for (const ClaimKind of : claim.kinds) QUOTH_CHECK(kind.run(number_, i, to_string(of)));
    QUOTH_TRY(Statement part, database_.prepare("INSERT INTO claim_parts VALUES (?1, ?2, ?3, ?4)"));
    for (const TimeId id : claim.times) QUOTH_CHECK(part.run(number_, i, "time", id.value));
    for (const QuantityId id : claim.quantities) QUOTH_CHECK(part.run(number_, i, "quantity", id.value));
    QUOTH_TRY(Statement word, database_.prepare("INSERT INTO claim_words VALUES (?1, ?2, ?3, ?4)"));
    const ClaimWords words = claim_words(record_, claim.span);
    for (const auto& [name, of] : kWordKinds) {
      for (const std::string& text : words.*of) QUOTH_CHECK(word.run(number_, i, name, text));
    }
    return {};
  }

  Database& database_;
  std::int64_t number_;
  const Record& record_;
  const OffsetIndex& offsets_;
  NameNumbers names_{database_};
};

constexpr std::string_view kListed =
    "SELECT c.record, c.claim, r.path, c.date, c.turn, c.begin, c.end, c.speaker, c.holder, c.text, c.score, "
    "c.kinds, c.same_as, r.sha256, coalesce(r.title, r.file_name), c.review, v.version, c.state, c.assignee, "
    "c.verdicts, "
    "v.corrected_by, v.json, iif(v.own, NULL, v.machine ->> 'text'), v.machine ->> 'holder' FROM checkable "
    "AS c JOIN records AS r ON r.number = c.record "
    "LEFT JOIN reviewed AS v ON v.record = c.record AND v.kind = 'claim' AND v.number = c.claim ";

ListedClaim listed(const Statement& row) {
  ListedClaim out{.record = row.integer(0),
                  .number = row.integer(1),
                  .path = row.string(2),
                  .date = row.string(3),
                  .turn = row.maybe_integer(4),
                  .begin = row.integer(5),
                  .end = row.integer(6),
                  .speaker = row.string(7),
                  .holder = row.string(8),
                  .text = row.string(9),
                  .score = row.real(10),
                  .same_as = row.maybe_integer(12),
                  .sha256 = row.string(13),
                  .title = row.string(14),
                  .review = row.maybe_integer(15),
                  .version = row.integer(16),
                  .state = review_state_of(row.text(17)).value_or(ReviewState::new_),
                  .assignee = row.string(18),
                  .verdicts = row.string(19),
                  .corrected_by = row.string(20),
                  .found_text = row.string(22),
                  .found_holder = row.string(23),
                  .review_json = row.string(21)};
  for (std::string_view kinds = row.text(11); !kinds.empty();) {
    const std::size_t space = std::min(kinds.find(' '), kinds.size());
    out.kinds.emplace_back(kinds.substr(0, space));
    kinds.remove_prefix(std::min(space + 1, kinds.size()));
  }
  return out;
}

/// A place in the list: what stands before it has a higher score, or the same and stands before it in the store.
struct ClaimCursor {
  double score = -std::numeric_limits<double>::infinity();  // less one is higher
  std::int64_t record = 0, claim = 0;
  auto operator<=>(const ClaimCursor&) const = default;
};

Result<ClaimCursor> read_claim_cursor(std::string_view text) {
  ClaimCursor cursor;
  if (text.empty()) return cursor;
  const std::size_t first = std::min(text.find('_'), text.size()),
                    second = std::min(text.find('_', first + 1), text.size());
  const auto number = [](std::string_view digits, auto& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && !digits.empty();
  };
  const bool is_one = second < text.size() && number(text.substr(0, first), cursor.score) &&
                      number(text.substr(first + 1, second - first - 1), cursor.record) &&
                      number(text.substr(second + 1), cursor.claim);
  if (!is_one || std::isnan(cursor.score))
    return fail(ErrorCode::usage_invalid, fmt::format("no list gave this cursor: {}", text));
  cursor.score = -cursor.score;
  return cursor;
}

Result<ClaimWords> words_of(Database& database, std::int64_t record, std::int64_t claim) {
  QUOTH_TRY(Statement row,
            database.prepare("SELECT kind, word FROM claim_words WHERE record = ?1 AND claim = ?2"));
  ClaimWords out;
  QUOTH_TRY(bool more, row.first(record, claim));
  while (more) {
    for (const auto& [name, of] : kWordKinds) {
      if (row.text(0) == name) (out.*of).insert(row.string(1));
    }
    QUOTH_TRY(more, row.next());
  }
  return out;
}

bool has_words(std::string_view text, const std::string& words) {
  return fmt::format(" {} ", folded(text)).find(fmt::format(" {} ", words)) != std::string::npos;
}

}  // namespace

std::string claim_mark(double score) {
  constexpr int kMost = 99;
  return fmt::format("s{:02}", std::clamp(static_cast<int>(std::floor(score * 100 + 1e-6)), 0, kMost));
}

std::vector<std::string> claim_marks(double score, std::optional<std::int64_t> holder) {
  std::vector<std::string> out = {claim_mark(score)};
  if (holder) out.push_back(fmt::format("by{}{}", *holder, out.front()));
  return out;
}

std::vector<std::string> claim_states(std::string_view state, bool disputed) {
  std::vector<std::string> out;
  if (!state.empty()) {
    std::string& word = out.emplace_back(fmt::format("is{}", state));
    std::erase(word, ' ');
  }
  if (disputed) out.emplace_back("isdisputed");
  return out;
}

Result<void> insert_claims(Database& database, std::int64_t number, const Record& record,
                           const OffsetIndex& offsets, const MarkAt& mark) {
  return ClaimWriter(database, number, record, offsets).write(mark);
}

Result<void> load_claims(Database& database, std::int64_t number, const OffsetIndex& offsets,
                         Record& record) {
  const auto byte = [&](std::int64_t n) { return offsets.byte_of_code_point(static_cast<std::uint32_t>(n)); };
  QUOTH_TRY(Statement row,
            database.prepare("SELECT begin, end, score, speaker, entity, holder_begin, holder_end, same_as "
                             "FROM claims WHERE record = ?1 ORDER BY number"));
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    Claim& claim = record.claims.emplace_back();
    claim.span = {byte(row.integer(0)), byte(row.integer(1))};
    claim.score = static_cast<float>(row.real(2));
    if (const auto speaker = row.maybe_integer(3)) {
      claim.holder = SpeakerId(static_cast<std::size_t>(*speaker));
    } else if (const auto entity = row.maybe_integer(4)) {
      claim.holder = EntityId(static_cast<std::size_t>(*entity));
    } else if (const auto from = row.maybe_integer(5)) {
      claim.holder = Unnamed{Span{byte(*from), byte(row.integer(6))}};
    }
    if (const auto same = row.maybe_integer(7)) claim.same_as = ClaimId(static_cast<std::size_t>(*same));
    QUOTH_TRY(more, row.next());
  }
  QUOTH_TRY(Statement kind, database.prepare("SELECT claim, kind FROM claim_kinds WHERE record = ?1"));
  QUOTH_TRY(more, kind.first(number));
  while (more) {
    if (const auto of = claim_kind_of(kind.text(1)))
      record.claims[static_cast<std::size_t>(kind.integer(0))].kinds.push_back(*of);
    QUOTH_TRY(more, kind.next());
  }
  for (Claim& claim : record.claims) std::sort(claim.kinds.begin(), claim.kinds.end());
  QUOTH_TRY(Statement part, database.prepare("SELECT claim, part, number FROM claim_parts WHERE record = ?1 "
                                             "ORDER BY claim, part, number"));
  QUOTH_TRY(more, part.first(number));
  while (more) {
    Claim& claim = record.claims[static_cast<std::size_t>(part.integer(0))];
    const auto of = static_cast<std::size_t>(part.integer(2));
    if (part.text(1) == "time") {
      claim.times.emplace_back(of);
    } else {
      claim.quantities.emplace_back(of);
    }
    QUOTH_TRY(more, part.next());
  }
  return {};
}

Result<ClaimList> list_claims(Database& database, const ClaimFilter& filter) {
  QUOTH_TRY(const ClaimCursor after, read_claim_cursor(filter.after));
  std::string sql = fmt::format(
      "SELECT c.record, c.claim, c.speaker, c.holder, c.score, c.state, c.assignee FROM checkable AS c "
      "WHERE c.score >= {:.6f} ",
      filter.least);
  if (filter.record) sql += fmt::format("AND c.record = {} ", *filter.record);
  if (filter.number) sql += fmt::format("AND c.claim = {} ", *filter.number);
  if (filter.reviewed) sql += fmt::format("AND c.is_reviewed = {} ", *filter.reviewed ? 1 : 0);
  if (filter.kind) {
    sql +=
        "AND EXISTS (SELECT 1 FROM claim_kinds AS k WHERE k.record = c.record AND k.claim = c.claim AND "
        "k.kind "
        "= ?3) ";
  }
  // A date that is known in part stands for all its days.
  if (!filter.from.empty()) sql += "AND c.date || '~' >= ?1 ";
  if (!filter.to.empty()) sql += "AND c.date <= ?2 || '~' ";
  QUOTH_TRY(Statement row, database.prepare(sql + "ORDER BY c.score DESC, c.record, c.claim"));
  QUOTH_TRY(Statement one, database.prepare(fmt::format("{}WHERE c.record = ?1 AND c.claim = ?2", kListed)));
  const std::string name = folded(filter.speaker);
  const auto kind = filter.kind ? std::optional(to_string(*filter.kind)) : std::nullopt;
  ClaimList list;
  ClaimCursor last;
  QUOTH_TRY(bool more, row.first(filter.from, filter.to, kind));
  for (; more;) {
    const ClaimCursor at{-row.real(4), row.integer(0), row.integer(1)};
    const ReviewState state = review_state_of(row.text(5)).value_or(ReviewState::new_);
    const bool is_named = name.empty() || has_words(row.text(2), name) || has_words(row.text(3), name);
    if (is_named && (filter.assignee.empty() || is_same_value(row.text(6), filter.assignee))) {
      ++list.states[static_cast<std::size_t>(state)];
      if (!filter.state || state == *filter.state) {
        ++list.total;
        if (after < at && (filter.limit == 0 || list.claims.size() < filter.limit)) {
          QUOTH_CHECK(one.first(at.record, at.claim));
          list.claims.push_back(listed(one));
          last = at;
        } else if (after < at && list.next.empty()) {
          list.next = fmt::format("{}_{}_{}", -last.score, last.record, last.claim);
        }
      }
    }
    QUOTH_TRY(more, row.next());
  }
  return list;
}

Result<std::vector<ListedClaim>> same_claims(Database& database, std::int64_t record, std::int64_t number) {
  QUOTH_TRY(const ClaimWords words, words_of(database, record, number));
  // Those that share its rarest words: what says the same shares all figures and names, and two words in three.
  QUOTH_TRY(
      Statement row,
      database.prepare(
          "WITH mine AS (SELECT w.kind, w.word, (SELECT count(*) FROM claim_words AS o WHERE o.word = w.word "
          "AND o.kind = w.kind) AS n FROM claim_words AS w WHERE w.record = ?1 AND w.claim = ?2 "
          "ORDER BY w.kind = 'word', n, w.word LIMIT ?3) "
          "SELECT DISTINCT o.record, o.claim FROM mine JOIN claim_words AS o ON o.word = mine.word AND "
          "o.kind = mine.kind WHERE NOT (o.record = ?1 AND o.claim = ?2) ORDER BY o.record, o.claim"));
  const std::size_t n_exact = words.figures.size() + words.names.size();
  const std::size_t n_rare = n_exact > 0 ? 1 : words.words.size() / 3 + 1;
  std::vector<std::pair<std::int64_t, std::int64_t>> found;
  QUOTH_TRY(bool more, row.first(record, number, n_rare));
  while (more) {
    QUOTH_TRY(const ClaimWords others, words_of(database, row.integer(0), row.integer(1)));
    if (says_the_same(words, others)) found.emplace_back(row.integer(0), row.integer(1));
    QUOTH_TRY(more, row.next());
  }
  std::vector<ListedClaim> out;
  QUOTH_TRY(Statement one, database.prepare(fmt::format("{}WHERE c.record = ?1 AND c.claim = ?2", kListed)));
  for (const auto& [of, claim] : found) {
    QUOTH_CHECK(one.first(of, claim));
    out.push_back(listed(one));
  }
  return out;
}

}  // namespace quoth
