#include "store/language_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "record/column_writer.h"
#include "store/answer_rows.h"
#include "store/claim_rows.h"
#include "store/layers.h"
#include "store/lexicon.h"
#include "store/quote_rows.h"
#include "store/reading_rows.h"
#include "store/said.h"
#include "text/unicode.h"

namespace quoth {
namespace {

double in_thousandths(float score) { return std::round(static_cast<double>(score) * 1000) / 1000; }

class LanguageWriter {
 public:
  LanguageWriter(Database& database, std::int64_t number, const Record& record, const OffsetIndex& offsets)
      : database_(database), number_(number), record_(record), offsets_(offsets) {}

  Result<void> write() {
    QUOTH_CHECK(write_tokens());
    QUOTH_CHECK(write_entities());
    const MarkAt mark_at = [&](std::uint32_t byte, std::string_view kind, std::string_view what) {
      if (const auto turn = turn_at(record_.turns, byte)) mark(*turn, kind, what);
    };
    QUOTH_CHECK(insert_readings(database_, number_, record_, offsets_, mark_at));
    QUOTH_CHECK(insert_claims(database_, number_, record_, offsets_, mark_at));
    QUOTH_CHECK(insert_answers(database_, number_, record_, offsets_, mark_at));
    mark_times();
    QUOTH_CHECK(insert_quotes(database_, number_, record_, offsets_, [this](TurnId turn, std::int64_t name) {
      mark(turn, kHolderMark, std::to_string(name));
    }));
    return write_marks();
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }

  void mark(TurnId turn, std::string_view mark, std::string_view what) {
    marks_[turn.value].insert(fmt::format("{}{}", mark, what));
  }

  Result<std::int64_t> tag_id(std::size_t i) {
    const Tokens& tokens = record_.tokens;
    const std::array key = {tokens.upos.number[i], tokens.xpos.number[i], tokens.feats.number[i]};
    if (const auto known = tags_.find(key); known != tags_.end()) return known->second;
    QUOTH_TRY(Statement insert,
              database_.prepare("INSERT OR IGNORE INTO tags(upos, xpos, feats) VALUES (?1, ?2, ?3)"));
    QUOTH_CHECK(insert.run(tokens.upos[i], tokens.xpos[i], tokens.feats[i]));
    QUOTH_TRY(Statement row,
              database_.prepare("SELECT id FROM tags WHERE upos = ?1 AND xpos = ?2 AND feats = ?3"));
    QUOTH_CHECK(row.first(tokens.upos[i], tokens.xpos[i], tokens.feats[i]));
    return tags_[key] = row.integer(0);
  }

  Result<void> write_tokens() {
    const Tokens& tokens = record_.tokens;
    const Sentences& sentences = record_.sentences;
    QUOTH_TRY(const std::vector<std::int64_t> lemmas, lexicon_ids(database_, tokens.lemma.values));
    QUOTH_TRY(Statement row,
              database_.prepare("INSERT INTO tokens VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    std::size_t sentence = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Span span = tokens.span[i];
      while (sentence + 1 < sentences.span.size() && sentences.span[sentence + 1].begin <= span.begin)
        ++sentence;
      const std::int64_t lemma = lemmas[tokens.lemma.number[i]];
      QUOTH_TRY(const std::int64_t tag, tag_id(i));
      std::optional<std::int64_t> head;
      if (tokens.head[i] >= 0) head = tokens.head[i];
      QUOTH_CHECK(
          row.run(number_, sentence, i, at(span.begin), at(span.end), lemma, tag, head, tokens.deprel[i]));
      if (sentence >= sentences.turn.size() || !sentences.turn[sentence]) continue;
      mark(*sentences.turn[sentence], kLemmaMark, std::to_string(lemma));
      mark(*sentences.turn[sentence], kUposMark, tokens.upos[i]);
    }
    return {};
  }

  Result<void> write_entities() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5)"));
    std::int64_t number = 0;
    for (const Entity& entity : record_.entities) {
      std::optional<std::int64_t> speaker;
      if (entity.speaker) speaker = entity.speaker->value;
      QUOTH_CHECK(row.run(number_, number, entity.name, to_string(entity.type), speaker));
      QUOTH_TRY(const std::vector<std::int64_t> names, write_aliases(number, entity));
      QUOTH_CHECK(write_mentions(number, entity, names));
      ++number;
    }
    return {};
  }

