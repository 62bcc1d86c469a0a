#include "store/answer_rows.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "store/lexicon.h"
#include "store/said.h"
#include "store/said_places.h"

namespace quoth {
namespace {

using MaybeNumber = std::optional<std::int64_t>;

class AnswerWriter {
 public:
  AnswerWriter(Database& database, std::int64_t number, const Record& record, const OffsetIndex& offsets)
      : database_(database), number_(number), record_(record), offsets_(offsets) {}

  Result<void> write(const MarkAt& mark) {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
                                               "?9, ?10, ?11, ?12, ?13, ?14)"));
    for (std::size_t i = 0; i < record_.answers.size(); ++i) {
      const Answer& answer = record_.answers[i];
      MaybeNumber exchange, begin, end, ask, again, asked_in, turn;
      if (answer.exchange) exchange = answer.exchange->value;
      if (answer.question) {
        begin = at(answer.question->begin);
        end = at(answer.question->end);
      }
      if (answer.ask) ask = *answer.ask;
      if (answer.again) again = answer.again->value;
      if (const auto in = asking_turn(answer)) asked_in = in->value;
      const auto in = answering_turn(answer);
      if (in) turn = in->value;
      QUOTH_TRY(const MaybeNumber holder, names_.of(name_in(in)));
      QUOTH_CHECK(row.run(number_, i, exchange, begin, end, ask, to_string(answer.clarity),
                          to_string(answer.technique),
                          std::round(static_cast<double>(answer.score) * 1000) / 1000, answer.unsure ? 1 : 0,
                          again, asked_in, turn, holder));
      QUOTH_CHECK(write_evidence(i, answer));
      write_marks(answer, holder, mark);
    }
    return {};
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }

  std::optional<TurnId> asking_turn(const Answer& answer) const {
    if (answer.question) return turn_at(record_.turns, answer.question->begin);
    if (!answer.exchange) return std::nullopt;
    const auto& asking = record_.exchanges[answer.exchange->index()].question;
    return asking.empty() ? std::nullopt : std::optional(asking.back());
  }

  std::optional<TurnId> answering_turn(const Answer& answer) const {
    if (answer.exchange) {
      const auto& answering = record_.exchanges[answer.exchange->index()].answer;
      if (!answering.empty()) return answering.front();
    }
    return answer.evidence.empty() ? std::nullopt : turn_at(record_.turns, answer.evidence.front().begin);
  }

  Result<void> write_evidence(std::size_t i, const Answer& answer) {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO answer_evidence VALUES (?1, ?2, ?3, ?4, ?5)"));
    std::int64_t position = 0;
    for (const Span span : answer.evidence)
      QUOTH_CHECK(row.run(number_, i, position++, at(span.begin), at(span.end)));
    return {};
  }

  /// The name of who speaks in `turn`; empty where nobody does.
  std::string name_in(std::optional<TurnId> turn) const {
    const auto speaker = turn ? record_.turns[turn->index()].speaker : std::nullopt;
    return speaker ? record_.speakers[speaker->index()].name : std::string();
  }

  static void write_marks(const Answer& answer, MaybeNumber holder, const MarkAt& mark) {
    for (const Span span : answer.evidence) {
      for (const std::string& what : answer_marks(answer, holder)) mark(span.begin, kAnswerMark, what);
    }
  }

  Database& database_;
  std::int64_t number_;
  const Record& record_;
  const OffsetIndex& offsets_;
  NameNumbers names_{database_};
};

bool is_named(std::string_view text, const std::string& words) {
  return fmt::format(" {} ", folded(text)).find(fmt::format(" {} ", words)) != std::string::npos;
}

/// A place in the record's text as bytes of what is said in a turn; all of that where the turn has no spans.
Result<Span> said_span(Database& database, std::int64_t record, std::int64_t turn, std::string_view said,
                       std::int64_t begin, std::int64_t end) {
  QUOTH_TRY(const SaidPlaces places, SaidPlaces::of_turn(database, record, turn));
  if (places.empty()) return make_span(0, said.size());
  const OffsetIndex offsets(said);
  return Span{offsets.byte_of_code_point(places.said_of(static_cast<std::uint32_t>(begin))),
              offsets.byte_of_code_point(places.said_of(static_cast<std::uint32_t>(end - 1)) + 1)};
}

