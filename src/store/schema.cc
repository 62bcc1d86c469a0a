#include "store/schema.h"

#include <array>

#include <fmt/format.h>

#include "store/claim_schema.h"
#include "store/numbered_schema.h"
#include "store/review_schema.h"

namespace quoth {
namespace {

// Large columns have tables of their own, so that going through the small ones never reads past them.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE records (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL,
  title TEXT,
  date TEXT,
  published TEXT,
  place TEXT,
  language TEXT,
  rights_text TEXT,
  rights_license TEXT,
  characters INTEGER NOT NULL,
  words INTEGER NOT NULL,
  quoth_version TEXT NOT NULL,
  record_version INTEGER NOT NULL,
  added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  annotated TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE INDEX records_by_date ON records(date);
CREATE INDEX records_by_file_name ON records(file_name);

CREATE TABLE sources (
  record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
  bytes BLOB NOT NULL
);
CREATE TABLE documents (
  record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
  json TEXT NOT NULL
);
CREATE TABLE given (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  field TEXT NOT NULL,
  label TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (record, field, label)
) WITHOUT ROWID;

CREATE TABLE evidence (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  begin INTEGER,
  end INTEGER,
  source TEXT,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE topics (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  topic TEXT NOT NULL,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE regions (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  region TEXT NOT NULL,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE outlets (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  date TEXT,
  url TEXT,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE participants (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT,
  affiliation TEXT,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE pages (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  page INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  PRIMARY KEY (record, page)
) WITHOUT ROWID;

CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('rename', 'merge', 'split')),
  name TEXT NOT NULL,
  new_name TEXT NOT NULL,
  sha256 TEXT,
  author TEXT NOT NULL,
  made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE TABLE speakers (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT,
  affiliation TEXT,
  person INTEGER NOT NULL REFERENCES people,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX speakers_by_person ON speakers(person);
CREATE TABLE labels (
  record INTEGER NOT NULL,
  speaker INTEGER NOT NULL,
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (record, speaker, position),
  FOREIGN KEY (record, speaker) REFERENCES speakers ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE turns (
  id INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  speaker INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  label_begin INTEGER,
  label_end INTEGER,
  page INTEGER,
  words INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (record, number)
);
CREATE INDEX turns_by_speaker ON turns(record, speaker);
CREATE TABLE also (
  record INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  position INTEGER NOT NULL,
  speaker INTEGER NOT NULL,
  PRIMARY KEY (record, turn, position),
  FOREIGN KEY (record, turn) REFERENCES turns(record, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX also_by_speaker ON also(record, speaker);
CREATE TABLE spans (
  record INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  position INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  said_begin INTEGER NOT NULL,
  PRIMARY KEY (record, turn, position),
  FOREIGN KEY (record, turn) REFERENCES turns(record, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE exchanges (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('question', 'answer')),
  turn INTEGER NOT NULL,
  PRIMARY KEY (record, number, part, turn)
) WITHOUT ROWID;
CREATE TABLE blocks (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE TABLE sentences (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  turn INTEGER,
  said_begin INTEGER,
  said_end INTEGER,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE TABLE diagnostics (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  begin INTEGER,
  end INTEGER,
  message TEXT NOT NULL,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;

-- What the index holds of a turn: its words, and who says them as tokens that no text has (U+E000 and the number of
-- the person, U+E001 and the role).
CREATE VIEW turn_words AS
  SELECT t.id, t.text,
         coalesce((SELECT group_concat(char(57344) || s.person || ' ' || char(57345) || coalesce(s.role, ''), ' ')
                   FROM speakers AS s
                   WHERE s.record = t.record AND (s.number = t.speaker OR s.number IN
                     (SELECT speaker FROM also AS a WHERE a.record = t.record AND a.turn = t.number))), '') AS who
  FROM turns AS t;
CREATE VIRTUAL TABLE turn_index USING fts5(text, who, content = 'turn_words', content_rowid = 'id',
                                           tokenize = "unicode61 remove_diacritics 2 categories 'L* N*' tokenchars ')sql"
                                  "\uE000\uE001"
                                  R"sql('");

CREATE VIEW said AS
  SELECT p.name AS speaker, t.text, r.date, t.record, t.number AS turn, s.role, r.title, t.page, t.words, t.begin, t.end
  FROM turns AS t JOIN records AS r ON r.number = t.record
  JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker JOIN people AS p ON p.id = s.person
  UNION ALL
  SELECT p.name, t.text, r.date, t.record, t.number, s.role, r.title, t.page, t.words, t.begin, t.end
  FROM also AS a JOIN turns AS t ON t.record = a.record AND t.number = a.turn
  JOIN records AS r ON r.number = t.record
  JOIN speakers AS s ON s.record = a.record AND s.number = a.speaker JOIN people AS p ON p.id = s.person
  UNION ALL
  SELECT NULL, t.text, r.date, t.record, t.number, NULL, r.title, t.page, t.words, t.begin, t.end
  FROM turns AS t JOIN records AS r ON r.number = t.record
  WHERE t.speaker IS NULL;
CREATE VIEW talk AS
  SELECT p.name AS speaker, count(DISTINCT s.record) AS records, count(said.turn) AS turns,
         coalesce(sum(said.words), 0) AS words
  FROM people AS p JOIN speakers AS s ON s.person = p.id
  LEFT JOIN (SELECT record, speaker, number AS turn, words FROM turns
             UNION ALL
             SELECT a.record, a.speaker, a.turn, t.words
             FROM also AS a JOIN turns AS t ON t.record = a.record AND t.number = a.turn) AS said
    ON said.record = s.record AND said.speaker = s.number
  GROUP BY p.id;
CREATE VIEW asked AS
  SELECT x.record, x.number AS exchange, x.part, x.turn, p.name AS speaker, t.text, r.date
  FROM exchanges AS x JOIN turns AS t ON t.record = x.record AND t.number = x.turn
  JOIN records AS r ON r.number = x.record
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
CREATE VIEW texts AS
  SELECT record, json_extract(json, '$.text') AS text FROM documents;
CREATE VIEW sentence_texts AS
  SELECT n.record, n.number AS sentence, n.turn, p.name AS speaker,
         CASE WHEN n.said_begin IS NULL
              THEN (SELECT substr(x.text, n.begin + 1, n.end - n.begin) FROM texts AS x WHERE x.record = n.record)
              ELSE substr(t.text, n.said_begin + 1, n.said_end - n.said_begin) END AS text
  FROM sentences AS n LEFT JOIN turns AS t ON t.record = n.record AND t.number = n.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
)sql";

// The layers of the language engine. Lemmas and names repeat over the store, so that rows hold their numbers.
// A record that was read with all layers there were gets these two with the next refresh.
constexpr const char* kVersion2 = R"sql(
ALTER TABLE records ADD COLUMN weights TEXT;
INSERT INTO given
  SELECT had_all.record, 'layer', layer.column1, ''
  FROM (SELECT record FROM given WHERE field = 'layer' GROUP BY record HAVING count(*) = 5) AS had_all
  CROSS JOIN (VALUES ('tokens'), ('entities')) AS layer;

CREATE TABLE lexicon (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL
);
CREATE INDEX lexicon_by_folded ON lexicon(folded);
CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  upos TEXT NOT NULL,
  xpos TEXT NOT NULL,
  feats TEXT NOT NULL,
  UNIQUE (upos, xpos, feats)
);
CREATE TABLE tokens (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  sentence INTEGER NOT NULL,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  lemma INTEGER NOT NULL REFERENCES lexicon,
  tag INTEGER NOT NULL REFERENCES tags,
  head INTEGER,
  deprel TEXT NOT NULL,
  PRIMARY KEY (record, sentence, number)
) WITHOUT ROWID;
CREATE INDEX tokens_by_lemma ON tokens(lemma);
CREATE INDEX sentences_by_turn ON sentences(record, turn);
CREATE TABLE entities (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  speaker INTEGER,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX entities_by_type ON entities(type);
CREATE TABLE aliases (
  record INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  name INTEGER NOT NULL REFERENCES lexicon,
  PRIMARY KEY (record, entity, name),
  FOREIGN KEY (record, entity) REFERENCES entities ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX aliases_by_name ON aliases(name);
CREATE TABLE mentions (
  record INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  position INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  phrase_begin INTEGER NOT NULL,
  phrase_end INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (record, entity, position),
  FOREIGN KEY (record, entity) REFERENCES entities ON DELETE CASCADE
) WITHOUT ROWID;

-- Kept as they are indexed: the index asks for them with each turn that it shows, and gathering them takes long.
CREATE TABLE marks (
  id INTEGER PRIMARY KEY REFERENCES turns ON DELETE CASCADE,
  marks TEXT NOT NULL
);
DROP TABLE turn_index;
DROP VIEW turn_words;
CREATE VIEW turn_words AS
  SELECT t.id, t.text,
         coalesce((SELECT group_concat(char(57344) || s.person || ' ' || char(57345) || coalesce(s.role, ''), ' ')
                   FROM speakers AS s
                   WHERE s.record = t.record AND (s.number = t.speaker OR s.number IN
                     (SELECT speaker FROM also AS a WHERE a.record = t.record AND a.turn = t.number))), '') AS who,
         coalesce((SELECT m.marks FROM marks AS m WHERE m.id = t.id), '') AS marks
  FROM turns AS t;
CREATE VIRTUAL TABLE turn_index USING fts5(text, who, marks, content = 'turn_words', content_rowid = 'id',
                                           tokenize = "unicode61 remove_diacritics 2 categories 'L* N*' tokenchars ')sql"
                                  "\uE000\uE001\uE002\uE003\uE004"
                                  R"sql('");
INSERT INTO turn_index(turn_index) VALUES ('rebuild');

CREATE VIEW words AS
  SELECT CASE WHEN n.turn IS NULL
              THEN (SELECT substr(x.text, k.begin + 1, k.end - k.begin) FROM texts AS x WHERE x.record = k.record)
              ELSE (SELECT substr(t.text, a.said_begin + k.begin - a.begin + 1, k.end - k.begin) FROM spans AS a
                    WHERE a.record = k.record AND a.turn = n.turn AND a.begin <= k.begin
                    ORDER BY a.position DESC LIMIT 1) END AS text,
         l.text AS lemma, g.upos, g.xpos, g.feats, k.deprel, p.name AS speaker, r.date,
         k.record, n.turn, k.sentence, k.number, k.head, k.begin, k.end
  FROM tokens AS k JOIN lexicon AS l ON l.id = k.lemma JOIN tags AS g ON g.id = k.tag
  JOIN sentences AS n ON n.record = k.record AND n.number = k.sentence JOIN records AS r ON r.number = k.record
  LEFT JOIN turns AS t ON t.record = n.record AND t.number = n.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
CREATE VIEW named AS
  SELECT e.name, e.type, e.record, e.number AS entity, p.name AS speaker,
         (SELECT count(*) FROM mentions AS m WHERE m.record = e.record AND m.entity = e.number) AS mentions,
         r.title, r.date, r.path
  FROM entities AS e JOIN records AS r ON r.number = e.record
  LEFT JOIN speakers AS s ON s.record = e.record AND s.number = e.speaker LEFT JOIN people AS p ON p.id = s.person;
CREATE VIEW mentioned AS
  SELECT e.name, e.type, m.kind,
         CASE WHEN m.turn IS NULL
              THEN (SELECT substr(x.text, m.begin + 1, m.end - m.begin) FROM texts AS x WHERE x.record = m.record)
              ELSE (SELECT substr(t.text, a.said_begin + m.begin - a.begin + 1, m.end - m.begin) FROM spans AS a
                    WHERE a.record = m.record AND a.turn = m.turn AND a.begin <= m.begin
                    ORDER BY a.position DESC LIMIT 1) END AS text,
         p.name AS speaker, r.date, m.record, m.turn, m.entity, m.begin, m.end, m.score
  FROM mentions AS m JOIN entities AS e ON e.record = m.record AND e.number = m.entity
  JOIN records AS r ON r.number = m.record
  LEFT JOIN turns AS t ON t.record = m.record AND t.number = m.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
)sql";

// Reported speech. The index learns in which turns whose words are reported (U+E005 and the number of a name).
constexpr const char* kQuotes = R"sql(
INSERT INTO given
  SELECT record, 'layer', 'quotes', '' FROM given WHERE field = 'layer' GROUP BY record HAVING count(*) = 7;

CREATE TABLE quotes (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  act TEXT NOT NULL,
  self INTEGER NOT NULL,
  speaker INTEGER,
  entity INTEGER,
  unnamed_begin INTEGER,
  unnamed_end INTEGER,
  name INTEGER REFERENCES lexicon,
  parent INTEGER,
  score REAL NOT NULL,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX quotes_by_turn ON quotes(record, turn);
CREATE INDEX quotes_by_name ON quotes(name);
CREATE TABLE quote_spans (
  record INTEGER NOT NULL,
  quote INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('content', 'cue', 'source')),
  position INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (record, quote, part, position),
  FOREIGN KEY (record, quote) REFERENCES quotes ON DELETE CASCADE
) WITHOUT ROWID;

DROP TABLE turn_index;
CREATE VIRTUAL TABLE turn_index USING fts5(text, who, marks, content = 'turn_words', content_rowid = 'id',
                                           tokenize = "unicode61 remove_diacritics 2 categories 'L* N*' tokenchars ')sql"
                                "\uE000\uE001\uE002\uE003\uE004\uE005"
                                R"sql('");
INSERT INTO turn_index(turn_index) VALUES ('rebuild');

CREATE VIEW quoted AS
  SELECT p.name AS speaker, coalesce(hp.name, l.text) AS holder, q.source, q.text, q.kind, q.act, q.self, r.date,
         q.record, q.number AS quote, q.parent, q.turn, q.begin, q.end, q.score
  FROM quotes AS q JOIN records AS r ON r.number = q.record
  LEFT JOIN turns AS t ON t.record = q.record AND t.number = q.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  LEFT JOIN speakers AS hs ON hs.record = q.record AND hs.number = q.speaker LEFT JOIN people AS hp ON hp.id = hs.person
  LEFT JOIN lexicon AS l ON l.id = q.name;
CREATE VIEW quoted_by AS
  SELECT speaker, holder, count(*) AS quotes, count(DISTINCT record) AS records
  FROM quoted WHERE NOT self AND kind <> 'scare' GROUP BY speaker, holder;
)sql";

// Links of mentions; entities without a name are not among the named.
constexpr const char* kLinks = R"sql(
ALTER TABLE mentions ADD COLUMN link REAL;
ALTER TABLE mentions ADD COLUMN includes_speaker INTEGER NOT NULL DEFAULT 0;
DROP VIEW named;
CREATE VIEW named AS
  SELECT e.name, e.type, e.record, e.number AS entity, p.name AS speaker,
         (SELECT count(*) FROM mentions AS m WHERE m.record = e.record AND m.entity = e.number) AS mentions,
         r.title, r.date, r.path
  FROM entities AS e JOIN records AS r ON r.number = e.record
  LEFT JOIN speakers AS s ON s.record = e.record AND s.number = e.speaker LEFT JOIN people AS p ON p.id = s.person
  WHERE e.speaker IS NOT NULL OR EXISTS (SELECT 1 FROM mentions AS m
                WHERE m.record = e.record AND m.entity = e.number AND m.kind = 'name');
)sql";

// Where a quotation may come from (passages.h). passage_tokens() is a function of the program's.
constexpr const char* kPassages = R"sql(
CREATE VIRTUAL TABLE passage_index USING fts5(tokens, content = '', columnsize = 0, detail = 'none',
                                              tokenize = 'ascii');
INSERT INTO passage_index(rowid, tokens)
  SELECT id, passage_tokens(text) FROM turns UNION ALL
  SELECT (record << 32) + 2147483648 + number, passage_tokens(text) FROM blocks
  WHERE kind IN ('front matter', 'document', 'footnote', 'unassigned');
)sql";

// Quantities and stances, and the characters that begin their marks; some more are kept for layers to come.
constexpr const char* kReadings =
    R"sql(
DROP TABLE turn_index;
CREATE VIRTUAL TABLE turn_index USING fts5(text, who, marks, content = 'turn_words', content_rowid = 'id',
                                           tokenize = "unicode61 remove_diacritics 2 categories 'L* N*' tokenchars ')sql"
    "\uE000\uE001\uE002\uE003\uE004\uE005\uE006\uE007\uE008\uE009\uE00A\uE00B\uE00C\uE00D\uE00E"
    "\uE00F"
    R"sql('");
INSERT INTO turn_index(turn_index) VALUES ('rebuild');
INSERT OR IGNORE INTO given
  SELECT record, 'layer', label, ''
  FROM (SELECT record FROM given WHERE field = 'layer' AND label IN ('sentences', 'tokens', 'entities', 'diagnostics')
        GROUP BY record HAVING count(*) = 4) AS had_all, (SELECT 'quantities' AS label UNION SELECT 'stances') AS new;
CREATE TABLE quantities (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  figure_kind TEXT NOT NULL,
  value REAL,
  decimal TEXT,
  unit TEXT,
  modifier TEXT,
  low REAL,
  high REAL,
  of_begin INTEGER,
  of_end INTEGER,
  than_begin INTEGER,
  than_end INTEGER,
  out_of_begin INTEGER,
  out_of_end INTEGER,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX quantities_by_turn ON quantities(record, turn);
CREATE INDEX quantities_by_value ON quantities(unit, value);
CREATE TABLE stances (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  kind TEXT NOT NULL,
  scope_begin INTEGER NOT NULL,
  scope_end INTEGER NOT NULL,
  holder INTEGER REFERENCES lexicon,
  speaker INTEGER,
  entity INTEGER,
  holder_begin INTEGER,
  holder_end INTEGER,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX stances_by_turn ON stances(record, turn);
CREATE INDEX stances_by_holder ON stances(holder, kind);
CREATE VIEW figures AS
  SELECT substr(x.text, q.begin + 1, q.end - q.begin) AS text, q.kind, q.value, q.unit, q.modifier, q.low, q.high,
         substr(x.text, q.of_begin + 1, q.of_end - q.of_begin) AS of,
         substr(x.text, q.than_begin + 1, q.than_end - q.than_begin) AS than,
         substr(x.text, q.out_of_begin + 1, q.out_of_end - q.out_of_begin) AS out_of,
         p.name AS speaker, r.date, q.record, q.turn, q.number
  FROM quantities AS q JOIN texts AS x ON x.record = q.record JOIN records AS r ON r.number = q.record
  LEFT JOIN turns AS t ON t.record = q.record AND t.number = q.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
CREATE VIEW certainty AS
  SELECT substr(x.text, n.begin + 1, n.end - n.begin) AS text, n.kind,
         substr(x.text, n.scope_begin + 1, n.scope_end - n.scope_begin) AS scope,
         l.text AS holder, p.name AS speaker, r.date, n.record, n.turn, n.number
  FROM stances AS n JOIN texts AS x ON x.record = n.record JOIN records AS r ON r.number = n.record
  LEFT JOIN lexicon AS l ON l.id = n.holder
  LEFT JOIN turns AS t ON t.record = n.record AND t.number = n.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
)sql";

// When things are said to have happened. A record that was read with all layers there were gets times with the next
// refresh.
constexpr const char* kTimes = R"sql(
INSERT OR IGNORE INTO given
  SELECT record, 'layer', 'times', '' FROM given WHERE field = 'layer' AND label = 'entities';

CREATE TABLE times (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  mod TEXT,
  starts TEXT,
  ends TEXT,
  first_day INTEGER,
  last_day INTEGER,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX times_by_day ON times(first_day, last_day);
CREATE INDEX times_by_turn ON times(record, turn);

CREATE VIEW dated AS
  SELECT m.value, m.type,
         CASE WHEN m.turn IS NULL
              THEN (SELECT substr(x.text, m.begin + 1, m.end - m.begin) FROM texts AS x WHERE x.record = m.record)
              ELSE (SELECT substr(t.text, a.said_begin + m.begin - a.begin + 1, m.end - m.begin) FROM spans AS a
                    WHERE a.record = m.record AND a.turn = m.turn AND a.begin <= m.begin
                    ORDER BY a.position DESC LIMIT 1) END AS text,
         p.name AS speaker, r.date, m.first_day, m.last_day, m.record, m.turn, m.begin, m.end
  FROM times AS m JOIN records AS r ON r.number = m.record
  LEFT JOIN turns AS t ON t.record = m.record AND t.number = m.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person;
)sql";

// The text beside the JSON that has it too: of a long record that takes many times as long to read.
constexpr const char* kTexts = R"sql(
DROP VIEW texts;
CREATE TABLE texts (
  record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
  text TEXT NOT NULL
);
INSERT INTO texts SELECT record, json_extract(json, '$.text') FROM documents;
)sql";

const std::array kMigrations = {kVersion1,     kVersion2,     kQuotes,        kLinks,
                                kPassages,     kReadings,     kTimes,         kClaimTables,
                                kReviewTables, kNumberTables, kReviewedTable, kTexts};

/// The version of the store; 0 of a file that holds nothing yet.
Result<std::int64_t> version_of(Database& database, const std::string& path) {
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  QUOTH_TRY(const std::int64_t application, database.integer("PRAGMA application_id"));
  QUOTH_TRY(const std::int64_t version, database.integer("PRAGMA user_version"));
  QUOTH_TRY(const std::int64_t n_tables, database.integer("SELECT count(*) FROM sqlite_schema"));
  if (application == kApplicationId || (application == 0 && version == 0 && n_tables == 0)) return version;
  return fail(ErrorCode::store_foreign, fmt::format("{} is a database of another program", path));
}

}  // namespace

std::span<const char* const> migrations() { return kMigrations; }

Result<void> migrate(Database& database, const std::string& path, std::span<const char* const> steps) {
  const auto last = static_cast<std::int64_t>(steps.size());
  QUOTH_TRY(std::int64_t version, version_of(database, path));
  if (version > last) {
    return fail(
        ErrorCode::store_newer,
        fmt::format("{} has version {}, and this quoth knows versions up to {}", path, version, last));
  }
  while (version < last) {
    QUOTH_TRY(Transaction transaction, Transaction::begin(database));
    // Another process may have come first.
    QUOTH_TRY(version, database.integer("PRAGMA user_version"));
    if (version >= last) break;
    QUOTH_CHECK(database.run(steps[static_cast<std::size_t>(version)]));
    ++version;
    QUOTH_CHECK(database.run(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, version)));
    QUOTH_CHECK(transaction.commit());
  }
  return {};
}

}  // namespace quoth