  Result<std::vector<std::int64_t>> write_aliases(std::int64_t number, const Entity& entity) {
    std::set<std::string> names;
    for (const Mention& mention : entity.mentions) {
      if (mention.kind == MentionKind::name) names.insert(fold_space(record_.document.slice(mention.span)));
    }
    if (names.empty() && !entity.speaker) return std::vector<std::int64_t>();
    names.insert(entity.name);
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO aliases VALUES (?1, ?2, ?3)"));
    QUOTH_TRY(std::vector<std::int64_t> ids, lexicon_ids(database_, {names.begin(), names.end()}));
    for (const std::int64_t id : ids) QUOTH_CHECK(row.run(number_, number, id));
    return ids;
  }

  Result<void> write_mentions(std::int64_t entity_number, const Entity& entity,
                              const std::vector<std::int64_t>& names) {
    QUOTH_TRY(
        Statement row,
        database_.prepare("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"));
    std::int64_t position = 0;
    for (const Mention& mention : entity.mentions) {
      const std::optional<TurnId> turn = turn_at(record_.turns, mention.span.begin);
      std::optional<std::int64_t> turn_number;
      if (turn) turn_number = turn->value;
      std::optional<double> link;
      if (mention.link) link = in_thousandths(*mention.link);
      QUOTH_CHECK(row.run(number_, entity_number, position++, turn_number, at(mention.span.begin),
                          at(mention.span.end), to_string(mention.kind), at(mention.phrase.begin),
                          at(mention.phrase.end), in_thousandths(mention.score), link,
                          std::int64_t{mention.includes_speaker}));
      // Who speaks of herself is not what one looks for under her name.
      const bool is_self = turn && entity.speaker && record_.turns[turn->index()].speaker == entity.speaker &&
                           mention.kind == MentionKind::pronoun;
      if (!turn || is_self) continue;
      for (const std::int64_t name : names) mark(*turn, kNameMark, std::to_string(name));
    }
    return {};
  }

  void mark_times() {
    for (const Time& time : record_.times) {
      const auto turn = turn_at(record_.turns, time.span.begin);
      const auto days = days_of(time.value);
      if (turn && days) mark(*turn, kTimeMark, day_mark(days->first) + "t" + day_mark(days->last));
    }
  }

  Result<void> write_marks() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO marks VALUES (?1, ?2)"));
    for (const auto& [turn, marks] : marks_) {
      QUOTH_CHECK(row.run(first_turn_id(number_) + turn, fmt::format("{}", fmt::join(marks, " "))));
    }
    return {};
  }

  Database& database_;
  std::int64_t number_;
  const Record& record_;
  const OffsetIndex& offsets_;
  std::map<std::array<std::uint16_t, 3>, std::int64_t> tags_;
  std::map<std::uint32_t, std::set<std::string>> marks_;  // of each turn
};

Span span_of(const Statement& row, int column, const OffsetIndex& offsets) {
  const auto byte = [&](int at) {
    return offsets.byte_of_code_point(static_cast<std::uint32_t>(row.integer(at)));
  };
  return {byte(column), byte(column + 1)};
}

std::optional<float> maybe_float(const Statement& row, int column) {
  const auto value = row.maybe_real(column);
  return value ? std::optional(static_cast<float>(*value)) : std::nullopt;
}

Result<void> load_tokens(Database& database, std::int64_t number, const OffsetIndex& offsets,
                         Tokens& tokens) {
  QUOTH_TRY(
      Statement row,
      database.prepare("SELECT k.begin, k.end, l.text, g.upos, g.xpos, g.feats, k.deprel, k.head "
                       "FROM tokens AS k JOIN lexicon AS l ON l.id = k.lemma JOIN tags AS g ON g.id = k.tag "
                       "WHERE k.record = ?1 ORDER BY k.sentence, k.number"));
  ColumnWriter lemma(tokens.lemma);
  ColumnWriter upos(tokens.upos), xpos(tokens.xpos), feats(tokens.feats), deprel(tokens.deprel);
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    tokens.span.push_back(span_of(row, 0, offsets));
    lemma.add(row.text(2));
    upos.add(row.text(3));
    xpos.add(row.text(4));
    feats.add(row.text(5));
    deprel.add(row.text(6));
    tokens.head.push_back(static_cast<std::int32_t>(row.maybe_integer(7).value_or(-1)));
    QUOTH_TRY(more, row.next());
  }
  return {};
}