/// The evidence of an answer as bytes of what is said in a turn.
Result<std::vector<Span>> evidence_in_turn(Database& database, std::int64_t record, std::int64_t number,
                                           std::int64_t turn, std::string_view said) {
  QUOTH_TRY(const SaidPlaces places, SaidPlaces::of_turn(database, record, turn));
  std::vector<Span> out;
  if (places.empty()) return out;
  const OffsetIndex offsets(said);
  QUOTH_TRY(Statement row,
            database.prepare(
                "SELECT e.begin, e.end FROM answer_evidence AS e JOIN turns AS t ON t.record = e.record AND "
                "t.number = ?3 WHERE e.record = ?1 AND e.answer = ?2 AND e.begin >= t.begin AND "
                "e.end <= t.end ORDER BY e.begin"));
  QUOTH_TRY(bool more, row.first(record, number, turn));
  while (more) {
    const Span span{
        offsets.byte_of_code_point(places.said_of(static_cast<std::uint32_t>(row.integer(0)))),
        offsets.byte_of_code_point(places.said_of(static_cast<std::uint32_t>(row.integer(1) - 1)) + 1)};
    if (out.empty() || span.begin >= out.back().end) out.push_back(span);
    QUOTH_TRY(more, row.next());
  }
  return out;
}

}  // namespace

std::vector<std::string> answer_marks(const Answer& answer, std::optional<std::int64_t> holder) {
  constexpr std::array<std::string_view, 3> kClarities = {"reply", "ambivalent", "nonreply"};
  std::vector<std::string> out = {std::string(kClarities[static_cast<std::size_t>(answer.clarity)])};
  std::string technique(to_string(answer.technique));
  std::erase(technique, ' ');
  out.push_back(std::move(technique));
  if (answer.unsure) out.emplace_back("unsure");
  if (answer.again) out.emplace_back("again");
  for (std::size_t i = 0, n = out.size(); holder && i < n; ++i)
    out.push_back(fmt::format("{}by{}", out[i], *holder));
  return out;
}

Result<void> insert_answers(Database& database, std::int64_t number, const Record& record,
                            const OffsetIndex& offsets, const MarkAt& mark) {
  return AnswerWriter(database, number, record, offsets).write(mark);
}

Result<void> load_answers(Database& database, std::int64_t number, const OffsetIndex& offsets,
                          Record& record) {
  const auto byte = [&](std::int64_t n) { return offsets.byte_of_code_point(static_cast<std::uint32_t>(n)); };
  QUOTH_TRY(Statement row,
            database.prepare("SELECT exchange, question_begin, question_end, ask, clarity, technique, score, "
                             "unsure, again FROM answers WHERE record = ?1 ORDER BY number"));
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    Answer& answer = record.answers.emplace_back();
    if (const auto id = row.maybe_integer(0)) answer.exchange = ExchangeId(static_cast<std::size_t>(*id));
    if (const auto begin = row.maybe_integer(1)) answer.question = {byte(*begin), byte(row.integer(2))};
    if (const auto ask = row.maybe_integer(3)) answer.ask = static_cast<std::uint32_t>(*ask);
    answer.clarity = clarity_of(row.text(4)).value_or(Clarity::ambivalent);
    answer.technique = technique_of(row.text(5)).value_or(Technique::general);
    answer.score = static_cast<float>(row.real(6));
    answer.unsure = row.integer(7) != 0;
    if (const auto id = row.maybe_integer(8)) answer.again = AnswerId(static_cast<std::size_t>(*id));
    QUOTH_TRY(more, row.next());
  }
  QUOTH_TRY(Statement span, database.prepare("SELECT answer, begin, end FROM answer_evidence "
                                             "WHERE record = ?1 ORDER BY answer, position"));
  QUOTH_TRY(more, span.first(number));
  while (more) {
    record.answers[static_cast<std::size_t>(span.integer(0))].evidence.push_back(
        {byte(span.integer(1)), byte(span.integer(2))});
    QUOTH_TRY(more, span.next());
  }
  return {};
}

