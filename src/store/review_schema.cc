#include "store/review_schema.h"

namespace quoth {

// Bound to the hash of a record's bytes, not to its row: what people said outlives the record. Triggers keep the history
// as it was written.
const char* const kReviewTables = R"sql(
CREATE TABLE reviews (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'answer', 'turn')),
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  words TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  UNIQUE (sha256, kind, begin, end)
);
CREATE TABLE review_entries (
  review INTEGER NOT NULL REFERENCES reviews,
  version INTEGER NOT NULL,
  field TEXT CHECK (field IN ('state', 'assignee', 'verdict', 'span', 'reading', 'speaker')),
  undoes INTEGER CHECK (undoes < version),
  value TEXT NOT NULL,
  author TEXT NOT NULL CHECK (trim(author) <> ''),
  why TEXT NOT NULL,
  made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  begin INTEGER,
  end INTEGER,
  words TEXT,
  before TEXT,
  after TEXT,
  PRIMARY KEY (review, version),
  FOREIGN KEY (review, undoes) REFERENCES review_entries,
  CHECK ((field IS NULL) <> (undoes IS NULL))
) WITHOUT ROWID;
CREATE TABLE review_evidence (
  review INTEGER NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  quotation TEXT NOT NULL,
  PRIMARY KEY (review, version, position),
  FOREIGN KEY (review, version) REFERENCES review_entries
) WITHOUT ROWID;

CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER reviews_stay_so BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON review_entries BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER entries_stay_so BEFORE UPDATE ON review_entries BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON review_evidence BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER evidence_stays_so BEFORE UPDATE ON review_evidence BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;

CREATE VIEW judged AS
  SELECT v.number AS review, v.kind, v.words, e.version, e.field, e.undoes,
         CASE WHEN e.field = 'span' THEN e.words ELSE e.value END AS value, e.author, e.why, e.made,
         r.number AS record, v.path
  FROM review_entries AS e JOIN reviews AS v ON v.number = e.review LEFT JOIN records AS r ON r.sha256 = v.sha256;
)sql";

// Made anew from the reviews whenever they, or the rows of a record, change (settle.h).
const char* const kReviewedTable = R"sql(
CREATE TABLE reviewed (
  record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'answer', 'turn')),
  number INTEGER NOT NULL,
  review INTEGER NOT NULL REFERENCES reviews,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  assignee TEXT NOT NULL,
  verdicts TEXT NOT NULL,
  is_reviewed INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  corrected_by TEXT NOT NULL,
  own INTEGER NOT NULL,
  machine TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (record, kind, number)
) WITHOUT ROWID;
CREATE INDEX reviewed_by_review ON reviewed(review);

DROP VIEW checkable;
CREATE VIEW checkable AS
  SELECT c.text, c.score,
         (SELECT group_concat(kind, ' ') FROM claim_kinds AS k WHERE k.record = c.record AND k.claim = c.number) AS kinds,
         coalesce(hp.name, l.text) AS holder, p.name AS speaker, r.date, c.record, c.number AS claim, c.same_as, c.turn,
         c.begin, c.end, coalesce(v.state, 'new') AS state, nullif(v.assignee, '') AS assignee, v.verdicts,
         coalesce(v.is_reviewed, 0) AS is_reviewed, v.review
  FROM claims AS c JOIN records AS r ON r.number = c.record
  LEFT JOIN reviewed AS v ON v.record = c.record AND v.kind = 'claim' AND v.number = c.number
  LEFT JOIN turns AS t ON t.record = c.record AND t.number = c.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  LEFT JOIN speakers AS hs ON hs.record = c.record AND hs.number = c.speaker LEFT JOIN people AS hp ON hp.id = hs.person
  LEFT JOIN lexicon AS l ON l.id = c.holder;
DROP VIEW answered;
CREATE VIEW answered AS
  SELECT substr(x.text, a.question_begin + 1, a.question_end - a.question_begin) AS question, a.clarity, a.technique,
         a.score, a.unsure, p.name AS speaker, ap.name AS asked_by, r.date, a.record, a.number AS answer, a.again, a.exchange,
         a.asked_in, a.turn, coalesce(v.state, 'new') AS state, nullif(v.assignee, '') AS assignee,
         nullif(v.corrected_by, '') AS corrected_by, coalesce(v.is_reviewed, 0) AS is_reviewed, v.review
  FROM answers AS a JOIN texts AS x ON x.record = a.record JOIN records AS r ON r.number = a.record
  LEFT JOIN reviewed AS v ON v.record = a.record AND v.kind = 'answer' AND v.number = a.number
  LEFT JOIN turns AS t ON t.record = a.record AND t.number = a.turn
  LEFT JOIN speakers AS s ON s.record = t.record AND s.number = t.speaker LEFT JOIN people AS p ON p.id = s.person
  LEFT JOIN turns AS q ON q.record = a.record AND q.number = a.asked_in
  LEFT JOIN speakers AS qs ON qs.record = q.record AND qs.number = q.speaker LEFT JOIN people AS ap ON ap.id = qs.person;
)sql";

}  // namespace quoth
