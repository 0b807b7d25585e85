-- The record, schema 2: people who review, their notes, the queue of what is to be reviewed, and acts by person.

-- Who may change anything in the reading room. The token itself is never kept.
CREATE TABLE reviewers (
  name   TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,    -- SHA-256 of the token, which is 32 random bytes
  added  TEXT NOT NULL            -- UTC
);

-- What people wrote beside an event or an article: appended, never overwritten.
CREATE TABLE notes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id     TEXT NOT NULL UNIQUE,
  kind   TEXT NOT NULL,           -- event | article
  about  TEXT NOT NULL,           -- its id, of an event the one it had then
  author TEXT NOT NULL,
  at     TEXT NOT NULL,           -- UTC
  words  TEXT NOT NULL
);
CREATE INDEX notes_by_about ON notes (kind, about);

-- What nobody has said anything of yet: the least certain, the most reported.
CREATE INDEX events_by_confidence ON events (confidence, id) WHERE verdict IS NULL;
CREATE INDEX events_by_reports ON events (reports, id) WHERE verdict IS NULL;

-- Acts and words by the person through whom a party acts or speaks.
CREATE TABLE event_people (
  entity   TEXT NOT NULL,
  sort_day TEXT NOT NULL,
  event    INTEGER NOT NULL,
  PRIMARY KEY (entity, sort_day, event)
) WITHOUT ROWID;
INSERT OR IGNORE INTO event_people (entity, sort_day, event)
  SELECT json_extract(p.value, '$.entity'), e.sort_day, e.number
  FROM events e, json_each(json_array(json_extract(e.data, '$.actors'), json_extract(e.data, '$.recipients'))) side, json_each(side.value) p
  WHERE json_extract(p.value, '$.entity') LIKE 'person:%';
CREATE INDEX statements_by_entity ON statements (entity, sort_day, article);
CREATE INDEX statement_about_by_statement ON statement_about (statement);
-- Articles that only older versions of a page say: few, so that others are known by not being among them.
CREATE INDEX articles_past ON articles (id) WHERE live = 0;
CREATE INDEX statements_by_day ON statements (sort_day);
