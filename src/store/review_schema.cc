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

}  // namespace quoth
