#include "store/claim_schema.h"

namespace quoth {

// A record that was read with all layers there were gets claims and answers with the next refresh.
const char* const kClaimTables = R"sql(
INSERT OR IGNORE INTO given
  SELECT record, 'layer', label, ''
  FROM (SELECT record FROM given WHERE field = 'layer' AND label IN ('stances', 'times') GROUP BY record HAVING count(*) = 2)
       AS had_all, (SELECT 'claims' AS label UNION SELECT 'answers') AS new;

ALTER TABLE sentences ADD COLUMN check_worthiness REAL;

CREATE TABLE claims (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  turn INTEGER,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  score REAL NOT NULL,
  holder INTEGER REFERENCES lexicon,
  speaker INTEGER,
  entity INTEGER,
  holder_begin INTEGER,
  holder_end INTEGER,
  same_as INTEGER,
  text TEXT NOT NULL,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX claims_by_turn ON claims(record, turn);
CREATE INDEX claims_by_score ON claims(score DESC, record, number);
CREATE INDEX claims_by_holder ON claims(holder);
CREATE TABLE claim_kinds (
  record INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (record, claim, kind),
  FOREIGN KEY (record, claim) REFERENCES claims ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE claim_parts (
  record INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('time', 'quantity')),
  number INTEGER NOT NULL,
  PRIMARY KEY (record, claim, part, number),
  FOREIGN KEY (record, claim) REFERENCES claims ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE claim_words (
  record INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'name', 'word')),
  word TEXT NOT NULL,
  PRIMARY KEY (record, claim, kind, word),
  FOREIGN KEY (record, claim) REFERENCES claims ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX claim_words_by_word ON claim_words(word, kind);

CREATE TABLE answers (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  number INTEGER NOT NULL,
  exchange INTEGER,
  question_begin INTEGER,
  question_end INTEGER,
  ask INTEGER,
  clarity TEXT NOT NULL,
  technique TEXT NOT NULL,
  score REAL NOT NULL,
  unsure INTEGER NOT NULL,
  again INTEGER,
  asked_in INTEGER,
  turn INTEGER,
  holder INTEGER REFERENCES lexicon,
  PRIMARY KEY (record, number)
) WITHOUT ROWID;
CREATE INDEX answers_by_turn ON answers(record, turn);
CREATE INDEX answers_by_holder ON answers(holder);
CREATE INDEX answers_by_clarity ON answers(clarity, technique);
CREATE TABLE answer_evidence (
  record INTEGER NOT NULL,
  answer INTEGER NOT NULL,
  position INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (record, answer, position),
  FOREIGN KEY (record, answer) REFERENCES answers ON DELETE CASCADE
) WITHOUT ROWID;

CREATE VIEW checkable AS
  SELECT c.text, c.score,
         (SELECT group_concat(kind, ' ') FROM claim_kinds AS k WHERE k.record = c.record AND k.claim = c.number) AS kinds,
         coalesce(hp.name, l.text) AS holder, p.name AS speaker, r.date, c.record, c.number AS claim, c.same_as, c.turn,
         c.begin, c.end
  FROM claims AS c JOIN records AS r ON r.number = c.record
  LEFT JOIN turns AS t ON t.record = c.record AND t.number = c.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  LEFT JOIN speakers AS hs ON hs.record = c.record AND hs.number = c.speaker LEFT JOIN people AS hp ON hp.id = hs.person
  LEFT JOIN lexicon AS l ON l.id = c.holder;
CREATE VIEW answered AS
  SELECT substr(x.text, a.question_begin + 1, a.question_end - a.question_begin) AS question, a.clarity, a.technique,
         a.score, a.unsure, p.name AS speaker, ap.name AS asked_by, r.date, a.record, a.number AS answer, a.again, a.exchange,
         a.asked_in, a.turn
  FROM answers AS a JOIN texts AS x ON x.record = a.record JOIN records AS r ON r.number = a.record
  LEFT JOIN turns AS t ON t.record = a.record AND t.number = a.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  LEFT JOIN turns AS q ON q.record = a.record AND q.number = a.asked_in
  LEFT JOIN speakers AS qs ON qs.record = q.record AND qs.number = q.speaker LEFT JOIN people AS ap ON ap.id = qs.person;
)sql";

}  // namespace quoth
