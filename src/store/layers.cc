#include "store/layers.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "store/language_rows.h"
#include "store/passages.h"
#include "store/people.h"
#include "store/said.h"
#include "store/time_rows.h"
#include "text/offsets.h"
#include "text/unicode.h"

namespace quoth {
namespace {

/// NULL for what is not known.
std::optional<std::string_view> known(std::string_view value) {
  if (value.empty()) return std::nullopt;
  return value;
}

std::optional<std::string_view> known(std::optional<Role> role) {
  if (!role) return std::nullopt;
  return to_string(*role);
}

/// Writes the rows of one record. Positions become code points here.
class LayerWriter {
 public:
  LayerWriter(Database& database, std::int64_t number, const NewRecord& kept)
      : database_(database),
        number_(number),
        kept_(kept),
        record_(kept.record),
        text_(kept.record.document.text()),
        offsets_(text_) {}

  Result<void> write() {
    QUOTH_CHECK(write_whole());
    QUOTH_CHECK(write_given());
    QUOTH_CHECK(write_meta());
    QUOTH_CHECK(write_pages());
    QUOTH_CHECK(write_speakers());
    QUOTH_CHECK(write_turns());
    QUOTH_CHECK(write_exchanges());
    QUOTH_CHECK(write_blocks());
    QUOTH_CHECK(write_sentences());
    QUOTH_CHECK(write_diagnostics());
    QUOTH_CHECK(insert_times(database_, number_, record_, offsets_));
    QUOTH_CHECK(insert_language(database_, number_, record_, offsets_));
    QUOTH_CHECK(index_passages(database_, number_));
    return index_turns(database_, "id IN (SELECT id FROM turns WHERE record = ?1)", number_);
  }

 private:
  std::int64_t at(std::uint32_t byte) const { return offsets_.code_points(byte); }

  Result<void> write_whole() {
    QUOTH_TRY(Statement source, database_.prepare("INSERT INTO sources VALUES (?1, ?2)"));
    QUOTH_CHECK(source.run(number_, Blob{kept_.source}));
    QUOTH_TRY(Statement json, database_.prepare("INSERT INTO documents VALUES (?1, ?2)"));
    QUOTH_CHECK(json.run(number_, kept_.json));
    QUOTH_TRY(Statement text, database_.prepare("INSERT INTO texts VALUES (?1, ?2)"));
    return text.run(number_, kept_.record.document.text());
  }

  Result<void> write_given() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT OR REPLACE INTO given VALUES (?1, ?2, ?3, ?4)"));
    const Given& given = kept_.given;
    if (!given.date.empty()) QUOTH_CHECK(row.run(number_, "date", "", given.date));
    if (!given.title.empty()) QUOTH_CHECK(row.run(number_, "title", "", given.title));
    if (!given.outlet.empty()) QUOTH_CHECK(row.run(number_, "outlet", "", given.outlet));
    for (const auto& [label, name] : given.speakers) QUOTH_CHECK(row.run(number_, "speaker", label, name));
    for (int i = 0; i < kLayers; ++i) {
      const auto layer = static_cast<Layer>(i);
      if (record_.layers.has(layer)) QUOTH_CHECK(row.run(number_, "layer", to_string(layer), ""));
    }
    return {};
  }

