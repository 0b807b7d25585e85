-- The record, schema 3: the ledger tells of every input what became of it, not only of those that were kept.

CREATE TABLE ledger (
  source  TEXT PRIMARY KEY,       -- absolute path; of a page in a container also # and its place there
  mark    TEXT NOT NULL,          -- what it was then: SHA-256 of its bytes, of a container its size and time of change; empty where it could not be had
  reader  TEXT NOT NULL,          -- edition of the reader
  state   TEXT NOT NULL,          -- kept | failed | skipped, of a container: whole
  article TEXT,                   -- what was kept
  why     TEXT                    -- what failed, why it was skipped
) WITHOUT ROWID;
INSERT INTO ledger (source, mark, reader, state, article) SELECT source, sha256, reader, 'kept', article FROM inputs;
DROP TABLE inputs;
CREATE INDEX ledger_undone ON ledger (source) WHERE state IN ('failed', 'skipped');