Result<std::vector<ListedAnswer>> list_answers(Database& database, const AnswerFilter& filter) {
  std::string sql =
      "SELECT w.record, w.answer, w.speaker, w.asked_by, w.clarity, a.question_begin IS NULL FROM answered "
      "AS w "
      "JOIN answers AS a ON a.record = w.record AND a.number = w.answer WHERE 1 ";
  if (filter.record) sql += fmt::format("AND w.record = {} ", *filter.record);
  if (filter.clarity) sql += fmt::format("AND w.clarity = '{}' ", to_string(*filter.clarity));
  if (filter.reviewed) sql += fmt::format("AND w.is_reviewed = {} ", *filter.reviewed ? 1 : 0);
  // A date that is known in part stands for all its days.
  if (!filter.from.empty()) sql += "AND w.date || '~' >= ?1 ";
  if (!filter.to.empty()) sql += "AND w.date <= ?2 || '~' ";
  QUOTH_TRY(Statement row, database.prepare(sql + "ORDER BY w.date DESC, w.record DESC, w.answer"));
  const std::string speaker = folded(filter.speaker), asker = folded(filter.asker);
  std::vector<ListedAnswer> out;
  QUOTH_TRY(bool more, row.first(filter.from, filter.to));
  while (more) {
    const bool is_wanted = (speaker.empty() || is_named(row.text(2), speaker)) &&
                           (asker.empty() || is_named(row.text(3), asker));
    if (is_wanted) {
      out.push_back({row.integer(0), row.integer(1), row.string(2), row.string(3),
                     clarity_of(row.text(4)).value_or(Clarity::ambivalent), row.integer(5) != 0});
    }
    QUOTH_TRY(more, row.next());
  }
  return out;
}

Result<std::optional<std::int64_t>> find_answer(Database& database, std::int64_t record, std::int64_t begin,
                                                std::int64_t end) {
  QUOTH_TRY(Statement row, database.prepare("SELECT number FROM answers WHERE record = ?1 AND "
                                            "question_begin = ?2 AND question_end = ?3"));
  QUOTH_TRY(const bool found, row.first(record, begin, end));
  return found ? row.maybe_integer(0) : std::nullopt;
}

Result<AnswerInFull> answer_in_full(Database& database, std::int64_t record, std::int64_t number) {
  QUOTH_TRY(
      Statement row,
      database.prepare(
          "SELECT r.sha256, coalesce(r.title, r.file_name), r.date, w.asked_by, iif(q.number IS NULL, "
          "w.question, q.text), "
          "a.question_begin, a.question_end, w.asked_in, w.speaker, t.text, w.turn, w.clarity, w.technique, "
          "w.score, w.unsure, w.again IS NOT NULL, v.version, w.state, w.assignee, w.corrected_by, v.json, "
          "v.machine ->> 'clarity', v.machine ->> 'technique' "
          "FROM answered AS w JOIN answers AS a ON a.record = w.record AND a.number = w.answer "
          "JOIN records AS r ON r.number = w.record "
          "LEFT JOIN turns AS t ON t.record = w.record AND t.number = w.turn "
          "LEFT JOIN turns AS q ON q.record = w.record AND q.number = w.asked_in "
          "LEFT JOIN reviewed AS v ON v.record = w.record AND v.kind = 'answer' AND v.number = w.answer "
          "WHERE w.record = ?1 AND w.answer = ?2"));
  QUOTH_CHECK(row.first(record, number));
  AnswerInFull out{.record = record,
                   .number = number,
                   .sha256 = row.string(0),
                   .title = row.string(1),
                   .date = row.string(2),
                   .asked_by = row.string(3),
                   .question = row.string(4),
                   .begin = row.integer(5),
                   .end = row.integer(6),
                   .asked_in = row.maybe_integer(7),
                   .speaker = row.string(8),
                   .reply = row.string(9),
                   .turn = row.maybe_integer(10),
                   .clarity = row.string(11),
                   .technique = row.string(12),
                   .score = row.real(13),
                   .unsure = row.integer(14) != 0,
                   .again = row.integer(15) != 0,
                   .version = row.integer(16),
                   .state = review_state_of(row.text(17)).value_or(ReviewState::new_),
                   .assignee = row.string(18),
                   .corrected_by = row.string(19),
                   .found_clarity = row.string(21),
                   .found_technique = row.string(22),
                   .review_json = row.string(20)};
  if (out.asked_in) {
    // What is said in a turn is quicker to come by than the text of the record.
    QUOTH_TRY(const Span words, said_span(database, record, *out.asked_in, out.question, out.begin, out.end));
    out.question = out.question.substr(words.begin, words.end - words.begin);
  }
  if (out.turn) {
    QUOTH_TRY(out.evidence, evidence_in_turn(database, record, number, *out.turn, out.reply));
  }
  return out;
}

}  // namespace quoth