  Result<void> write_meta() {
    QUOTH_CHECK(write_list("INSERT INTO topics VALUES (?1, ?2, ?3)", record_.meta.topics));
    QUOTH_CHECK(write_list("INSERT INTO regions VALUES (?1, ?2, ?3)", record_.meta.regions));
    QUOTH_TRY(Statement outlet, database_.prepare("INSERT INTO outlets VALUES (?1, ?2, ?3, ?4, ?5)"));
    std::int64_t position = 0;
    for (const Outlet& o : record_.meta.outlets) {
      QUOTH_CHECK(outlet.run(number_, position++, o.name, known(o.date), known(o.url)));
    }
    QUOTH_TRY(Statement participant,
              database_.prepare("INSERT INTO participants VALUES (?1, ?2, ?3, ?4, ?5)"));
    position = 0;
    for (const Participant& p : record_.meta.participants) {
      QUOTH_CHECK(participant.run(number_, position++, p.name, known(p.role), known(p.affiliation)));
    }
    QUOTH_TRY(Statement evidence, database_.prepare("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    position = 0;
    for (const auto& [field, how] : record_.meta.evidence) {
      if (const Span* span = std::get_if<Span>(&how)) {
        QUOTH_CHECK(evidence.run(number_, position++, field, at(span->begin), at(span->end), nullptr));
      } else {
        QUOTH_CHECK(evidence.run(number_, position++, field, nullptr, nullptr, std::get<std::string>(how)));
      }
    }
    return {};
  }

  Result<void> write_list(std::string_view sql, const std::vector<std::string>& values) {
    QUOTH_TRY(Statement row, database_.prepare(sql));
    std::int64_t position = 0;
    for (const std::string& value : values) QUOTH_CHECK(row.run(number_, position++, value));
    return {};
  }

  Result<void> write_pages() {
    for (const PageBox& box : record_.document.page_boxes()) {
      const auto [page, is_new] = page_begin_.try_emplace(box.page, box.text.begin);
      if (!is_new) page->second = std::min(page->second, box.text.begin);
    }
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO pages VALUES (?1, ?2, ?3)"));
    for (const auto& [page, begin] : page_begin_) QUOTH_CHECK(row.run(number_, page, at(begin)));
    return {};
  }

  std::optional<std::int64_t> page_of(std::uint32_t byte) const {
    std::optional<std::int64_t> found;
    for (const auto& [page, begin] : page_begin_) {
      if (begin > byte) break;
      found = page;
    }
    return found;
  }

  Result<void> write_speakers() {
    QUOTH_TRY(Statement speaker, database_.prepare("INSERT INTO speakers VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    QUOTH_TRY(Statement label, database_.prepare("INSERT INTO labels VALUES (?1, ?2, ?3, ?4)"));
    std::int64_t number = 0;
    for (const Speaker& s : record_.speakers) {
      QUOTH_TRY(const std::int64_t person, person_of(database_, s.name, record_.document.sha256()));
      QUOTH_CHECK(speaker.run(number_, number, s.name, known(s.role), known(s.affiliation), person));
      std::int64_t position = 0;
      for (const std::string& l : s.labels) QUOTH_CHECK(label.run(number_, number, position++, l));
      ++number;
    }
    return {};
  }

  Result<void> write_turns() {
    QUOTH_TRY(Statement row,
              database_.prepare("INSERT INTO turns(id, record, number, speaker, begin, end, label_begin, "
                                "label_end, page, words, text) "
                                "VALUES (?11, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"));
    QUOTH_TRY(Statement also, database_.prepare("INSERT INTO also VALUES (?1, ?2, ?3, ?4)"));
    QUOTH_TRY(Statement span, database_.prepare("INSERT INTO spans VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    said_.reserve(record_.turns.size());
    std::int64_t number = 0;
    for (const Turn& turn : record_.turns) {
      const Said& words = said_.emplace_back(said(text_, turn));
      std::optional<std::int64_t> speaker, label_begin, label_end;
      if (turn.speaker) speaker = turn.speaker->value;
      if (turn.label) {
        label_begin = at(turn.label->begin);
        label_end = at(turn.label->end);
      }
      QUOTH_CHECK(row.run(number_, number, speaker, at(turn.span.begin), at(turn.span.end), label_begin,
                          label_end, page_of(turn.span.begin), words_in(words.text), words.text,
                          first_turn_id(number_) + number));
      std::int64_t position = 0;
      for (const SpeakerId id : turn.also) QUOTH_CHECK(also.run(number_, number, position++, id.value));
      const OffsetIndex said_offsets(words.text);
      for (std::size_t i = 0; i < words.spans.size(); ++i) {
        QUOTH_CHECK(span.run(number_, number, i, at(words.spans[i].begin), at(words.spans[i].end),
                             said_offsets.code_points(words.said_begin[i])));
      }
      ++number;
    }
    return {};
  }

  Result<void> write_exchanges() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT OR IGNORE INTO exchanges VALUES (?1, ?2, ?3, ?4)"));
    std::int64_t number = 0;
    for (const Exchange& exchange : record_.exchanges) {
      for (const TurnId turn : exchange.question)
        QUOTH_CHECK(row.run(number_, number, "question", turn.value));
      for (const TurnId turn : exchange.answer) QUOTH_CHECK(row.run(number_, number, "answer", turn.value));
      ++number;
    }
    return {};
  }

  Result<void> write_blocks() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    std::int64_t number = 0;
    for (const Block& block : record_.blocks) {
      QUOTH_CHECK(row.run(number_, number++, at(block.span.begin), at(block.span.end), to_string(block.kind),
                          slice(text_, block.span)));
    }
    return {};
  }

  /// Where a byte of the record's text stands in the words of a turn.
  static std::uint32_t said_at(const Said& words, std::uint32_t byte) {
    std::uint32_t place = 0;
    for (std::size_t i = 0; i < words.spans.size() && words.spans[i].begin <= byte; ++i) {
      place = words.said_begin[i] + std::min(byte, words.spans[i].end) - words.spans[i].begin;
    }
    return place;
  }

  Result<void> write_sentences() {
    QUOTH_TRY(Statement row,
              database_.prepare("INSERT INTO sentences VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    const Sentences& sentences = record_.sentences;
    std::optional<OffsetIndex> said_offsets;
    std::optional<TurnId> current;
    for (std::size_t i = 0; i < sentences.span.size(); ++i) {
      const Span span = sentences.span[i];
      const std::optional<TurnId> turn = sentences.turn[i];
      std::optional<std::int64_t> turn_number, said_begin, said_end;
      std::optional<double> worth;
      if (i < sentences.check_worthiness.size())
        worth = std::round(static_cast<double>(sentences.check_worthiness[i]) * 1000) / 1000;
      if (turn) {
        const Said& words = said_[turn->index()];
        if (turn != current) said_offsets.emplace(words.text);
        current = turn;
        turn_number = turn->value;
        said_begin = said_offsets->code_points(said_at(words, span.begin));
        said_end = said_offsets->code_points(said_at(words, span.end));
      }
      QUOTH_CHECK(
          row.run(number_, i, at(span.begin), at(span.end), turn_number, said_begin, said_end, worth));
    }
    return {};
  }

  Result<void> write_diagnostics() {
    QUOTH_TRY(Statement row, database_.prepare("INSERT INTO diagnostics VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    std::int64_t position = 0;
    for (const Diagnostic& d : record_.diagnostics) {
      std::optional<std::int64_t> begin, end;
      if (d.span) {
        begin = at(d.span->begin);
        end = at(d.span->end);
      }
      QUOTH_CHECK(row.run(number_, position++, d.code, begin, end, d.message));
    }
    return {};
  }

  Database& database_;
  std::int64_t number_;
  const NewRecord& kept_;
  const Record& record_;
  std::string_view text_;
  OffsetIndex offsets_;
  std::map<std::uint32_t, std::uint32_t> page_begin_;
  std::vector<Said> said_;
};

}  // namespace

Result<void> insert_layers(Database& database, std::int64_t number, const NewRecord& record) {
  return LayerWriter(database, number, record).write();
}

Result<void> delete_layers(Database& database, std::int64_t number) {
  QUOTH_CHECK(unindex_turns(database, "id IN (SELECT id FROM turns WHERE record = ?1)", number));
  QUOTH_CHECK(unindex_passages(database, number));
  QUOTH_CHECK(delete_language(database, number));
  // What belongs to turns and speakers goes with them.
  for (const char* table : {"reviewed", "times", "diagnostics", "sentences", "blocks", "exchanges", "turns",
                            "speakers", "pages", "participants", "outlets", "regions", "topics", "evidence",
                            "given", "documents", "texts", "sources"}) {
    QUOTH_TRY(Statement row, database.prepare(fmt::format("DELETE FROM {} WHERE record = ?1", table)));
    QUOTH_CHECK(row.run(number));
  }
  return {};
}

Result<void> index_turns(Database& database, std::string_view condition, std::int64_t argument) {
  QUOTH_TRY(Statement insert,
            database.prepare(fmt::format("INSERT INTO turn_index(rowid, text, who, marks) "
                                         "SELECT id, text, who, marks FROM turn_words WHERE {} ORDER BY id",
                                         condition)));
  return insert.run(argument);
}

Result<void> unindex_turns(Database& database, std::string_view condition, std::int64_t argument) {
  QUOTH_TRY(Statement remove,
            database.prepare(
                fmt::format("INSERT INTO turn_index(turn_index, rowid, text, who, marks) "
                            "SELECT 'delete', id, text, who, marks FROM turn_words WHERE {} ORDER BY id",
                            condition)));
  return remove.run(argument);
}

std::int64_t words_in(std::string_view text) {
  std::int64_t n_words = 0;
  bool counted = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (is_space(c.value)) {
      counted = false;
    } else if (!counted && is_alphanumeric(c.value)) {
      counted = true;
      ++n_words;
    }
    i += c.length;
  }
  return n_words;
}

}  // namespace quoth