Result<void> load_entities(Database& database, std::int64_t number, const OffsetIndex& offsets,
                           std::vector<Entity>& entities) {
  QUOTH_TRY(Statement row,
            database.prepare("SELECT name, type, speaker FROM entities WHERE record = ?1 ORDER BY number"));
  QUOTH_TRY(bool more, row.first(number));
  while (more) {
    Entity& entity = entities.emplace_back();
    entity.name = row.string(0);
    entity.type = entity_type_of(row.text(1)).value_or(EntityType::other);
    if (const auto speaker = row.maybe_integer(2))
      entity.speaker = SpeakerId(static_cast<std::size_t>(*speaker));
    QUOTH_TRY(more, row.next());
  }
  QUOTH_TRY(Statement mention,
            database.prepare("SELECT entity, begin, end, kind, phrase_begin, phrase_end, score, link, "
                             "includes_speaker FROM mentions "
                             "WHERE record = ?1 ORDER BY entity, position"));
  QUOTH_TRY(more, mention.first(number));
  while (more) {
    entities[static_cast<std::size_t>(mention.integer(0))].mentions.push_back(
        {span_of(mention, 1, offsets), mention_kind_of(mention.text(3)).value_or(MentionKind::name),
         span_of(mention, 4, offsets), static_cast<float>(mention.real(6)), maybe_float(mention, 7),
         mention.integer(8) != 0});
    QUOTH_TRY(more, mention.next());
  }
  return {};
}

}  // namespace

Result<void> insert_language(Database& database, std::int64_t number, const Record& record,
                             const OffsetIndex& offsets) {
  return LanguageWriter(database, number, record, offsets).write();
}

Result<void> load_language(Database& database, std::int64_t number, const OffsetIndex& offsets,
                           LayerSet wanted, Record& record) {
  if (wanted.has(Layer::tokens)) QUOTH_CHECK(load_tokens(database, number, offsets, record.tokens));
  QUOTH_CHECK(load_entities(database, number, offsets, record.entities));
  QUOTH_CHECK(load_quotes(database, number, offsets, record));
  QUOTH_CHECK(load_readings(database, number, offsets, record));
  QUOTH_CHECK(load_claims(database, number, offsets, record));
  return load_answers(database, number, offsets, record);
}

Result<void> delete_language(Database& database, std::int64_t number) {
  QUOTH_TRY(Statement used,
            database.prepare("SELECT lemma FROM tokens WHERE record = ?1 "
                             "UNION SELECT name FROM aliases WHERE record = ?1 "
                             "UNION SELECT holder FROM stances WHERE record = ?1 AND holder IS NOT NULL "
                             "UNION SELECT holder FROM claims WHERE record = ?1 AND holder IS NOT NULL "
                             "UNION SELECT holder FROM answers WHERE record = ?1 AND holder IS NOT NULL "
                             "UNION SELECT name FROM quotes WHERE record = ?1 AND name IS NOT NULL"));
  std::vector<std::int64_t> ids;
  QUOTH_TRY(bool more, used.first(number));
  while (more) {
    ids.push_back(used.integer(0));
    QUOTH_TRY(more, used.next());
  }
  // Aliases, mentions and marks go with what they belong to.
  for (const char* table : {"tokens", "quotes", "entities", "quantities", "stances", "claims", "answers"}) {
    QUOTH_TRY(Statement row, database.prepare(fmt::format("DELETE FROM {} WHERE record = ?1", table)));
    QUOTH_CHECK(row.run(number));
  }
  QUOTH_TRY(Statement forget,
            database.prepare(
                "DELETE FROM lexicon WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM tokens WHERE lemma = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM aliases WHERE name = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM stances WHERE holder = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM claims WHERE holder = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM answers WHERE holder = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM quotes WHERE name = ?1)"));
  for (const std::int64_t id : ids) QUOTH_CHECK(forget.run(id));
  return {};
}

}  // namespace quoth
