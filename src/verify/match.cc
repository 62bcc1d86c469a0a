#include "verify/match.h"

#include <algorithm>

#include "store/said_places.h"
#include "text/offsets.h"
#include "verify/quotation_marks.h"

namespace quoth {
namespace {

/// The bytes of a range of words; for an empty one, the place before its first word.
Span bytes_of(std::string_view text, const WordList& list, WordRange range) {
  if (!range.empty()) return {list.words[range.begin].span.begin, list.words[range.end - 1].span.end};
  const std::uint32_t at = range.begin < list.size() ? list.words[range.begin].span.begin
                                                     : static_cast<std::uint32_t>(text.size());
  return {at, at};
}

/// Ranges of words of the quotation, or of a passage, as places that the user can count.
class Places {
 public:
  Places(std::string_view text, const WordList& list) : text_(text), list_(list), offsets_(text) {}

  std::string slice(WordRange range) const { return std::string(quoth::slice(text_, bytes(range))); }
  Span bytes(WordRange range) const { return bytes_of(text_, list_, range); }
  TextRange in_text(WordRange range) const {
    const Span span = bytes(range);
    return {offsets_.code_points(span.begin), offsets_.code_points(span.end)};
  }

 private:
  std::string_view text_;
  const WordList& list_;
  OffsetIndex offsets_;
};

class MatchMaker {
 public:
  MatchMaker(Database& database, std::string_view quote_text, const WordList& quote,
             const StoredPassage& stored, const ReadPart& part)
      : database_(database),
        stored_(stored),
        part_(part),
        quote_(quote_text, quote),
        source_(stored.passage.text, stored.passage.words) {}

  Result<VerifyMatch> make() {
    if (stored_.turn) {
      QUOTH_TRY(said_, SaidPlaces::of_turn(database_, stored_.record, *stored_.turn));
    }
    match_.record = stored_.record;
    match_.turn = stored_.turn;
    if (!stored_.speakers.empty()) match_.speaker = stored_.speakers.front();
    match_.quote = quote_.in_text(part_.quote);
    match_.place = place(part_.source);
    add_differences();
    const Span span = source_.bytes(part_.source);
    QUOTH_CHECK(add_holder(span));
    QUOTH_CHECK(add_record());
    QUOTH_CHECK(add_text(span));
    if (stored_.turn) QUOTH_CHECK(add_question());
    return std::move(match_);
  }

 private:
  TextRange place(WordRange range) const {
    const TextRange in_passage = source_.in_text(range);
    if (!stored_.turn) return {stored_.begin + in_passage.begin, stored_.begin + in_passage.end};
    if (said_.empty()) return in_passage;
    const std::uint32_t begin = said_.place_of(in_passage.begin);
    if (in_passage.end == in_passage.begin) return {begin, begin};
    return {begin, said_.place_of(in_passage.end - 1) + 1};
  }

  /// Whether the speaker quotes the place from others, and from whom: as the record's reported speech says, the narrowest that has
  /// the place; where it has none, as quotation marks do.
  Result<void> add_holder(Span span) {
    QUOTH_TRY(Statement row,
              database_.prepare(
                  "SELECT coalesce(holder = speaker, 0), holder FROM quoted WHERE record = ?1 AND turn IS ?2 "
                  "AND begin <= ?3 AND end >= ?4 AND NOT self ORDER BY 1, end - begin LIMIT 1"));
    QUOTH_TRY(const bool found,
              row.first(stored_.record, stored_.turn, match_.place.begin, match_.place.end));
    if (found) {
      match_.reported = row.integer(0) == 0;
      if (match_.reported) match_.holder = row.string(1);
      return {};
    }
    const std::vector<Span> quoted = quoted_spans(stored_.passage.text);
    match_.reported =
        std::any_of(quoted.begin(), quoted.end(), [&](Span mark) { return mark.contains(span); });
    return {};
  }

