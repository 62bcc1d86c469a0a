#include "store/answer_rows.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "store/lexicon.h"
#include "store/said.h"

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
      for (const std::string& what : answer_marks(answer)) {
        mark(span.begin, kAnswerMark, what);
        if (holder) mark(span.begin, kAnswerMark, fmt::format("{}by{}", what, *holder));
      }
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

}  // namespace

std::vector<std::string> answer_marks(const Answer& answer) {
  constexpr std::array<std::string_view, 3> kClarities = {"reply", "ambivalent", "nonreply"};
  std::vector<std::string> out = {std::string(kClarities[static_cast<std::size_t>(answer.clarity)])};
  std::string technique(to_string(answer.technique));
  std::erase(technique, ' ');
  out.push_back(std::move(technique));
  if (answer.unsure) out.emplace_back("unsure");
  if (answer.again) out.emplace_back("again");
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
  std::string sql = "SELECT record, answer, speaker, asked_by, clarity FROM answered WHERE 1 ";
  if (filter.record) sql += fmt::format("AND record = {} ", *filter.record);
  if (filter.clarity) sql += fmt::format("AND clarity = '{}' ", to_string(*filter.clarity));
  // A date that is known in part stands for all its days.
  if (!filter.from.empty()) sql += "AND date || '~' >= ?1 ";
  if (!filter.to.empty()) sql += "AND date <= ?2 || '~' ";
  QUOTH_TRY(Statement row, database.prepare(sql + "ORDER BY record, answer"));
  const std::string speaker = folded(filter.speaker), asker = folded(filter.asker);
  std::vector<ListedAnswer> out;
  QUOTH_TRY(bool more, row.first(filter.from, filter.to));
  while (more) {
    const bool is_wanted = (speaker.empty() || is_named(row.text(2), speaker)) &&
                           (asker.empty() || is_named(row.text(3), asker));
    if (is_wanted) {
      out.push_back({row.integer(0), row.integer(1), row.string(2), row.string(3),
                     clarity_of(row.text(4)).value_or(Clarity::ambivalent)});
    }
    QUOTH_TRY(more, row.next());
  }
  return out;
}

}  // namespace quoth
