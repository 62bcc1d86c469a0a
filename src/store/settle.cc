#include "store/settle.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "record/answer.h"
#include "store/answer_rows.h"
#include "store/claim_rows.h"
#include "store/layers.h"
#include "store/lexicon.h"
#include "store/people.h"
#include "store/review_places.h"
#include "text/unicode.h"

namespace quoth {
namespace {

using MaybeNumber = std::optional<std::int64_t>;

/// A review, and the row of the record that has its words.
struct Pair {
  const PlacedReview* review = nullptr;
  std::int64_t number = 0;
  bool own = false;  // a claim that only people found
  std::int64_t begin = 0, end = 0;
  std::string words;
};

/// A claim, a question or a turn, as code points.
struct Row {
  std::int64_t number = 0, begin = 0, end = 0;
};

/// Tokens of the index that are neither of claims nor of answers.
std::set<std::string> other_marks(std::string_view marks) {
  std::set<std::string> out;
  while (!marks.empty()) {
    const std::size_t space = std::min(marks.find(' '), marks.size());
    const std::string_view mark = marks.substr(0, space);
    if (!mark.starts_with(kClaimMark) && !mark.starts_with(kAnswerMark)) out.emplace(mark);
    marks.remove_prefix(std::min(space + 1, marks.size()));
  }
  return out;
}

/// Settles one record.
class Settler {
 public:
  Settler(Database& database, ReviewsByRecord& reviews, std::int64_t record)
      : database_(database), reviews_(reviews), record_(record) {}

  Result<void> run() {
    QUOTH_TRY(const std::vector<PlacedReview> placed, reviews_.in(record_));
    QUOTH_TRY(const std::vector<std::int64_t> settled, reviews_settled_in(database_, record_));
    if (placed.empty() && settled.empty()) return {};
    if (!settled.empty()) {
      QUOTH_CHECK(changing([&] { return take_back(); }));
    }
    std::vector<Pair> pairs;
    for (const ReviewKind kind : {ReviewKind::claim, ReviewKind::answer, ReviewKind::turn})
      QUOTH_CHECK(pair_up(kind, placed, pairs));
    for (const Pair& pair : pairs) QUOTH_CHECK(write(pair));
    return changing([&]() -> Result<void> {
      // Who speaks in a turn comes first: what is said of a claim in it is nearer to the point.
      for (const Pair& pair : pairs) QUOTH_CHECK(correct_turn(pair));
      for (const Pair& pair : pairs) QUOTH_CHECK(correct(pair));
      return {};
    });
  }

 private:
  template <typename... Args>
  Result<void> run(std::string_view sql, const Args&... args) {
    QUOTH_TRY(Statement statement, database_.prepare(sql));
    return statement.run(args...);
  }

  /// Makes a change of the rows that are settled, and the index hold what is there after it.
  template <typename Change>
  Result<void> changing(const Change& change) {
    QUOTH_CHECK(database_.run("CREATE TEMP TABLE touched(id INTEGER PRIMARY KEY)"));
    QUOTH_CHECK(
        run("INSERT INTO touched SELECT t.id FROM turns AS t WHERE t.record = ?1 AND ("
            "EXISTS (SELECT 1 FROM reviewed AS v WHERE v.record = ?1 AND v.kind = 'turn' AND v.number = "
            "t.number) OR "
            "EXISTS (SELECT 1 FROM claims AS c JOIN reviewed AS v ON v.record = ?1 AND v.kind = 'claim' AND "
            "v.number = c.number WHERE c.record = ?1 AND c.turn = t.number) OR "
            "EXISTS (SELECT 1 FROM answer_evidence AS e JOIN answers AS a ON a.record = ?1 AND a.number = "
            "e.answer "
            "JOIN reviewed AS v ON v.record = ?1 AND (v.kind = 'answer' AND v.number = a.number OR "
            "v.kind = 'turn' AND v.number = a.turn) "
            "WHERE e.record = ?1 AND e.begin >= t.begin AND e.begin < t.end))",
            record_));
    constexpr std::string_view kTouched = "?1 = ?1 AND id IN (SELECT id FROM touched)";
    QUOTH_CHECK(unindex_turns(database_, kTouched, record_));
    QUOTH_CHECK(change());
    QUOTH_CHECK(mark_touched());
    QUOTH_CHECK(index_turns(database_, kTouched, record_));
    return database_.run("DROP TABLE touched");
  }

