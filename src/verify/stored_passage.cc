#include "verify/stored_passage.h"

#include "store/passages.h"
#include "text/offsets.h"

namespace quoth {
namespace {

/// Numbers the words of a passage by the sentences they are in; the rows of `row` are the begins of sentences in code
/// points of the passage's text.
Result<void> number_sentences(Statement& row, bool more, SourcePassage& passage) {
  const OffsetIndex offsets(passage.text);
  std::uint32_t sentence = 0;
  std::size_t word = 0;
  passage.sentence.resize(passage.words.size());
  while (more) {
    const std::uint32_t begin = offsets.byte_of_code_point(static_cast<std::uint32_t>(row.integer(0)));
    while (word < passage.words.size() && passage.words.words[word].span.begin < begin)
      passage.sentence[word++] = sentence;
    ++sentence;
    QUOTH_TRY(more, row.next());
  }
  while (word < passage.words.size()) passage.sentence[word++] = sentence;
  return {};
}

Result<void> load_speakers(Database& database, StoredPassage& stored) {
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT p.name, p.id FROM turns AS t "
                       "JOIN speakers AS s ON s.record = t.record AND (s.number = t.speaker OR s.number IN "
                       "(SELECT a.speaker FROM also AS a WHERE a.record = t.record AND a.turn = t.number)) "
                       "JOIN people AS p ON p.id = s.person "
                       "WHERE t.id = ?1 ORDER BY s.number <> t.speaker, s.number"));
  QUOTH_TRY(bool more, row.first(stored.number));
  while (more) {
    stored.speakers.push_back(row.string(0));
    stored.people.push_back(row.integer(1));
    QUOTH_TRY(more, row.next());
  }
  return {};
}

Result<void> load_turn(Database& database, StoredPassage& stored) {
  QUOTH_TRY(Statement turn, database.prepare("SELECT number, text FROM turns WHERE id = ?1"));
  QUOTH_TRY(const bool found, turn.first(stored.number));
  if (!found) return {};
  stored.turn = turn.integer(0);
  stored.passage.text = turn.string(1);
  stored.passage.words = words_of(stored.passage.text);
  QUOTH_TRY(
      Statement sentence,
      database.prepare("SELECT said_begin FROM sentences WHERE record = ?1 AND turn = ?2 ORDER BY number"));
  QUOTH_TRY(const bool more, sentence.first(stored.record, *stored.turn));
  QUOTH_CHECK(number_sentences(sentence, more, stored.passage));
  return load_speakers(database, stored);
}

Result<void> load_block(Database& database, StoredPassage& stored) {
  const std::int64_t number = (stored.number & 0xFFFFFFFF) - kFirstBlockOfRecord;
  QUOTH_TRY(Statement block,
            database.prepare("SELECT begin, end, kind, text FROM blocks WHERE record = ?1 AND number = ?2"));
  QUOTH_TRY(const bool found, block.first(stored.record, number));
  if (!found) return {};
  stored.begin = static_cast<std::uint32_t>(block.integer(0));
  stored.block_kind = block.string(2);
  stored.passage.text = block.string(3);
  stored.passage.words = words_of(stored.passage.text);
  QUOTH_TRY(Statement sentence,
            database.prepare("SELECT begin - ?2 FROM sentences WHERE record = ?1 AND turn IS NULL "
                             "AND begin >= ?2 AND begin < ?3 ORDER BY number"));
  QUOTH_TRY(const bool more, sentence.first(stored.record, block.integer(0), block.integer(1)));
  return number_sentences(sentence, more, stored.passage);
}

}  // namespace

Result<StoredPassage> load_passage(Database& database, std::int64_t number) {
  StoredPassage stored{.number = number, .record = number >> 32};
  const bool is_block = (number & kFirstBlockOfRecord) != 0;
  QUOTH_CHECK(is_block ? load_block(database, stored) : load_turn(database, stored));
  return stored;
}

}  // namespace quoth
