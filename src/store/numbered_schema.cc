#include "store/numbered_schema.h"

namespace quoth {

// Bound to the hash of a record's bytes: a number outlives the annotation that it was given by, and the record too where a
// later version of the file has taken its place. Empty until an annotation is replaced by another that reads otherwise.
const char* const kNumberTables = R"sql(
CREATE TABLE editions (
  sha256 TEXT NOT NULL,
  edition INTEGER NOT NULL,
  path TEXT NOT NULL,
  file_name TEXT NOT NULL,
  first_word INTEGER NOT NULL,
  words INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (sha256, edition)
);
CREATE INDEX editions_by_file_name ON editions(file_name);
CREATE TABLE numbered (
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('s', 't', 'x')),
  number INTEGER NOT NULL,
  edition INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (sha256, kind, number)
) WITHOUT ROWID;
)sql";

}  // namespace quoth