  Result<void> mark_touched() {
    QUOTH_TRY(Statement turn,
              database_.prepare("SELECT t.id, t.number, t.begin, t.end, coalesce(m.marks, '') "
                                "FROM turns AS t LEFT JOIN marks AS m ON m.id = t.id "
                                "WHERE t.id IN (SELECT id FROM touched)"));
    QUOTH_TRY(Statement update, database_.prepare("INSERT OR REPLACE INTO marks VALUES (?1, ?2)"));
    QUOTH_TRY(bool more, turn.first());
    while (more) {
      std::set<std::string> marks = other_marks(turn.text(4));
      QUOTH_CHECK(mark_claims(turn.integer(1), marks));
      QUOTH_CHECK(mark_answers(turn.integer(2), turn.integer(3), marks));
      QUOTH_CHECK(update.run(turn.integer(0), fmt::format("{}", fmt::join(marks, " "))));
      QUOTH_TRY(more, turn.next());
    }
    return {};
  }

  Result<void> mark_claims(std::int64_t turn, std::set<std::string>& marks) {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT c.score, c.holder, v.state, v.disputed FROM claims AS c LEFT JOIN reviewed AS v "
                  "ON v.record = c.record AND v.kind = 'claim' AND v.number = c.number "
                  "WHERE c.record = ?1 AND c.turn = ?2"));
    QUOTH_TRY(bool more, row.first(record_, turn));
    while (more) {
      const MaybeNumber holder = row.maybe_integer(1);
      std::vector<std::string> what = claim_marks(row.real(0), holder);
      for (const std::string& state : claim_states(row.text(2), row.integer(3) != 0)) {
        what.push_back(state);
        if (holder) what.push_back(fmt::format("{}by{}", state, *holder));
      }
      for (const std::string& mark : what) marks.insert(fmt::format("{}{}", kClaimMark, mark));
      QUOTH_TRY(more, row.next());
    }
    return {};
  }

  Result<void> mark_answers(std::int64_t begin, std::int64_t end, std::set<std::string>& marks) {
    QUOTH_TRY(
        Statement row,
        database_.prepare(
            "SELECT DISTINCT a.clarity, a.technique, a.unsure, a.again, a.holder "
            "FROM answer_evidence AS e JOIN answers AS a ON a.record = e.record AND a.number = e.answer "
            "WHERE e.record = ?1 AND e.begin >= ?2 AND e.begin < ?3"));
    QUOTH_TRY(bool more, row.first(record_, begin, end));
    while (more) {
      Answer answer;
      answer.clarity = clarity_of(row.text(0)).value_or(Clarity::ambivalent);
      answer.technique = technique_of(row.text(1)).value_or(Technique::general);
      answer.unsure = row.integer(2) != 0;
      if (!row.is_null(3)) answer.again = AnswerId(static_cast<std::size_t>(row.integer(3)));
      for (const std::string& mark : answer_marks(answer, row.maybe_integer(4)))
        marks.insert(fmt::format("{}{}", kAnswerMark, mark));
      QUOTH_TRY(more, row.next());
    }
    return {};
  }

