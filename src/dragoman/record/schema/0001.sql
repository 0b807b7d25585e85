-- The record, schema 1. What a page says is kept under its article; what several pages say together, under events.
--
-- Times are ISO 8601 text. `first_day` and `last_day` are the whole days that a time covers (2022-06: 2022-06-01 and 2022-06-30),
-- 0000-00-00 and 9999-99-99 where an end is open, NULL where there is no time at all; `sort_day` is what lists are ordered by,
-- 9999-99-99 where there is none. `data` is JSON, the whole of what the other columns are taken from. `live` is 1 for what stands
-- today and 0 for what only older versions of a page say.

CREATE TABLE articles (
  number     INTEGER PRIMARY KEY, -- day of publication (proleptic ordinal, 0 where untold) * 2^24 + 24 bits of the id: in order of days
  id         TEXT NOT NULL UNIQUE,
  live       INTEGER NOT NULL,
  story      TEXT,                -- id of the first published article with this text; NULL unless live
  own_origin TEXT,                -- whom this page names as where the text comes from
  origin     TEXT,                -- where its story comes from: an agency, else an outlet
  source     TEXT NOT NULL,       -- the input as it was named
  url        TEXT,
  language   TEXT,
  outlet     TEXT,
  agency     TEXT,
  title      TEXT,
  published  TEXT,
  day        TEXT,                -- day of publication
  modified   TEXT,
  text       TEXT NOT NULL,
  reader     TEXT NOT NULL,       -- edition of the reader
  digest     TEXT NOT NULL,       -- of what was read, without what differs from copy to copy
  rest       BLOB NOT NULL        -- what else the reading has (zlib, JSON)
);
CREATE INDEX articles_by_story ON articles (story) WHERE live;
CREATE INDEX articles_by_day ON articles (day, story) WHERE live;

-- Every version of every address (URL, else file), in the order of adding.
CREATE TABLE versions (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  address TEXT NOT NULL,
  article TEXT NOT NULL,
  stamp   TEXT NOT NULL,          -- when the page says it was changed or published, UTC; empty where it does not
  added   TEXT NOT NULL,          -- UTC
  current INTEGER NOT NULL
);
CREATE INDEX versions_by_address ON versions (address, current);
CREATE INDEX versions_by_article ON versions (article, current);

-- Which files were read, so that they need not be read again.
CREATE TABLE inputs (
  source  TEXT PRIMARY KEY,       -- absolute path
  sha256  TEXT NOT NULL,
  reader  TEXT NOT NULL,
  article TEXT NOT NULL
);