  void add_differences() {
    for (const WordDifference& difference : part_.differences) {
      match_.differences.push_back({.kind = difference.kind,
                                    .quote = quote_.in_text(difference.quote),
                                    .source = place(difference.source),
                                    .quote_text = quote_.slice(difference.quote),
                                    .source_text = source_.slice(difference.source),
                                    .negation = difference.negation,
                                    .number = difference.number,
                                    .name = difference.name,
                                    .spelling = difference.spelling});
    }
    for (const WordOmission& omission : part_.omissions) {
      match_.omissions.push_back({place(omission.source), source_.slice(omission.source), omission.negation});
    }
  }

  Result<void> add_record() {
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT sha256, path, title, date, "
                                "(SELECT max(page) FROM pages WHERE record = number AND begin <= ?2) "
                                "FROM records WHERE number = ?1"));
    QUOTH_TRY([[maybe_unused]] const bool found, row.first(stored_.record, match_.place.begin));
    match_.sha256 = row.string(0);
    match_.path = row.string(1);
    match_.title = row.string(2);
    match_.date = row.string(3);
    match_.page = row.maybe_integer(4);
    return {};
  }

  /// The text of the place: what is said, or with what stands between where the turn is cut by something there.
  Result<void> add_text(Span span) {
    match_.text = std::string(slice(stored_.passage.text, span));
    const std::uint32_t n_said = source_.in_text(part_.source).end - source_.in_text(part_.source).begin;
    if (match_.place.end - match_.place.begin == n_said) return {};
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT substr(text, ?2 + 1, ?3) FROM texts WHERE record = ?1"));
    QUOTH_TRY(const bool found,
              row.first(stored_.record, match_.place.begin, match_.place.end - match_.place.begin));
    if (found) match_.text = row.string(0);
    return {};
  }

  /// The last question of the turn before in the exchange that this turn answers; all of the turn where it asks none.
  Result<void> add_question() {
    QUOTH_TRY(
        Statement turn,
        database_.prepare(
            "SELECT q.turn, t.begin, t.end, t.text, p.name FROM exchanges AS a "
            "JOIN exchanges AS q ON q.record = a.record AND q.number = a.number AND q.part = 'question' "
            "JOIN turns AS t ON t.record = q.record AND t.number = q.turn "
            "LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker "
            "LEFT JOIN people AS p ON p.id = s.person "
            "WHERE a.record = ?1 AND a.part = 'answer' AND a.turn = ?2 AND q.turn < ?2 "
            "ORDER BY q.turn DESC LIMIT 1"));
    QUOTH_TRY(const bool found, turn.first(stored_.record, *stored_.turn));
    if (!found) return {};
    const auto number = [](const Statement& row, int column) {
      return static_cast<std::uint32_t>(row.integer(column));
    };
    AnsweredQuestion question{
        turn.integer(0), turn.string(4), {number(turn, 1), number(turn, 2)}, turn.string(3)};
    QUOTH_TRY(Statement sentence,
              database_.prepare(
                  "SELECT begin, end, substr(?3, said_begin + 1, said_end - said_begin) FROM sentences "
                  "WHERE record = ?1 AND turn = ?2 AND "
                  "rtrim(substr(?3, said_begin + 1, said_end - said_begin), '\"'')”’ ') LIKE '%?' "
                  "ORDER BY number DESC LIMIT 1"));
    QUOTH_TRY(const bool asks, sentence.first(stored_.record, question.turn, question.text));
    if (asks) {
      std::string text = sentence.string(2);
      question.place = {number(sentence, 0), number(sentence, 1)};
      question.text = std::move(text);
    }
    match_.answers = std::move(question);
    return {};
  }

  Database& database_;
  const StoredPassage& stored_;
  const ReadPart& part_;
  Places quote_, source_;
  SaidPlaces said_;
  VerifyMatch match_;
};

}  // namespace

Result<VerifyMatch> make_match(Database& database, std::string_view quote_text, const WordList& quote,
                               const StoredPassage& stored, const ReadPart& part) {
  return MatchMaker(database, quote_text, quote, stored, part).make();
}

}  // namespace quoth