  /// All rows as the program found them.
  Result<void> take_back() {
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT kind, number, own, machine FROM reviewed WHERE record = ?1 "
                                "ORDER BY kind DESC"));  // turns, then claims, then answers
    QUOTH_TRY(bool more, row.first(record_));
    while (more) {
      const std::int64_t number = row.integer(1);
      const std::string machine = row.string(3);
      if (row.text(0) != "claim") {
        QUOTH_TRY(Statement was, database_.prepare("SELECT coalesce(?1 ->> 'turn', ?2), ?1 ->> 'speaker'"));
        QUOTH_CHECK(was.first(machine, number));
        QUOTH_CHECK(say_speaker(was.integer(0), was.maybe_integer(1)));
      }
      if (row.text(0) == "answer") {
        QUOTH_CHECK(
            run("UPDATE answers SET clarity = ?3 ->> 'clarity', technique = ?3 ->> 'technique', "
                "unsure = ?3 ->> 'unsure' WHERE record = ?1 AND number = ?2",
                record_, number, machine));
      } else if (row.text(0) == "claim" && row.integer(2) != 0) {
        QUOTH_CHECK(run("DELETE FROM claims WHERE record = ?1 AND number = ?2", record_, number));
      } else if (row.text(0) == "claim") {
        QUOTH_TRY(Statement was, database_.prepare("SELECT ?1 ->> 'holder'"));
        QUOTH_CHECK(was.first(machine));
        QUOTH_TRY(const MaybeNumber holder, names_.of(was.string(0)));
        QUOTH_CHECK(
            run("UPDATE claims SET begin = ?3 ->> 'begin', end = ?3 ->> 'end', text = ?3 ->> 'text', "
                "turn = ?3 ->> 'turn', speaker = ?3 ->> 'speaker', entity = ?3 ->> 'entity', "
                "holder_begin = ?3 ->> 'holder_begin', holder_end = ?3 ->> 'holder_end', holder = ?4 "
                "WHERE record = ?1 AND number = ?2",
                record_, number, machine, holder));
      }
      QUOTH_TRY(more, row.next());
    }
    QUOTH_CHECK(run("DELETE FROM reviewed WHERE record = ?1", record_));
    QUOTH_CHECK(run(
        "DELETE FROM speakers WHERE record = ?1 AND number >= (SELECT json_array_length(json, '$.speakers') "
        "FROM documents WHERE record = ?1)",
        record_));
    return forget_silent_people(database_);
  }

  Result<void> pair_up(ReviewKind kind, const std::vector<PlacedReview>& placed, std::vector<Pair>& pairs) {
    QUOTH_TRY(const std::vector<Row> rows, rows_of(kind));
    std::vector<std::tuple<double, std::int64_t, const PlacedReview*>> shares;
    for (const PlacedReview& item : placed) {
      if (item.review.kind != kind) continue;
      for (const Row& row : rows) {
        const double share = share_of(item.place, row.begin, row.end);
        if (share >= kSameWords) shares.emplace_back(-share, row.number, &item);
      }
    }
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) {
      return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    std::set<std::int64_t> taken;
    std::set<const PlacedReview*> done;
    for (const auto& [share, number, item] : shares) {
      if (taken.contains(number) || done.contains(item)) continue;
      taken.insert(number);
      done.insert(item);
      QUOTH_TRY(pairs.emplace_back(), pair_of(*item, number, false));
    }
    if (kind != ReviewKind::claim) return {};
    std::int64_t next = rows.empty() ? 0 : rows.back().number + 1;
    for (const PlacedReview& item : placed) {
      if (item.review.kind != kind || done.contains(&item)) continue;
      QUOTH_TRY(pairs.emplace_back(), pair_of(item, next++, true));
    }
    return {};
  }

  Result<std::vector<Row>> rows_of(ReviewKind kind) {
    const std::string_view sql =
        kind == ReviewKind::claim ? "SELECT number, begin, end FROM claims WHERE record = ?1 ORDER BY number"
        : kind == ReviewKind::answer ? "SELECT number, question_begin, question_end FROM answers WHERE "
                                       "record = ?1 AND question_begin NOT NULL"
                                     : "SELECT number, begin, end FROM turns WHERE record = ?1";
    QUOTH_TRY(Statement row, database_.prepare(sql));
    std::vector<Row> rows;
    QUOTH_TRY(bool more, row.first(record_));
    while (more) {
      rows.push_back({row.integer(0), row.integer(1), row.integer(2)});
      QUOTH_TRY(more, row.next());
    }
    return rows;
  }

  /// The words of a claim are the corrected ones, else those that were judged, where the program would draw it otherwise too.
  Result<Pair> pair_of(const PlacedReview& item, std::int64_t number, bool own) {
    Pair pair{&item, number, own, item.place.begin, item.place.end, item.place.words};
    if (!item.standing.span) return pair;
    QUOTH_TRY(AnchoredText* const text, reviews_.text_of(record_));
    const AnchorPlace corrected = text->find(*item.standing.span->span);
    if (corrected.how != Anchoring::in_place && corrected.how != Anchoring::moved) return pair;
    pair.begin = text->offsets().code_points(corrected.span.begin);
    pair.end = text->offsets().code_points(corrected.span.end);
    pair.words = text->text(corrected.span);
    return pair;
  }

  /// What the program found, in words that take_back() reads.
  Result<std::string> machine_of(const Pair& pair) {
    const ReviewKind kind = pair.review->review.kind;
    const std::string_view sql =
        kind == ReviewKind::claim ? "SELECT json_object('begin', c.begin, 'end', c.end, 'text', c.text, "
                                    "'turn', c.turn, 'speaker', c.speaker, "
                                    "'entity', c.entity, 'holder_begin', c.holder_begin, 'holder_end', "
                                    "c.holder_end, 'holder', l.text) "
                                    "FROM claims AS c LEFT JOIN lexicon AS l ON l.id = c.holder WHERE "
                                    "c.record = ?1 AND c.number = ?2"
        : kind == ReviewKind::answer
            ? "SELECT json_object('clarity', a.clarity, 'technique', a.technique, 'unsure', a.unsure, "
              "'turn', a.asked_in, "
              "'speaker', t.speaker) FROM answers AS a LEFT JOIN turns AS t ON t.record = a.record AND "
              "t.number = a.asked_in WHERE a.record = ?1 AND a.number = ?2"
            : "SELECT json_object('speaker', t.speaker, 'name', s.name) FROM turns AS t LEFT JOIN speakers "
              "AS s "
              "ON s.record = t.record AND s.number = t.speaker WHERE t.record = ?1 AND t.number = ?2";
    QUOTH_TRY(Statement row, database_.prepare(sql));
    QUOTH_TRY(const bool found, row.first(record_, pair.number));
    return found ? row.string(0) : std::string("{}");
  }

  /// An entry that holds, as the JSON of a correction; NULL where there is none.
  Result<std::optional<std::string>> correction_json(const std::optional<ReviewEntry>& entry,
                                                     const Pair& pair) {
    if (!entry) return std::nullopt;
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT json_patch(json_object('author', ?1, 'made', ?2, 'why', ?3), json_object("
                  "'begin', ?4, 'end', ?5, 'words', ?6, 'clarity', ?7, 'technique', ?8, 'name', ?9))"));
    MaybeNumber begin, end;
    std::optional<std::string_view> words, clarity, technique, name;
    if (entry->field == ReviewField::span) {
      begin = pair.begin;
      end = pair.end;
      words = pair.words;
    } else if (const auto read =
                   entry->field == ReviewField::reading ? technique_of(entry->value) : std::nullopt) {
      clarity = to_string(kClarityOf[static_cast<std::size_t>(*read)]);
      technique = to_string(*read);
    } else {
      name = entry->value;
    }
    QUOTH_CHECK(
        row.first(entry->author, entry->made, entry->why, begin, end, words, clarity, technique, name));
    return row.string(0);
  }

  Result<std::string> verdicts_json(const std::vector<ReviewEntry>& verdicts) {
    std::string json = "[]";
    for (const ReviewEntry& verdict : verdicts) {
      QUOTH_TRY(Statement row,
                database_.prepare("SELECT json_insert(?1, '$[#]', json_object('rating', ?2, 'author', ?3, "
                                  "'made', ?4, 'why', ?5))"));
      QUOTH_CHECK(row.first(json, verdict.value, verdict.author, verdict.made, verdict.why));
      std::string longer = row.string(0);
      json = std::move(longer);
    }
    return json;
  }

  Result<void> write(const Pair& pair) {
    const Review& review = pair.review->review;
    const ReviewStanding& standing = pair.review->standing;
    if (pair.own) {
      QUOTH_CHECK(run(
          "INSERT INTO claims(record, number, turn, begin, end, score, holder, speaker, text) "
          "SELECT ?1, ?2, t.number, ?3, ?4, 1, NULL, t.speaker, ?5 FROM records AS r LEFT JOIN turns AS t "
          "ON t.record = r.number AND t.begin <= ?3 AND t.end > ?3 WHERE r.number = ?1",
          record_, pair.number, pair.begin, pair.end, fold_space(pair.words)));
      QUOTH_TRY(const std::string name, name_of_speaker("claims", pair.number));
      QUOTH_TRY(const MaybeNumber holder, names_.of(name));
      QUOTH_CHECK(run("UPDATE claims SET holder = ?3 WHERE record = ?1 AND number = ?2", record_, pair.number,
                      holder));
    }
    QUOTH_TRY(const std::string machine, machine_of(pair));
    QUOTH_TRY(const auto span, correction_json(standing.span, pair));
    QUOTH_TRY(const auto reading, correction_json(standing.reading, pair));
    QUOTH_TRY(const auto speaker, correction_json(standing.speaker, pair));
    QUOTH_TRY(const std::string verdicts, verdicts_json(standing.verdicts));
    std::string in_words;
    for (const ReviewEntry& verdict : standing.verdicts)
      in_words += fmt::format("{}{} ({})", in_words.empty() ? "" : "; ", verdict.value, verdict.author);
    std::string corrected_by;
    std::int64_t last = 0;
    for (const auto& entry : {standing.span, standing.reading, standing.speaker}) {
      if (!entry || entry->version < last) continue;
      last = entry->version;
      corrected_by = entry->author;
    }
    return run(
        "INSERT INTO reviewed SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        "json_object('review', ?4, 'version', ?5, 'state', ?6, 'assignee', nullif(?7, ''), "
        "'disputed', json(iif(?10, 'true', 'false')), 'verdicts', json(?14), 'span', json(?15), 'reading', "
        "json(?16), "
        "'speaker', json(?17), 'machine', iif(?12, NULL, CASE ?2 "
        "WHEN 'claim' THEN json_object('begin', ?13 ->> 'begin', 'end', ?13 ->> 'end', 'holder', ?13 ->> "
        "'holder') "
        "WHEN 'answer' THEN json_object('clarity', ?13 ->> 'clarity', 'technique', ?13 ->> 'technique', "
        "'unsure', json(iif(?13 ->> 'unsure', 'true', 'false'))) "
        "ELSE json_object('speaker', ?13 ->> 'name') END))",
        record_, to_string(review.kind), pair.number, review.number, review.version(),
        to_string(standing.state), standing.assignee, in_words, std::int64_t{standing.is_reviewed()},
        std::int64_t{standing.is_disputed()}, corrected_by, std::int64_t{pair.own}, machine, verdicts, span,
        reading, speaker);
  }

  Result<std::string> name_of_speaker(std::string_view table, std::int64_t number) {
    QUOTH_TRY(Statement row, database_.prepare(fmt::format("SELECT s.name FROM {} AS x JOIN speakers AS s ON "
                                                           "s.record = x.record AND s.number = x.speaker "
                                                           "WHERE x.record = ?1 AND x.number = ?2",
                                                           table)));
    QUOTH_TRY(const bool found, row.first(record_, number));
    return found ? row.string(0) : std::string();
  }

  /// The speaker of the record who has this name, made where there is none.
  Result<std::int64_t> speaker_named(const std::string& name) {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT s.number, s.name, p.name FROM speakers AS s JOIN people AS p ON p.id = s.person "
                  "WHERE s.record = ?1 ORDER BY s.number"));
    QUOTH_TRY(bool more, row.first(record_));
    std::int64_t next = 0;
    while (more) {
      next = row.integer(0) + 1;
      if (is_same_value(row.text(1), name) || is_same_value(row.text(2), name)) return row.integer(0);
      QUOTH_TRY(more, row.next());
    }
    QUOTH_TRY(Statement hash, database_.prepare("SELECT sha256 FROM records WHERE number = ?1"));
    QUOTH_CHECK(hash.first(record_));
    QUOTH_TRY(const std::int64_t person, person_of(database_, name, hash.text(0)));
    QUOTH_CHECK(run("INSERT INTO speakers VALUES (?1, ?2, ?3, NULL, NULL, ?4)", record_, next, name, person));
    return next;
  }

  /// Says who speaks in a turn, and so whose the claims and answers are that were the other's.
  Result<void> say_speaker(std::int64_t turn, MaybeNumber speaker) {
    QUOTH_TRY(Statement before,
              database_.prepare("SELECT speaker FROM turns WHERE record = ?1 AND number = ?2"));
    QUOTH_CHECK(before.first(record_, turn));
    const MaybeNumber other = before.maybe_integer(0);
    QUOTH_CHECK(
        run("UPDATE turns SET speaker = ?3 WHERE record = ?1 AND number = ?2", record_, turn, speaker));
    QUOTH_TRY(const std::string name, name_of_speaker("turns", turn));
    QUOTH_TRY(const MaybeNumber holder, names_.of(name));
    QUOTH_CHECK(run(
        "UPDATE claims SET speaker = ?3, holder = ?4 WHERE record = ?1 AND turn = ?2 AND speaker IS ?5 AND "
        "entity IS NULL AND holder_begin IS NULL",
        record_, turn, speaker, holder, other));
    return run("UPDATE answers SET holder = ?3 WHERE record = ?1 AND turn = ?2", record_, turn, holder);
  }

  Result<void> correct_turn(const Pair& pair) {
    const auto& speaker = pair.review->standing.speaker;
    const ReviewKind kind = pair.review->review.kind;
    if (!speaker || kind == ReviewKind::claim) return {};
    std::int64_t turn = pair.number;
    if (kind == ReviewKind::answer) {
      QUOTH_TRY(Statement row,
                database_.prepare("SELECT asked_in FROM answers WHERE record = ?1 AND number = ?2"));
      QUOTH_CHECK(row.first(record_, pair.number));
      if (row.is_null(0)) return {};
      turn = row.integer(0);
    }
    QUOTH_TRY(const std::int64_t number, speaker_named(speaker->value));
    return say_speaker(turn, number);
  }

  Result<void> correct(const Pair& pair) {
    const ReviewStanding& standing = pair.review->standing;
    if (pair.review->review.kind == ReviewKind::answer) {
      const auto technique = standing.reading ? technique_of(standing.reading->value) : std::nullopt;
      if (!technique) return {};
      return run(
          "UPDATE answers SET clarity = ?3, technique = ?4, unsure = 0 WHERE record = ?1 AND number = ?2",
          record_, pair.number, to_string(kClarityOf[static_cast<std::size_t>(*technique)]),
          to_string(*technique));
    }
    if (pair.review->review.kind != ReviewKind::claim) return {};
    QUOTH_CHECK(run("UPDATE claims SET begin = ?3, end = ?4, text = ?5 WHERE record = ?1 AND number = ?2",
                    record_, pair.number, pair.begin, pair.end, fold_space(pair.words)));
    if (!standing.speaker) return {};
    QUOTH_TRY(const std::int64_t number, speaker_named(standing.speaker->value));
    QUOTH_CHECK(
        run("UPDATE claims SET speaker = ?3, entity = NULL, holder_begin = NULL, holder_end = NULL "
            "WHERE record = ?1 AND number = ?2",
            record_, pair.number, number));
    QUOTH_TRY(const std::string name, name_of_speaker("claims", pair.number));
    QUOTH_TRY(const MaybeNumber holder, names_.of(name));
    return run("UPDATE claims SET holder = ?3 WHERE record = ?1 AND number = ?2", record_, pair.number,
               holder);
  }

  Database& database_;
  ReviewsByRecord& reviews_;
  std::int64_t record_;
  NameNumbers names_{database_};
};

}  // namespace