-- Near-duplicates: keys that alike texts share, and the pairs that are alike.
CREATE TABLE bands (
  band    BLOB NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE alike (
  article INTEGER NOT NULL,
  other   INTEGER NOT NULL,
  PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE TABLE stories (
  id       TEXT PRIMARY KEY,
  origin   TEXT,
  articles INTEGER NOT NULL,
  first    TEXT,                  -- first and last publication
  last     TEXT,
  title    TEXT
);

-- Tellings: one article's report of an act.
CREATE TABLE reports (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  article    INTEGER NOT NULL REFERENCES articles (number),
  nth        INTEGER NOT NULL,    -- in its reading, from 0
  told       INTEGER NOT NULL,    -- 1 if the newest reading of the article has it
  live       INTEGER NOT NULL,    -- told, and the article is live
  component  INTEGER,             -- those that may be one act hang together under one number
  event      TEXT,                -- the event it is a report of
  place      INTEGER,             -- among the reports of its event, the best first
  type       TEXT NOT NULL,
  status     TEXT NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL,
  quote      TEXT NOT NULL,
  data       TEXT NOT NULL
);
CREATE INDEX reports_by_article ON reports (article);
CREATE INDEX reports_by_event ON reports (event, place) WHERE live;
CREATE INDEX reports_by_component ON reports (component) WHERE live;
CREATE TABLE blocks (             -- keys without one of which in common two reports cannot be one act
  block  TEXT NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (block, report)
) WITHOUT ROWID;
CREATE INDEX blocks_by_report ON blocks (report);

-- Acts: what all live reports of them tell together, corrections applied.
CREATE TABLE events (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  type       TEXT NOT NULL,
  mode       TEXT,
  status     TEXT NOT NULL,
  quad       INTEGER NOT NULL,
  score      REAL NOT NULL,
  actors     TEXT NOT NULL,       -- codes, sorted, commas between
  recipients TEXT NOT NULL,
  start_date TEXT,
  end_date   TEXT,
  precision  TEXT,
  first_day  TEXT,
  last_day   TEXT,
  sort_day   TEXT NOT NULL,
  place      TEXT,
  country    TEXT,
  latitude   REAL,
  longitude  REAL,
  reports    INTEGER NOT NULL,
  sources    INTEGER NOT NULL,
  first_seen TEXT,
  last_seen  TEXT,
  confidence REAL NOT NULL,
  verdict    TEXT,                -- accepted | rejected | changed
  data       TEXT NOT NULL,
  read       TEXT                 -- as read, where corrections changed it
);
CREATE INDEX events_by_day ON events (sort_day, id);
CREATE INDEX events_by_type ON events (type, sort_day, id);
CREATE TABLE event_parties (
  code     TEXT NOT NULL,
  sort_day TEXT NOT NULL,
  event    INTEGER NOT NULL,
  role     TEXT NOT NULL,         -- actor | recipient
  PRIMARY KEY (code, sort_day, event, role)
) WITHOUT ROWID;
CREATE TABLE pairs (              -- two parties of an event, both ways
  code     TEXT NOT NULL,
  other    TEXT NOT NULL,
  sort_day TEXT NOT NULL,
  event    INTEGER NOT NULL,
  relation TEXT NOT NULL,         -- to | from | mutual | beside: what `code` is to `other`
  PRIMARY KEY (code, other, sort_day, event)
) WITHOUT ROWID;

-- What became of plans.
CREATE TABLE links (
  plan   TEXT NOT NULL,
  kind   TEXT NOT NULL,           -- happened_as | cancelled_by
  event  TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (plan, kind, event)
) WITHOUT ROWID;
CREATE INDEX links_by_event ON links (event);
CREATE TABLE link_keys (          -- keys of which a plan and what became of it share one
  key   TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (key, event)
) WITHOUT ROWID;
CREATE INDEX link_keys_by_event ON link_keys (event);

-- What else articles say.
CREATE TABLE statements (
  number    INTEGER PRIMARY KEY AUTOINCREMENT,
  article   INTEGER NOT NULL REFERENCES articles (number),
  nth       INTEGER NOT NULL,
  code      TEXT NOT NULL,        -- of the speaker
  entity    TEXT NOT NULL,
  name      TEXT NOT NULL,
  label     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  first_day TEXT,
  last_day  TEXT,
  sort_day  TEXT NOT NULL,
  text      TEXT NOT NULL,
  data      TEXT NOT NULL
);
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_speaker ON statements (code, sort_day);
CREATE TABLE statement_about (    -- which parties are named in it or spoken to
  code      TEXT NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (code, statement)
) WITHOUT ROWID;
CREATE TABLE positions (
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  article     INTEGER NOT NULL REFERENCES articles (number),
  nth         INTEGER NOT NULL,
  code        TEXT NOT NULL,      -- of the holder
  entity      TEXT NOT NULL,
  stance      TEXT NOT NULL,
  object_code TEXT,
  object      TEXT NOT NULL,
  status      TEXT NOT NULL,
  first_day   TEXT,
  last_day    TEXT,
  sort_day    TEXT NOT NULL,
  quote       TEXT NOT NULL,
  data        TEXT NOT NULL
);
CREATE INDEX positions_by_article ON positions (article);
CREATE INDEX positions_by_holder ON positions (code, sort_day);
CREATE TABLE measures (
  number    INTEGER PRIMARY KEY AUTOINCREMENT,
  article   INTEGER NOT NULL REFERENCES articles (number),
  nth       INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  value     REAL NOT NULL,
  unit      TEXT NOT NULL,
  bound     TEXT NOT NULL,
  parties   TEXT NOT NULL,        -- codes, commas between
  sort_day  TEXT NOT NULL,
  quote     TEXT NOT NULL,
  data      TEXT NOT NULL
);
CREATE INDEX measures_by_article ON measures (article);
CREATE TABLE ties (
  number    INTEGER PRIMARY KEY AUTOINCREMENT,
  article   INTEGER NOT NULL REFERENCES articles (number),
  nth       INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  holder    TEXT NOT NULL,
  object    TEXT NOT NULL,
  sort_day  TEXT NOT NULL,
  quote     TEXT NOT NULL,
  data      TEXT NOT NULL
);
CREATE INDEX ties_by_article ON ties (article);
CREATE TABLE mentions (           -- which parties an article names
  code    TEXT NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (code, article)
) WITHOUT ROWID;
CREATE INDEX mentions_by_article ON mentions (article);

CREATE TABLE changes (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,          -- UTC
  kind    TEXT NOT NULL,          -- added | changed | merged | withdrawn | corrected
  event   TEXT NOT NULL,
  into_id TEXT
);
CREATE INDEX changes_by_event ON changes (event);
CREATE TABLE corrections (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  event    TEXT NOT NULL,         -- the event as it was called then
  target   TEXT,                  -- as it is called now; NULL where it is withdrawn
  verdict  TEXT NOT NULL,         -- accept | reject | set | undo
  field    TEXT,
  value    TEXT,
  author   TEXT NOT NULL,
  at       TEXT NOT NULL,
  why      TEXT,
  undoes   TEXT,
  evidence TEXT                   -- the words it was made on
);
CREATE INDEX corrections_by_event ON corrections (event);
CREATE INDEX corrections_by_target ON corrections (target);

-- Search. `terms` are the words of a text in dictionary form, found out before, blanks between; `words` is the text itself.
CREATE VIRTUAL TABLE article_words USING fts5 (terms, words, content='', tokenize="unicode61 remove_diacritics 0");