Result<void> settle_record(Database& database, std::int64_t record) {
  QUOTH_TRY(ReviewsByRecord reviews, ReviewsByRecord::load(database));
  QUOTH_CHECK(Settler(database, reviews, record).run());
  // What has come home here is at home nowhere else.
  QUOTH_TRY(const std::vector<std::int64_t> settled, reviews_settled_in(database, record));
  return settle_reviews(database, settled);
}

Result<void> settle_reviews(Database& database, const std::vector<std::int64_t>& which) {
  if (which.empty()) return {};
  QUOTH_TRY(ReviewsByRecord reviews, ReviewsByRecord::load(database));
  std::set<std::int64_t> records;
  for (const std::int64_t review : which) {
    QUOTH_TRY(const std::vector<std::int64_t> may_stand, reviews.records_of(review));
    records.insert(may_stand.begin(), may_stand.end());
    QUOTH_TRY(Statement row, database.prepare("SELECT record FROM reviewed WHERE review = ?1"));
    QUOTH_TRY(bool more, row.first(review));
    while (more) {
      records.insert(row.integer(0));
      QUOTH_TRY(more, row.next());
    }
  }
  for (const std::int64_t record : records) QUOTH_CHECK(Settler(database, reviews, record).run());
  return {};
}

Result<std::vector<std::int64_t>> reviews_settled_in(Database& database, std::int64_t record) {
  QUOTH_TRY(Statement row, database.prepare("SELECT review FROM reviewed WHERE record = ?1"));
  std::vector<std::int64_t> reviews;
  QUOTH_TRY(bool more, row.first(record));
  while (more) {
    reviews.push_back(row.integer(0));
    QUOTH_TRY(more, row.next());
  }
  return reviews;
}

Result<std::vector<ReviewedRow>> load_reviewed(Database& database, std::int64_t record) {
  std::vector<ReviewedRow> rows;
  QUOTH_TRY(
      Statement row,
      database.prepare(
          "SELECT kind, number, review, version, state, assignee, verdicts, disputed, corrected_by, json "
          "FROM reviewed WHERE record = ?1 ORDER BY kind = 'turn', kind = 'answer', number"));
  QUOTH_TRY(bool more, row.first(record));
  while (more) {
    rows.push_back({.kind = review_kind_of(row.text(0)).value_or(ReviewKind::claim),
                    .row = static_cast<std::uint32_t>(row.integer(1)),
                    .review = row.integer(2),
                    .version = row.integer(3),
                    .state = review_state_of(row.text(4)).value_or(ReviewState::new_),
                    .assignee = row.string(5),
                    .verdicts = row.string(6),
                    .disputed = row.integer(7) != 0,
                    .corrected_by = row.string(8),
                    .json = row.string(9)});
    QUOTH_TRY(more, row.next());
  }
  return rows;
}

Result<std::string> with_reviews(Database& database, std::int64_t number, std::string json) {
  constexpr std::size_t kAtOnce = 50;  // a function of SQLite takes 127 values at most
  QUOTH_TRY(Statement row,
            database.prepare("SELECT kind, number FROM reviewed WHERE record = ?1 AND NOT own"));
  std::vector<std::string> changes;
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    // Only words of the program come into the query; what people wrote stays in the table.
    changes.push_back(
        fmt::format(", '$.{0}s[{1}].review', json((SELECT json FROM reviewed WHERE record = ?2 AND "
                    "kind = '{0}' AND number = {1}))",
                    row.text(0), row.integer(1)));
    QUOTH_TRY(more, row.next());
  }
  for (std::size_t from = 0; from < changes.size(); from += kAtOnce) {
    const auto first = changes.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = changes.begin() + static_cast<std::ptrdiff_t>(std::min(from + kAtOnce, changes.size()));
    QUOTH_TRY(Statement set,
              database.prepare(fmt::format("SELECT json_set(?1{})", fmt::join(first, last, ""))));
    QUOTH_CHECK(set.first(json, number));
    std::string changed = set.string(0);
    json = std::move(changed);
  }
  return json;
}

}  // namespace quoth
